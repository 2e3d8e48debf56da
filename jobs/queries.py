from datetime import datetime
from itertools import zip_longest

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from jobs.models import ACTIVE, Job, Pulse, State


def active_of(kind: str, key: str) -> Job | None:
    """The job that waits or runs for this kind and key, if any."""
    return Job.objects.filter(kind=kind, key=key, state__in=ACTIVE).first()


def free() -> QuerySet[Job]:
    """Jobs that nobody works on and that do not rest, by the database's clock."""
    return Job.objects.filter(Q(lease_until=None) | Q(lease_until__lt=Now()), state__in=ACTIVE)


def in_turn() -> QuerySet[Job]:
    """Free jobs, the one whose turn it is first: the lane served least recently leads, and in it the oldest job."""
    turns = Job.objects.filter(lane=OuterRef("lane"), started_at__isnull=False).order_by("-started_at")
    served = free().annotate(lane_served_at=Subquery(turns.values("started_at")[:1]))
    return served.order_by(F("lane_served_at").asc(nulls_first=True), "queued_at", "pk")


def places() -> dict[int, int]:
    """The place of each free job, 1 for the next one to be taken, as turns will fall if nothing more is asked for."""
    lanes = {}
    for pk, lane in in_turn().values_list("pk", "lane"):
        lanes.setdefault(lane, []).append(pk)
    turns = (pk for one_of_each in zip_longest(*lanes.values()) for pk in one_of_each if pk is not None)
    return {pk: place for place, pk in enumerate(turns, 1)}


def oldest_waiting_since() -> datetime | None:
    """When the job that has waited longest was queued; None if nothing waits."""
    return Job.objects.filter(state=State.QUEUED).order_by(F("queued_at")).values_list("queued_at", flat=True).first()


def last_swept_at() -> datetime | None:
    """When the sweeper last ran: if it is long ago, the clock, the queue or the worker stands still."""
    return Pulse.objects.filter(name=Pulse.SWEEP).values_list("at", flat=True).first()
