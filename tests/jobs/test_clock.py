from datetime import timedelta

import pytest
from celery import current_app
from django.core.management import call_command
from django.db import transaction
from django.db.models.functions import Now
from django.utils.module_loading import autodiscover_modules
from django.utils.timezone import now

from jobs import bell
from jobs.actions import ATTEMPTS, claim, enqueue, finish
from jobs.clock import sweep, sweep_task
from jobs.models import Job, Pulse, State
from jobs.queries import last_swept_at, oldest_waiting_since
from tests.jobs.test_actions import at_once, end_lease

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def rung(monkeypatch):
    """The ids that were rung for."""
    ids = []
    monkeypatch.setattr(bell, "ring", ids.append)
    return ids


def ask(key="a", at=None):
    return enqueue(kind="test", key=key, subject=1, by=None, at=at or now())


def swept(capture) -> tuple[int, int]:
    with capture(execute=True):
        return sweep()


def test_sweep_rings_again_for_what_has_waited(rung, django_capture_on_commit_callbacks):
    waited, _new = ask("waited", at=now() - MINUTE), ask("new")

    counts = swept(django_capture_on_commit_callbacks)

    assert counts == (1, 0)
    assert rung == [waited.pk]


def test_sweeps_that_piled_up_ring_once(rung, django_capture_on_commit_callbacks):
    job = ask(at=now() - MINUTE)

    counts = [swept(django_capture_on_commit_callbacks) for _ in range(3)]

    assert counts == [(1, 0), (0, 0), (0, 0)]
    assert rung == [job.pk]


def test_sweep_rings_for_a_job_whose_worker_died(rung, django_capture_on_commit_callbacks):
    dead, alive = (claim(ask(key, at=now() - MINUTE).pk) for key in ("dead", "alive"))
    end_lease(dead)

    counts = swept(django_capture_on_commit_callbacks)

    assert counts == (1, 0)
    assert rung == [dead.pk]
    assert Job.objects.get(pk=alive.pk).rung_at == alive.rung_at


def test_sweep_lets_a_job_rest(rung, django_capture_on_commit_callbacks):
    ask(at=now() - MINUTE)
    Job.objects.update(lease_until=Now() + MINUTE)

    assert swept(django_capture_on_commit_callbacks) == (0, 0)

    assert rung == []


def test_sweep_gives_up_what_wore_out_its_attempts(rung, django_capture_on_commit_callbacks):
    job = claim(ask(at=now() - MINUTE).pk)
    Job.objects.update(attempts=ATTEMPTS)
    end_lease(job)

    counts = swept(django_capture_on_commit_callbacks)

    job.refresh_from_db()
    assert counts == (0, 1)
    assert rung == []
    assert (job.state, job.reason) == (State.FAILED, "Arbeidet stanset uventet 5 ganger.")
    assert not finish(job)


@pytest.mark.django_db(transaction=True)
def test_sweep_leaves_what_another_has_in_hand(rung):
    busy, free = ask("busy", at=now() - MINUTE), ask("free", at=now() - MINUTE)
    rung.clear()

    with transaction.atomic():
        Job.objects.select_for_update().get(pk=busy.pk)
        [counts] = at_once(1, lambda number: sweep())

    assert counts == (1, 0)
    assert rung == [free.pk]


def test_sweep_leaves_its_pulse():
    assert last_swept_at() is None

    sweep()

    assert last_swept_at() == Pulse.objects.get(name="sweep").at
    assert now() - last_swept_at() < MINUTE


def test_oldest_waiting_is_the_job_queued_first():
    assert oldest_waiting_since() is None
    first = ask("first", at=now() - MINUTE)
    ask("second")

    assert oldest_waiting_since() == first.queued_at


def test_clock_knows_all_its_tasks():
    planned = {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    autodiscover_modules("clock")

    assert planned - set(current_app.tasks) == set()
    assert sweep_task.name in planned


def test_sweeping_by_hand_says_what_was_done(capsys):
    ask(at=now() - MINUTE)

    call_command("feie")

    assert capsys.readouterr().out == "1 rung for, 0 given up\n"
