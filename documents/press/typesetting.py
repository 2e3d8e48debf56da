"""Small signs set right on paper: they change no word and no figure."""

import re

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
YEARS = re.compile(r"(\d{4}–\d{2,4})")
MINUS = re.compile(r"(?<![\w–−-])-(?=\d)")
NO_BREAK_SPACE = "\u00a0"


def typeset(words: str) -> str:
    """Thousands that stay together, and a real minus: "-12 300" → "−12 300". For plain words only."""
    return MINUS.sub("−", THOUSANDS.sub(NO_BREAK_SPACE, words))


def spaced(html: SafeString) -> SafeString:
    """Thousands that stay together in cleaned rich text (an address in a tag has no spaces to lose)."""
    return SafeString(THOUSANDS.sub(NO_BREAK_SPACE, html))


def held(title: str) -> SafeString:
    """A title in large letters, its years on one line: Handlingsprogram 2009–2012."""
    parts = ((("years" if YEARS.fullmatch(part) else "word"), part) for part in YEARS.split(title) if part)
    return format_html_join("", '<span class="{}">{}</span>', parts)
