"""Acts on gatherings and their programmes. The only place that saves."""

from workshops.actions.agenda import (
    confirm,
    move_agenda_item,
    put_on_agenda,
    take_back_confirmation,
    take_off_agenda,
)  # fmt: skip
from workshops.actions.attending import remove_attendance, save_attendance
from workshops.actions.campaigns import take_part, withdraw_part
from workshops.actions.conclusions import finish_conclusion, remove_conclusion, save_conclusion
from workshops.actions.forgetting import forget_diets, forget_proposers, forget_registrations, forget_voters
from workshops.actions.gatherings import (
    add_dating,
    add_file,
    choose_dating,
    remove_dating,
    remove_file,
    remove_gathering,
    save_gathering,
    show_gathering,
)
from workshops.actions.ideas import remove_idea, save_idea, take_up_idea, vote_for
from workshops.actions.programme import (
    move_room,
    move_sitting,
    remove_item,
    remove_room,
    remove_sitting,
    remove_workshop,
    save_item,
    save_room,
    save_sitting,
    save_workshop,
)
from workshops.actions.registering import open_enrolment, register, withdraw
from workshops.actions.subscribing import renew_calendar_key, revoke_calendar_key

__all__ = [
    "add_dating",
    "add_file",
    "choose_dating",
    "confirm",
    "finish_conclusion",
    "forget_diets",
    "forget_proposers",
    "forget_registrations",
    "forget_voters",
    "move_agenda_item",
    "move_room",
    "move_sitting",
    "open_enrolment",
    "put_on_agenda",
    "register",
    "remove_attendance",
    "remove_conclusion",
    "remove_dating",
    "remove_file",
    "remove_gathering",
    "remove_idea",
    "remove_item",
    "remove_room",
    "remove_sitting",
    "remove_workshop",
    "renew_calendar_key",
    "revoke_calendar_key",
    "save_attendance",
    "save_conclusion",
    "save_gathering",
    "save_idea",
    "save_item",
    "save_room",
    "save_sitting",
    "save_workshop",
    "show_gathering",
    "take_back_confirmation",
    "take_off_agenda",
    "take_part",
    "take_up_idea",
    "vote_for",
    "withdraw",
    "withdraw_part",
]
