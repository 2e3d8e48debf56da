"""What a meeting is to take up. Rooms above put things on it, and say what the meeting did with them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from workshops.models.gatherings import Gathering


class AgendaItem(models.Model):
    """One thing on the agenda, in the order people gave it.

    reference, address: opaque, written by the room it comes from ("" for the meeting's own). confirmed_on: the day the
    meeting confirmed it; confirmed_at and confirmed_by: when that was recorded, and by whom.
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    reference = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "gathering__host"

    class Meta:
        ordering = ["gathering", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "position"],
                name="an_agenda_stands_in_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["gathering", "reference"], condition=~Q(reference=""), name="a_thing_is_on_an_agenda_once"
            ),
            models.CheckConstraint(
                name="a_confirmation_has_day_and_moment",
                condition=Q(confirmed_on__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_on__isnull=False, confirmed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["reference"], name="where_a_thing_is_on_agendas")]

    def __str__(self):
        return self.title
