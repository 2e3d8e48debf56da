"""Who has approved what: party by version, and whether it is ready for the meeting. Questions, nothing changed."""

from dataclasses import dataclass, field
from datetime import date

from agreements.models import Agreement, AgreementVersion, PartyApproval
from agreements.queries import Standing, parties_on


@dataclass
class Line:
    """A party, with what it has decided on a version: the latest, which counts, and what was decided before."""

    party: Standing
    approval: PartyApproval | None = None
    earlier: list[PartyApproval] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        return self.approval is not None and self.approval.stands


def matrix_of(agreement: Agreement, version: AgreementVersion, day: date, parties=None) -> list[Line]:
    """A line for each party of the day, with its approvals of the version up to then. parties: where known already."""
    parties = parties_on(agreement, day) if parties is None else parties
    approvals = version.approvals.select_related("file", "decision", "registered_by").order_by("id")
    known: dict[int, list[PartyApproval]] = {}
    for approval in approvals:
        if not (approval.day.earliest and approval.day.earliest > day):
            known.setdefault(approval.member_id, []).append(approval)
    return [
        Line(one, *(known[one.member.pk][-1:] or [None]), known[one.member.pk][:-1])
        if one.member.pk in known
        else Line(one)
        for one in parties
        if one.present
    ]


def ready(matrix: list[Line]) -> bool:
    """Has every party approved it, with nothing left to be met?"""
    return bool(matrix) and all(line.stands for line in matrix)
