"""Doing jobs in the test's own process, where no worker is wanted."""

from django.utils.module_loading import autodiscover_modules

from jobs.models import Job, State
from jobs.tasks import run


def do(job: Job) -> Job:
    """Do one job as a worker would, and give it back as it stands afterwards."""
    autodiscover_modules("tasks")  # a worker knows the work of all rooms; a test only what it imported
    run(job.pk)
    job.refresh_from_db()
    return job


def do_all() -> list[Job]:
    """Do every job that waits, the oldest first."""
    return [do(job) for job in Job.objects.filter(state=State.QUEUED).order_by("pk")]
