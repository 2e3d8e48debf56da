import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.models import City
from common.fields import LooseDateField
from documents.models import Sharing
from files.models import StoredFile
from programmes.models.outline import Element, Programme


class Papers(models.QuerySet):
    def for_door(self):
        """With file and what it answers, but not the text of that."""
        version = "sharing__edition__version"
        known = self.select_related("file", "sharing__party", "sharing__edition__city", f"{version}__city")
        return known.defer(f"{version}__content")


class Paper(models.Model):
    """What programmes build on and answer: a letter of intent, a letter with feedback, an existing plan, a decision.

    cities: whom it is for or from; none for the whole network. programme: the one it is about, where it is about one
    only. `points` are what it asks, each to be answered.
    sharing: what it answers, where a party has sent it through Framtid; then it never changes, and a trigger in the
    migration stands behind that. text: what such a letter says. reference: the sender's own number of the case.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("Gjeldende plan")
        DECISION = "decision", _("Vedtak")
        ONGOING = "ongoing", _("Pågående arbeid")
        LETTER_OF_INTENT = "letter_of_intent", _("Intensjonsavtalen")
        FEEDBACK = "feedback", _("Tilbakemelding")
        TREATMENT = "treatment", _("Vedtak om programmet")

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PLAN)
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="+")
    cities = models.ManyToManyField(City, related_name="papers", blank=True)
    title = models.CharField(max_length=200)
    sender = models.CharField(max_length=200, blank=True)
    day = LooseDateField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    chapters = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    builds_on = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    note = models.TextField(blank=True)
    text = models.TextField(blank=True, default="", db_default="")
    reference = models.CharField(max_length=60, blank=True, default="", db_default="")
    sharing = models.ForeignKey(Sharing, models.PROTECT, null=True, blank=True, related_name="papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    sources = ArrayField(models.TextField(), default=list, blank=True)

    CITY_PATH = "cities"
    OPEN = (Kind.PLAN, Kind.DECISION, Kind.LETTER_OF_INTENT)

    objects = Papers.as_manager()

    class Meta:
        ordering = ["title", "id"]

    def __str__(self):
        return self.title

    @staticmethod
    def reached_by(cities) -> Q:
        """Those that everybody may read: what was adopted or signed in the open. Feedback is its cities' own."""
        return Q(kind__in=Paper.OPEN)

    @staticmethod
    def shared_with(parties) -> Q:
        """A party's contacts read what the party has sent."""
        return Q(sharing__party__in=parties)


class Point(models.Model):
    """One thing a paper asks for or says, in the paper's order. `number` as the paper writes it: "3.1".

    about: the element it is about, with the code and title it had in the version the sender read.
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="points")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    about = models.CharField(max_length=220, blank=True, default="", db_default="")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "paper__cities"

    class Meta:
        ordering = ["paper_id", "position", "id"]

    def __str__(self):
        return f"{self.number} {self.title}".strip()


class Basis(models.Model):
    """What an element builds on, or answers: a paper, one point of it, or something with a title of its own.

    followed_up: yes, no (then `because` says why), or not said yet. On the root element it answers for the programme as
    a whole. answered_on: the day that was said; answered_at: when it was recorded.
    reference: opaque, written by the room it comes from.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("Gjeldende plan")
        DECISION = "decision", _("Vedtak")
        ONGOING = "ongoing", _("Pågående arbeid")
        LETTER_OF_INTENT = "letter_of_intent", _("Intensjonsavtalen")
        FEEDBACK = "feedback", _("Tilbakemelding")
        TREATMENT = "treatment", _("Vedtak om programmet")
        IDEA = "idea", _("Idé")

    element = models.ForeignKey(Element, models.CASCADE, related_name="bases")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=300)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="bases")
    point = models.ForeignKey(Point, models.PROTECT, null=True, blank=True, related_name="bases")
    place = models.CharField(max_length=200, blank=True)
    quotation = models.TextField(blank=True)
    reference = models.CharField(max_length=200, blank=True)
    followed_up = models.BooleanField(null=True)
    because = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    revision = models.PositiveIntegerField(default=0)
    sources = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["element", "point"], condition=Q(point__isnull=False), name="an_element_answers_a_point_once"
            ),
        ]

    def __str__(self):
        return self.title
