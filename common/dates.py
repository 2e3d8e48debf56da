"""Loose dates: EDTF (ISO 8601-2) with the words as stated and the first and last day they can mean."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common import periods
from common.days import NotADate, days
from common.text import clean_line

UNPLACED = "XXXX"
_MARKS = {"~": _("ca. %s"), "?": _("trolig %s"), "%": _("trolig ca. %s")}


@dataclass(frozen=True)
class LooseDate:
    """edtf: "XXXX" when the words name no time we know. earliest, latest: None where that end is open or unknown."""

    edtf: str
    words: str
    earliest: date | None
    latest: date | None

    def __str__(self):
        return self.words

    @classmethod
    def read(cls, text: str) -> "LooseDate | None":
        """Understand a date or a period as people write it in Norwegian; EDTF is taken as it is.

        Shape: nothing → None; what is not understood keeps its words and has no days.
        Errors: Unclean when the text itself is refused.
        """
        words = clean_line(text)
        if not words:
            return None
        try:
            placed = days(words)
        except NotADate:
            edtf = periods.read(words) or UNPLACED
            return cls(edtf, words, *days(edtf))
        return cls(words, periods.say(words), *placed)

    @property
    def backwards(self) -> bool:
        """Do the words name a period that ends before it begins? Such a one has no days."""
        return self.edtf == UNPLACED and periods.backwards(self.words)

    @property
    def certain(self) -> bool:
        """Is the time neither approximate ("ca.") nor uncertain ("trolig")?"""
        return not set("%~?") & set(self.edtf)

    def understood(self) -> str:
        """What the words were taken to mean, to show beside the field: "1. mars – 31. mai 2009"; "" when nothing."""
        first, last = self.earliest, self.latest
        if not first and not last:
            return ""
        if not last:
            return _("fra %s") % _written(first)
        if not first:
            return _("til og med %s") % _written(last)
        mark = next((mark for mark in "%~?" if mark in self.edtf), "")
        return str(_MARKS.get(mark, "%s")) % _span(first, last)

    def as_json(self) -> dict:
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in vars(self).items()}

    @classmethod
    def from_json(cls, data: dict) -> "LooseDate":
        day = lambda text: date.fromisoformat(text) if text else None  # noqa: E731
        return cls(data["edtf"], data["words"], day(data.get("earliest")), day(data.get("latest")))


def _span(first, last):
    if first == last:
        return _written(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}.–{_written(last)}"
    return f"{_written(first, 'j. F' if first.year == last.year else 'j. F Y')} – {_written(last)}"


def _written(day, form="j. F Y"):
    return date_format(day, form)
