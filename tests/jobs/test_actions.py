from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils.timezone import now
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.actions import (
    ATTEMPTS,
    LeaseLost,
    claim,
    claim_next,
    enqueue,
    enqueue_all,
    extend,
    fail,
    finish,
    finishing,
    give_back,
    held,
    retry,
    step,
)
from jobs.models import Job, State
from tests.helpers.statements import statements

pytestmark = pytest.mark.django_db


def ask(key="a", **given):
    return enqueue(**{"kind": "test", "key": key, "subject": 1, "by": None, "at": now()} | given)


def end_lease(job):
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


def fresh(job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_enqueue_gives_back_the_job_that_waits():
    first = ask(subject=1)

    second = ask(subject=2)

    assert second == first
    assert Job.objects.count() == 1


def test_enqueue_gives_back_the_job_that_runs():
    first = ask()
    claim(first.pk)

    assert ask() == first


def test_enqueue_all_asks_for_what_is_missing_in_as_many_statements_as_for_one():
    waiting = ask("b", subject=2)

    few = statements(lambda: ask("c"))
    many = statements(lambda: enqueue_all(kind="test", subjects={"a": 1, "b": 3, "d": 4}, by=None, at=now()))

    assert len(many) == len(few)
    assert fresh(waiting).subject == 2
    assert sorted(Job.objects.values_list("key", "subject")) == [("a", 1), ("b", 2), ("c", 1), ("d", 4)]


def test_enqueue_all_gives_each_job_back_under_its_key():
    waiting = ask("b")

    jobs = enqueue_all(kind="test", subjects={"a": 1, "b": 1}, by=None, at=now())

    assert {key: job.key for key, job in jobs.items()} == {"a": "a", "b": "b"}
    assert jobs["b"] == waiting


def test_enqueue_after_the_end_makes_a_new_job():
    first = ask()
    finish(claim(first.pk))

    assert ask() != first


def test_enqueue_of_another_key_or_kind_makes_a_new_job():
    jobs = {ask(), ask(key="b"), ask(kind="other")}

    assert len(jobs) == 3


@pytest.mark.django_db(transaction=True)
def test_enqueue_by_many_at_once_makes_one_job():
    keys = at_once(8, lambda number: ask(subject=number).pk)

    assert len(set(keys)) == 1
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_claim_by_many_at_once_succeeds_for_one():
    job = ask()

    claimed = at_once(8, lambda number: claim(job.pk))

    winners = [mine for mine in claimed if mine]
    assert len(winners) == 1
    assert (fresh(job).token, fresh(job).attempts) == (winners[0].token, 1)


def test_claim_gives_token_and_lease_by_the_clock_of_the_database(settings):
    settings.JOBS_LEASE_SECONDS = 90

    job = claim(ask().pk)

    assert (job.state, job.attempts) == (State.RUNNING, 1)
    assert job.lease_until - job.started_at == timedelta(seconds=90)


def test_claim_of_a_kind_this_worker_does_not_know_leaves_it():
    job = ask(kind="newer")

    assert claim_next(["test"]) is None

    assert (fresh(job).state, fresh(job).attempts) == (State.QUEUED, 0)


def test_claim_takes_a_job_whose_lease_is_over():
    first = claim(ask().pk)
    end_lease(first)

    second = claim(first.pk)

    assert (second.pk, second.attempts) == (first.pk, 2)
    assert second.token != first.token


def test_claim_of_a_missing_job_gives_nothing():
    assert claim(0) is None


@pytest.mark.parametrize("end", [finish, lambda job: fail(job, "Nei.")])
def test_claim_of_an_ended_job_gives_nothing(end):
    job = ask()
    end(claim(job.pk))

    assert claim(job.pk) is None


def test_extend_moves_the_end_of_the_lease():
    job = claim(ask().pk)
    end_lease(job)

    assert extend(job)

    assert claim(job.pk) is None


def test_step_is_kept_to_its_length_and_gone_at_the_end():
    job = claim(ask().pk)

    assert step(job, "x" * 300)

    assert fresh(job).step == "x" * 200
    finish(job)
    assert fresh(job).step == ""


def test_finishing_writes_all_or_nothing():
    stale = claim(ask().pk)
    end_lease(stale)
    holder = claim(stale.pk)

    with pytest.raises(LeaseLost), finishing(stale):
        ask(key="written by the stale one")
    with finishing(holder):
        ask(key="written by the holder")

    assert fresh(holder).state == State.DONE
    assert [job.key for job in Job.objects.filter(state=State.QUEUED)] == ["written by the holder"]


def test_finishing_undoes_the_end_when_writing_fails():
    job = claim(ask().pk)

    with pytest.raises(IntegrityError), finishing(job):
        Job.objects.create(kind="test", key="b", subject=1, state=State.FAILED, queued_at=now(), rung_at=now())

    assert fresh(job).state == State.RUNNING
    assert finish(job)


def test_given_back_job_rests_longer_each_time(settings):
    settings.JOBS_REST_SECONDS = 10
    job, rests = ask(), []

    for _attempt in range(ATTEMPTS - 1):
        mine = claim(job.pk)
        give_back(mine)
        assert claim(job.pk) is None
        rests.append(round((fresh(job).lease_until - mine.started_at).total_seconds()))
        end_lease(job)

    assert rests == [10, 20, 40, 80]


def test_given_back_job_fails_after_the_last_attempt():
    job = ask()
    Job.objects.update(attempts=ATTEMPTS - 1)

    give_back(claim(job.pk))

    assert (fresh(job).state, fresh(job).reason) == (State.FAILED, "Arbeidet stanset uventet 5 ganger.")


def test_retry_queues_a_failed_job_from_the_start():
    job = claim(ask().pk)
    fail(job, "Skriften mangler.")

    again = retry(job, by=None, at=now())

    assert again == job
    assert (again.state, again.attempts, again.reason, again.ended_at) == (State.QUEUED, 0, "", None)
    assert claim(job.pk).attempts == 1


def test_retry_gives_back_the_same_work_asked_for_meanwhile():
    job = claim(ask().pk)
    fail(job, "Skriften mangler.")
    meanwhile = ask()

    assert retry(job, by=None, at=now()) == meanwhile

    assert fresh(job).state == State.FAILED


def test_retry_of_a_done_job_leaves_it_done():
    job = claim(ask().pk)
    finish(job)

    assert retry(job, by=None, at=now()).state == State.DONE


# What may happen to one job, to any of its claims, in any order.
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["claim", "lease over", "extend", "step", "finish", "fail", "give back", "retry"]),
        st.integers(0, 3),
    ),
    max_size=14,
)
ACTS = {
    "extend": extend,
    "step": lambda job: step(job, "Setter sidene"),
    "finish": finish,
    "fail": lambda job: fail(job, "Nei."),
    "give back": give_back,
}


