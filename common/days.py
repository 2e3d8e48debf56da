"""The first and the last day that an EDTF text (ISO 8601-2) can mean."""

import re
import warnings
from datetime import date, timedelta
from functools import lru_cache

with warnings.catch_warnings():
    # The library's grammar names an alternation in a way that newer pyparsing speaks up about.
    warnings.simplefilter("ignore", UserWarning)
    from edtf import EDTFParseException, parse_edtf

WINTER = "24"
NO_END = {"", ".."}
# Years, seasons, months and days, with what is unknown, approximate or uncertain of them.
POINT = re.compile(
    r"(?:[0-9]{4}(?:-[0-4][0-9](?:-[0-3][0-9])?)?[~?%]?|[0-9]{4}-(?:[01][0-9]|XX)-XX|[0-9]{4}-XX|[0-9]{3}X|[0-9]{2}XX|XXXX)"
)


class NotADate(ValueError):
    """The text is not EDTF, or names a day that does not exist."""


@lru_cache(maxsize=4096)
def days(edtf: str) -> tuple[date | None, date | None]:
    """The earliest and latest day; None where the text has no such end (open, unknown, not stated).

    Approximate and uncertain dates are taken at their word: how wide "ca." is, nobody has said.
    Errors: NotADate.
    """
    # One end at a time: given a whole interval the library guesses ten years for an unknown end,
    # prints, and raises TypeError on some.
    first, slash, last = edtf.partition("/")
    last = last if slash else first
    earliest = None if slash and first in NO_END else _ends(first)[0]
    latest = None if slash and last in NO_END else _ends(last)[1]
    if first == last == "" or (earliest and latest and latest < earliest):
        raise NotADate(edtf)
    return earliest, latest


def _ends(point):
    if not POINT.fullmatch(point):
        raise NotADate(point)
    try:
        parsed = parse_edtf(point)
        first, last = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (EDTFParseException, ValueError) as error:
        raise NotADate(point) from error
    if point[5:7] == WINTER and last:  # the library ends winter on New Year's Eve
        last = date(last.year + 1, 3, 1) - timedelta(days=1)
    return first, last


def _day(moment):
    # A year of only X runs from 0 to 9999.
    return date(*moment[:3]) if 0 < moment.tm_year < 3000 else None
