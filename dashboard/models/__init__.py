"""Milestones and what is agreed about them."""

from dashboard.models.milestones import Arrangement, Milestone
from dashboard.models.visits import Visit

__all__ = ["Arrangement", "Milestone", "Visit"]
