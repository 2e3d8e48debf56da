from datetime import date

import pytest

from cities.actions import (
    add_body,
    add_city,
    add_name,
    add_number,
    add_party,
    add_succession,
    add_unit,
    change_body,
    change_city,
    change_name,
    change_party,
    change_unit,
    remove_body,
    remove_span,
    remove_unit,
)
from cities.models import City, Number, Party, PartyKind, PartyName, Unit
from cities.queries import marks
from common.refusals import Refused, Stale
from history.models import Entry
from tests.factories.cities import (
    BodyFactory,
    CityFactory,
    PartyFactory,
    RoleFactory,
    UnitFactory,
    UserFactory,
)
from tests.world import MOMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    return {"by": UserFactory(name="Kari Nordmann"), "at": MOMENT}


def written() -> list[tuple]:
    """The history so far: act, thing, field, before, after."""
    return list(Entry.objects.order_by("id").values_list("act", "thing", "field", "before", "after"))


# -- Parties and cities


def test_add_city_makes_its_party_and_opens_both(who):
    city = add_city(name="Ålesund", **who)

    assert (city.slug, city.party.name, city.party.short, city.party.kind) == (
        "alesund", "Ålesund kommune", "Ålesund", PartyKind.MUNICIPALITY,
    )  # fmt: skip
    assert city.party.names.get().official == "Ålesund kommune"
    assert city.group_rights.exists()
    assert city.party.group_rights.exists()
    assert written() == [("add", "party", "", None, None), ("add", "city", "", None, None)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"number": "1504", "county": "Møre og Romsdal"}, [("1504", "Møre og Romsdal", None)]),
        ({"number": "1504"}, [("1504", None, None)]),
        ({"county": "Møre og Romsdal"}, []),
    ],
)
def test_add_city_writes_the_number_of_its_party(who, given, kept):
    city = add_city(name="Ålesund", **given, **who)

    assert list(city.party.numbers.values_list("number", "county", "since")) == kept
    assert len([line for line in written() if line[:2] == ("add", "number")]) == len(kept)


def test_add_city_with_a_party_that_takes_part_already_is_refused(who):
    city = CityFactory(name="Skien")

    with pytest.raises(Refused) as refusal:
        add_city(name="Skien", party=city.party, **who)

    assert str(refusal.value.message) == "Skien er alt med i nettverket."
    assert (City.objects.count(), written()) == (1, [])


def test_city_called_like_a_page_gets_another_address(who):
    assert add_city(name="Ny", **who).slug == "ny-2"


def test_two_cities_of_one_name_get_addresses_of_their_own(who):
    assert [add_city(name="Våler", **who).slug for _ in range(2)] == ["valer", "valer-2"]


@pytest.mark.parametrize(
    ("name", "code"), [("Miljøverndepartementet", "miljoverndepartementet"), ("ᚠᚢᚦ", "party"), ("Æ", "ae")]
)
def test_add_party_makes_a_word_for_addresses(who, name, code):
    assert add_party(name=name, kind=PartyKind.MINISTRY, **who).code == code


def test_add_party_with_a_taken_code_is_refused(who):
    PartyFactory(code="md")

    with pytest.raises(Refused):
        add_party(name="Et annet", code="md", kind=PartyKind.MINISTRY, **who)

    assert (Party.objects.count(), written()) == (1, [])


def test_change_city_remembers_only_what_changed(who):
    city = CityFactory(population=50_000, note="")

    changed = change_city(city=city, population=51_000, note="", population_on=date(2009, 1, 1), **who)

    city.refresh_from_db()
    assert changed == ["population", "population_on"]
    assert (city.population, city.population_on) == (51_000, date(2009, 1, 1))
    assert written() == [
        ("change", "city", "population", 50_000, 51_000),
        ("change", "city", "population_on", None, "2009-01-01"),
    ]


