"""The tables of agreements. Other rooms import from here."""

from agreements.models.agreements import (
    SIDES,
    Agreement,
    AgreementParty,
    Annex,
    Link,
    Representation,
    Side,
    Sum,
)
from agreements.models.approvals import AgreementVersion, PartyApproval
from agreements.models.commitments import Clause, Commitment, Consent, Proposal
from agreements.models.reports import Report

__all__ = [
    "SIDES",
    "Agreement",
    "AgreementParty",
    "AgreementVersion",
    "Annex",
    "Clause",
    "Commitment",
    "Consent",
    "Link",
    "PartyApproval",
    "Proposal",
    "Report",
    "Representation",
    "Side",
    "Sum",
]  # fmt: skip
