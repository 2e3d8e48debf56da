import pytest
from django.db.models.functions import Now
from django.utils.timezone import now

from common.refusals import Refused
from jobs import work
from jobs.actions import claim, enqueue, finishing
from jobs.models import Job, State
from jobs.tasks import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    return enqueue(kind="test", key="a", subject=7, by=None, at=now())


def ended(job) -> tuple:
    job.refresh_from_db()
    return job.state, job.reason


def raising(error):
    def function(job):
        raise error

    return function


def test_run_does_the_job_once(does, job):
    seen = []
    does("test", lambda job: seen.append(job.subject))

    run(job.pk)
    run(job.pk)

    assert seen == [7]
    assert ended(job) == (State.DONE, "")


def test_run_passes_over_what_newer_code_may_add_to_a_message(does, job):
    does("test", lambda job: None)

    run(job.pk, "more", colour="green")

    assert ended(job) == (State.DONE, "")


def test_run_leaves_a_kind_it_does_not_know_to_others(job):
    run(job.pk)

    assert ended(job) == (State.QUEUED, "")


@pytest.mark.parametrize(
    "error", [Refused("Teksten har en bokstav ingen skrift har."), work.Hopeless("Bildet mangler.")]
)
def test_run_of_hopeless_work_fails_with_its_reason(does, job, error):
    does("test", raising(error))

    run(job.pk)

    assert ended(job) == (State.FAILED, str(error))


@pytest.mark.parametrize("error", [ValueError("x"), MemoryError(), OSError(28, "No space left on device")])
def test_run_that_goes_wrong_gives_the_job_back(does, job, error, caplog):
    does("test", raising(error))

    run(job.pk)

    assert ended(job) == (State.QUEUED, "")
    assert [record.getMessage() for record in caplog.records] == [f"job {job.pk} test a: attempt 1 went wrong"]
    assert caplog.records[0].exc_info[1] is error


def test_run_that_lost_its_lease_writes_nothing(does, job):
    def overtaken(mine):
        Job.objects.update(lease_until=Now())
        theirs = claim(mine.pk)
        with finishing(mine):
            Job.objects.update(step=f"written by the one who lost to {theirs.token}")

    does("test", overtaken)

    run(job.pk)

    assert ended(job) == (State.RUNNING, "")
    assert (job.attempts, job.step) == (2, "")


def test_run_of_a_poisoned_job_harms_no_neighbour(does, job):
    does("test", lambda job: 1 / job.subject)
    poison, after = (enqueue(kind="test", key=str(n), subject=n, by=None, at=now()) for n in (0, 2))

    for each in (job, poison, after):
        run(each.pk)

    assert [ended(each)[0] for each in (job, poison, after)] == [State.DONE, State.QUEUED, State.DONE]


def test_does_refuses_a_kind_that_is_taken(does):
    does("test", raising)

    with pytest.raises(ValueError, match="already done by tests"):
        work.does("test")(ended)

    assert work.function_of("test") is raising
