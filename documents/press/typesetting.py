"""Small signs set right on paper: they change no word and no figure."""

import re

from django.utils.safestring import SafeString

THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
MINUS = re.compile(r"(?<![\w–−-])-(?=\d)")
NO_BREAK_SPACE = "\u00a0"


def typeset(words: str) -> str:
    """Thousands that stay together, and a real minus: "-12 300" → "−12 300". For plain words only."""
    return MINUS.sub("−", THOUSANDS.sub(NO_BREAK_SPACE, words))


def spaced(html: SafeString) -> SafeString:
    """Thousands that stay together in cleaned rich text (an address in a tag has no spaces to lose)."""
    return SafeString(THOUSANDS.sub(NO_BREAK_SPACE, html))
