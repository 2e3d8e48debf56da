"""Gatherings and campaigns: what they are, when and where, and who may read of them."""

import uuid
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.models import City, Party
from common.stated import Stated, ends_after_it_starts
from files.models import StoredFile
from programmes.models import Theme

MOST_DAYS = 14
"""What lasts longer, or is not more exact than that, has no days to plan hour by hour."""


class Gatherings(models.QuerySet):
    def for_door(self):
        return self.select_related("host__party", "theme", "organiser_party")


class Gathering(Stated):
    """The network meets, or does something together on a day. Its own day is the one that counts; see Dating.

    host: a city of the network, open until chosen. place: the town as stated, where it is no city of the network.
    organiser: as stated; kept also when the party is known. audience: who reads of it beside those who keep it.
    """

    class Kind(models.TextChoices):
        NETWORK = "network", _("Nettverkssamling")
        PLENARY = "plenary", _("Storsamling")
        ADMINISTRATIVE = "administrative", _("Administrativt møte")
        POLITICAL = "political", _("Politisk møte")
        CONFERENCE = "conference", _("Konferanse")
        CAMPAIGN = "campaign", _("Kampanje")

    class Audience(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        NETWORK = "network", _("Hele nettverket")
        PUBLIC = "public", _("Alle")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    host = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="gatherings")
    place = models.CharField(max_length=200, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    organiser = models.CharField(max_length=200, blank=True)
    organiser_party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.DRAFT)
    cancelled = models.BooleanField(default=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sources = ArrayField(models.TextField(), default=list, blank=True)

    CITY_PATH = "host"

    objects = Gatherings.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [ends_after_it_starts("a_gathering_ends_after_it_starts")]

    def __str__(self):
        return self.title

    @property
    def town(self) -> str:
        """The city as one says it; "" while it is open."""
        return str(self.host) if self.host else self.place

    @property
    def days(self) -> list:
        """Its days one by one; none while they are not known so exactly."""
        first, last = (self.day.earliest, self.day.latest) if self.day else (None, None)
        if not first or not last or (last - first).days >= MOST_DAYS or not self.day.certain:
            return []
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    @property
    def has_agenda(self) -> bool:
        return self.kind in (self.Kind.POLITICAL, self.Kind.ADMINISTRATIVE, self.Kind.PLENARY)

    @staticmethod
    def for_network() -> Q:
        """What everybody with a role somewhere in the network reads."""
        return ~Q(audience=Gathering.Audience.DRAFT)

    @staticmethod
    def open_to_all() -> Q:
        return Q(audience=Gathering.Audience.PUBLIC)


class Dating(Stated):
    """What another source says of the time. Choosing it lets it change places with the one chosen till then."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="datings")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [ends_after_it_starts("a_dating_ends_after_it_starts")]

    def __str__(self):
        return self.when

    CITY_PATH = "gathering__host"


class GatheringFile(models.Model):
    """An invitation, a presentation, minutes from before: a file that lies with the gathering."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="files")
    title = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "gathering__host"

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.title


class TakingPart(models.Model):
    """A city takes part in a campaign. words: with what, as the city says it."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="parts")
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    sources = ArrayField(models.TextField(), default=list, blank=True)

    CITY_PATH = "city"

    class Meta:
        ordering = ["gathering", "city__name_key"]
        constraints = [models.UniqueConstraint(fields=["gathering", "city"], name="a_city_takes_part_once")]

    def __str__(self):
        return str(self.city)
