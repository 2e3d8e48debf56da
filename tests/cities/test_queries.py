from datetime import date

import pytest

from cities.models import City, Party
from cities.queries import identified, identities_on, outline_of_units, parties_like, party_called
from tests.factories.cities import CityFactory, NumberFactory, PartyFactory, PartyNameFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def skien():
    """Skien's municipality: two numbers, one after the other, and a new name from 2030."""
    party = PartyFactory(name="Skien kommune", short="Skien")
    NumberFactory(party=party, number="0806", county="Telemark", until=date(2019, 12, 31))
    NumberFactory(
        party=party, number="3807", county="Vestfold og Telemark", since=date(2020, 1, 1), until=date(2023, 12, 31)
    )
    NumberFactory(party=party, number="4003", county="Telemark", since=date(2024, 1, 1))
    PartyNameFactory(party=party, official="Skien kommune", short="Skien", until=date(2029, 12, 31))
    PartyNameFactory(party=party, official="Grenland kommune", short="Grenland", since=date(2030, 1, 1))
    PartyNameFactory(party=party, official="Skien Municipality", short="Skien", language="en")
    return party


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2009, 2, 9), ("Skien kommune", "Skien", "0806", "Telemark")),
        (date(2019, 12, 31), ("Skien kommune", "Skien", "0806", "Telemark")),
        (date(2020, 1, 1), ("Skien kommune", "Skien", "3807", "Vestfold og Telemark")),
        (date(2024, 1, 1), ("Skien kommune", "Skien", "4003", "Telemark")),
        (date(2030, 1, 1), ("Grenland kommune", "Grenland", "4003", "Telemark")),
    ],
)
def test_identity_is_that_of_the_day(skien, day, expected):
    row = identified(Party.objects.all(), day).get()

    assert identities_on([skien], day) == {skien.pk: expected}
    assert (row.official_on, row.short_on, row.number_on, row.county_on) == expected


def test_identity_without_any_entry_is_todays_name_and_nothing_else():
    party = PartyFactory(name="KS", short="KS")

    assert identities_on([party], date(2009, 1, 1)) == {party.pk: ("KS", "KS", "", "")}


def test_name_in_another_language_is_asked_for(skien):
    row = identified(Party.objects.all(), date(2009, 1, 1), language="en").get()

    assert row.official_on == "Skien Municipality"


def test_of_two_that_hold_the_one_that_began_last_is_meant(skien):
    NumberFactory(party=skien, number="9999", since=date(2009, 1, 1))

    assert identities_on([skien], date(2009, 2, 9))[skien.pk].number == "9999"


@pytest.mark.parametrize("count", [1, 3, 60])
def test_identities_take_one_statement(django_assert_num_queries, count):
    parties = [number.party for number in NumberFactory.create_batch(count)]

    with django_assert_num_queries(1):
        assert len(identities_on(parties, date(2009, 1, 1))) == count


def test_cities_stand_in_norwegian_order():
    names = [
        "Ålesund",
        "Trondheim",
        "Bærum",
        "Tromsø",
        "Ørland",
        "Bergen",
        "Ålgård",
        "Ærfugl",
        "Aasen",
        "Zarepta",
        "Arendal",
    ]
    for name in names:
        CityFactory(name=name)

    assert list(City.objects.values_list("name", flat=True)) == [
        "Arendal", "Bergen", "Bærum", "Tromsø", "Trondheim", "Zarepta", "Ærfugl", "Ørland", "Ålesund", "Ålgård",
        "Aasen",
    ]  # fmt: skip


def test_city_of_two_kinds_of_letters_is_sorted_without_regard_to_their_size():
    for name in ("oslo", "Nesodden", "Porsgrunn"):
        CityFactory(name=name)

    assert list(City.objects.values_list("name", flat=True)) == ["Nesodden", "oslo", "Porsgrunn"]


def test_units_stand_under_their_parents_in_norwegian_order(django_assert_num_queries):
    party = PartyFactory()
    teknisk, byplan = (UnitFactory(party=party, name=name) for name in ("Teknisk", "Byplan"))
    for name in ("Ås", "Vann", "Ærlig"):
        UnitFactory(party=party, name=name, parent=teknisk)

    with django_assert_num_queries(1):
        outline = outline_of_units(party)

    assert [(depth, unit.name) for depth, unit in outline] == [
        (0, "Byplan"), (0, "Teknisk"), (1, "Vann"), (1, "Ærlig"), (1, "Ås"),
    ]  # fmt: skip
    assert byplan in [unit for _depth, unit in outline]


def test_parties_are_found_by_names_of_any_day(skien):
    PartyFactory(name="Oslo kommune", short="Oslo")

    assert list(parties_like("grenl")) == [skien]
    assert party_called("GRENLAND") == skien
    assert party_called("grenl") is None


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "100 %"])
def test_signs_of_the_database_find_nothing_of_themselves(skien, words):
    assert list(parties_like(words)) == []
