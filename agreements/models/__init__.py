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
from agreements.models.commitments import Clause, Commitment, Consent, Proposal

__all__ = [
    "SIDES",
    "Agreement",
    "AgreementParty",
    "Annex",
    "Clause",
    "Commitment",
    "Consent",
    "Link",
    "Proposal",
    "Representation",
    "Side",
    "Sum",
]  # fmt: skip
