"""The tables of gatherings. Other rooms import from here."""

from workshops.models.agenda import AgendaItem
from workshops.models.conclusions import Conclusion
from workshops.models.gatherings import Dating, Gathering, GatheringFile, TakingPart
from workshops.models.ideas import Idea, Vote
from workshops.models.programme import Item, Room, Sitting, Speaker, Workshop
from workshops.models.registering import Attendance, Enrolment, Registration
from workshops.models.subscribing import CalendarKey

__all__ = [
    "AgendaItem",
    "Attendance",
    "CalendarKey",
    "Conclusion",
    "Dating",
    "Enrolment",
    "Gathering",
    "GatheringFile",
    "Idea",
    "Item",
    "Registration",
    "Room",
    "Sitting",
    "Speaker",
    "TakingPart",
    "Vote",
    "Workshop",
]
