"""Milestones and what is agreed about them; events, and what sources say of when."""

from dashboard.models.events import Event, EventDating
from dashboard.models.milestones import Arrangement, Milestone
from dashboard.models.visits import Visit

__all__ = ["Arrangement", "Event", "EventDating", "Milestone", "Visit"]
