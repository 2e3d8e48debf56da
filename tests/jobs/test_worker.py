"""A real worker, a real queue, a real mail server: whatever is killed or lost, each letter arrives once."""

import os
import signal
from datetime import timedelta

import pytest
from django.utils.timezone import now

from jobs.clock import sweep
from jobs.models import Job, State
from post.actions import send
from post.models import Letter
from tests.helpers.bell import own_bell
from tests.helpers.mail import mail_server
from tests.helpers.patience import until
from tests.helpers.worker import child_of, kill, worker

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = timedelta(0)
SHORT = {"FRAMTID_LEASE_SECONDS": "2"}


@pytest.fixture
def bell():
    with own_bell() as own:
        yield own


@pytest.fixture
def mail():
    with mail_server() as server:
        yield server


def write(number: int = 1) -> Letter:
    return send(to=f"kari{number}@by.example", subject=f"Hei {number}", body="Møte på tirsdag.", by=None, at=now())


def all_done() -> bool:
    return not Job.objects.exclude(state=State.DONE).exists()


def swept_until_done() -> bool:
    sweep(AT_ONCE)
    return all_done()


def test_worker_does_what_is_asked_once(bell, mail):
    with worker(FRAMTID_MAIL_URL=mail.url):
        letter = write()
        until(all_done)

    job = Job.objects.get()
    letter.refresh_from_db()
    assert (job.kind, job.subject, job.attempts, job.lease_until) == ("letter", letter.pk, 1, None)
    assert letter.sent_at is not None
    assert len(mail.letters) == 1


def test_killed_worker_in_mid_work_costs_nothing(bell, mail):
    mail.gate.clear()
    with worker(FRAMTID_MAIL_URL=mail.url, **SHORT) as first:
        write()
        until(lambda: mail.callers == 1)
        kill(first)
    mail.gate.set()
    assert Job.objects.get().state == State.RUNNING

    with worker(FRAMTID_MAIL_URL=mail.url, **SHORT):
        until(swept_until_done)

    assert Job.objects.get().attempts == 2
    assert len(mail.letters) == 1


def test_killed_child_of_a_worker_costs_nothing(bell, mail):
    """As when the system kills a process that took too much memory: the worker itself goes on."""
    mail.gate.clear()
    with worker(FRAMTID_MAIL_URL=mail.url, **SHORT) as process:
        write()
        until(lambda: mail.callers == 1)
        os.kill(child_of(process), signal.SIGKILL)
        mail.gate.set()
        until(swept_until_done)

    assert Job.objects.get().attempts == 2
    assert len(mail.letters) == 1


def test_worker_comes_back_to_a_bell_that_was_away(bell, mail):
    with worker(FRAMTID_MAIL_URL=mail.url):
        bell.kill()
        write()
        bell.start()
        until(swept_until_done)

    assert Job.objects.get().attempts == 1
    assert len(mail.letters) == 1


def test_emptied_queue_loses_nothing(bell, mail):
    letters = [write(number) for number in range(20)]
    assert bell.waiting() == 20
    bell.empty()

    with worker(FRAMTID_MAIL_URL=mail.url):
        until(swept_until_done)

    assert Job.objects.count() == len(mail.letters) == len(letters)
    assert Letter.objects.filter(sent_at=None).count() == 0
