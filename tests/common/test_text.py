import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.text import LINE_LIMIT, TEXT_LIMIT, Unclean, clean_line, clean_text, seen, sound

ANYTHING = st.text(st.characters(), max_size=60)
NASTY = st.text(
    "ab Åå\0\t\n\r\x85\u2028\u200b\u202e\u2067\ufeff\ud800\u0301\u0338\u3164\u2800\ufe0f\U000e0041", max_size=40
)
INVISIBLE = [
    "",
    " ",
    "\u00a0",
    "\u200b",
    "\u3164",
    "\u115f",
    "\u2800",
    "\ufeff \u2060",
    "\U000e0041",
    "\ufe0f",
    "\u00ad",
]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Bygge   sykkelnett ", "Bygge sykkelnett"),
        ("Tittel\r\n", "Tittel"),
        ("20\u00a0000  tonn", "20\u00a0000 tonn"),
        ("A\u030a pne", "Å pne"),
        ("Kárášjohka, Guovdageaidnu, Unjárga", "Kárášjohka, Guovdageaidnu, Unjárga"),
        ("Raisi – Ráisa – Nordreisa, ŧ ŋ đ č", "Raisi – Ráisa – Nordreisa, ŧ ŋ đ č"),
        ("\ufeffNavn\u200b", "Navn"),
        ("Hjerte ❤\ufe0f", "Hjerte ❤\ufe0f"),
    ],
)
def test_line_is_tidied(typed, kept):
    assert clean_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a\0b", "U+0000"),
        ("a\x1bb", "U+001B"),
        ("a\tb", "U+0009"),
        ("a\x85b", "U+0085"),
        ("a\ud800b", "U+D800"),
        ("a\u202eb", "U+202E"),
        ("a\u2067b", "U+2067"),
        ("a\uffffb", "U+FFFF"),
    ],
)
def test_line_with_a_character_that_cannot_be_stored_is_refused_by_name(typed, code):
    with pytest.raises(Unclean) as refused:
        clean_line(typed)

    assert str(refused.value) == f"Har et usynlig tegn som ikke kan lagres ({code}). Fjern det."


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\u2028"])
def test_line_with_a_line_break_is_refused(break_):
    with pytest.raises(Unclean) as refused:
        clean_line(f"en{break_}to")

    assert str(refused.value) == "Kan bare ha én linje. Fjern linjeskiftet."


def test_text_keeps_its_lines_and_tabs():
    assert clean_text(" en\r\nto\rtre\u2028\tfire \n") == "en\nto\ntre\n\tfire"


@pytest.mark.parametrize("sign", ["\0", "\x0b", "\x7f", "\ud800", "\u202a", "\u202e", "\u2066", "\u2069", "\ufdd0"])
def test_text_with_a_character_that_cannot_be_stored_is_refused(sign):
    with pytest.raises(Unclean):
        clean_text(f"a{sign}b")


@pytest.mark.parametrize("typed", INVISIBLE)
@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_what_shows_as_nothing_is_nothing(clean, typed):
    assert clean(typed) == ""
    with pytest.raises(Unclean) as refused:
        clean(typed, required=True)
    assert str(refused.value) == "Må fylles ut."


def test_limit_counts_what_is_kept():
    assert clean_line("  " + "A\u030a" * LINE_LIMIT) == "Å" * LINE_LIMIT
    assert clean_text("x" * TEXT_LIMIT) == "x" * TEXT_LIMIT
    with pytest.raises(Unclean) as refused:
        clean_line("x" * 201)
    assert str(refused.value) == "Kan ha høyst 200 tegn, men har 201."
    with pytest.raises(Unclean) as refused:
        clean_text("x" * 3_000_000)
    assert str(refused.value) == "Kan ha høyst 20000 tegn, men har 3000000."


def test_pile_of_marks_is_refused_and_a_letter_with_several_is_not():
    assert clean_line("o\u0302\u0301\u0323") == "\u1ed9\u0301"
    with pytest.raises(Unclean) as refused:
        clean_text("z" + "\u0315\u0300" * 10_000)
    assert str(refused.value) == "Har for mange tegn oppå hverandre."


@pytest.mark.parametrize("thing", [None, 7, b"tekst", ["tekst"]])
def test_what_is_not_text_is_refused(thing):
    with pytest.raises(Unclean):
        clean_line(thing)


@given(ANYTHING | NASTY)
@settings(deadline=None)
def test_line_door_gives_a_sound_line_or_refuses(typed):
    try:
        line = clean_line(typed)
    except Unclean:
        return

    assert clean_line(line) == line
    assert unicodedata.is_normalized("NFC", line)
    assert sound(line)
    assert line == "" or seen(line)
    assert line.encode().decode() == line


@given(ANYTHING | NASTY)
@settings(deadline=None)
def test_text_door_gives_a_sound_text_or_refuses(typed):
    try:
        text = clean_text(typed)
    except Unclean:
        return

    assert clean_text(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert sound(text.replace("\n", "").replace("\t", ""))
    assert text == "" or seen(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("/byer/tromsø/", True), ("", True), ("a\0", False), ("a\nb", False), ("\ud83d", False), ("a\x9b", False)],
)
def test_sound_tells_control_characters_and_surrogates(text, verdict):
    assert sound(text) is verdict
