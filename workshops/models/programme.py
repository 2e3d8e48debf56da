"""The programme of a gathering: rooms, workshops, when they sit in which room, and what happens there."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.utils.translation import gettext_lazy as _

from cities.models import Party
from common.moments import day_of, hour_of
from programmes.models import Theme
from workshops.models.gatherings import Gathering


class Room(models.Model):
    """A room at the gathering's venue, or in another house. Rooms stand in the order people gave them."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="rooms")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "gathering__host"

    class Meta:
        ordering = ["gathering", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "position"], name="rooms_stand_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["gathering", "name"], name="a_room_has_its_name"),
        ]

    def __str__(self):
        return self.name


class Workshop(models.Model):
    """Something on the programme: a workshop, or what all do together. It may sit several times, in several rooms."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("Verksted")
        TOGETHER = "together", _("Felles")
        SOCIAL = "social", _("Pause, mat eller samvær")

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="workshops")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.WORKSHOP)
    title = models.CharField(max_length=200)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "gathering__host"

    class Meta:
        ordering = ["gathering", "id"]

    def __str__(self):
        return self.title


class Timed(models.Model):
    """Begins at a moment, and ends at one or is not said to."""

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def day(self):
        return day_of(self.starts_at)

    @property
    def start(self):
        return hour_of(self.starts_at)

    @property
    def end(self):
        return hour_of(self.ends_at) if self.ends_at else None

    @property
    def hours(self) -> str:
        """ "15.30–18.00", or "19.30" where no end is said."""
        return f"{self.start}–{self.end}" if self.ends_at else str(self.start)


def _range(function: str, field, first: str, last: str, bounds: str) -> Func:
    return Func(F(first), F(last), Value(bounds), function=function, output_field=field())


# A sitting without an end takes the moment it begins. A room is a range of one number, so that the constraint needs no
# extension of the database.
TAKEN = Case(
    When(ends_at__isnull=True, then=_range("tstzrange", DateTimeRangeField, "starts_at", "starts_at", "[]")),
    default=_range("tstzrange", DateTimeRangeField, "starts_at", "ends_at", "[)"),
)
SAME_ROOM = _range("int8range", BigIntegerRangeField, "room", "room", "[]")


class Sitting(Timed):
    """A workshop sits: in a room or nowhere yet, and on each day with a chair of its own.

    chair: as stated; kept also when the party is known.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sittings")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="sittings")
    chair = models.CharField(max_length=200, blank=True)
    chair_party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    about = models.CharField(max_length=300, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "workshop__gathering__host"

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_sitting_ends_after_it_starts", condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at"))
            ),
            ExclusionConstraint(
                name="a_room_holds_one_sitting_at_a_time",
                expressions=[(SAME_ROOM, RangeOperators.OVERLAPS), (TAKEN, RangeOperators.OVERLAPS)],
                condition=Q(room__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.workshop)


class Item(Timed):
    """A point of a sitting's programme. What lies between two of them is left open."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="items")
    title = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "sitting__workshop__gathering__host"

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_item_ends_after_it_starts", condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at"))
            )
        ]

    def __str__(self):
        return self.title


class Speaker(models.Model):
    """Who holds an item: a body or a person, in the words as stated; and the party, if it is one we know."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")

    CITY_PATH = "item__sitting__workshop__gathering__host"

    class Meta:
        ordering = ["item", "position"]
        constraints = [models.UniqueConstraint(fields=["item", "position"], name="speakers_stand_in_order")]

    def __str__(self):
        return self.words
