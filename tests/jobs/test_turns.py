"""Lanes take turns: however much one city asks for, another's first is delayed by no more than one."""

import pytest
from django.db import connection, transaction
from django.utils.timezone import now

from jobs.actions import ATTEMPTS, ask_too, claim_next, enqueue, enqueue_all, fail, finish, give_back, retry
from jobs.models import Job, State
from jobs.queries import in_turn, places
from jobs.tasks import run
from tests.factories.cities import UserFactory
from tests.helpers.statements import statements
from tests.jobs.test_actions import at_once, end_lease

pytestmark = pytest.mark.django_db

KINDS = ["test"]


def ask(key, lane, **given):
    return enqueue(**{"kind": "test", "key": key, "subject": 1, "lane": lane, "by": None, "at": now()} | given)


def flood(lane: str, count: int) -> None:
    """As `enqueue_all` does, without a message for each."""
    enqueue_all(kind="test", subjects={f"{lane} {n:04}": n for n in range(count)}, lane=lane, by=None, at=now())


def taken(count: int) -> list[str]:
    """The keys of the next jobs, each claimed and done."""
    keys = []
    for _turn in range(count):
        if job := claim_next(KINDS):
            finish(job)
            keys.append(job.key)
    return keys


def lanes(keys: list[str]) -> list[str]:
    return [key.split()[0] for key in keys]


@pytest.mark.parametrize("before", [0, 1, 7])
def test_at_most_one_of_two_hundred_is_taken_before_another_lanes_first(before):
    """However many of the two hundred have been done when the other comes."""
    flood("skien", 200)
    taken(before)
    ask("oslo 1", "oslo")

    assert "oslo 1" in taken(2)


def test_three_lanes_take_turns_and_each_keeps_its_order():
    flood("skien", 5)
    flood("oslo", 3)
    flood("bergen", 1)

    keys = taken(20)

    assert lanes(keys) == ["skien", "oslo", "bergen", "skien", "oslo", "skien", "oslo", "skien", "skien"]
    assert keys[0] < keys[3] < keys[5] < keys[7] < keys[8]


def test_the_houses_own_lane_takes_turns_with_the_others():
    """A letter does not wait for two hundred prints."""
    flood("skien", 200)
    ask("letter", "")

    assert "letter" in taken(2)


def test_running_work_counts_as_its_lanes_turn():
    flood("skien", 2)
    running = claim_next(KINDS)
    flood("oslo", 1)

    assert (lanes([running.key]), lanes(taken(2))) == (["skien"], ["oslo", "skien"])


def test_a_resting_job_does_not_hold_up_its_lane():
    flood("skien", 2)
    first = claim_next(KINDS)
    give_back(first)

    assert taken(2) == ["skien 0001"]

    end_lease(first)
    assert taken(2) == ["skien 0000"]


def test_a_worn_out_job_does_not_hold_up_its_lane():
    flood("skien", 2)
    Job.objects.filter(key="skien 0000").update(attempts=ATTEMPTS)

    assert taken(2) == ["skien 0001"]


def test_a_job_whose_worker_died_is_taken_again_in_its_lanes_turn():
    flood("skien", 2)
    dead = claim_next(KINDS)
    end_lease(dead)
    flood("oslo", 1)

    again = [claim_next(KINDS) for _turn in range(3)]

    assert [job.key for job in again] == ["oslo 0000", "skien 0000", "skien 0001"]
    assert again[1].attempts == 2
    assert not finish(dead)


def test_a_retried_job_stands_last_in_its_lane_and_gives_the_lane_no_extra_turn():
    flood("skien", 2)
    failed = claim_next(KINDS)
    fail(failed, "Nei.")
    retry(failed, by=None, at=now())
    flood("oslo", 1)

    assert taken(3) == ["oslo 0000", "skien 0001", "skien 0000"]


def test_a_kind_this_worker_does_not_know_takes_no_turn():
    ask("newer", "skien", kind="newer")
    flood("skien", 1)

    assert taken(2) == ["skien 0000"]
    assert Job.objects.get(kind="newer").state == State.QUEUED


def test_every_ring_does_one_job_whichever_was_rung_for(does):
    done = []
    does("test", lambda job: done.append(job.key))
    flood("skien", 3)
    flood("oslo", 2)

    for job_id in Job.objects.order_by("pk").values_list("pk", flat=True):
        run(job_id)

    assert done == ["skien 0000", "oslo 0000", "skien 0001", "oslo 0001", "skien 0002"]
    assert not Job.objects.exclude(state=State.DONE).exists()


@pytest.mark.django_db(transaction=True)
def test_whoever_takes_waits_for_nobody():
    """The first in turn is being claimed by another: the next one is taken at once."""
    flood("skien", 2)
    with transaction.atomic():
        in_turn().select_for_update(no_key=True).first()
        [other] = at_once(1, lambda number: hasty_claim())

    assert other.key == "skien 0001"
    assert taken(2) == ["skien 0000"]


def hasty_claim() -> Job | None:
    """Claim, and fail rather than wait for a row."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    return claim_next(KINDS)


@pytest.mark.django_db(transaction=True)
def test_many_who_take_at_once_get_one_each():
    flood("skien", 4)
    flood("oslo", 4)

    claimed = at_once(8, lambda number: claim_next(KINDS))

    assert len({job.pk for job in claimed}) == 8
    assert claim_next(KINDS) is None


@pytest.mark.django_db(transaction=True)
def test_a_print_being_ordered_does_not_hide_its_job():
    """A reference to the job's row, as a foreign key takes it, is no reason to pass over the job."""
    job = ask("skien 1", "skien")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM jobs_job WHERE id = %s FOR KEY SHARE", [job.pk])
        [taken_by_other] = at_once(1, lambda number: claim_next(KINDS))

    assert taken_by_other == job


def test_asking_too_rings_again_since_a_worker_may_have_passed_over_the_row(monkeypatch):
    rung = []
    monkeypatch.setattr("jobs.actions.ring_after_commit", rung.append)
    job = ask("skien 1", "skien", by=UserFactory())

    ask_too(job, by=UserFactory())

    assert rung == [job.pk] * 2


def test_places_tell_in_which_order_jobs_will_be_taken():
    flood("skien", 4)
    taken(1)
    flood("oslo", 2)
    ask("bergen 1", "bergen")
    told = places()
    keys = dict(Job.objects.values_list("pk", "key"))

    order = taken(10)

    assert [keys[pk] for pk in sorted(told, key=told.get)] == order
    assert sorted(told.values()) == list(range(1, len(order) + 1))


def test_places_leave_out_what_runs_and_what_rests():
    flood("skien", 3)
    claim_next(KINDS)
    give_back(claim_next(KINDS))

    waiting = Job.objects.get(state=State.QUEUED, lease_until=None)

    assert places() == {waiting.pk: 1}


def test_claiming_costs_as_much_for_many_jobs_as_for_one():
    flood("skien", 1)
    few = statements(lambda: claim_next(KINDS))
    flood("oslo", 100)

    many = statements(lambda: claim_next(KINDS))

    assert len(many) == len(few) == 3
