"""What is promised: clauses, the commitments under them, and how they are negotiated."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement, AgreementParty, price_in
from common.fields import LooseDateField, StatedNumberField
from programmes.models import Area, Element


class Clause(models.Model):
    """One clause of an agreement: what commitments are about. A row of the table, and a clause of the paper.

    element: the measure behind it, if there is one. seen_at, measure: when the parties last agreed on anything in it,
    and what the measure said then, as plain words (programmes.said.said_by): by these drift is told.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    element = models.ForeignKey(Element, models.PROTECT, null=True, blank=True, related_name="agreement_clauses")
    seen_at = models.DateTimeField(null=True, blank=True)
    measure = models.JSONField(null=True, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "agreement__cities"
    VALUES = ("title", "area", "element")

    class Meta:
        ordering = ["agreement", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "position"], name="clauses_stand_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["agreement", "element"], name="a_measure_is_behind_one_clause"),
        ]

    def __str__(self):
        return self.title


class Commitment(models.Model):
    """What one side, or both, shall do. What it says is its latest proposal.

    bound: which of the parties; all of the side where none is named.
    """

    class Column(models.TextChoices):
        CITIES = "cities", _("Kommunen skal")
        STATE = "state", _("Staten skal")
        REGION = "region", _("Regionen skal")
        BUSINESS = "business", _("Næringslivet skal")
        OTHERS = "others", _("Andre skal")
        JOINT = "joint", _("Partene skal sammen")

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="commitments")
    side = models.CharField(max_length=10, choices=Column.choices)
    bound = models.ManyToManyField(AgreementParty, related_name="commitments", blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "clause__agreement__cities"
    VALUES = ("side", "bound")

    class Meta:
        ordering = ["clause", "id"]

    def __str__(self):
        return f"{self.get_side_display()}: {self.clause}"


class Proposal(models.Model):
    """What a party proposes that a commitment should say. The latest is on the table; none is ever changed.

    text: "" where it is proposed to strike it. member: whose proposal; none for what was only registered.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    amount = StatedNumberField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    due = LooseDateField(null=True, blank=True)
    comment = models.TextField(blank=True)
    member = models.ForeignKey(AgreementParty, models.CASCADE, null=True, blank=True, related_name="proposals")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "commitment__clause__agreement__cities"
    VALUES = ("text", "amount", "currency", "due", "comment")

    class Meta:
        ordering = ["commitment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "number"], name="a_proposal_has_its_number"),
            models.CheckConstraint(
                name="an_amount_has_a_currency", condition=models.Q(amount__isnull=True) | ~models.Q(currency="")
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def price(self) -> str:
        return price_in(self.amount, self.currency)

    @property
    def strikes(self) -> bool:
        return not self.text


class Consent(models.Model):
    """A party agrees to a proposal. Whoever made it agrees without saying so."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="consents")
    member = models.ForeignKey(AgreementParty, models.CASCADE, related_name="consents")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    CITY_PATH = "proposal__commitment__clause__agreement__cities"

    class Meta:
        ordering = ["proposal", "id"]
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="a_party_agrees_once")]

    def __str__(self):
        return f"{self.member} ✓"
