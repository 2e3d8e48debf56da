"""Work the clock starts."""

from celery import shared_task
from django.utils import timezone

from workshops.actions import forget_diets, forget_registrations


@shared_task(name="workshops.forget")
def forget_participants(**_unknown):
    """Take away what people eat the day after their gathering, and who registered a year after it."""
    now = timezone.now()
    day = timezone.localdate(now)
    forget_diets(day=day, at=now)
    forget_registrations(day=day, at=now)
