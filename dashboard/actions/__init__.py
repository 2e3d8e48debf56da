"""Acts on milestones. The only place that saves."""

from dashboard.actions.arrangements import arrange
from dashboard.actions.milestones import resume_milestone, retire_milestone, save_milestone, shift_milestone
from dashboard.actions.starting import start_milestones
from dashboard.actions.visiting import visit

__all__ = [
    "arrange",
    "resume_milestone",
    "retire_milestone",
    "save_milestone",
    "shift_milestone",
    "start_milestones",
    "visit",
]
