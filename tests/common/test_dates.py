import warnings
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from common import periods
from common.dates import LooseDate
from common.days import NotADate, days
from common.forms import LooseDateField
from common.text import LINE_LIMIT, Unclean

PIECES = [
    "ca.", "trolig", "fra", "til", "før", "etter", "mellom", "ferdig", "årlig", "mai", "våren", "vinteren", "uke", "53",
    "kvartal", "halvår", "1.", "31.", "2009", "2010", "12.5.2009", "2009-02-30", "2008-24", "0000", "9999", "–", "/",
    "-", ",", "og", "to", "3", "år", "måneder",
]  # fmt: skip


def day(text):
    return date.fromisoformat(text) if text else None


# The periods and days of the real programmes 2008–2014, as their sources write them.
REAL = [
    ("2007–", "2007/..", "2007-01-01", ""),
    ("2008–2009", "2008/2009", "2008-01-01", "2009-12-31"),
    ("2009", "2009", "2009-01-01", "2009-12-31"),
    ("2009–2011", "2009/2011", "2009-01-01", "2011-12-31"),
    ("2009–2014", "2009/2014", "2009-01-01", "2014-12-31"),
    ("2010–2012", "2010/2012", "2010-01-01", "2012-12-31"),
    ("2010–2015", "2010/2015", "2010-01-01", "2015-12-31"),
    ("2012–2014", "2012/2014", "2012-01-01", "2014-12-31"),
    ("2024–2033", "2024/2033", "2024-01-01", "2033-12-31"),
    ("byggestart 2008-01-07", "2008-01-07/", "2008-01-07", ""),
    ("februar 2010", "2010-02", "2010-02-01", "2010-02-28"),
    ("ferdig 2008", "/2008", "", "2008-12-31"),
    ("fire år fra 2009", "2009/2012", "2009-01-01", "2012-12-31"),
    ("fra 2006", "2006/..", "2006-01-01", ""),
    ("fra 2008", "2008/..", "2008-01-01", ""),
    ("fra 2009", "2009/..", "2009-01-01", ""),
    ("fra oktober 2011, 3–6 måneder", "2011-10/2012-03~", "2011-10-01", "2012-03-31"),
    ("ti år", "XXXX", "", ""),
    ("til 2020", "../2020", "", "2020-12-31"),
    ("årlig", "XXXX", "", ""),
    ("våren 2009", "2009-21", "2009-03-01", "2009-05-31"),
    ("høsten 2008, før 4. desember", "2008-23", "2008-09-01", "2008-11-30"),
    ("mars 2015", "2015-03", "2015-03-01", "2015-03-31"),
    ("november 2012", "2012-11", "2012-11-01", "2012-11-30"),
    ("ca. 2009-02-15", "2009-02-15~", "2009-02-15", "2009-02-15"),
]
WRITTEN = [
    ("Høsten 2008", "2008-23", "2008-09-01", "2008-11-30"),
    ("sommeren 2010", "2010-22", "2010-06-01", "2010-08-31"),
    ("hausten 2010", "2010-23", "2010-09-01", "2010-11-30"),
    ("vinteren 2008/2009", "2008-24", "2008-12-01", "2009-02-28"),
    ("vinteren 2012", "2011-24", "2011-12-01", "2012-02-29"),
    ("tidlig på våren 2009", "2009-21", "2009-03-01", "2009-05-31"),
    ("vår/høst 2009", "2009-21/2009-23", "2009-03-01", "2009-11-30"),
    ("desember 2009", "2009-12", "2009-12-01", "2009-12-31"),
    ("des. 2009", "2009-12", "2009-12-01", "2009-12-31"),
    ("26. februar 2009", "2009-02-26", "2009-02-26", "2009-02-26"),
    ("torsdag 26. februar 2009 kl. 18.00", "2009-02-26", "2009-02-26", "2009-02-26"),
    ("26.2.2009", "2009-02-26", "2009-02-26", "2009-02-26"),
    ("26.02.09", "2009-02-26", "2009-02-26", "2009-02-26"),
    ("26/2-2009", "2009-02-26", "2009-02-26", "2009-02-26"),
    ("første halvår 2009", "2009-40", "2009-01-01", "2009-06-30"),
    ("1. kvartal 2009", "2009-33", "2009-01-01", "2009-03-31"),
    ("3. tertial 2009", "2009-39", "2009-09-01", "2009-12-31"),
    ("uke 1 2009", "2008-12-29/2009-01-04", "2008-12-29", "2009-01-04"),
    ("1990-tallet", "199X", "1990-01-01", "1999-12-31"),
    ("2008-2012", "2008/2012", "2008-01-01", "2012-12-31"),
    ("2012-14", "2012/2014", "2012-01-01", "2014-12-31"),
    ("2008–09", "2008/2009", "2008-01-01", "2009-12-31"),
    ("fra og med 2009 til og med 2012", "2009/2012", "2009-01-01", "2012-12-31"),
    ("mellom mai 2008 og 2012", "2008-05/2012", "2008-05-01", "2012-12-31"),
    ("10.–12. mars 2009", "2009-03-10/2009-03-12", "2009-03-10", "2009-03-12"),
    ("1.1.–30.4.2009", "2009-01-01/2009-04-30", "2009-01-01", "2009-04-30"),
    ("28.–29.3.2009", "2009-03-28/2009-03-29", "2009-03-28", "2009-03-29"),
    ("mai/juni 2009", "2009-05/2009-06", "2009-05-01", "2009-06-30"),
    ("desember 2009 – mars 2010", "2009-12/2010-03", "2009-12-01", "2010-03-31"),
    ("ca. 2009", "2009~", "2009-01-01", "2009-12-31"),
    ("ca. 15. februar 2009", "2009-02-15~", "2009-02-15", "2009-02-15"),
    ("trolig 2009", "2009?", "2009-01-01", "2009-12-31"),
    ("trolig ca. 2009", "2009%", "2009-01-01", "2009-12-31"),
    ("ca. våren 2009", "2009-03~/2009-05~", "2009-03-01", "2009-05-31"),
    ("siden 1997", "1997/..", "1997-01-01", ""),
    ("2009 og fremover", "2009/..", "2009-01-01", ""),
    ("før 2020", "../2019-12-31", "", "2019-12-31"),
    ("etter 1. mai 2010", "2010-05-02/..", "2010-05-02", ""),
    ("innen utgangen av 2012", "../2012", "", "2012-12-31"),
    ("oppstart høsten 2009", "2009-23/", "2009-09-01", ""),
    ("2009 over tre år", "2009/2011", "2009-01-01", "2011-12-31"),
    ("to år fra høsten 2009", "2009-23/2011-08", "2009-09-01", "2011-08-31"),
    ("fra 1.9.2009, 3 måneder", "2009-09-01/2009-11-30", "2009-09-01", "2009-11-30"),
    ("2009, før 4. desember", "2009-01-01/2009-12-03", "2009-01-01", "2009-12-03"),
    ("årlig fra 2009", "2009/..", "2009-01-01", ""),
]
NOT_UNDERSTOOD = [
    "neste år", "når byggingen er ferdig", "31.2.2009", "29. februar 2009", "2012–2008", "uke 60 2009",
    "5. kvartal 2009", "-24", "../-24",
    "mars 2009, utsatt til 2011", "2009, etter 2010", "0 måneder fra mars 2009", "3 måneder fra 2009", "x" * LINE_LIMIT,
]  # fmt: skip


