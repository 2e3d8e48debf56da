"""What was promised and signed, followed up on both sides: who answers for it, how far it has come, what is late."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from agreements.models import Agreement, AgreementParty, Commitment, Proposal, Report
from agreements.queries import agreements_for
from agreements.table import latest_proposals

OPEN = (None, Report.Status.WAITING, Report.Status.UNDER_WAY)


@dataclass
class Promise:
    """A commitment of a signed agreement as of a day.

    who: those who shall, by short name; bound: their rows' ids; sides: the names by the side they stand on.
    """

    agreement: Agreement
    proposal: Proposal
    who: list[str]
    bound: set[int]
    reports: list[Report] = field(default_factory=list)
    day: date | None = None
    sides: dict[str, list[str]] = field(default_factory=dict)

    @property
    def commitment(self) -> Commitment:
        return self.proposal.commitment

    @property
    def status(self) -> str | None:
        return self.reports[-1].status if self.reports else None

    @property
    def owner(self) -> str:
        """Who answers for it: as said last."""
        return next((report.owner for report in reversed(self.reports) if report.owner), "")

    @property
    def open(self) -> bool:
        return self.status in OPEN

    @property
    def late(self) -> bool:
        due = self.proposal.due
        return bool(self.open and due and due.latest and self.day and due.latest < self.day)


def promises_in(agreements: Iterable[Agreement], day: date) -> list[Promise]:
    """What was promised in signed agreements, as of the day, in order. Three statements, however many there are."""
    known = {one.pk: one for one in agreements if one.signed}
    members = defaultdict(list)
    for member in AgreementParty.objects.filter(agreement__in=known).select_related("party").order_by("position"):
        members[member.agreement_id].append(member)
    reports = defaultdict(list)
    for report in Report.objects.filter(commitment__clause__agreement__in=known).order_by("day__earliest", "id"):
        if not (report.day.earliest and report.day.earliest > day):
            reports[report.commitment_id].append(report)
    found = []
    for proposal in latest_proposals(commitment__clause__agreement__in=known).select_related("commitment__clause"):
        agreement = known[proposal.commitment.clause.agreement_id]
        if proposal.text:
            side, named = proposal.commitment.side, proposal.bound_to
            bound = [one for one in members[agreement.pk] if binds(side, named, one)]
            sides = defaultdict(list)
            for one in bound:
                sides[one.side].append(one.short or one.party.short)
            who = [one.short or one.party.short for one in bound]
            ids = {one.pk for one in bound}
            found.append(Promise(agreement, proposal, who, ids, reports[proposal.commitment_id], day, sides))
    return found


def binds(side: str, named: Iterable[int], member: AgreementParty) -> bool:
    """Shall this party do it? Those named shall, or all of that side; all of them together where it is joint."""
    named = {pk for pk in named if pk}
    return member.pk in named if named else side in (Commitment.Column.JOINT, member.side)


def reports_on(agreement: Agreement, day: date) -> dict[int, Report]:
    """How far each commitment of one agreement had come on the day, by its id. One statement."""
    reports = Report.objects.filter(commitment__clause__agreement=agreement).order_by("day__earliest", "id")
    return {one.commitment_id: one for one in reports if not (one.day.earliest and one.day.earliest > day)}


def promises_for(person, day: date) -> list[Promise]:
    """All that the person may read of, the late ones first."""
    found = promises_in(agreements_for(person), day)
    return sorted(found, key=lambda one: (not one.late, not one.open))
