"""Acts on agreements. The only place that saves."""

from agreements.actions.agreements import remove_agreement, save_agreement, sign_agreement, unsign_agreement
from agreements.actions.approving import (
    approve_version,
    confirm_agreement,
    freeze_agreement,
    meet_condition,
    take_to_meeting,
)  # fmt: skip
from agreements.actions.commitments import (
    add_commitment,
    derive,
    move_clause,
    remove_clause,
    remove_commitment,
    save_clause,
)  # fmt: skip
from agreements.actions.following import remind_silent, report_on
from agreements.actions.negotiating import agree, propose, take_back_consent
from agreements.actions.parts import move_party, remove_part, save_part
from agreements.actions.printing import print_changes
from agreements.actions.renewing import renegotiate

__all__ = [
    "add_commitment", "agree", "approve_version", "confirm_agreement", "derive", "freeze_agreement",
    "meet_condition", "move_clause", "move_party", "print_changes", "propose", "remind_silent",
    "remove_agreement", "remove_clause", "remove_commitment", "remove_part", "renegotiate", "report_on",
    "save_agreement", "save_clause", "save_part", "sign_agreement", "take_back_consent", "take_to_meeting",
    "unsign_agreement",
]  # fmt: skip
