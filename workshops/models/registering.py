"""Who has registered for a gathering, and who came. What is personal here is for those who keep the gathering."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.models import City
from workshops.models.gatherings import Gathering


def new_secret() -> str:
    return secrets.token_urlsafe(24)


class Enrolment(models.Model):
    """How one registers. capacity: how many have a place, none for as many as come. link: the secret that lets people
    without a role register; "" where they cannot, and another one where the old was revoked.
    """

    gathering = models.OneToOneField(Gathering, models.CASCADE, related_name="enrolment")
    is_open = models.BooleanField(default=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    link = models.CharField(max_length=43, blank=True)

    CITY_PATH = "gathering__host"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link"], condition=~Q(link=""), name="a_link_leads_to_one")]

    def __str__(self):
        return str(self.gathering)


class Registration(models.Model):
    """Somebody means to come. waiting: on the waiting list, in the order they came. secret: opens one's own page.

    diet: taken away the day after the gathering; the row itself a year later (workshops.clock).
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="registrations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    email = models.CharField(max_length=254)
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.CharField(max_length=200, blank=True)
    diet = models.CharField(max_length=300, blank=True)
    waiting = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    secret = models.CharField(max_length=43, unique=True, default=new_secret)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "gathering__host"

    class Meta:
        ordering = ["gathering", "id"]
        constraints = [models.UniqueConstraint(fields=["gathering", "person"], name="a_person_registers_once")]

    def __str__(self):
        return self.name


class Attendance(models.Model):
    """How a city or another body was there afterwards, as the minutes say it. heads: how many came, where it was said.

    words: the body as stated, where it is no city. roles: theirs, as stated.
    """

    class Presence(models.TextChoices):
        PRESENT = "present", _("Til stede")
        APOLOGIES = "apologies", _("Meldte forfall")
        OBSERVER = "observer", _("Observatør")

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="attendance")
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    presence = models.CharField(max_length=10, choices=Presence.choices, default=Presence.PRESENT)
    heads = models.PositiveIntegerField(null=True, blank=True)
    roles = models.CharField(max_length=300, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "gathering__host"

    class Meta:
        ordering = ["gathering", "presence", "city__name_key", "words", "id"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "city"], name="a_city_attends_once"),
            models.CheckConstraint(
                name="a_city_or_another_body_attends",
                condition=Q(city__isnull=False, words="") | (Q(city__isnull=True) & ~Q(words="")),
            ),
            models.CheckConstraint(
                name="who_sent_apologies_has_no_heads", condition=~Q(presence="apologies") | Q(heads__isnull=True)
            ),
        ]

    def __str__(self):
        return str(self.city) if self.city else self.words
