from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.numbers import BOUNDS, StatedNumber, format_number
from common.text import Unclean

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("words", "value", "bound", "understood"),
    [
        ("20", "20", "", "20"),
        ("0", "0", "", "0"),
        ("1 234,5", "1234.5", "", "1 234,5"),
        ("1.234.567", "1234567", "", "1 234 567"),
        ("1.234,5", "1234.5", "", "1 234,5"),
        ("20.5", "20.5", "", "20,5"),
        ("−33", "-33", "", "−33"),
        ("-33", "-33", "", "−33"),
        ("minus 33 prosent", "-33", "", "−33"),
        ("ca. 900", "900", "about", "omtrent 900"),
        ("Om lag 900 stk.", "900", "about", "omtrent 900"),
        ("inntil 20 mill.", "20000000", "up_to", "høyst 20 000 000"),
        ("ikke over 10", "10", "up_to", "høyst 10"),
        ("10 eller færre", "10", "up_to", "høyst 10"),
        ("minst 20", "20", "at_least", "minst 20"),
        ("ikke under 20", "20", "at_least", "minst 20"),
        ("20 eller mer", "20", "at_least", "minst 20"),
        ("under 3 tonn CO2", "3", "under", "under 3"),
        ("< 3", "3", "under", "under 3"),
        ("mer enn 3", "3", "over", "over 3"),
        ("20 mill. kr", "20000000", "", "20 000 000"),
        ("kr 20 millioner", "20000000", "", "20 000 000"),
        ("323,4 mill. kr", "323400000", "", "323 400 000"),
        ("1,7 mrd", "1700000000", "", "1 700 000 000"),
        ("33%", "33", "", "33"),
        ("100 000 tonn CO2-ekv. per år", "100000", "", "100 000"),
        ("5 tonn CO₂e/år", "5", "", "5"),
    ],
)
def test_number_is_read_as_people_write_it(words, value, bound, understood):
    number = StatedNumber.read(words)

    assert number == StatedNumber(Decimal(value), words, bound)
    assert number.understood() == understood.replace(" 0", f"{NBSP}0").replace(" 234", f"{NBSP}234").replace(
        " 567", f"{NBSP}567"
    ).replace(" 400", f"{NBSP}400").replace(" 700", f"{NBSP}700")


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("15–17", 15, 17),
        ("15-17", 15, 17),
        ("mellom 3 og 6", 3, 6),
        ("15 til 17 mill.", 15_000_000, 17_000_000),
        ("-5 til -10", -10, -5),
    ],
)
def test_range_keeps_both_ends(words, low, high):
    number = StatedNumber.read(words)

    assert number == StatedNumber(Decimal(low), words, "range", Decimal(high))
    assert number.understood() == f"fra {format_number(low)} til {format_number(high)}"


@pytest.mark.parametrize(("words", "bound"), [("ikke oppgitt", "not_stated"), ("Ikke aktuelt", "not_applicable")])
def test_what_has_no_value_is_not_zero(words, bound):
    number = StatedNumber.read(words)

    assert number == StatedNumber(None, words, bound)
    assert number.understood() == words.lower()


def test_nothing_is_no_number():
    assert StatedNumber.read(" \u200b") is None


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("halvparten", "Skriv ett tall med sifre, for eksempel «ca. 900», «inntil 20 mill. kr» eller «ikke oppgitt»."),
        (
            "3 per innbygger",
            "Skriv ett tall med sifre, for eksempel «ca. 900», «inntil 20 mill. kr» eller «ikke oppgitt».",
        ),
        ("٣", "Skriv ett tall med sifre, for eksempel «ca. 900», «inntil 20 mill. kr» eller «ikke oppgitt»."),
        ("1.234", f"«1.234» kan leses på to måter. Skriv 1{NBSP}234 eller 1,234."),
        ("1 23", "Skriv tallet med mellomrom mellom tusener og komma foran desimaler, som «1 234,5»."),
        ("1234567890123456", "Har for mange sifre (høyst 15)."),
        ("999999999 mrd", "Har for mange sifre (høyst 15)."),
        ("2\0", "Har et usynlig tegn som ikke kan lagres (U+0000). Fjern det."),
    ],
)
def test_number_that_cannot_be_understood_is_refused_with_help(typed, message):
    with pytest.raises(Unclean) as refused:
        StatedNumber.read(typed)

    assert str(refused.value) == message


def test_number_in_another_unit_is_refused_where_one_is_asked_for():
    assert StatedNumber.read("3 tonn", unit="tonn") == StatedNumber(Decimal(3), "3 tonn")
    assert StatedNumber.read("3 per år", unit="tonn") == StatedNumber(Decimal(3), "3 per år")
    with pytest.raises(Unclean) as refused:
        StatedNumber.read("3 prosent", unit="tonn")
    assert str(refused.value) == "Oppgi tallet i tonn, ikke prosent."


@pytest.mark.parametrize("words", ["krav: halverte utslipp", "minst 50 prosent lavere utslipp per prosjekt"])
def test_statement_of_a_source_that_is_not_one_number_is_kept_as_words(words):
    assert StatedNumber.as_stated(words, unit="tonn") == StatedNumber(None, words, "words")
    assert StatedNumber.as_stated(words).understood() == ""


def test_plain_number_gets_its_words():
    assert StatedNumber.of(323.4) == StatedNumber(Decimal("323.4"), "323,4")
    assert StatedNumber.of(-20_000) == StatedNumber(Decimal(-20_000), f"−20{NBSP}000")


@given(st.text(max_size=30) | st.text("0123456789 .,-–%caminstkrlog\u00a0", max_size=20))
@settings(deadline=None)
def test_number_door_reads_or_refuses(typed):
    try:
        number = StatedNumber.read(typed)
    except Unclean:
        return

    if number is not None:
        assert StatedNumber.from_json(number.as_json()) == number
        assert StatedNumber.read(number.words) == number
        assert number.bound in BOUNDS
        assert (number.value is None) == (number.bound in {"not_stated", "not_applicable"})
        assert number.understood()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2))
@settings(deadline=None)
def test_written_number_is_read_back(value):
    assert StatedNumber.read(format_number(value)).value == value


def test_long_nonsense_is_refused_at_once():
    with pytest.raises(Unclean):
        StatedNumber.read("1 " * 99 + "x")
