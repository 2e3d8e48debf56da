"""What the loader reads out of the sources' words, gone through by eye."""

import pytest

from framtid.demo.facts import read
from framtid.demo.wording import ascii_name, day_in, figure, millions_of_kroner, split_words, status_in

PLAIN = {
    "planlagt": "planned",
    "planlagt mars 2010": "planned",
    "skal igangsettes": "planned",
    "Utvikles som fellestiltak": "under_way",
    "under utvikling; byene skal få egne brukere": "under_way",
    "pågår": "under_way",
    "igangsatt": "under_way",
    "påbegynt": "under_way",
    "under utarbeidelse; skal deles med andre byer": "under_way",
    "under bygging; omtalt som landets første": "under_way",
    "under utbygging, energi fra avfall": "under_way",
    "startet": "under_way",
    "under arbeid": "under_way",
    "Tre byer testet direkte; tatt i bruk i alle": "done",
    "gjennomført": "done",
    "gjennomført; egen dybdestudie i evalueringen": "done",
    "gjennomført før mars 2010": "done",
    "opprettet": "done",
    "satt i drift 1. oktober (år falt ut av avskriften)": "done",
    "20 elbiler og 3 hydrogenbiler anskaffet": "done",
    "innført": "done",
}


def test_status_is_read_only_where_the_words_say_it_plainly():
    words = {fact["status_eller_resultat"] for fact in read("measures")["tiltak"]} - {None}

    assert {said: status_in(said) for said in words if status_in(said)} == PLAIN


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("planlagt mars 2010", "mars 2010"),
        ("gjennomført før mars 2010", "før mars 2010"),
        ("avtalt 19.01.2011", "19.01.2011"),
        ("Fireårige avtaler med Kristiansand- og Trondheimsregionen våren 2009", "våren 2009"),
        ("Dybdestudium 2011", "2011"),
        ("fase 1 rapport august 2008; fase 2 handlingsplan", "august 2008"),
    ],
)
def test_day_is_the_one_the_words_name(words, day):
    assert str(day_in(words)) == day


@pytest.mark.parametrize(
    "words",
    ["pågår", "Dybdestudier 2011 og 2012", "28 leiligheter, 2 240 m² BRA", "vedtatt i bystyresak 444/08"],
)
def test_day_is_open_when_none_or_several_are_named(words):
    assert day_in(words) is None


def test_figures_are_written_the_norwegian_way():
    assert (figure(-50).value, figure(-50).words) == (-50, "−50")
    assert (figure(3, "under").value, figure(3, "under").words) == (3, "under 3")
    assert figure(None).value is None
    assert (millions_of_kroner(333).value, millions_of_kroner(333).words) == (333_000_000, "333 mill. kr")


def test_remark_in_brackets_is_a_part():
    assert split_words("Tromsø kommune (søker)") == ("Tromsø kommune", "søker")
    assert split_words("byene") == ("byene", "")


def test_names_become_addresses():
    assert [ascii_name(name) for name in ("Bærum", "Tromsø", "Ås", "HSH/Virke")] == [
        "baerum",
        "tromso",
        "as",
        "hsh-virke",
    ]
