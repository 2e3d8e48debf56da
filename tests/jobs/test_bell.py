"""However broken the bell is, a request that asks for work is answered within two seconds."""

import base64
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Thread
from time import monotonic

import pytest
from django.db import transaction
from django.utils.timezone import now

from jobs import bell
from jobs.actions import enqueue
from jobs.models import Job, State
from tests.helpers.bell import own_bell, ringing_at

pytestmark = pytest.mark.django_db(transaction=True)

LONGEST = 2.0


def ask(count: int = 1, key: str = "a") -> float:
    """Ask for jobs in one transaction, as a request does. Shape: → seconds until the request could answer."""
    start = monotonic()
    with transaction.atomic():
        for number in range(count):
            enqueue(kind="test", key=f"{key}{number}", subject=number, by=None, at=now())
    return monotonic() - start


def timed_ring(job_id: int) -> float:
    start = monotonic()
    assert not bell.ring(job_id)
    return monotonic() - start


def test_bell_rings_with_the_id_alone():
    with own_bell() as own:
        ask()

        assert own.waiting() == 1
        assert arguments(own.first()) == [[Job.objects.get().pk], {}]


def test_bell_rings_from_any_thread():
    with own_bell() as own:
        thread = Thread(target=bell.ring, args=(7,))
        thread.start()
        thread.join()

        assert own.waiting() == 1


def test_bell_is_silent_when_the_request_is_undone():
    with own_bell() as own:
        with transaction.atomic():
            enqueue(kind="test", key="a", subject=1, by=None, at=now())
            transaction.set_rollback(True)

        assert own.waiting() == 0
    assert Job.objects.count() == 0


@pytest.mark.parametrize("jobs", [1, 10])
def test_frozen_bell_does_not_hold_up_a_request(jobs):
    with own_bell() as own:
        own.freeze()

        seconds = ask(jobs)

    assert seconds < LONGEST
    assert Job.objects.filter(state=State.QUEUED).count() == jobs


def test_bell_that_freezes_after_it_was_rung_does_not_hold_up_a_request():
    with own_bell() as own:
        ask(key="before")
        own.freeze()

        seconds = ask(10, key="after")

    assert seconds < LONGEST
    assert Job.objects.filter(state=State.QUEUED).count() == 11


def test_frozen_bell_does_not_make_many_requests_stand_in_line():
    with own_bell() as own, ThreadPoolExecutor(16) as threads:
        own.freeze()

        seconds = list(threads.map(timed_ring, range(16)))

    assert max(seconds) < LONGEST


def test_killed_bell_does_not_hold_up_a_request():
    with own_bell() as own:
        ask(key="before")
        own.kill()

        seconds = ask(10, key="after")

    assert seconds < LONGEST
    assert Job.objects.filter(state=State.QUEUED).count() == 11


def test_restarted_bell_is_rung_at_once():
    with own_bell() as own:
        ask(key="before")
        own.kill()
        own.start()

        ask(key="after")

        assert own.waiting() == 1


def test_bell_rings_again_after_its_rest(monkeypatch):
    with own_bell() as own:
        own.freeze()
        ask(key="frozen")
        own.thaw()
        ask(key="resting")
        monkeypatch.setattr(bell, "_rest_until", 0.0)
        own.empty()

        ask(key="rested")

        assert own.waiting() == 1


@contextmanager
def refusing():
    """A port nobody listens at."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@contextmanager
def mute():
    """A port that takes the connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@contextmanager
def swallowing():
    """A port whose queue is full: the system drops what comes, as a black hole does."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=0)
    with listener, socket.create_connection(listener.getsockname()):
        yield listener.getsockname()[1]


@pytest.mark.parametrize("place", [refusing, mute, swallowing])
def test_unreachable_bell_does_not_hold_up_a_request(place):
    with place() as port, ringing_at(f"redis://127.0.0.1:{port}/0"):
        seconds = ask(10)

    assert seconds < LONGEST
    assert Job.objects.filter(state=State.QUEUED).count() == 10


def arguments(message: bytes) -> list:
    """What a message carries: positional and named arguments."""
    return json.loads(base64.b64decode(json.loads(message)["body"]))[:2]
