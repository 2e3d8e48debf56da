"""Text from outside: what a text door lets in, and how it is written down.

Every door – form, import, address, header – uses these functions, so the rules and the limits stand here only.
Letters of every language pass (NFC); what is refused cannot be stored, cannot be seen, or turns a line around.
"""

import re
import unicodedata
from itertools import groupby

from django.utils.translation import gettext_lazy as _

LINE_LIMIT = 200
TEXT_LIMIT = 20_000
# Normalising a pile of n marks takes n² steps, and a pile of ten already covers the neighbouring lines.
PILE_LIMIT = 10

_EDGE = r"[\s\u200b\u200e\u200f\u2060\ufeff]"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_SURROGATES = "\ud800-\udfff"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))

UNSOUND = re.compile(f"[\0-\x1f\x7f-\x9f{_SURROGATES}]")
UNFIT_IN_LINE = re.compile(f"[\0-\x1f\x7f-\x9f\u2028\u2029{_BIDI}{_SURROGATES}{_NONCHARACTERS}]")
UNFIT_IN_TEXT = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f{_BIDI}{_SURROGATES}{_NONCHARACTERS}]")

# Every mark that is set on top of a letter lies above U+02FF: a quick look that spares ordinary text the slow one.
_MAYBE_PILE = re.compile(f"[^\0-\u02ff]{{{PILE_LIMIT + 1}}}")

# Unicode's "default ignorable" characters, white space, and the letters that are drawn as nothing.
_UNSEEN = re.compile(
    r"[\s\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013441\U00013442\U0001bca0-\U0001bca3\U0001d159"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff]*"
)

REQUIRED = _("Må fylles ut.")


class Unclean(ValueError):
    """A text was refused. message: lazy, for the person at the screen; params: filled in when it is shown."""

    def __init__(self, message, **params):
        super().__init__(message)
        self.message, self.params = message, params

    def __str__(self):
        return str(self.message) % self.params if self.params else str(self.message)


def clean_line(text: str, *, limit: int = LINE_LIMIT, required: bool = False) -> str:
    """Clean a text of one line: NFC, trimmed, runs of spaces made one (no-break spaces stay).

    Shape: what shows as nothing becomes "".
    Errors: Unclean, also for line breaks, and for nothing when something is required.
    """
    _measure(text, limit)
    line = re.sub(r"^[ \t\r\n]+|[ \t\r\n]+\Z", "", text)
    demand_fit(line, UNFIT_IN_LINE)
    line = re.sub(r"[^\S\xa0\u202f]+", " ", _trimmed(line))
    return _finished(line, limit, required)


def clean_text(text: str, *, limit: int = TEXT_LIMIT, required: bool = False) -> str:
    r"""Clean a text of many lines: NFC, trimmed, line breaks written as \n; tabs stay.

    Shape and errors: as clean_line.
    """
    _measure(text, limit)
    text = re.sub("\r\n?|\u2028|\u2029", "\n", text)
    demand_fit(text, UNFIT_IN_TEXT)
    return _finished(_trimmed(text), limit, required)


def sound(text: str) -> bool:
    """Tell whether a header, path or query string is free of NUL, control characters and lone surrogates."""
    return not UNSOUND.search(text)


def seen(text: str) -> bool:
    """Tell whether anything in the text can be seen."""
    return not _UNSEEN.fullmatch(text)


def demand_fit(text: str, unfit: re.Pattern = UNFIT_IN_TEXT) -> None:
    """Refuse characters that cannot be stored or shown, naming the first.

    Errors: Unclean.
    """
    if found := unfit.search(text):
        if found[0] in "\n\r\u2028\u2029":
            raise Unclean(_("Kan bare ha én linje. Fjern linjeskiftet."))
        raise Unclean(
            _("Har et usynlig tegn som ikke kan lagres (%(code)s). Fjern det."), code=f"U+{ord(found[0]):04X}"
        )
    if _MAYBE_PILE.search(text) and _highest_pile(text) > PILE_LIMIT:
        raise Unclean(_("Har for mange tegn oppå hverandre."))


def demand_limit(length: int, limit: int) -> None:
    """Refuse what is longer than the limit.

    Errors: Unclean.
    """
    if length > limit:
        raise Unclean(_("Kan ha høyst %(limit)d tegn, men har %(length)d."), limit=limit, length=length)


def _highest_pile(text):
    piles = groupby(text, lambda char: unicodedata.combining(char) != 0)
    return max((len(list(run)) for on_top, run in piles if on_top), default=0)


def _measure(text, limit):
    if not isinstance(text, str):
        raise Unclean(_("Må være tekst."))
    # A first, rough look, so that nothing below works on megabytes; NFC and trimming may still shorten the rest.
    if len(text) > 4 * limit:
        demand_limit(len(text), limit)


def _trimmed(text):
    return re.sub(rf"^{_EDGE}+|{_EDGE}+\Z", "", unicodedata.normalize("NFC", text))


def _finished(text, limit, required):
    if not seen(text):
        text = ""
    if required and not text:
        raise Unclean(REQUIRED)
    demand_limit(len(text), limit)
    return text
