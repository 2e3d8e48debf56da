"""The agreements of the demonstration: all of the facts, with their parties, terms and how they follow one another."""

from datetime import date

import pytest

from agreements.models import Agreement
from agreements.queries import different_parties, parties_on
from agreements.table import table_of
from framtid.demo.facts import read
from tests.helpers.demonstration import demonstration  # noqa: F401 – a fixture

pytestmark = pytest.mark.django_db

SIGNED = date(2009, 5, 19)


def agreement(title: str) -> Agreement:
    return Agreement.objects.get(title=title)


def test_all_agreements_of_the_facts_are_there_and_the_renewed_one_is_two():
    facts = read("agreements")["avtaler"]

    assert Agreement.objects.count() == len(facts) + 1 == 8


def test_those_of_19_may_have_18_and_8_parties_and_21_different_ones():
    signed = Agreement.objects.filter(signed__earliest=SIGNED.isoformat())

    assert sorted(one.members.count() for one in signed) == [8, 18]
    assert len(different_parties(signed)) == 21


@pytest.mark.parametrize(
    ("title", "signed", "term", "stage"),
    [
        ("Intensjonsavtale om Framtidens byer", "17. juni 2008", None, "signed"),
        ("Avtale mellom staten, KS og kommunene 2008–2014", "19. mai 2009", "2008–2014", "over"),
        ("Belønningsavtale for Trondheimsregionen", "våren 2009", None, "signed"),
        ("Samarbeidsavtale om areal og transport i Nedre Glomma", "2011", None, "signed"),
        (
            "Samarbeidsavtale om areal og transport i Nedre Glomma, fornyet", "innen 1. juli 2016",
            "1. juli 2016 – 30. juni 2021", "over",
        ),
        ("Byvekstavtale for Nedre Glomma", None, "2024–2033", "proposed"),
    ],
)  # fmt: skip
def test_dates_terms_and_stages_are_as_stated(title, signed, term, stage):
    found = agreement(title)

    assert (found.signed and str(found.signed), found.stage_on(date(2026, 1, 1))) == (signed, stage)
    assert (found.term and str(found.term)) == term


def test_successor_stands_in_from_the_year_stated_and_the_names_stay():
    found = agreement("Avtale mellom staten, KS og kommunene 2008–2014")

    then, later = (
        {one.names[1]: one.by and one.by.short for one in parties_on(found, day)} for day in (SIGNED, date(2014, 6, 1))
    )

    assert (then["KRD"], later["KRD"], later["MD"]) == (None, "KMD", None)
    assert len(then) == len(later) == 18


def test_annex_has_three_editions_and_the_sum_its_source():
    editions = agreement("Avtale mellom staten, KS og kommunene 2008–2014").annexes.values_list("edition", flat=True)
    amount = agreement("Byvekstavtale for Nedre Glomma").sums.get()

    assert list(editions) == ["", "oppdatert 2010", "oppdatert november 2011"]
    assert (amount.amount.value, amount.currency, bool(amount.source)) == (1_740_000_000, "NOK", True)


def test_regional_agreements_stand_on_their_cities_pages():
    assert [str(city) for city in agreement("Belønningsavtale for Kristiansandsregionen").cities.all()] == [
        "Kristiansand"
    ]
    glomma = agreement("Samarbeidsavtale om areal og transport i Nedre Glomma, fornyet")
    assert [str(city) for city in glomma.cities.all()] == ["Fredrikstad", "Sarpsborg"]
    assert [link.sort for link in glomma.earlier_links.all()] == ["renews"]


def test_what_each_side_promised_in_2009_is_there_in_the_words_of_the_sources():
    found = agreement("Avtale mellom staten, KS og kommunene 2008–2014")

    rows = table_of(found, parties_on(found, SIGNED), [], SIGNED)

    sides = [cell.commitment.side for row in rows for cell in row.cells]
    assert sides == ["state", "cities", "cities", "joint", "joint", "joint"]
    assert rows[0].right[0].proposal.text == "ta i bruk egne virkemidler for byenes arbeid."
