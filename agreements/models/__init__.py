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
    "Representation",
    "Side",
    "Sum",
]  # fmt: skip
