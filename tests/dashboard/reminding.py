"""What tests about reminders begin with."""

from datetime import timedelta

from django.utils.timezone import localdate

from common.dates import LooseDate
from dashboard.models import Milestone
from tests.factories.dashboard import MilestoneFactory

SITE = "https://framtid.example"


def two_milestones() -> tuple[Milestone, Milestone]:
    """One whose deadline was the day before yesterday, and one that is due in ten days."""
    return (
        MilestoneFactory(name="Første utkast", rule="frozen", window=until(-2)),
        MilestoneFactory(name="Politisk behandlet", rule="treated", window=until(10)),
    )


def until(days: int) -> LooseDate:
    day = localdate() + timedelta(days)
    return LooseDate.read(f"innen {day.day}.{day.month}.{day.year}")


def key(city, milestone) -> str:
    return f"{city.slug}.{milestone.pk}"
