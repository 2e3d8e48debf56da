"""Acts on milestones and events. The only place that saves."""

from dashboard.actions.arrangements import arrange
from dashboard.actions.events import (
    add_event_dating,
    choose_event_dating,
    remove_event,
    remove_event_dating,
    save_event,
)
from dashboard.actions.milestones import resume_milestone, retire_milestone, save_milestone, shift_milestone
from dashboard.actions.reminding import remind, try_again
from dashboard.actions.starting import start_milestones
from dashboard.actions.summaries import summarise
from dashboard.actions.visiting import visit

__all__ = [
    "add_event_dating",
    "arrange",
    "choose_event_dating",
    "remind",
    "remove_event",
    "remove_event_dating",
    "resume_milestone",
    "retire_milestone",
    "save_event",
    "save_milestone",
    "shift_milestone",
    "start_milestones",
    "summarise",
    "try_again",
    "visit",
]
