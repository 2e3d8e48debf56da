"""What the network's cities are to reach, by when, and what has been agreed with one of them about it."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cities.models import City
from common.fields import LooseDateField


class Milestone(models.Model):
    """Something every city is to reach within a window of time. Whether it has is told from facts, never set.

    rule: the key of the fact that reaches it (dashboard/facts); kept as it is also when the house knows it no more.
    counts_from: what happened before this day does not reach it; for what comes round again.
    retired_on: from this day on it is no longer followed; days before still show it.
    """

    name = models.CharField(max_length=80)
    window = LooseDateField()
    rule = models.CharField(max_length=40)
    counts_from = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()
    retired_on = models.DateField(null=True, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    VALUES = ("name", "window", "rule", "counts_from")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["position"], name="milestones_stand_in_order", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self):
        return self.name

    def followed_on(self, day: date) -> bool:
        return self.retired_on is None or day < self.retired_on


class Arrangement(models.Model):
    """What is agreed about one city's way to a milestone: a planned day, a new deadline, an exception.

    It is never changed: the latest of a sort counts. One without a day (or, of an exception, without a reason) takes
    back what was agreed before. day: the day planned, or the last day of the new deadline. agreed_on: from when it
    holds. name: of whoever wrote it, as on the day.
    """

    class Sort(models.TextChoices):
        PLAN = "plan", _("Planlagt dag")
        DEADLINE = "deadline", _("Ny frist")
        EXCEPTION = "exception", _("Unntak")

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="arrangements")
    city = models.ForeignKey(City, models.PROTECT, related_name="arrangements")
    sort = models.CharField(max_length=10, choices=Sort.choices)
    day = LooseDateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    agreed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    uuid = models.UUIDField(unique=True, editable=False)

    CITY_PATH = "city"

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="an_exception_has_no_day", condition=~Q(sort="exception") | Q(day__isnull=True))
        ]

    def __str__(self):
        return f"{self.milestone}, {self.city}: {self.get_sort_display()}"

    @property
    def word(self) -> str:
        """What it is called in addresses."""
        return {self.Sort.PLAN: "plan", self.Sort.DEADLINE: "frist", self.Sort.EXCEPTION: "unntak"}[self.sort]

    @property
    def written_later(self) -> bool:
        """Was it recorded on a later day than it holds from?"""
        return localdate(self.recorded_at) > self.agreed_on

    @property
    def stands(self) -> bool:
        """Does it say something, or take back what was said?"""
        return bool(self.reason) if self.sort == self.Sort.EXCEPTION else self.day is not None
