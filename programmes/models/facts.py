"""Each kind's own fields. Any may be empty: that is "ikke oppgitt", which is another thing than nothing."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import LooseDateField, StatedNumberField
from programmes.models.outline import Element
from programmes.models.themes import Area, Theme


class Facts(models.Model):
    element = models.OneToOneField(Element, models.CASCADE, primary_key=True)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.element)


class Chapter(Facts):
    pass


class Strategy(Facts):
    pass


class Goal(Facts):
    """A wanted result. `claim` is what sort of statement it is as stated: mål, resultat, adopted later …"""

    claim = models.CharField(max_length=120, blank=True)


class Instrument(Facts):
    """A means. `types` are the understood sorts; `type_words` what the source calls it."""

    class Type(models.TextChoices):
        LEGAL = "legal", _("Juridisk")
        ECONOMIC = "economic", _("Økonomisk")
        ORGANISATIONAL = "organisational", _("Organisatorisk")
        INFORMATIONAL = "informational", _("Informasjon")
        PLANNING = "planning", _("Planlegging")
        PHYSICAL = "physical", _("Fysisk")

    types = ArrayField(models.CharField(max_length=20, choices=Type.choices), default=list, blank=True)
    type_words = models.CharField(max_length=120, blank=True)
    restrictive = models.BooleanField(null=True)


class Measure(Facts):
    """A concrete action.

    targets: the groups it is aimed at. direction: only "inward/outward as stated", where no group is named.
    effect: tonnes of CO2e a year; effect_words keeps what the source says when it is not such a number; effect_basis
    tells how it was found. needs_from, needs: who must contribute for it to be done, and with what.
    """

    class Target(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommunen")
        BUSINESS = "business", _("Næringslivet")
        POPULATION = "population", _("Befolkningen")
        REGION = "region", _("Regionen")
        STATE = "state", _("Staten")

    TARGET_GROUPS = (
        (_("Innad"), (Target.MUNICIPALITY, Target.BUSINESS, Target.POPULATION)),
        (_("Utad"), (Target.REGION, Target.STATE)),
    )

    class Direction(models.TextChoices):
        INWARD = "inward", _("Innadrettet")
        OUTWARD = "outward", _("Utadrettet")
        BOTH = "both", _("Innad- og utadrettet")

    class Helper(models.TextChoices):
        STATE = "state", _("Staten")
        COUNTY = "county", _("Fylkeskommunen")
        REGION = "region", _("Nabokommunene")
        BUSINESS = "business", _("Næringslivet")
        OTHER = "other", _("Andre")

    adopted_title = models.CharField(max_length=200, blank=True)
    secondary_themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    instruments = models.ManyToManyField(Element, related_name="triggers", blank=True)
    period = LooseDateField(null=True, blank=True)
    targets = ArrayField(models.CharField(max_length=12, choices=Target.choices), default=list, blank=True)
    direction = models.CharField(max_length=8, choices=Direction.choices, null=True, blank=True)
    effect = StatedNumberField(null=True, blank=True)
    effect_words = models.CharField(max_length=300, blank=True)
    effect_basis = models.TextField(blank=True)
    needs_from = ArrayField(models.CharField(max_length=12, choices=Helper.choices), default=list, blank=True)
    needs = models.CharField(max_length=300, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
