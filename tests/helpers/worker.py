"""A real worker in a process of its own, working on the test database."""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from urllib.parse import quote, urlencode

from celery import current_app
from django.conf import settings
from django.db import connection

from tests.helpers.patience import until


@contextmanager
def worker(**environment: str):
    """A worker listening where this process rings, until the block ends. Gives its process, the leader of its group.

    environment: settings that differ, such as FRAMTID_LEASE_SECONDS.
    """
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "framtid.worker", "worker", "--concurrency=1", "--loglevel=INFO"],
            cwd=settings.BASE_DIR,
            env=os.environ | surroundings() | environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            until(lambda: answers(process, log))
            yield process
        finally:
            stop(process)


def surroundings() -> dict[str, str]:
    """What a child process needs to see the same database, bell and files as this test."""
    return {
        "DATABASE_URL": database_url(),
        "REDIS_URL": current_app.conf.broker_url,
        "FRAMTID_FILES": str(settings.FILES_ROOT),
    }


def database_url() -> str:
    """The address of the database this test is in, which is not the one in the environment."""
    place = connection.settings_dict
    where = {key: value for key, value in (("host", place["HOST"]), ("port", place["PORT"])) if value}
    who = f"{quote(place['USER'])}:{quote(place['PASSWORD'])}"
    return f"postgres://{who}@/{quote(place['NAME'])}?{urlencode(where)}"


def answers(process, log) -> bool:
    if process.poll() is not None:
        log.seek(0)
        raise AssertionError(f"the worker ended with {process.returncode}:\n{log.read().decode()}")
    return bool(current_app.control.ping(timeout=0.2))


def kill(process) -> None:
    """Kill the worker and its children as a power cut would, in the middle of whatever they do."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def child_of(process) -> int:
    """The one process in which the worker does its work."""
    with open(f"/proc/{process.pid}/task/{process.pid}/children") as children:
        return int(children.read().split()[0])


def stop(process) -> None:
    """Let the worker end what it does; kill it if that takes long."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            kill(process)
