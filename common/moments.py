"""Hours on the clock of Norway as people write them, and the moments they are on a day.

A night in spring lacks an hour and a night in autumn has one twice: what is meant there must be said, never guessed.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from common.text import Unclean, clean_line

OSLO = ZoneInfo("Europe/Oslo")
SUMMER, WINTER = "sommertid", "vintertid"
_HOUR = re.compile(rf"(?:kl\.? ?)?([0-9]{{1,2}})(?:[.:]([0-9]{{2}}))?(?: ({SUMMER}|{WINTER}))?", re.IGNORECASE)


@dataclass(frozen=True)
class Hour:
    """clock: what the clock shows. season: which of two is meant, on the one night when there are two; "" else."""

    clock: time
    season: str = ""

    def __str__(self):
        return f"{written(self.clock)} {self.season}".strip()

    @classmethod
    def read(cls, text: str) -> "Hour | None":
        """Understand "15.30", "15:30", "kl. 9" and "2.30 vintertid"; nothing → None. Errors: Unclean."""
        words = clean_line(text)
        if not words:
            return None
        found = _HOUR.fullmatch(words)
        if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise Unclean(_("Skriv klokkeslettet slik: 15.30."))
        return cls(time(int(found[1]), int(found[2] or 0)), (found[3] or "").lower())

    def on(self, day: date) -> datetime:
        """The moment (UTC) this is on a day. Errors: Unclean where the clock never shows it, or shows it twice."""
        naive = datetime.combine(day, self.clock)
        first, second = (naive.replace(tzinfo=OSLO, fold=fold).astimezone(UTC) for fold in (0, 1))
        if first.astimezone(OSLO).replace(tzinfo=None) != naive:
            raise Unclean(
                _("Klokka %(hour)s finnes ikke den natta: klokka stilles fram en time."), hour=written(self.clock)
            )
        if first == second:
            return first
        if not self.season:
            raise Unclean(
                _("Klokka %(hour)s kommer to ganger den natta. Skriv «%(hour)s sommertid» eller «%(hour)s vintertid»."),
                hour=written(self.clock),
            )
        return first if self.season == SUMMER else second


def written(clock: time) -> str:
    """15.30"""
    return f"{clock.hour:02}.{clock.minute:02}"


def hour_of(moment: datetime) -> Hour:
    """What the clock shows at a moment; with its season where it shows the same twice that night."""
    local = moment.astimezone(OSLO)
    naive = local.replace(tzinfo=None, fold=0)
    twice = naive.replace(tzinfo=OSLO).utcoffset() != naive.replace(tzinfo=OSLO, fold=1).utcoffset()
    season = (WINTER if local.fold else SUMMER) if twice else ""
    return Hour(local.time().replace(fold=0), season)


def day_of(moment: datetime) -> date:
    """The day it is in Norway."""
    return moment.astimezone(OSLO).date()
