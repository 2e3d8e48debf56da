"""What has changed: by the day it was recorded, or by the day it happened."""

from datetime import UTC, date, datetime, timedelta

import pytest

from common.dates import LooseDate
from dashboard.actions import visit
from dashboard.changes import changes_between, end_of
from dashboard.facts import AsOf
from dashboard.models import Visit
from dashboard.states import State
from tests.dashboard.happening import DAY, RECORDED, Happening
from tests.factories.dashboard import ArrangementFactory, MilestoneFactory
from tests.helpers.statements import statements

BEFORE = RECORDED - timedelta(days=1)


@pytest.fixture
def treated(world):
    return MilestoneFactory(name="Politisk behandlet")


def between(world, then, now):
    return changes_between(world.cities.values(), then, now)


def moved(changes):
    return [(one.city.slug, one.before.state, one.after.state) for one in changes.moved]


def test_what_was_recorded_since_has_changed_also_if_it_happened_long_ago(world, treated):
    Happening(world, world.cities["bergen"], day=date(2009, 1, 5)).decided()

    found = between(world, AsOf(DAY, BEFORE), AsOf(DAY, RECORDED))

    assert moved(found) == [("bergen", State.OPEN, State.DONE)]


def test_between_two_days_counts_what_happened_whenever_it_was_recorded(world, treated):
    Happening(world, world.cities["bergen"], at=RECORDED + timedelta(days=6000)).decided()

    assert moved(between(world, AsOf(date(2009, 2, 4)), AsOf(date(2009, 2, 11)))) == [
        ("bergen", State.OPEN, State.DONE)
    ]


def test_a_deadline_that_passed_is_a_change(world, treated):
    found = between(world, AsOf(date(2009, 4, 30)), AsOf(date(2009, 5, 1)))

    assert {after for _city, _before, after in moved(found)} == {State.LATE}


def test_another_day_alone_is_none(world, treated):
    assert not between(world, AsOf(date(2009, 2, 4)), AsOf(date(2009, 2, 11)))


def test_a_new_plan_is_told(world, treated):
    secretary = world.people["secretariat", "network"]
    told = {"agreed_on": DAY, "recorded_at": RECORDED, "recorded_by": secretary}
    for day in ("26. mars 2009", "2. april 2009"):
        told["recorded_at"] += timedelta(hours=1)
        ArrangementFactory(milestone=treated, city=world.cities["bergen"], sort="plan", day=LooseDate.read(day), **told)

    found = between(world, AsOf(DAY, RECORDED + timedelta(hours=1)), AsOf(DAY, RECORDED + timedelta(hours=2)))

    assert moved(found) == [("bergen", State.ON_TIME, State.ON_TIME)]
    assert moved(between(world, AsOf(DAY, BEFORE), AsOf(DAY, RECORDED + timedelta(hours=2)))) == [
        ("bergen", State.OPEN, State.ON_TIME)
    ]


def test_another_version_is_news_where_the_milestone_is_reached_already(world):
    MilestoneFactory(rule="frozen")
    it = Happening(world, world.cities["bergen"])
    programme = it.programme()
    it.version(programme)
    it.at = RECORDED + timedelta(days=2)
    it.version(programme, number=2)

    found = between(world, AsOf(DAY, RECORDED), AsOf(DAY, it.at))

    assert found.moved == []
    assert [(one.city.slug, one.fact.key, one.words) for one in found.news] == [("bergen", "frozen", "Versjon 2")]


def test_they_cost_as_many_statements_for_many_cities_as_for_one(world, treated):
    few = statements(lambda: between(world, AsOf(DAY, BEFORE), AsOf(DAY, RECORDED)))
    for slug in world.cities:
        Happening(world, world.cities[slug]).decided()

    assert len(statements(lambda: between(world, AsOf(DAY, BEFORE), AsOf(DAY, RECORDED)))) == len(few)


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2009, 2, 9), datetime(2009, 2, 9, 23, tzinfo=UTC)),
        (date(2009, 3, 29), datetime(2009, 3, 29, 22, tzinfo=UTC)),
        (date(2009, 10, 25), datetime(2009, 10, 25, 23, tzinfo=UTC)),
    ],
    ids=["winter", "the clock goes forward", "the clock goes back"],
)
def test_a_day_is_over_at_midnight_here(day, moment):
    assert end_of(day) == moment


# -- Since last time


def test_the_first_visit_has_none_before_it(world):
    assert visit(by=world.people["planner", "skien"], at=RECORDED) is None


def test_last_time_is_before_one_was_away(world):
    person = world.people["planner", "skien"]
    moments = [RECORDED, RECORDED + timedelta(days=1), RECORDED + timedelta(days=1, minutes=5)]

    seen = [visit(by=person, at=moment) for moment in moments]

    assert seen == [None, RECORDED, RECORDED]
    assert Visit.objects.count() == 1


def test_the_page_tells_what_changed_since_the_last_visit(world, treated, client):
    person = world.people["secretariat", "network"]
    client.force_login(person)
    first = client.get("/milepaeler/endret/").content.decode()
    long_ago = datetime(2009, 1, 1, tzinfo=UTC)
    Visit.objects.update(last_at=long_ago, earlier_at=long_ago)
    Happening(world, world.cities["bergen"]).decided()

    page = client.get("/milepaeler/endret/").content.decode()

    assert "Første gang du er her" in first
    assert "Bergen" in page
    assert "til «ferdig»" in page


def test_two_days_are_held_against_one_another(world, treated, client):
    Happening(world, world.cities["bergen"]).decided()
    client.force_login(world.people["secretariat", "network"])

    page = client.get("/milepaeler/endret/?fra=4.2.2009&til=11.2.2009").content.decode()
    backwards = client.get("/milepaeler/endret/?fra=11.2.2009&til=4.2.2009")

    assert "fra «åpen, uten plan» til «ferdig»" in page
    assert backwards.status_code == 200
    assert "Den siste dagen er før den første." in backwards.content.decode()
