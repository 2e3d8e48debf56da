"""Use the embedded servers of a place for a while. The first to come starts them, the last to go stops them.

Two locks, both given back by the kernel however a process ends: one at the door for those who come and go, and one
that all users share (see `warden`). With a single lock, two who started at once waited for each other.
"""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from framtid import places
from framtid.places import Place
from framtid.up import accounts, warden
from framtid.up.trouble import Trouble

FAREWELL = warden.FAREWELL + 10  # seconds the last one waits for the servers to stop


def wanted() -> bool:
    """Does the environment leave the database or the queue to us?"""
    return not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


@contextmanager
def servers(place: Place) -> Iterator[Place]:
    """Keep the servers of a place running inside the block.

    Errors: Trouble, in one line, if they cannot be started.
    """
    try:
        accounts.shared_folder(place.state)
    except PermissionError:
        raise Trouble(f"{place.state} cannot be written: change its owner, or start as the one who owns it") from None
    with open(place.state / "door.lock", "w") as door, open(place.state / "users.lock", "w") as users:
        with _held(door):
            # Waits while a warden stops its servers; then there is none and we start one.
            fcntl.flock(users, fcntl.LOCK_SH)
            guard = _see_that_they_run(place)
        try:
            yield place
        finally:
            with _held(door):
                last = _last_one(users)
                fcntl.flock(users, fcntl.LOCK_UN)
                if last:
                    _wait_until_stopped(place, guard)
                elif guard:
                    guard.returncode = 0  # it goes on for the others, and is no longer ours to wait for


@contextmanager
def _held(lock) -> Iterator[None]:
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)


def _has_warden(place: Place) -> bool:
    with open(place.state / "warden.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _start_warden(place: Place) -> subprocess.Popen:
    with open(place.log, "a") as log:
        guard = subprocess.Popen(
            [sys.executable, "-m", "framtid.up.warden", place.instance],
            cwd=places.PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,  # Ctrl-C is for us; the warden goes when we have gone
        )
    with guard.stdout:
        told = guard.stdout.read().strip()
    if told != "ready":
        guard.wait()
        raise Trouble(told or f"the servers could not be started: see {place.log}")
    return guard


def _see_that_they_run(place: Place) -> subprocess.Popen | None:
    """Start a warden unless one is there. One that is there may be on its way out, or left by a user who was killed.

    Shape: → the warden, if we started it.
    """
    until = time.monotonic() + warden.PATIENCE
    guard = None
    while True:
        if not _has_warden(place):
            guard = _start_warden(place)
        if all(server.ready(place) for server in warden.SERVERS):
            return guard
        if time.monotonic() > until:
            raise Trouble(f"the servers do not answer: see {place.log}")
        time.sleep(0.02)


def _last_one(users) -> bool:
    """Give up our share of the users' lock. Were we the only one?

    Going from shared to alone lets go for a moment, and the warden may be quicker: then nobody can share.
    """
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        pass
    try:
        fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return False
    except BlockingIOError:
        return True


def _wait_until_stopped(place: Place, guard: subprocess.Popen | None) -> None:
    until = time.monotonic() + FAREWELL
    while _has_warden(place) and time.monotonic() < until:
        time.sleep(0.02)
    if guard:
        guard.wait(timeout=FAREWELL)
