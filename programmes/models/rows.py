"""What an element has several of. Each row is common or one city's (`city`), and carries its own revision."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.models import City, Party, Unit
from common.fields import LooseDateField, StatedNumberField
from programmes.models.outline import Element


class Row(models.Model):
    element = models.ForeignKey(Element, models.CASCADE, related_name="%(class)s_rows")
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=0)
    sources = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]


class Responsibility(Row):
    """Who answers for it. The words as stated are always kept, also when they match no party ("byene")."""

    class Part(models.TextChoices):
        RESPONSIBLE = "responsible", _("Ansvarlig")
        COORDINATOR = "coordinator", _("Koordinator")
        CONTRIBUTOR = "contributor", _("Medvirkende")
        OWNER = "owner", _("Eier")

    words = models.CharField(max_length=200)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    part = models.CharField(max_length=12, choices=Part.choices, default=Part.RESPONSIBLE)
    part_words = models.CharField(max_length=80, blank=True)
    certain = models.BooleanField(null=True, default=True)
    span = LooseDateField(null=True, blank=True)

    def __str__(self):
        return self.words


class MoneyLine(Row):
    """An amount with its year and where it comes from. `amount` in units of the currency, not millions."""

    amount = StatedNumberField()
    currency = models.CharField(max_length=3, default="NOK")
    period = LooseDateField(null=True, blank=True)
    source_of_funds = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return str(self.amount)


class Progress(Row):
    """How far it had come on a day. The latest entry up to a day gives the status of that day."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planlagt")
        UNDER_WAY = "under_way", _("Pågår")
        DONE = "done", _("Gjennomført")
        STOPPED = "stopped", _("Stoppet")

    day = LooseDateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, null=True, blank=True)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True)

    def __str__(self):
        return self.words or self.get_status_display() or ""


class Target(Row):
    """A goal in figures. `amount` with its unit, or per cent when `relative`; a base year only where one is stated."""

    amount = StatedNumberField()
    unit = models.CharField(max_length=120, blank=True)
    relative = models.BooleanField(null=True)
    base_year = models.PositiveSmallIntegerField(null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    counts_in = models.CharField(max_length=300, blank=True)
    counts_out = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return f"{self.amount} {self.unit}".strip()
