"""How all cities of a large network stand: kept by the clock, read by whoever sees them all, and never old."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate, now

from cities.acts import RoleKind
from common.dates import LooseDate
from dashboard import pages
from dashboard.actions import summaries, summarise
from dashboard.clock import summarise_task
from dashboard.facts import AsOf
from dashboard.matrix import matrix_of
from dashboard.models import Arrangement, Headline, Milestone, Summary
from dashboard.pages import shown
from dashboard.summaries import headline_for
from tests.factories.cities import RoleFactory
from tests.helpers.network import founded
from tests.helpers.statements import statements

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = localdate(AT)
CITIES = 43


@pytest.fixture
def large(db, monkeypatch):
    """A network that is large as soon as it has more than twenty cities, shown seven at a time."""
    monkeypatch.setattr(summaries, "MANY", 20)
    monkeypatch.setattr(pages, "PAGE", 7)
    network = founded(at=AT)
    network.cities = network.grow(CITIES)
    return network


@pytest.fixture
def secretary(large):
    return large.by


def told(found) -> dict:
    """All that a page shows."""
    lines = [
        (line.row.city, line.row.linked, bool(line.row.twins), line.row.done, line.told, line.cells)
        for line in found.lines
    ]
    numbers = (found.late, found.everybody, found.tiles, found.days_left)
    return {"lines": lines, "numbers": numbers, "page": (found.page.number, found.page.paginator.num_pages)}


def page(person, at=AT, day=TODAY, **more):
    return told(shown(person, AsOf(day), at=at, **more))


@pytest.mark.parametrize("only_late", [False, True])
def test_what_is_kept_shows_the_very_same_pages(large, secretary, only_late):
    number = shown(secretary, AsOf(TODAY), only_late=only_late, at=AT).page.paginator.num_pages
    live = [page(secretary, only_late=only_late, number=n + 1) for n in range(number)]

    summarise(at=AT)

    assert headline_for(secretary, AsOf(TODAY), AT)
    assert [page(secretary, only_late=only_late, number=n + 1) for n in range(number)] == live
    assert number > 2
    assert {line[1] for one in live for line in one["lines"]} >= {"first", "last", ""}


def test_of_what_is_kept_only_the_pages_own_cities_are_looked_at(large, secretary, client):
    client.force_login(secretary)
    asked = statements(lambda: client.get(reverse("milestones")))
    summarise(at=now())
    Headline.objects.update(at=now() + timedelta(hours=1))  # fresh, also on a machine that is busy

    kept = statements(lambda: client.get(reverse("milestones")))

    assert len(kept) == len(asked)
    assert [sql for sql in asked if "dashboard_summary" in sql] == []
    [summaries_read] = [sql for sql in kept if "dashboard_summary" in sql]
    assert "LIMIT 8" in summaries_read
    assert [sql for sql in asked + kept if not sql.lstrip("(").startswith("SELECT")] == []


def test_what_is_kept_is_shown_for_a_minute(large, secretary):
    live = page(secretary)
    summarise(at=AT)
    Headline.objects.update(late=17)

    shown_late = [
        page(secretary, at=AT + timedelta(seconds=59))["numbers"][0],
        page(secretary, at=AT + timedelta(seconds=60))["numbers"][0],
    ]

    assert shown_late == [17, live["numbers"][0]]


def test_what_is_kept_is_of_today_and_of_what_is_known_now(large, secretary):
    midnight = datetime(2026, 3, 2, 23, tzinfo=UTC)
    before, after = midnight - timedelta(seconds=10), midnight + timedelta(seconds=10)
    summarise(at=before)

    day, next_day = localdate(before), localdate(after)
    assert next_day == day + timedelta(days=1)
    assert headline_for(secretary, AsOf(day), before)
    assert headline_for(secretary, AsOf(next_day), after) is None
    assert headline_for(secretary, AsOf(day - timedelta(days=1)), before) is None
    assert headline_for(secretary, AsOf(day, known=before), before) is None


def test_at_midnight_it_is_worked_out_for_the_new_day_at_once(large, secretary):
    summarise(at=datetime(2026, 3, 2, 22, 59, 55, tzinfo=UTC))

    summarise(at=datetime(2026, 3, 2, 23, 0, 5, tzinfo=UTC))

    assert Headline.objects.get().day == TODAY + timedelta(days=1)


def test_who_sees_some_cities_only_does_not_meet_what_is_kept_of_all(large):
    planner = RoleFactory(kind=RoleKind.PLANNER, city=large.cities[3]).person
    summarise(at=AT)

    found = shown(planner, AsOf(TODAY), at=AT)

    assert headline_for(planner, AsOf(TODAY), AT) is None
    assert [line.row.city for line in found.lines] == [large.cities[3]]
    assert found.everybody == 1


def test_only_what_has_changed_is_written(large, secretary):
    first = summarise(at=AT)
    again = summarise(at=AT + timedelta(seconds=30))
    latest = max(matrix_of(large.cities, AsOf(TODAY)).rows, key=lambda row: row.late if not row.twins else 0)
    for milestone in Milestone.objects.all():
        Arrangement.objects.create(
            milestone=milestone, city=latest.city, sort="deadline", day=LooseDate.read("2030"), reason="Avtalt",
            agreed_on=TODAY, recorded_at=AT, recorded_by=secretary, uuid=f"{milestone.pk:032}",
        )  # fmt: skip

    changed = summarise(at=AT + timedelta(seconds=60))

    assert (first, again, changed) == (CITIES, 0, 1)
    assert Summary.objects.get(city=latest.city).late == 0
    assert Headline.objects.get().at == AT + timedelta(seconds=60)


def test_a_new_city_and_a_milestone_that_is_followed_no_longer_are_in_it_the_next_time(large, secretary):
    summarise(at=AT)
    large.grow(1)
    Milestone.objects.filter(rule="treated").update(retired_on=TODAY)
    later = AT + timedelta(seconds=30)

    summarise(at=later)

    kept = page(secretary, at=later)
    Headline.objects.all().delete()
    assert kept == page(secretary, at=later)
    assert kept["numbers"][1] == CITIES + 1


def test_strokes_that_piled_up_do_it_once(large):
    summarise(at=AT)
    Summary.objects.all().delete()

    summarise(at=AT + timedelta(seconds=1))

    assert not Summary.objects.exists()


def test_two_at_once_do_it_once(large):
    other = connection.copy()
    with closing(other), other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('dashboard summaries', 0))")
        meanwhile = summarise(at=AT)
        cursor.execute("SELECT pg_advisory_unlock_all()")

    assert meanwhile == 0
    assert not Headline.objects.exists()
    assert summarise(at=AT) == CITIES


def test_nothing_is_kept_where_the_cities_are_few(large, monkeypatch):
    summarise(at=AT)
    monkeypatch.setattr(summaries, "MANY", CITIES)

    summarise(at=AT + timedelta(seconds=30))

    assert not Summary.objects.exists()
    assert not Headline.objects.exists()


def test_the_clock_keeps_it(large):
    summarise_task()

    assert Headline.objects.get().cities == Summary.objects.count() == CITIES


def test_asking_about_all_cities_tells_the_same_as_naming_each(large, monkeypatch):
    named = matrix_of(large.cities[:5], AsOf(TODAY))
    monkeypatch.setattr("dashboard.facts.MANY", 5)

    everybody = matrix_of(large.cities[:5], AsOf(TODAY))

    assert [row.standings for row in everybody.rows] == [row.standings for row in named.rows]
