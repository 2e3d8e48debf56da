"""What a city's own bodies decide on an agreement, taken down in the matrix of approvals."""

from django.utils.translation import gettext as _

from agreements.actions._agreement import remember
from agreements.actions.approving import stamp_if_ready
from agreements.models import AgreementVersion, PartyApproval
from common.dates import LooseDate
from common.rows import content
from documents.models import Decision

Outcome = PartyApproval.Outcome
MEANS = {
    Decision.Outcome.ADOPTED: Outcome.APPROVED,
    Decision.Outcome.CHANGED: Outcome.CONDITIONAL,
    Decision.Outcome.SENT_BACK: Outcome.REJECTED,
}


def take_down(*, decision: Decision, by, at) -> PartyApproval | None:
    """The city's last word on a version that all had agreed to is its approval, or that it does not approve.

    What was adopted with changes is approved on the condition that they are made.
    """
    step = decision.step
    version = AgreementVersion.objects.filter(version=step.route.version_id).select_related("agreement").first()
    if version is None or not version.complete or not step.deciding or decision.outcome not in MEANS:
        return None
    agreement = version.agreement
    member = agreement.members.filter(party=step.route.city.party_id).select_related("party").first()
    if member is None or agreement.fixed:
        return None
    outcome = MEANS[decision.outcome]
    conditions = decision.changes or decision.text or _("Endringene i vedtaket")
    approval = PartyApproval.objects.create(
        of=version, member=member, outcome=outcome, body=str(step), case_number=step.case_number,
        day=LooseDate.read(decision.day.isoformat()), file=decision.file, name=decision.file_name, decision=decision,
        conditions=conditions if outcome == Outcome.CONDITIONAL else "", registered_at=at, registered_by=by,
    )  # fmt: skip
    remember(agreement, approval, act="approve", after=content(approval), by=by, at=at)
    stamp_if_ready(agreement, version, by=by, at=at)
    return approval
