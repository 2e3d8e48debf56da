"""Work the clock starts."""

from celery import shared_task
from django.utils import timezone

from workshops.actions import forget_diets, forget_proposers, forget_registrations, forget_voters


@shared_task(name="workshops.forget")
def forget_participants(**_unknown):
    """Take away what people eat the day after their gathering; and a year after it who registered, who voted, and whose
    ideas they were.
    """
    now = timezone.now()
    day = timezone.localdate(now)
    for forget in (forget_diets, forget_registrations, forget_voters, forget_proposers):
        forget(day=day, at=now)
