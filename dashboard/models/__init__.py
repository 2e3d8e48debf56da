"""Milestones, what is agreed and reminded of about them and kept of how cities stand; events, and what sources say of
when.
"""

from dashboard.models.events import Event, EventDating
from dashboard.models.milestones import Arrangement, Milestone
from dashboard.models.reminders import Reminder, Reminding
from dashboard.models.summaries import Headline, Summary
from dashboard.models.visits import Visit

__all__ = [
    "Arrangement",
    "Event",
    "EventDating",
    "Headline",
    "Milestone",
    "Reminder",
    "Reminding",
    "Summary",
    "Visit",
]
