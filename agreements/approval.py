"""Who has approved what: party by version, and whether it is ready for the meeting. Questions, nothing changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from agreements.models import Agreement, AgreementParty, AgreementVersion, PartyApproval
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


def stage_of(agreement: Agreement, parties: list[Standing], day: date) -> Agreement.Stage:
    """Where one agreement stood on the day. parties: as they stood then. At most two statements."""
    stage = agreement.stage_on(day)
    if stage != Agreement.Stage.DRAFT or agreement.document_id is None:
        return stage
    complete = agreement.versions.filter(complete=True, version__frozen_at__date__lte=day)
    latest = complete.order_by("-version__number").first()
    if latest is None:
        return stage
    done = ready(matrix_of(agreement, latest, day, parties))
    return Agreement.Stage.READY if done else Agreement.Stage.APPROVAL


def ready(matrix: list[Line]) -> bool:
    """Has every party approved it, with nothing left to be met?"""
    return bool(matrix) and all(line.stands for line in matrix)


@dataclass(frozen=True)
class Reached:
    """How far an agreement has come. waiting: ids of the parties whose approval is missing, while it is approved."""

    stage: Agreement.Stage
    waiting: tuple[int, ...] = ()


def stages_on(agreements: Iterable[Agreement], day: date) -> dict[int, Agreement.Stage]:
    """Where each stood on the day, by its id; those on their way by what was decided. Three statements."""
    return {pk: one.stage for pk, one in reached_on(agreements, day).items()}


def reached_on(agreements: Iterable[Agreement], day: date) -> dict[int, Reached]:
    """The same, with whom it waits for."""
    found = {one.pk: Reached(one.stage_on(day)) for one in agreements}
    drafts = [pk for pk, one in found.items() if one.stage == Agreement.Stage.DRAFT]
    latest = AgreementVersion.objects.filter(agreement__in=drafts, complete=True, version__frozen_at__date__lte=day)
    latest = {one.agreement_id: one.pk for one in latest.order_by("agreement", "version__number")}
    decided = defaultdict(dict)
    for approval in PartyApproval.objects.filter(of__in=latest.values()).order_by("id"):
        if not (approval.day.earliest and approval.day.earliest > day):
            decided[approval.of_id][approval.member_id] = approval
    members = defaultdict(list)
    for member in AgreementParty.objects.filter(agreement__in=latest):
        if member.in_on(day):
            members[member.agreement_id].append(member.pk)
    for pk, version in latest.items():
        said = {member: decided[version].get(member) for member in members[pk]}
        waiting = tuple(member for member, one in said.items() if one is None or not one.stands)
        done = bool(said) and not waiting
        found[pk] = Reached(Agreement.Stage.READY if done else Agreement.Stage.APPROVAL, waiting)
    return found