@settings(max_examples=150, deadline=None)
@given(EVENTS)
def test_stale_token_changes_nothing_whatever_happened(events):
    with transaction.atomic():
        claims, ends = [], 0
        job = ask()
        for event, number in events:
            if event == "claim":
                claims += filter(None, [claim(job.pk)])
            elif event == "lease over":
                Job.objects.exclude(lease_until=None).update(lease_until=Now() - timedelta(seconds=1))
            elif event == "retry":
                ends -= fresh(job).state == State.FAILED
                retry(job, by=None, at=now())
            elif claims:
                ends += acted_by_holder_alone(ACTS[event], claims[number % len(claims)], newest=claims[-1])

        assert ends == (not fresh(job).active)
        transaction.set_rollback(True)


def acted_by_holder_alone(act, mine, newest) -> bool:
    """Let a claim act and see that only the newest can. Shape: → whether the job ended by it."""
    before = Job.objects.filter(pk=mine.pk).values().get()
    may = mine == newest and mine.token == newest.token and before["state"] == State.RUNNING

    assert act(mine) == may

    after = Job.objects.filter(pk=mine.pk).values().get()
    assert may or after == before
    return may and not held(mine).exists() and after["state"] != State.QUEUED


def at_once(count, function) -> list:
    """Call the function from many threads at the same moment, each with a connection of its own."""
    start = Barrier(count)

    def one(number):
        try:
            start.wait()
            return function(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))
