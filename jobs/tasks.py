import logging

from celery import shared_task

from common.refusals import Refused
from jobs import work
from jobs.actions import LeaseLost, claim, fail, finish, give_back
from jobs.keeper import kept

log = logging.getLogger("jobs")


@shared_task(name="jobs.run")
def run(job_id, *unknown, **also_unknown):
    """Do one job, if it still waits. A message carries the id alone; what newer code may add is passed over."""
    job = claim(job_id, work.kinds())
    if job:
        perform(job)


def perform(job) -> None:
    """Do a claimed job and note how it ended.

    Also a MemoryError ends here: let out of a task, it would take the whole worker down.
    """
    try:
        with kept(job):
            work.function_of(job.kind)(job)
        finish(job)
    except LeaseLost:
        log.warning("job %s %s: another worker has it by now", job.pk, job)
    except (Refused, work.Hopeless) as refusal:
        fail(job, refusal.message if isinstance(refusal, Refused) else refusal.reason)
    except Exception:
        log.exception("job %s %s: attempt %s went wrong", job.pk, job, job.attempts)
        give_back(job)
