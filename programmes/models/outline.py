import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from cities.models import City
from common.fields import LooseDateField
from documents.models import Document

# How many levels hang under the root; print and screen have room for no more.
DEEPEST = 8


class Kind(models.TextChoices):
    PROGRAMME = "programme", _("Program")
    CHAPTER = "chapter", _("Kapittel")
    STRATEGY = "strategy", _("Strategi")
    GOAL = "goal", _("Mål")
    INSTRUMENT = "instrument", _("Virkemiddel")
    MEASURE = "measure", _("Tiltak")


class Programmes(models.QuerySet):
    def titled(self):
        """With `title`, which stands on the root element like every other element's title."""
        return self.select_related("document").annotate(
            root=FilteredRelation("elements", condition=Q(elements__kind=Kind.PROGRAMME)),
            root_id=models.F("root__id"),
            title=models.F("root__title"),
        )

    for_door = titled


class Programme(models.Model):
    """One or more cities' programme for a period. Its cities stand on its document; its title on its root element."""

    class PlanKind(models.TextChoices):
        FREE = "free", _("Fritt handlingsprogram")
        ACTION_SECTION = "action_section", _("Handlingsdel av kommuneplanen")
        SUB_PLAN = "sub_plan", _("Tematisk kommunedelplan")
        OTHER = "other", _("Annet")

    document = models.OneToOneField(Document, models.PROTECT, related_name="programme")
    period = LooseDateField(null=True, blank=True)
    plan_kind = models.CharField(max_length=20, choices=PlanKind.choices, default=PlanKind.FREE)
    law_reference = models.CharField(max_length=200, blank=True)
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    sources = ArrayField(models.TextField(), default=list, blank=True)
    started_at = models.DateTimeField()

    CITY_PATH = "document__cities"

    objects = Programmes.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return getattr(self, "title", None) or f"programme {self.pk}"

    @property
    def shared(self) -> bool:
        """Do several cities hold it?"""
        return self.document.shared


class Elements(models.QuerySet):
    def for_door(self):
        return self.select_related("programme__document", "city", *FACT_NAMES)


FACT_NAMES = ("chapter", "strategy", "goal", "instrument", "measure")


class Element(models.Model):
    """One node of a programme's outline: what all kinds share.

    city: none when shared (felles), else the one city whose own it is (eget).
    position: place among its siblings; none in the bin and for the root.
    number: permanent, from one sequence for the network; shown as T-0147.
    revisions: per field name, how many times it has been saved.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="elements")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(null=True)
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="own_elements")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    number = models.PositiveIntegerField(unique=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revisions = models.JSONField(default=dict)
    sources = ArrayField(models.TextField(), default=list, blank=True)
    made_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True)

    CITY_PATH = "programme__document__cities"
    OWN_CITY = "city"

    objects = Elements.as_manager()

    class Meta:
        ordering = ["programme_id", "parent_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "position"], name="siblings_stand_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["programme"], condition=Q(kind="programme"), name="a_programme_has_one_root"
            ),
            models.CheckConstraint(
                name="only_the_root_has_no_parent",
                condition=Q(kind="programme", parent__isnull=True) | (~Q(kind="programme") & Q(parent__isnull=False)),
            ),
            models.CheckConstraint(
                name="an_element_has_a_place_or_lies_in_the_bin",
                condition=Q(kind="programme") | (Q(position__isnull=True) ^ Q(binned_at__isnull=True)),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def code(self) -> str:
        """The permanent number as people write it: T-0147."""
        return f"T-{self.number:04d}"

    @property
    def facts(self):
        """The row with this kind's own fields: the programme itself for the root."""
        return self.programme if self.kind == Kind.PROGRAMME else getattr(self, self.kind)

    def revision(self, name: str) -> int:
        return self.revisions.get(name, 0)


class NumberAlias(models.Model):
    """An element carries on what another was: after a split, a join, or a city's leaving.

    number: the other's permanent number, which now leads to `element` too. A split one has an heir in each city.
    origin: the other's id, whose history up to `at` the element's own goes on from; it may be gone.
    """

    number = models.PositiveIntegerField()
    origin = models.BigIntegerField()
    at = models.DateTimeField()
    element = models.ForeignKey(Element, models.CASCADE, related_name="aliases")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number", "element"], name="an_element_inherits_a_number_once")]

    def __str__(self):
        return f"T-{self.number:04d}"
