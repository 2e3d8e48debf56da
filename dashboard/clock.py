"""Work the clock starts."""

from celery import shared_task
from django.utils.timezone import now

from dashboard.actions import summarise


@shared_task(name="dashboard.summarise")
def summarise_task(*unknown, **also_unknown):
    """Keep up to date how all cities stand, where they are many."""
    summarise(at=now())
