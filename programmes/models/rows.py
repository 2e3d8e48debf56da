"""What an element has several of. Each row is common or one city's (`city`), and carries its own revision."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _

from cities.models import City, Party, Unit
from common.fields import LooseDateField, StatedNumberField
from files.models import StoredFile
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

    class Currency(models.TextChoices):
        NOK = "NOK", _("norske kroner")
        EUR = "EUR", _("euro")
        SEK = "SEK", _("svenske kroner")
        DKK = "DKK", _("danske kroner")
        USD = "USD", _("amerikanske dollar")

    amount = StatedNumberField()
    currency = models.CharField(max_length=3, choices=Currency.choices, default=Currency.NOK)
    period = LooseDateField(null=True, blank=True)
    source_of_funds = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
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
    source = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return f"{self.amount} {self.unit}".strip()


class CityPart(Row):
    """What one city says of a measure that several share: when it is done there."""

    period = LooseDateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["element", "city"], name="a_city_has_one_part_of_a_measure"),
            models.CheckConstraint(name="a_city_part_is_a_citys", condition=Q(city__isnull=False)),
        ]

    def __str__(self):
        return f"{self.city}: {self.period or self.note}"


class Indicator(Row):
    """What is counted to see whether a goal is met or a measure works. Its values are readings."""

    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=120, blank=True)
    definition = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return f"{self.name} ({self.unit})" if self.unit else self.name


class Reading(Row):
    """An indicator's value on a day. Figures that disagree stand side by side, each with its source and edition."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="readings")
    day = LooseDateField()
    value = StatedNumberField()
    place = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    edition = models.CharField(max_length=120, blank=True)

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(
                "indicator", "city", KeyTextTransform("earliest", "day"), KeyTextTransform("latest", "day"),
                "place", "sector", "source", "edition",
                name="a_source_reads_an_indicator_once_a_day", nulls_distinct=False,
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.day}: {self.value}"


class Attachment(Row):
    """A file that belongs to the element: an annex, or a picture to print in its place."""

    class Sort(models.TextChoices):
        ANNEX = "annex", _("Vedlegg")
        PICTURE = "picture", _("Bilde")

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=8, choices=Sort.choices, default=Sort.ANNEX)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    description = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return self.title
