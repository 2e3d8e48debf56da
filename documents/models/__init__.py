"""What is frozen, printed, approved and treated."""

from documents.models.sharing import Sharing
from documents.models.treatment import Decision, Opening, Route, Statement, Step
from documents.models.versions import (
    Approval,
    Departure,
    Document,
    DocumentCity,
    Edition,
    Print,
    Stamp,
    Tabling,
    Version,
)  # fmt: skip

__all__ = [
    "Approval",
    "Decision",
    "Departure",
    "Document",
    "DocumentCity",
    "Edition",
    "Opening",
    "Print",
    "Route",
    "Sharing",
    "Stamp",
    "Statement",
    "Step",
    "Tabling",
    "Version",
]
