"""What happens to a job. Every step of a claimed job names its token, so whoever lost the lease changes nothing."""

from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import Error, IntegrityError, connection, transaction
from django.db.models import F, Func, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from jobs.bell import ring_after_commit
from jobs.models import ACTIVE, Job, State
from jobs.queries import active_of, free, in_turn

ATTEMPTS = 5


class LeaseLost(Exception):
    """Somebody else has the job by now. What was done so far does not count."""


def enqueue(*, kind: str, key: str, subject: int, lane: str = "", by, at) -> Job:
    """Ask for a piece of work; give back the one that is already waiting or running if there is one.

    key: what the work is about. It should name the exact content, since a running job has already read it.
    subject: an id that only the room above understands. by: the person, or None for the clock.
    lane: a word of the room above for those whose work this is; lanes take turns (`jobs.queries.in_turn`).
    """
    return enqueue_all(kind=kind, subjects={key: subject}, lane=lane, by=by, at=at)[key]


def enqueue_all(*, kind: str, subjects: dict[str, int], lane: str = "", by, at) -> dict[str, Job]:
    """Ask for several pieces of work of a kind, in as many statements as for one.

    Shape: key → subject, as in `enqueue` → key → job.
    """
    who = by.pk if by else None
    fresh = [
        Job(kind=kind, key=key, subject=subject, lane=lane, asked_by=who, queued_at=at, rung_at=at)
        for key, subject in sorted(subjects.items())
    ]
    jobs = {}
    while missing := [job for job in fresh if job.key not in jobs]:
        # Twice only if an active job ended between the two statements.
        Job.objects.bulk_create(missing, ignore_conflicts=True)
        ours = Q(uuid__in=[job.uuid for job in missing]) | Q(state__in=ACTIVE)
        found = Job.objects.filter(ours, kind=kind, key__in=[job.key for job in missing])
        jobs |= {job.key: job for job in found}
    for job in jobs.values():
        ring_after_commit(job.pk)
    return jobs


def has_room(*, kind: str, by, most: int) -> bool:
    """Has the person fewer than `most` jobs of a kind that are not done? Ask in the transaction that then queues one.

    Two requests of one person are answered one after the other, so that both cannot take the last room.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"jobs {kind} {by.pk}"])
    return Job.objects.filter(kind=kind, asked_by=by.pk, state__in=ACTIVE).count() < most


def ask_too(job: Job, *, by) -> None:
    """One more person asks for work that waits or runs: it is done also if the first one may no longer have it.

    Rings again: a worker that was rung for it while this transaction held its row has passed over it.
    """
    others = Job.objects.filter(pk=job.pk, state__in=ACTIVE).exclude(asked_by=by.pk)
    others.exclude(also_asked_by__contains=[by.pk]).update(
        also_asked_by=Func(F("also_asked_by"), by.pk, function="array_append")
    )
    ring_after_commit(job.pk)


@transaction.atomic
def claim_next(kinds: list[str]) -> Job | None:
    """Take the job whose turn it is, of these kinds, or get None: none waits, or others are just taking them.

    Waits for nobody, and holds the row only until the job is claimed. Two who take at the very same moment may both
    take from one lane: they see the same last turn.
    """
    # "no key": a print that is being ordered refers to its job, and is no reason to pass over it.
    open_to_all = in_turn().filter(kind__in=kinds, attempts__lt=ATTEMPTS)
    turn = open_to_all.select_for_update(skip_locked=True, no_key=True).first()
    return claim(turn.pk) if turn else None


def claim(job_id: int) -> Job | None:
    """Take this very job with a new token and a lease, or get None: somebody has it, it rests, or it has ended."""
    mine = free().filter(pk=job_id, attempts__lt=ATTEMPTS)
    token = uuid4()
    mine.update(
        state=State.RUNNING, token=token, attempts=F("attempts") + 1, step="", started_at=Now(), lease_until=lease_end()
    )
    return Job.objects.filter(pk=job_id, token=token).first()


def extend(job: Job) -> bool:
    """Renew the lease of long work; False if it is lost."""
    return bool(held(job).update(lease_until=lease_end()))


def step(job: Job, text: str) -> bool:
    """Tell those who wait how far the work has come; False if the lease is lost."""
    return bool(held(job).update(step=str(text)[:200]))


def tell(job: Job, text: str) -> None:
    """Tell of a step on the way. A database that is away for a moment is no reason to give up the work.

    Errors: LeaseLost, so that nobody goes on with what another has begun anew.
    """
    try:
        kept = step(job, text)
    except Error:
        connection.close()  # the next statement opens another
    else:
        if not kept:
            raise LeaseLost(job)


def finish(job: Job) -> bool:
    """The work is done; False if the lease is lost or the job has ended already."""
    return bool(held(job).update(state=State.DONE, ended_at=Now(), lease_until=None, step=""))


@contextmanager
def finishing(job: Job):
    """Write what the work came to in the same transaction as its end: both, once, or neither.

    Errors: LeaseLost, before anything is written.
    """
    with transaction.atomic():
        if not finish(job):
            raise LeaseLost(job)
        yield


def fail(job: Job, reason: str) -> bool:
    """The work cannot be done; the reason is for the one who asked. False if the lease is lost."""
    return bool(held(job).update(state=State.FAILED, ended_at=Now(), lease_until=None, step="", reason=str(reason)))


def give_back(job: Job) -> bool:
    """Something went wrong: let the job rest a while, longer each time, and be tried again; fail after the last."""
    if job.attempts >= ATTEMPTS:
        return fail(job, worn_out())
    rest = timedelta(seconds=settings.JOBS_REST_SECONDS * 2 ** (job.attempts - 1))
    return bool(held(job).update(state=State.QUEUED, token=None, step="", lease_until=Now() + rest))


def retry(job: Job, *, by, at) -> Job:
    """Try a failed job anew. Gives back the active one if the same work has been asked for in the meantime."""
    try:
        with transaction.atomic():
            Job.objects.filter(pk=job.pk, state=State.FAILED).update(
                state=State.QUEUED, attempts=0, token=None, lease_until=None, reason="", ended_at=None,
                asked_by=by.pk if by else None, also_asked_by=[], queued_at=at, rung_at=at,
            )  # fmt: skip
    except IntegrityError:  # one active job per kind and key
        pass
    job = active_of(job.kind, job.key) or Job.objects.get(pk=job.pk)
    if job.active:
        ring_after_commit(job.pk)
    return job


def held(job: Job) -> QuerySet[Job]:
    """The job's row, as long as this token holds it."""
    return Job.objects.filter(pk=job.pk, token=job.token, state=State.RUNNING)


def lease_end():
    return Now() + timedelta(seconds=settings.JOBS_LEASE_SECONDS)


def worn_out() -> str:
    return _("Arbeidet stanset uventet %(times)s ganger.") % {"times": ATTEMPTS}
