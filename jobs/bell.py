"""Rings for a worker. The bell may be broken: the row stays, and the sweeper rings again."""

import logging
from functools import partial
from time import monotonic

from celery import current_app
from django.db import transaction

log = logging.getLogger("jobs")

# Whoever has just waited in vain for a dead broker does not wait again at once: a request that queues ten jobs is
# held up once.
REST_SECONDS = 5
_rest_until = 0.0


def ring_after_commit(job_id: int) -> None:
    transaction.on_commit(partial(ring, job_id))


def ring(job_id: int) -> bool:
    """Tell a worker that there is a job to look at. Takes about a second at most and never fails; says if it worked."""
    global _rest_until
    if monotonic() < _rest_until:
        return False
    try:
        current_app.send_task("jobs.run", [job_id], ignore_result=True)
    except Exception as error:  # whatever is wrong with the bell, the row is safe
        _rest_until = monotonic() + REST_SECONDS
        log.warning("could not ring for job %s: %r; the sweeper will", job_id, error)
        return False
    return True
