"""A time as a source states it, and what sources say that do not agree: side by side, one of them chosen."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.fields import LooseDateField
from common.moments import written
from common.rows import plain, put

STATED = ("day", "start", "end", "source")


class Stated(models.Model):
    """A time as a source states it. start, end: what the clock shows, where the source says so; never made up."""

    day = LooseDateField(null=True, blank=True)
    start = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def hours(self) -> str:
        """ "20.30–21.30", "20.00", or nothing."""
        return "–".join(written(hour) for hour in (self.start, self.end) if hour)

    @property
    def when(self) -> str:
        """The day and the hours in one line; "" where neither is known."""
        hours = _("kl. %(hours)s") % {"hours": self.hours} if self.start else ""
        return " ".join(filter(None, [str(self.day or ""), str(hours)]))


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """For a table of such times."""
    after = Q(end__isnull=True) | Q(start__isnull=False, end__gt=F("start"))
    return models.CheckConstraint(name=name, condition=after)


def stated(row: Stated) -> dict:
    return {name: getattr(row, name) for name in STATED}


def exchange(row: Stated, other: Stated) -> dict:
    """Let another source's time count from now on; the one chosen till now stands there instead. Both are saved.

    Shape: `before` and `after` as the history keeps them.
    """
    before, after = stated(row), stated(other)
    put(row, after).save(update_fields=STATED)
    put(other, before).save(update_fields=STATED)
    return {"before": told(before), "after": told(after)}


def told(values: dict) -> dict:
    return {name: plain(value) for name, value in values.items()}
