"""Proposals to join what is several cities' own into one that they share. Nobody changes another city's own alone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.models import City
from programmes.models.outline import Element, Programme


class Merger(models.Model):
    """Proposed by planners of one city, done when each of the others has agreed.

    keeps: the one whose number and place the shared one gets. values: by field where they differ, {"of": the id of the
    element whose value it gets} or {"text": what was written instead, as the history keeps it}.
    words: why it was declined.
    """

    class Ending(models.TextChoices):
        JOINED = "joined", _("Slått sammen")
        DECLINED = "declined", _("Avslått")
        WITHDRAWN = "withdrawn", _("Trukket")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="mergers")
    keeps = models.ForeignKey(Element, models.CASCADE, related_name="+")
    values = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_by_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "programme__document__cities"

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="a_merger_that_has_ended_says_how_and_when", condition=Q(ending="") ^ Q(ended_at__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.keeps} ({self.proposed_by_name})"


class MergerPart(models.Model):
    """One of the elements, and whether its city has agreed. mark: what it was when it was proposed."""

    merger = models.ForeignKey(Merger, models.CASCADE, related_name="parts")
    element = models.ForeignKey(Element, models.CASCADE, related_name="merger_parts")
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)
    agreed_at = models.DateTimeField(null=True)
    agreed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["merger", "element"], name="a_merger_has_an_element_once"),
            models.UniqueConstraint(fields=["merger", "city"], name="a_merger_has_one_element_of_a_city"),
        ]

    def __str__(self):
        return f"{self.element} ({self.city})"
