"""Agreements: what they are, who has made them, for how long, and what lies with them."""

import uuid
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cities.models import City, Party, PartyKind
from common.fields import LooseDateField, StatedNumberField
from documents.models import Document
from files.models import StoredFile


class Agreements(models.QuerySet):
    def for_door(self):
        """With the ids of its cities, `city_ids`; `represented`: does anybody stand in for a party?"""
        standing_in = Representation.objects.filter(member__agreement=models.OuterRef("pk"))
        return self.annotate(
            city_ids=ArrayAgg("cities", distinct=True, default=[]), represented=models.Exists(standing_in)
        )


class Agreement(models.Model):
    """What cities, state, region and business promise one another for a time.

    cities: those it concerns, so that it stands on their pages; a city that is a party is always among them.
    origin: negotiated here, or entered into elsewhere or before and only registered.
    signed: the day, as exactly as it is known; none while it is not signed. signed_at: when that was recorded.
    signatories: bodies and roles, as stated.
    """

    class Kind(models.TextChoices):
        INTENT = "intent", _("Intensjonsavtale")
        COOPERATION = "cooperation", _("Samarbeidsavtale")
        REWARD = "reward", _("Belønningsavtale")
        GROWTH = "growth", _("Byvekstavtale")
        OTHER = "other", _("Annen avtale")

    class Origin(models.TextChoices):
        HERE = "here", _("Den skal forhandles her")
        ELSEWHERE = "elsewhere", _("Den er blitt til et annet sted, og skal bare registreres")

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        PROPOSED = "proposed", _("Forslag")
        APPROVAL = "approval", _("Til godkjenning")
        READY = "ready", _("Klar for møtet")
        SIGNED = "signed", _("Inngått")
        OVER = "over", _("Utløpt")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    kind_words = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.HERE)
    cities = models.ManyToManyField(City, related_name="agreements")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="agreement")
    term = LooseDateField(null=True, blank=True)
    text = models.TextField(blank=True)
    signed = LooseDateField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_where = models.CharField(max_length=200, blank=True)
    signatories = models.TextField(blank=True)
    sources = ArrayField(models.TextField(), default=list, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "cities"
    VALUES = ("kind", "kind_words", "title", "term", "text")
    SIGNING = ("signed", "signed_where", "signatories")

    objects = Agreements.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.title

    @property
    def called(self) -> str:
        """The kind in the words of its source, where it has some."""
        return self.kind_words or self.get_kind_display()

    @property
    def reference(self) -> str:
        """What it is called on the agenda of a meeting."""
        return f"agreement:{self.uuid}"

    @property
    def fixed(self) -> bool:
        """Was it agreed upon here, and is it signed? Then it does not change; a registration can always be mended."""
        return bool(self.signed) and self.origin == self.Origin.HERE

    def stage_on(self, day: date) -> "Agreement.Stage":
        """Where it stood on a day, told from what has happened."""
        if not self.signed or (self.signed.earliest and self.signed.earliest > day):
            return self.Stage.DRAFT if self.origin == self.Origin.HERE else self.Stage.PROPOSED
        over = self.term and self.term.latest and self.term.latest < day
        return self.Stage.OVER if over else self.Stage.SIGNED

    @staticmethod
    def open_to_all() -> Q:
        """What is signed is read by everybody."""
        return Q(signed__isnull=False)

    @staticmethod
    def shared_with(parties) -> Q:
        """A party's people read what it is a party to, or stands in another's place in."""
        own = AgreementParty.objects.filter(party__in=parties)
        standing_in = Representation.objects.filter(by__in=parties)
        return Q(pk__in=own.values("agreement")) | Q(pk__in=standing_in.values("member__agreement"))


class Side(models.TextChoices):
    """Who a commitment binds, by the sort of party."""

    CITIES = "cities", _("Kommunen")
    STATE = "state", _("Staten")
    REGION = "region", _("Regionen")
    BUSINESS = "business", _("Næringslivet")
    OTHERS = "others", _("Andre")


SIDES = {
    PartyKind.MUNICIPALITY: Side.CITIES,
    PartyKind.MINISTRY: Side.STATE,
    PartyKind.DIRECTORATE: Side.STATE,
    PartyKind.STATE_AGENCY: Side.STATE,
    PartyKind.COUNTY: Side.REGION,
    PartyKind.BUSINESS: Side.BUSINESS,
    PartyKind.COMPANY: Side.BUSINESS,
}


class AgreementParty(models.Model):
    """A party to an agreement.

    official, short: its names as at signing, kept from then on; until then it has the names of the day.
    joined, left: when it came later than the others, or went before them.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="members")
    party = models.ForeignKey(Party, models.PROTECT, related_name="agreements")
    position = models.PositiveSmallIntegerField()
    official = models.CharField(max_length=200, blank=True)
    short = models.CharField(max_length=80, blank=True)
    joined = LooseDateField(null=True, blank=True)
    left = LooseDateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "agreement__cities"
    VALUES = ("party", "official", "short", "joined", "left", "note")

    class Meta:
        ordering = ["agreement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "party"], name="a_party_is_a_party_once"),
            models.UniqueConstraint(
                fields=["agreement", "position"], name="parties_stand_in_order", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self):
        return self.official or str(self.party)

    @property
    def side(self) -> Side:
        return SIDES.get(self.party.kind, Side.OTHERS)

    def in_on(self, day: date) -> bool:
        """Was it a party on that day, as far as is known?"""
        come = not (self.joined and self.joined.earliest and self.joined.earliest > day)
        return come and not (self.left and self.left.latest and self.left.latest < day)


class Representation(models.Model):
    """Another body stands in a party's place from a day on, as a ministry's successor. Old prints keep the party."""

    member = models.ForeignKey(AgreementParty, models.CASCADE, related_name="representations")
    by = models.ForeignKey(Party, models.PROTECT, related_name="+")
    since = LooseDateField()
    note = models.CharField(max_length=300, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "member__agreement__cities"
    VALUES = ("member", "by", "since", "note")

    class Meta:
        ordering = ["member", "since__earliest", "id"]

    def __str__(self):
        return str(_("%(party)s representert av %(by)s") % {"party": self.member, "by": self.by})

    def holds_on(self, day: date) -> bool:
        return bool(self.since.earliest and self.since.earliest <= day)


def price_in(amount, currency: str) -> str:
    """The amount with its currency, where its own words do not say it; "" where none is stated."""
    words = str(amount or "")
    return f"{words} {currency}" if words and not (currency == "NOK" and "kr" in words) else words


class Sum(models.Model):
    """Money an agreement speaks of. Sums that disagree stand side by side, each with its source; one may be chosen."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="sums")
    amount = StatedNumberField()
    currency = models.CharField(max_length=3)
    period = LooseDateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    chosen = models.BooleanField(default=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "agreement__cities"
    VALUES = ("amount", "currency", "period", "source", "note", "chosen")

    class Meta:
        ordering = ["agreement", "-chosen", "id"]
        constraints = [models.CheckConstraint(name="a_sum_has_a_currency", condition=~Q(currency=""))]

    def __str__(self):
        return price_in(self.amount, self.currency)


class Annex(models.Model):
    """An annex in one of its editions; those with the same title are editions of the same. file: where we have it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="annexes")
    title = models.CharField(max_length=200)
    edition = models.CharField(max_length=120, blank=True)
    day = LooseDateField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "agreement__cities"
    VALUES = ("title", "edition", "day", "file", "name")

    class Meta:
        ordering = ["agreement", "title", "day__earliest", "id"]

    def __str__(self):
        return f"{self.title} ({self.edition})" if self.edition else self.title


class Link(models.Model):
    """An agreement comes after another."""

    class Sort(models.TextChoices):
        FOLLOWS = "follows", _("følger etter")
        RENEWS = "renews", _("fornyer")
        BUILDS = "builds", _("bygger på")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="earlier_links")
    earlier = models.ForeignKey(Agreement, models.CASCADE, related_name="later_links")
    sort = models.CharField(max_length=10, choices=Sort.choices, default=Sort.FOLLOWS)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "agreement__cities"
    VALUES = ("earlier", "sort")

    class Meta:
        ordering = ["agreement", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "earlier"], name="agreements_are_linked_once"),
            models.CheckConstraint(
                name="an_agreement_does_not_come_after_itself", condition=~Q(agreement=F("earlier"))
            ),
        ]

    def __str__(self):
        # Without the other's title: whoever keeps this one, and reads its history, may not read of the other.
        return str(_("Lenke til en tidligere avtale"))
