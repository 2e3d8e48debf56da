"""Small signs set right on paper: they change no word and no figure."""

import re

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
YEARS = re.compile(r"(\d{4}–\d{2,4})")
MINUS = re.compile(r"(?<![\w–−-])-(?=\d)")
MINUS_IN_TEXT = re.compile(r"(?<=[\s(])-(?=\d)")  # not after a tag: that may end a word, as in CO<sub>2</sub>
NO_BREAK_SPACE = "\u00a0"
BLOCK = re.compile("<(p|ul|ol|blockquote)>")
TAG = re.compile(r"(<[^>]*>)")
ENDLESS = re.compile(r"\S{400,}")
PIECE = re.compile(r"(?>&\w{1,10};|.){12}")  # a character written as a name, &amp;, stays whole
MAY_BREAK = "\u200b"


def typeset(words: str) -> str:
    """Thousands that stay together, and a real minus: "-12 300" → "−12 300". For plain words only."""
    return breakable(MINUS.sub("−", THOUSANDS.sub(NO_BREAK_SPACE, words)))


def typeset_all(thing):
    """The same for every text within plain data."""
    if isinstance(thing, str):
        return typeset(thing)
    if isinstance(thing, dict):
        return {name: typeset_all(each) for name, each in thing.items()}
    return [typeset_all(each) for each in thing] if isinstance(thing, list | tuple) else thing


def spaced(html: SafeString) -> SafeString:
    """The same in cleaned rich text (an address in a tag has no spaces to lose)."""
    parts = TAG.split(THOUSANDS.sub(NO_BREAK_SPACE, html))
    return SafeString(
        "".join(part if part.startswith("<") else breakable(MINUS_IN_TEXT.sub("−", part)) for part in parts)
    )


def spoken(html: SafeString, language: str) -> SafeString:
    """Rich text whose blocks say which language they are in; as it is, where none is given."""
    return SafeString(BLOCK.sub(rf'<\1 lang="{language}">', html)) if language else html


def breakable(text: str) -> str:
    """Places to break in words without end, where looking for the end of a line takes the square of their length."""
    return ENDLESS.sub(lambda word: PIECE.sub(lambda piece: piece[0] + MAY_BREAK, word[0]), text)


def held(title: str) -> SafeString:
    """A title in large letters, its years on one line: Handlingsprogram 2009–2012."""
    parts = ((("years" if YEARS.fullmatch(part) else "word"), part) for part in YEARS.split(title) if part)
    return format_html_join("", '<span class="{}">{}</span>', parts)