def test_history_names_person_place_and_moment(who):
    city = CityFactory(name="Skien")

    change_city(city=city, note="Ny", **who)

    entry = Entry.objects.get()
    assert (entry.person_name, entry.scope, entry.scope_id, entry.title, entry.at) == (
        "Kari Nordmann", "city", city.pk, "Skien", MOMENT,
    )  # fmt: skip


# -- Two people, one row


def test_change_of_a_field_somebody_else_changed_is_stale_and_nothing_is_written(who):
    city = CityFactory(note="først")
    seen = marks(city, ["note", "government"])
    City.objects.update(note="deres")

    with pytest.raises(Stale) as refusal:
        change_city(city=city, seen=seen, note="min", government="byråd", **who)

    city.refresh_from_db()
    assert (refusal.value.theirs, refusal.value.mine) == ({"note": "deres"}, {"note": "min"})
    assert (city.note, city.government, written()) == ("deres", None, [])


def test_changes_of_different_fields_merge_in_silence(who):
    city = CityFactory(note="først")
    seen = marks(city, ["note", "government"])
    City.objects.update(note="deres")

    change_city(city=city, seen=seen, note="først", government="byråd", **who)

    city.refresh_from_db()
    assert (city.note, city.government) == ("deres", "byråd")


def test_change_without_the_marks_of_what_was_seen_is_stale(who):
    city = CityFactory(note="først")

    with pytest.raises(Stale):
        change_city(city=city, seen={}, note="min", **who)


def test_both_writing_the_same_is_no_conflict(who):
    city = CityFactory(note="først")
    seen = marks(city, ["note"])
    City.objects.update(note="samme")

    assert change_city(city=city, seen=seen, note="samme", **who) == []


# -- Names and numbers through time


def test_new_name_ends_the_former_the_day_before_and_becomes_todays(who):
    party = add_party(name="Miljøverndepartementet", short="MD", kind=PartyKind.MINISTRY, **who)

    add_name(party=party, official="Klima- og miljødepartementet", short="KLD", since=date(2008, 1, 1), **who)

    party.refresh_from_db()
    assert list(party.names.values_list("short", "since", "until")) == [
        ("KLD", date(2008, 1, 1), None),
        ("MD", None, date(2007, 12, 31)),
    ]
    assert (party.name, party.short) == ("Klima- og miljødepartementet", "KLD")


def test_name_of_a_coming_day_leaves_todays_name(who):
    party = add_party(name="Nå", kind=PartyKind.OTHER, **who)

    add_name(party=party, official="Senere", short="Senere", since=date(2014, 1, 1), **who)

    party.refresh_from_db()
    assert party.name == "Nå"


def test_name_in_another_language_stands_beside(who):
    party = add_party(name="Tromsø kommune", kind=PartyKind.MUNICIPALITY, **who)

    add_name(party=party, official="Romssa suohkan", short="Romsa", language="se", since=date(2006, 1, 1), **who)

    party.refresh_from_db()
    assert party.name == "Tromsø kommune"
    assert party.names.get(language="nb").until is None


def test_corrected_name_is_todays_at_once(who):
    party = add_party(name="Milgøverndepartementet", kind=PartyKind.MINISTRY, **who)

    change_name(span=party.names.get(), official="Miljøverndepartementet", **who)

    party.refresh_from_db()
    assert party.name == "Miljøverndepartementet"


def test_name_that_ends_before_it_begins_is_refused(who):
    party = PartyFactory()

    with pytest.raises(Refused):
        add_name(party=party, official="x", short="x", since=date(2009, 1, 2), until=date(2009, 1, 1), **who)

    assert (PartyName.objects.count(), written()) == (0, [])


def test_only_name_of_a_party_cannot_be_removed(who):
    party = add_party(name="Den eneste", kind=PartyKind.OTHER, **who)

    with pytest.raises(Refused):
        remove_span(span=party.names.get(), **who)

    assert party.names.count() == 1