@pytest.mark.parametrize(("words", "edtf", "earliest", "latest"), REAL + WRITTEN)
def test_date_is_read_as_people_write_it(words, edtf, earliest, latest):
    assert LooseDate.read(words) == LooseDate(edtf, words, day(earliest), day(latest))


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_what_is_not_understood_keeps_its_words_and_has_no_days(words):
    loose = LooseDate.read(words)

    assert loose == LooseDate("XXXX", words, None, None)
    assert loose.understood() == ""


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2009", "2009"),
        ("2009-12", "desember 2009"),
        ("2009-02-26", "26. februar 2009"),
        ("2009-21", "våren 2009"),
        ("2008-24", "vinteren 2008/2009"),
        ("2009-33", "1. kvartal 2009"),
        ("2009/2012", "2009–2012"),
        ("2009-03/2010-05", "mars 2009 – mai 2010"),
        ("2009~", "ca. 2009"),
        ("2009?", "trolig 2009"),
        ("2006/..", "fra 2006"),
        ("../2020", "til 2020"),
        ("2006/", "starter 2006"),
        ("/2020", "slutter 2020"),
        ("199X", "1990-årene"),
        ("2009-XX-XX", "2009-XX-XX"),
        ("../..", "../.."),
    ],
)
def test_edtf_is_taken_as_it_is_and_gets_words(edtf, words):
    loose = LooseDate.read(edtf)

    assert (loose.edtf, str(loose)) == (edtf, words)


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("våren 2009", "1. mars – 31. mai 2009"),
        ("februar 2010", "1.–28. februar 2010"),
        ("26.2.2009", "26. februar 2009"),
        ("vinteren 2009", "1. desember 2008 – 28. februar 2009"),
        ("2007–", "fra 1. januar 2007"),
        ("ferdig 2008", "til og med 31. desember 2008"),
        ("ca. 15. februar 2009", "ca. 15. februar 2009"),
        ("trolig 2009", "trolig 1. januar – 31. desember 2009"),
        ("trolig ca. mai 2009", "trolig ca. 1.–31. mai 2009"),
    ],
)
def test_meaning_is_said_back(words, meaning):
    with translation.override("nb"):
        assert LooseDate.read(words).understood() == meaning


