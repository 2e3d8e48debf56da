"""Doing jobs in the test's own process, where no worker is wanted."""

from django.utils.module_loading import autodiscover_modules

from jobs.actions import claim
from jobs.models import Job, State
from jobs.tasks import perform


def do(job: Job) -> Job:
    """Do this very job as a worker would, whoever's turn it is, and give it back as it stands afterwards."""
    autodiscover_modules("tasks")  # a worker knows the work of all rooms; a test only what it imported
    if mine := claim(job.pk):
        perform(mine)
    job.refresh_from_db()
    return job


def do_all() -> list[Job]:
    """Do every job that waits, the oldest first."""
    return [do(job) for job in Job.objects.filter(state=State.QUEUED).order_by("pk")]
