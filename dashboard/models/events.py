"""What has happened in the network that is no gathering, agreement or decision here; and what sources say of when."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.stated import STATED, Stated, ends_after_it_starts


class Event(Stated):
    """Something in the network's own story. Its own day is the one that counts; see EventDating.

    place: as stated, the town first. sources: where it is told of, a line each.
    """

    class Kind(models.TextChoices):
        POLITICS = "politics", _("Politikk")
        SUMMIT = "summit", _("Toppmøte")
        PLENARY = "plenary", _("Samling")
        CONFERENCE = "conference", _("Konferanse")
        ADMINISTRATIVE = "administrative", _("Administrativt møte")
        COORDINATION = "coordination", _("Koordineringsgruppe")
        NETWORK = "network", _("Nettverkssamling")
        TREATMENT = "treatment", _("Politisk behandling")
        CAMPAIGN = "campaign", _("Kampanje")
        AGREEMENT = "agreement", _("Avtale")
        REGULATION = "regulation", _("Regelverk")
        REPORTING = "reporting", _("Rapportering")
        EVALUATION = "evaluation", _("Evaluering")
        OTHER = "other", _("Annet")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    sources = ArrayField(models.TextField(), default=list, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    VALUES = ("kind", "title", *STATED, "place", "sources")

    class Meta:
        ordering = ["id"]
        constraints = [ends_after_it_starts("an_event_ends_after_it_starts")]

    def __str__(self):
        return self.title

    @property
    def town(self) -> str:
        return self.place.split(",")[0]

    @staticmethod
    def for_network() -> Q:
        """Everybody with a role somewhere in the network reads all of them."""
        return Q(pk__isnull=False)  # an empty Q would vanish among the other rules


class EventDating(Stated):
    """What another source says of the time. Choosing it lets it change places with the one chosen till then."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="datings")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    VALUES = STATED

    class Meta:
        ordering = ["id"]
        constraints = [ends_after_it_starts("a_dating_of_an_event_ends_after_it_starts")]

    def __str__(self):
        return self.when
