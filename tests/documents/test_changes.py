"""What is new since the version a person opened last, or any other that person may read."""

from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import pytest
from django.urls import reverse

from documents import changes
from documents.actions import approve, freeze, table_version, withdraw_tabling
from documents.changes import changes_drawn, earlier_versions
from documents.editions import shared
from documents.models import Opening
from documents.treatment import routes_of
from tests.documents.contents import DAY, element, small
from tests.helpers.statements import statements

AT = datetime(2009, 3, 1, 12, tzinfo=UTC)
PAIR = "skien", "porsgrunn"


def uid(n: int) -> str:
    return f"00000000-0000-4000-8000-{n:012d}"


@pytest.fixture
def laid(world, document):
    """Freeze what the twins have, and lay it before Skien's politicians."""

    def act(shared_title, own="Byens eget", theirs="Tvillingens eget", city=None):
        content = small(
            element(title=shared_title),
            element(code="T-0002", uuid=uid(2), place="2", city="skien", title=own),
            element(code="T-0003", uuid=uid(3), place="3", city="porsgrunn", title=theirs),
            cities=[{"slug": slug, "name": slug.title()} for slug in PAIR],
        )
        for slug in PAIR:
            lead = world.people["lead", slug]
            approve(document=document, city=world.cities[slug], part=shared(content), by=lead, at=AT)
        version, _made = freeze(
            document=document, day=DAY, content=lambda: content, format=2, tabled_in=[city or world.cities["skien"]],
            city=city, key=uuid4(), by=world.people["lead", city.slug if city else "skien"], at=AT,
        )  # fmt: skip
        return version

    return act


@pytest.fixture
def politician(client, world):
    client.force_login(world.people["politician", "skien"])
    return client


def case(version, page="treatment_page") -> str:
    return reverse(page, args=[routes_of(version)[0].pk])


def html(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_tells_what_is_new_since_the_version_the_person_opened_last(politician, laid):
    first, _second = laid("Sykkelvei"), laid("Sykkelveier")
    html(politician, case(first))
    third = laid("Sykkelstamvei", own="Byens egen buss")

    page = html(politician, case(third))
    changed = html(politician, case(third, "treatment_changes"))

    assert f"{case(third, 'treatment_changes')}?fra={first.pk}" in page
    assert "Fra Versjon 1 til Versjon 3" in changed
    assert "Sykkelstamvei</ins>" in changed
    assert "egen buss</ins>" in changed


def test_reading_and_downloading_count_as_opening_and_the_latest_time_is_kept(politician, world, laid):
    version = laid("Sykkelvei")
    for _time in range(2):
        politician.get(reverse("version_page", args=[version.pk]))

    opening = Opening.objects.get()
    assert (opening.person, opening.version) == (world.people["politician", "skien"], version)


def test_who_has_opened_none_is_shown_what_is_new_since_the_one_before(politician, laid):
    laid("Sykkelvei")
    laid("Sykkelveier")
    third = laid("Sykkelstamvei")

    assert "Fra Versjon 2 til Versjon 3" in html(politician, case(third, "treatment_changes"))


def test_the_twins_own_is_no_news_here(politician, laid):
    laid("Sykkelvei")
    second = laid("Sykkelvei", theirs="Noe ganske annet")

    page = html(politician, case(second, "treatment_changes"))

    assert "Ingen forskjell" in page
    assert "ganske annet" not in page


def test_with_the_twins_own_edition_only_what_is_shared_is_compared(world, laid):
    theirs = laid("Sykkelvei", city=world.cities["porsgrunn"])
    joint = laid("Sykkelvei")

    assert changes_drawn(theirs, joint, world.cities["skien"]) == ""


def test_what_was_taken_back_can_be_compared_with_no_more(politician, world, laid):
    first = laid("Sykkelvei")
    html(politician, case(first))
    withdraw_tabling(tabling=first.tablings.get(), by=world.people["lead", "skien"], at=AT)
    second = laid("Sykkelveier")

    assert "Du åpnet" not in html(politician, case(second))
    assert "Dette er den første versjonen" in html(politician, case(second, "treatment_changes"))
    assert politician.get(f"{case(second, 'treatment_changes')}?fra={first.pk}").status_code == 404


def test_the_first_version_has_nothing_before_it(politician, laid):
    assert "Dette er den første versjonen" in html(politician, case(laid("Sykkelvei"), "treatment_changes"))


def test_a_comparison_is_made_once_and_kept(monkeypatch, world, laid):
    first, second = laid("Sykkelvei"), laid("Sykkelveier")
    drawn = changes_drawn(first, second, world.cities["skien"])
    monkeypatch.setattr(changes, "compare", lambda *_contents: pytest.fail("made anew"))

    assert changes_drawn(first, second, world.cities["skien"]) == drawn != ""


def test_earlier_versions_cost_the_same_for_few_and_many(world, laid):
    versions = [laid(f"Sykkelvei {n}") for n in range(6)]
    person = world.people["politician", "skien"]

    assert [len(earlier_versions(version, person)) for version in versions] == [0, 1, 2, 3, 4, 5]
    assert len({len(statements(partial(earlier_versions, version, person))) for version in versions[1:]}) == 1


def test_a_version_that_came_later_is_not_what_this_one_is_compared_with(politician, laid):
    first, second = laid("Sykkelvei"), laid("Sykkelveier")
    html(politician, case(second))

    assert "Du åpnet" not in html(politician, case(first))
    assert politician.get(f"{case(first, 'treatment_changes')}?fra={second.pk}").status_code == 404


def test_nobody_else_is_told_what_a_person_has_opened(client, world, laid):
    first, second = laid("Sykkelvei"), laid("Sykkelveier")
    client.force_login(world.people["politician", "skien"])
    html(client, case(first))
    table_version(version=second, city=world.cities["porsgrunn"], by=world.people["lead", "porsgrunn"], at=AT)
    client.force_login(world.people["lead", "skien"])

    assert "Du åpnet" not in html(client, case(second))