def test_nothing_is_no_date():
    assert LooseDate.read(" \u200b ") is None


@pytest.mark.parametrize("typed", ["2009\0", "20\u202e09", "2009\n2010", "\ud800", "x" * 201])
def test_text_that_breaks_the_rules_of_text_is_refused(typed):
    with pytest.raises(Unclean):
        LooseDate.read(typed)


@given(
    st.text(max_size=30)
    | st.text("0123456789XYE?~%./-–,:[]{} ", max_size=20)
    | st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join)
)
@settings(deadline=None)
def test_date_door_reads_or_refuses(typed):
    try:
        loose = LooseDate.read(typed)
    except Unclean:
        return

    if loose is not None:
        assert LooseDate.from_json(loose.as_json()) == loose
        assert days(loose.edtf) == (loose.earliest, loose.latest)
        assert not (loose.earliest and loose.latest) or loose.earliest <= loose.latest
        assert bool(loose.understood()) == bool(loose.earliest or loose.latest)


YEARS = st.integers(1000, 2200).map(str)
POINTS = st.one_of(
    YEARS,
    st.tuples(YEARS, st.sampled_from([*range(1, 13), *range(21, 25), *range(33, 42)])).map(
        lambda p: f"{p[0]}-{p[1]:02}"
    ),
    st.dates(date(1000, 1, 1), date(2200, 1, 1)).map(str),
)
MARKED = POINTS.flatmap(
    lambda p: st.sampled_from([p] if len(p) == 7 and int(p[5:]) > 12 else [p, p + "~", p + "?", p + "%"])
)
ENDS = MARKED | st.sampled_from(["", ".."])


@given(MARKED | st.tuples(ENDS, ENDS).map("/".join))
@settings(deadline=None, max_examples=200)
def test_words_made_for_a_date_are_read_back_as_the_same(edtf):
    try:
        days(edtf)
    except NotADate:
        assume(False)
    assume(not {*edtf.split("/")} <= {"", ".."})

    assert periods.read(periods.say(edtf)) == edtf


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
@settings(deadline=None)
def test_days_typed_with_numbers_are_those_days(first, length):
    last = first + timedelta(days=length)

    loose = LooseDate.read(f"{first.day}.{first.month}.{first.year}–{last.day}.{last.month}.{last.year}")

    assert (loose.earliest, loose.latest) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "/", "2009-02-30", "2005-02-29", "2012/2008", "09", "2009/2010/2011", "..", "Y2009"]
)
def test_what_is_not_edtf_is_told_apart(text):
    with pytest.raises(NotADate):
        days(text)


def test_library_says_nothing_while_it_works(capfd):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        for edtf in ["../2011", "2011~/..", "/2013-24", "20XX", "2009-XX-XX", "XXXX"]:
            days.__wrapped__(edtf)

    assert (said, *capfd.readouterr()) == ([], "", "")


BACKWARDS = ["2015–2009", "fra 2012 til 2009", "1.3.2010–1.2.2010", "10.–5. mars 2009", "2012/2008", "høst–vår 2009"]


@pytest.mark.parametrize("words", BACKWARDS)
def test_a_period_that_ends_before_it_begins_is_kept_from_a_source_and_refused_at_a_form(words):
    assert LooseDate.read(words) == LooseDate("XXXX", words, None, None)
    assert LooseDate.read(words).backwards
    with pytest.raises(ValidationError, match="Sluttdato må være etter startdato"):
        LooseDateField().clean(words)


@pytest.mark.parametrize("words", [words for words, *_ in REAL + WRITTEN] + ["31.2.2009–2008", "neste år", "2009–2009"])
def test_other_words_do_not_run_backwards(words):
    assert not LooseDate.read(words).backwards
    assert LooseDateField().clean(words).words == words
