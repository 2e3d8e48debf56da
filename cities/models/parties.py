from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cities.acts import acts_at
from common.sorting import norwegian_key
from files.models import StoredFile


class Span(models.Model):
    """True from one day to another; an empty end is open. Both days are included."""

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
            )
        ]


class Network(models.Model):
    """The network itself: the place of the secretariat. One row."""

    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)

    class Meta:
        default_permissions = ()
        permissions = acts_at("network")

    def __str__(self):
        return self.name


class PartyKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Kommune")
    COUNTY = "county", _("Fylkeskommune")
    MINISTRY = "ministry", _("Departement")
    DIRECTORATE = "directorate", _("Direktorat")
    STATE_AGENCY = "state_agency", _("Statlig etat")
    INTEREST = "interest", _("Interesseorganisasjon")
    BUSINESS = "business", _("Næringsorganisasjon")
    COMPANY = "company", _("Selskap")
    CONSULTANCY = "consultancy", _("Konsulent")
    VOLUNTARY = "voluntary", _("Frivillig organisasjon")
    OTHER = "other", _("Annen")


class Party(models.Model):
    """Any legal body. `name` and `short` are today's; `names` and `numbers` know every day's."""

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=PartyKind.choices)
    name = models.CharField(max_length=200)
    name_key = norwegian_key("name")
    short = models.CharField(max_length=80)
    role = models.CharField(max_length=200, blank=True)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    sources = ArrayField(models.TextField(), default=list, blank=True)

    CITY_PATH = "city"

    class Meta:
        ordering = ["name_key"]
        default_permissions = ()
        permissions = acts_at("party")

    def __str__(self):
        return self.name


class PartyName(Span):
    """What a party is called, in one language, for a time."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="names")
    language = models.CharField(max_length=8, default="nb")
    official = models.CharField(max_length=200)
    short = models.CharField(max_length=80)

    CITY_PATH = "party__city"
    PARTY_PATH = "party"

    class Meta(Span.Meta):
        ordering = ["party", "since", "id"]

    def __str__(self):
        return self.official


class Number(Span):
    """A municipality's number and county for a time. The number is text: its leading zero is part of it."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="numbers")
    number = models.CharField(max_length=4)
    county = models.CharField(max_length=80, null=True, blank=True)

    CITY_PATH = "party__city"
    PARTY_PATH = "party"

    class Meta(Span.Meta):
        ordering = ["party", "since", "id"]

    def __str__(self):
        return self.number


class Succession(models.Model):
    """One party went into another, or became it."""

    before_name = models.CharField(max_length=200)
    before = models.ForeignKey(Party, models.PROTECT, related_name="successors", null=True, blank=True)
    after = models.ForeignKey(Party, models.PROTECT, related_name="predecessors")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    CITY_PATH = "after__city"
    PARTY_PATH = "after"

    class Meta:
        ordering = ["after", "year", "before_name"]

    def __str__(self):
        return f"{self.before_name} → {self.after}"


class City(models.Model):
    """A municipality that takes part in the network. It extends its party and is the place of its people's roles.

    colour (#rrggbb), arms (a PNG): how its prints are dressed, from the next version that is frozen.
    """

    class Standard(models.TextChoices):
        BOKMAAL = "nb", _("Bokmål")
        NYNORSK = "nn", _("Nynorsk")
        NEUTRAL = "neutral", _("Nøytral")

    party = models.OneToOneField(Party, models.PROTECT, related_name="city")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    name_key = norwegian_key("name")
    written_standard = models.CharField(max_length=10, choices=Standard.choices, null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_on = models.DateField(null=True, blank=True)
    highest_body = models.CharField(max_length=120, null=True, blank=True)
    government = models.CharField(max_length=120, null=True, blank=True)
    website = models.URLField(blank=True)
    note = models.TextField(blank=True)
    colour = models.CharField(max_length=7, blank=True, db_default="")
    arms = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    arms_description = models.CharField(max_length=200, blank=True, db_default="")

    CITY_PATH = "pk"

    class Meta:
        ordering = ["name_key"]
        default_permissions = ()
        permissions = acts_at("city")

    def __str__(self):
        return self.name


class Unit(models.Model):
    """A part of a party's organisation; new or strengthened ones are the programme's doing."""

    class Novelty(models.TextChoices):
        EXISTING = "existing", _("Finnes")
        NEW = "new", _("Ny")
        STRENGTHENED = "strengthened", _("Styrket")

    party = models.ForeignKey(Party, models.CASCADE, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=200)
    name_key = norwegian_key("name")
    novelty = models.CharField(max_length=12, choices=Novelty.choices, default=Novelty.EXISTING)
    note = models.TextField(blank=True)

    CITY_PATH = "party__city"
    PARTY_PATH = "party"

    class Meta:
        ordering = ["name_key"]
        constraints = [models.UniqueConstraint(fields=["party", "name"], name="a_party_names_a_unit_once")]

    def __str__(self):
        return self.name


class Body(models.Model):
    """A political body of a party: bystyre, formannskap, byråd, utvalg …"""

    party = models.ForeignKey(Party, models.CASCADE, related_name="bodies")
    name = models.CharField(max_length=200)
    name_key = norwegian_key("name")
    highest = models.BooleanField(default=False)
    novelty = models.CharField(max_length=12, choices=Unit.Novelty.choices, default=Unit.Novelty.EXISTING)
    note = models.TextField(blank=True)

    CITY_PATH = "party__city"
    PARTY_PATH = "party"

    class Meta:
        ordering = ["-highest", "name_key"]
        constraints = [models.UniqueConstraint(fields=["party", "name"], name="a_party_names_a_body_once")]

    def __str__(self):
        return self.name
