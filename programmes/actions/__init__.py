"""Acts: one function per thing a person can do to a programme. The only place that saves."""

from programmes.actions.answers import save_answer
from programmes.actions.approving import approve_shared, tell_cities, withdraw_approval
from programmes.actions.attachments import attach
from programmes.actions.basis import answer_point, remove_basis, save_basis
from programmes.actions.circle import (
    accept_city_invitation,
    decline_city_invitation,
    invite_city,
    shift_city,
    withdraw_city_invitation,
)
from programmes.actions.comments import (
    answer_comment,
    change_comment,
    comment_on,
    solve_comment,
    take_back_comment,
    tell_mentioned,
)
from programmes.actions.feedback import remove_feedback, remove_feedback_point, save_feedback, save_feedback_point
from programmes.actions.fields import save_field
from programmes.actions.filling import fill_hole
from programmes.actions.freezing import freeze_programme
from programmes.actions.going_back import go_back
from programmes.actions.ideas import measure_from
from programmes.actions.leaving import heir_of, leave_programme
from programmes.actions.merging import agree_to_merger, decline_merger, propose_merger, withdraw_merger
from programmes.actions.papers import (
    add_points,
    move_point,
    remove_file,
    remove_paper,
    remove_point,
    save_paper,
    save_point,
)
from programmes.actions.progress import report_progress
from programmes.actions.rows import remove_row, save_row
from programmes.actions.sending import send_feedback
from programmes.actions.sharing import share_element
from programmes.actions.splitting import split_element
from programmes.actions.starting import start_from_outline
from programmes.actions.structure import (
    add_element,
    bin_element,
    empty_bin,
    move_element,
    restore_element,
    shift_element,
    start_programme,
)
from programmes.actions.themes import save_theme
from programmes.actions.undo import undo_last
from programmes.actions.waivers import unwaive_gap, waive_gap, waive_gaps

__all__ = [
    "accept_city_invitation",
    "add_element",
    "add_points",
    "agree_to_merger",
    "answer_comment",
    "answer_point",
    "approve_shared",
    "attach",
    "bin_element",
    "change_comment",
    "comment_on",
    "decline_city_invitation",
    "decline_merger",
    "empty_bin",
    "fill_hole",
    "freeze_programme",
    "go_back",
    "heir_of",
    "invite_city",
    "leave_programme",
    "measure_from",
    "move_element",
    "move_point",
    "propose_merger",
    "remove_basis",
    "remove_feedback",
    "remove_feedback_point",
    "remove_file",
    "remove_paper",
    "remove_point",
    "remove_row",
    "report_progress",
    "restore_element",
    "save_answer",
    "save_basis",
    "save_feedback",
    "save_feedback_point",
    "save_field",
    "save_paper",
    "save_point",
    "save_row",
    "save_theme",
    "send_feedback",
    "share_element",
    "shift_city",
    "shift_element",
    "solve_comment",
    "split_element",
    "start_from_outline",
    "start_programme",
    "take_back_comment",
    "tell_cities",
    "tell_mentioned",
    "undo_last",
    "unwaive_gap",
    "waive_gap",
    "waive_gaps",
    "withdraw_approval",
    "withdraw_city_invitation",
    "withdraw_merger",
]
