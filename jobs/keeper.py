"""Keeps the lease of work that takes longer than one lease."""

from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

from django.conf import settings
from django.db import Error, connection

from jobs.actions import extend


@contextmanager
def kept(job):
    """Renew the job's lease in the background while the block runs."""
    done = Event()
    keeper = Thread(target=keep, args=(job, done), name=f"lease of job {job.pk}", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def keep(job, done: Event) -> None:
    """Renew three times per lease, until the work is done, the lease is lost, or the work has hung for too long."""
    longest = monotonic() + settings.JOBS_LONGEST_SECONDS
    try:
        while not done.wait(settings.JOBS_LEASE_SECONDS / 3) and monotonic() < longest:
            if not renewed(job):
                break
    finally:
        connection.close()  # a thread has a connection of its own


def renewed(job) -> bool:
    """A database that is away for a moment is no reason to let go: the next try may still be in time."""
    try:
        return extend(job)
    except Error:
        connection.close()
        return True
