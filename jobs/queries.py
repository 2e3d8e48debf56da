from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from jobs.models import ACTIVE, Job, Pulse, State


def active_of(kind: str, key: str) -> Job | None:
    """The job that waits or runs for this kind and key, if any."""
    return Job.objects.filter(kind=kind, key=key, state__in=ACTIVE).first()


def free() -> QuerySet[Job]:
    """Jobs that nobody works on and that do not rest, by the database's clock."""
    return Job.objects.filter(Q(lease_until=None) | Q(lease_until__lt=Now()), state__in=ACTIVE)


def oldest_waiting_since() -> datetime | None:
    """When the job that has waited longest was queued; None if nothing waits."""
    return Job.objects.filter(state=State.QUEUED).order_by(F("queued_at")).values_list("queued_at", flat=True).first()


def last_swept_at() -> datetime | None:
    """When the sweeper last ran: if it is long ago, the clock, the queue or the worker stands still."""
    return Pulse.objects.filter(name=Pulse.SWEEP).values_list("at", flat=True).first()
