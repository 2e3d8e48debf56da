"""Who reaches a version, its editions and prints: roles of its cities, and politicians only what lies before them."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from cities.access import visible
from cities.acts import Act
from documents.actions import approve, freeze, order_print, table_version, withdraw_tabling
from documents.editions import shared
from documents.models import Departure, Document, DocumentCity, Edition, Print, Tabling, Version
from tests.documents.contents import small

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)


@pytest.fixture
def version(world):
    """The twins' version, with every edition's print ordered."""
    document = Document.objects.create()
    for n, slug in enumerate(["skien", "porsgrunn"]):
        DocumentCity.objects.create(document=document, city=world.cities[slug], position=n)
    content = small(title="Grenland", cities=[{"slug": "skien"}, {"slug": "porsgrunn"}])
    lead = world.people["lead", "skien"]
    version, _made = freeze(
        document=document, day=date(2009, 2, 9), content=lambda: content, format=2, key=uuid4(), by=lead,
        at=AT,
    )  # fmt: skip
    for edition in version.editions.all():
        order_print(edition=edition, by=lead, at=AT)
    return version


@pytest.fixture
def approved(world, version):
    """The same, approved by both cities."""
    for slug in ("skien", "porsgrunn"):
        by = world.people["lead", slug]
        approve(document=version.document, city=world.cities[slug], part=shared(version.data), by=by, at=AT)
    return version


def reached(person, model) -> set:
    """The editions' cities the person reaches, as Edition or as Print; for versions whether the version is reached."""
    rows = visible(person, Act.READ_VERSION, model)
    if model is Version:
        return {row.number for row in rows}
    if model is Print:
        rows = [row.edition for row in rows]
    return {row.city.slug if row.city else "joint" for row in rows}


@pytest.mark.parametrize("model", [Edition, Print])
def test_the_circle_reaches_every_edition_and_others_none(world, version, model):
    every = {"joint", "skien", "porsgrunn"}

    for person, expected in [
        (("planner", "skien"), every),
        (("lead", "porsgrunn"), every),
        (("measure_owner", "skien"), every),
        (("secretariat", "network"), every),
        (("politician", "skien"), set()),
        (("planner", "oslo"), set()),
        (("contact", "md"), set()),
        ("stranger", set()),
        ("superuser", set()),
    ]:
        assert reached(world.people[person], model) == expected, person


def test_a_politician_reaches_the_joint_and_the_own_edition_while_it_lies_there(world, approved):
    lead, skien = world.people["lead", "skien"], world.cities["skien"]
    people = world.people["politician", "skien"], world.people["politician", "porsgrunn"]
    models = (Version, Edition, Print)

    tabling = table_version(version=approved, city=skien, by=lead, at=AT)
    tabled = [[reached(person, model) for model in models] for person in people]
    withdraw_tabling(tabling=tabling, by=lead, at=AT)
    withdrawn = [[reached(person, model) for model in models] for person in people]

    assert tabled == [[{1}, {"joint", "skien"}, {"joint", "skien"}], [set(), set(), set()]]
    assert withdrawn == [[set(), set(), set()]] * 2


def test_what_is_withdrawn_is_met_by_no_politician_any_more(world, approved):
    lead, politician = world.people["lead", "skien"], world.people["politician", "skien"]

    tabling = table_version(version=approved, city=world.cities["skien"], by=lead, at=AT)
    lying = list(visible(politician, Act.READ_VERSION, Tabling))
    withdraw_tabling(tabling=tabling, by=lead, at=AT)

    assert (lying, list(visible(politician, Act.READ_VERSION, Tabling))) == ([tabling], [])


def test_tabling_twice_lays_it_there_once(world, approved):
    lead, skien = world.people["lead", "skien"], world.cities["skien"]

    for _time in range(2):
        table_version(version=approved, city=skien, by=lead, at=AT)

    assert Tabling.objects.count() == 1


# -- A city that has left


@pytest.fixture
def departed(world, approved):
    """Porsgrunn has left after the version, which lay before its politicians; another one came later."""
    document, porsgrunn = approved.document, world.cities["porsgrunn"]
    table_version(version=approved, city=porsgrunn, by=world.people["lead", "porsgrunn"], at=AT)
    document.city_rows.filter(city=porsgrunn).delete()
    Departure.objects.create(document=document, city=porsgrunn, latest=approved.number, left_at=AT)
    content = small(title="Bare Skien", cities=[{"slug": "skien"}])
    lead = world.people["lead", "skien"]
    later, _made = freeze(
        document=document, day=date(2009, 2, 9), content=lambda: content, format=2, key=uuid4(), by=lead, at=AT
    )
    return later


@pytest.mark.parametrize("kind", ["planner", "lead", "measure_owner"])
def test_whoever_read_the_draft_there_goes_on_reading_what_was_frozen_before_the_city_left(world, departed, kind):
    person = world.people[kind, "porsgrunn"]

    assert reached(person, Version) == {1}
    assert [reached(person, model) for model in (Edition, Print)] == [{"joint", "skien", "porsgrunn"}] * 2
    assert not visible(person, Act.READ_PROGRAMME, Version).exists()
    assert not visible(person, Act.FREEZE_PROGRAMME, Version).exists()


def test_its_politicians_go_on_reading_what_lies_before_them_and_nothing_else(world, departed):
    person = world.people["politician", "porsgrunn"]
    before = [reached(person, model) for model in (Version, Edition, Print)]

    withdraw_tabling(tabling=Tabling.objects.get(), by=world.people["lead", "porsgrunn"], at=AT)

    assert before == [{1}, {"joint", "porsgrunn"}, {"joint", "porsgrunn"}]
    assert [reached(person, model) for model in (Version, Edition, Print)] == [set()] * 3


def test_others_reach_nothing_more_because_a_city_has_left(world, departed):
    for person in (("planner", "oslo"), ("lead", "bergen"), ("contact", "md"), "stranger", "superuser"):
        assert reached(world.people[person], Version) == set(), person
    assert reached(world.people["planner", "skien"], Version) == {1, 2}
