import logging

from celery import shared_task

from common.refusals import Refused
from jobs import work
from jobs.actions import LeaseLost, claim_next, fail, finish, give_back
from jobs.keeper import kept

log = logging.getLogger("jobs")


@shared_task(name="jobs.run")
def run(job_id, *unknown, **also_unknown):
    """Do one job: the one whose turn it is, which need not be the one that was rung for.

    There is a ring for each job, so whoever rang gets a turn too; the sweeper rings again for what is left.
    A message carries the id alone, which older workers read; what newer code may add is passed over.
    """
    job = claim_next(work.kinds())
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
