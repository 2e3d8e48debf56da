import pytest
from django.db.models.functions import Now
from django.utils.timezone import now

from jobs.actions import claim, enqueue
from jobs.models import Job, State
from jobs.tasks import run
from tests.helpers.patience import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _short_lease(settings):
    settings.JOBS_LEASE_SECONDS = 0.3


@pytest.fixture
def job():
    return enqueue(kind="test", key="a", subject=1, by=None, at=now())


def test_work_longer_than_its_lease_keeps_it(does, job):
    tried = []

    def long(mine):
        until(lambda: Job.objects.filter(pk=job.pk, lease_until__gt=mine.lease_until, started_at__lt=Now()).exists())
        until(lambda: Job.objects.annotate(clock=Now()).get(pk=job.pk).clock > mine.lease_until)
        tried.append(claim(job.pk))

    does("test", long)

    run(job.pk)

    job.refresh_from_db()
    assert tried == [None]
    assert (job.state, job.attempts) == (State.DONE, 1)


def test_work_that_hangs_loses_its_lease_after_the_longest_time(does, job, settings):
    settings.JOBS_LONGEST_SECONDS = 0
    tried = []
    does("test", lambda mine: tried.append(until(lambda: claim(job.pk))))

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.token) == (State.RUNNING, 2, tried[0].token)
