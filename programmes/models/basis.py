from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.models import City
from common.fields import LooseDateField
from programmes.models.outline import Element


class Plan(models.Model):
    """An existing plan, programme or report of one or more cities, as far as the sources tell of it."""

    cities = models.ManyToManyField(City, related_name="plans", blank=True)
    title = models.CharField(max_length=200)
    sender = models.CharField(max_length=200, blank=True)
    day = LooseDateField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    chapters = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    builds_on = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    note = models.TextField(blank=True)
    sources = ArrayField(models.TextField(), default=list, blank=True)

    CITY_PATH = "cities"

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title


class Basis(models.Model):
    """What an element builds on. `reference` is opaque and written by the room it comes from."""

    class Kind(models.TextChoices):
        PLAN = "plan", _("Gjeldende plan")
        DECISION = "decision", _("Vedtak")
        ONGOING = "ongoing", _("Pågående arbeid")
        LETTER_OF_INTENT = "letter_of_intent", _("Intensjonsavtalen")
        FEEDBACK = "feedback", _("Tilbakemelding fra departementene")
        IDEA = "idea", _("Idé")

    element = models.ForeignKey(Element, models.CASCADE, related_name="bases")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=300)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="bases")
    place = models.CharField(max_length=200, blank=True)
    quotation = models.TextField(blank=True)
    reference = models.CharField(max_length=200, blank=True)
    followed_up = models.BooleanField(null=True)
    because = models.TextField(blank=True)
    sources = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.title