def test_new_number_ends_the_former(who):
    party = PartyFactory(kind=PartyKind.MUNICIPALITY)
    add_number(party=party, number="0806", county="Telemark", **who)

    add_number(party=party, number="3807", county="Vestfold og Telemark", since=date(2020, 1, 1), **who)

    assert list(party.numbers.order_by("number").values_list("number", "until")) == [
        ("0806", date(2019, 12, 31)),
        ("3807", None),
    ]


def test_removed_number_is_still_in_the_history(who):
    party = PartyFactory(kind=PartyKind.MUNICIPALITY)
    number = add_number(party=party, number="0806", county="Telemark", **who)

    remove_span(span=number, **who)

    assert not Number.objects.exists()
    assert Entry.objects.get(act="remove").before["number"] == "0806"


def test_succession_keeps_the_name_of_a_party_we_do_not_know(who):
    party = PartyFactory(kind=PartyKind.MUNICIPALITY)

    row = add_succession(after=party, before_name="Frei", year=2008, **who)

    assert (row.before_name, row.before, str(row)) == ("Frei", None, f"Frei → {party}")


# -- Units and bodies


def test_unit_of_a_name_the_party_has_is_refused(who):
    unit = UnitFactory(name="Byplan")

    with pytest.raises(Refused):
        add_unit(party=unit.party, name="Byplan", **who)

    assert (Unit.objects.count(), written()) == (1, [])


def test_unit_under_another_partys_unit_is_refused(who):
    with pytest.raises(Refused):
        add_unit(party=PartyFactory(), name="Byplan", parent=UnitFactory(), **who)


def test_unit_cannot_come_under_itself(who):
    top = UnitFactory()
    middle = UnitFactory(party=top.party, parent=top)
    leaf = UnitFactory(party=top.party, parent=middle)

    for below in (top, leaf):
        with pytest.raises(Refused):
            change_unit(unit=top, parent=below, **who)

    top.refresh_from_db()
    assert top.parent is None


def test_moved_unit_is_remembered_by_name_and_number(who):
    unit, top = UnitFactory(name="Sykkel"), None
    top = UnitFactory(party=unit.party, name="Samferdsel")

    change_unit(unit=unit, parent=top, **who)

    assert written() == [("change", "unit", "parent", None, {"id": top.pk, "title": "Samferdsel"})]


def test_unit_with_parts_cannot_be_removed(who):
    top = UnitFactory(name="Teknisk")
    UnitFactory(party=top.party, parent=top)

    with pytest.raises(Refused) as refusal:
        remove_unit(unit=top, **who)

    assert str(refusal.value.message) == "Teknisk er i bruk og kan ikke slettes."
    assert (Unit.objects.count(), written()) == (2, [])


def test_removed_unit_leaves_the_roles_that_named_it(who):
    unit = UnitFactory()
    role = RoleFactory(unit=unit)

    remove_unit(unit=unit, **who)

    role.refresh_from_db()
    assert role.unit is None


def test_body_is_added_renamed_and_removed(who):
    party = PartyFactory()

    body = add_body(party=party, name="Formannskapet", **who)
    change_body(body=body, name="Byutvalget", **who)
    remove_body(body=body, **who)

    assert [line[:3] for line in written()] == [("add", "body", ""), ("change", "body", "name"), ("remove", "body", "")]
    assert not party.bodies.exists()


def test_body_of_a_taken_name_is_refused(who):
    body = BodyFactory(name="Bystyret")
    other = BodyFactory(name="Byrådet", party=body.party)

    with pytest.raises(Refused):
        change_body(body=other, name="Bystyret", **who)

    other.refresh_from_db()
    assert (other.name, written()) == ("Byrådet", [])


def test_act_and_history_are_written_together_or_not_at_all(who, monkeypatch):
    party = PartyFactory(note="før")
    monkeypatch.setattr("cities.actions._rows.record_all", lambda entries: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        change_party(party=party, note="etter", **who)

    assert Party.objects.get().note == "før"
