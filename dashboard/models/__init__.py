"""Milestones and what is agreed about them."""

from dashboard.models.milestones import Arrangement, Milestone

__all__ = ["Arrangement", "Milestone"]
