"""How an agreement comes to stand: versions of it, and what each party has decided on them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement, AgreementParty
from common.fields import LooseDateField
from documents.models import Decision, Version
from files.models import StoredFile


class AgreementVersion(models.Model):
    """A version of an agreement. complete: had all parties agreed to all of it? Only such a one can be approved."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    version = models.OneToOneField(Version, models.PROTECT, related_name="agreement_version")
    complete = models.BooleanField()

    CITY_PATH = "agreement__cities"

    class Meta:
        ordering = ["agreement", "-id"]

    def __str__(self):
        return str(self.version)


class PartyApproval(models.Model):
    """What a body of a party decided on a version. The latest of a party counts; a correction is another one.

    body: as stated. conditions: "forutsatt …"; met_on, met_how: when and how they were met. decision: where it was
    made here, as the deciding step of the city's own treatment.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Godkjent")
        CONDITIONAL = "conditional", _("Godkjent med vilkår")
        REJECTED = "rejected", _("Ikke godkjent")

    of = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="approvals")
    member = models.ForeignKey(AgreementParty, models.PROTECT, related_name="approvals")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    body = models.CharField(max_length=200, blank=True)
    case_number = models.CharField(max_length=60, blank=True)
    day = LooseDateField()
    conditions = models.TextField(blank=True)
    met_on = LooseDateField(null=True, blank=True)
    met_how = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="party_approval")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "of__agreement__cities"
    VALUES = ("outcome", "body", "case_number", "day", "conditions")

    class Meta:
        ordering = ["of", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_conditional_approval_says_its_conditions", condition=~Q(outcome="conditional", conditions="")
            )
        ]

    def __str__(self):
        return f"{self.member}: {self.get_outcome_display()}"

    @property
    def stands(self) -> bool:
        """Is it an approval with nothing left to be met?"""
        met = self.outcome == self.Outcome.CONDITIONAL and self.met_on is not None
        return met or self.outcome == self.Outcome.APPROVED
