"""Looks after jobs every half minute, so that nothing depends on a message having arrived."""

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.db.models.functions import Now

from jobs.actions import ATTEMPTS, worn_out
from jobs.bell import ring_after_commit
from jobs.models import Job, Pulse, State
from jobs.queries import free

# A little less than the interval of the clock. Sweeps that piled up while no worker was there ring once, not each.
WAITED = timedelta(seconds=25)
AT_ONCE = 200


@shared_task(name="jobs.sweep")
def sweep_task(*unknown, **also_unknown):
    sweep()


@transaction.atomic
def sweep(waited: timedelta = WAITED) -> tuple[int, int]:
    """Ring again for jobs whose bell or worker was lost, and give up those that wore out all attempts.

    waited: ring only for those whose bell has been silent this long.
    Shape: → how many were rung for, how many failed.
    """
    failed = take(free().filter(attempts__gte=ATTEMPTS)).update(
        state=State.FAILED, ended_at=Now(), lease_until=None, step="", reason=worn_out()
    )
    waiting = list(take(free().filter(rung_at__lt=Now() - waited)).values_list("pk", flat=True))
    Job.objects.filter(pk__in=waiting).update(rung_at=Now())
    for job_id in waiting:
        ring_after_commit(job_id)
    Pulse.objects.update_or_create(name=Pulse.SWEEP, defaults={"at": Now()})
    return len(waiting), failed


def take(jobs):
    """Some of the jobs, locked; those another sweep has in hand are left to it."""
    locked = jobs.order_by("rung_at", "pk").select_for_update(skip_locked=True)[:AT_ONCE]
    return Job.objects.filter(pk__in=[job.pk for job in locked])
