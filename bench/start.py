"""From nothing to an answer."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from time import perf_counter
from urllib.error import URLError
from urllib.request import urlopen

from django.core.management import call_command

from bench.ground import empty_database
from framtid import places
from tests.helpers.patience import until

INSTANCE = "bench-start"  # its servers' data stay, so that they are made once


def migrate() -> float:
    """Seconds to give an empty database all its tables."""
    with empty_database():
        start = perf_counter()
        call_command("migrate", verbosity=0)
        return perf_counter() - start


def warm() -> float:
    """Seconds from `manage.py up` to an answer, with embedded servers and a database that were made before."""
    start_and_stop()
    return start_and_stop()


def start_and_stop() -> float:
    port = free_port()
    start = perf_counter()
    house = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--port", str(port)],
        cwd=places.PROJECT, env=surroundings(), stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until(lambda: answers(house, port), seconds=120)
        return perf_counter() - start
    finally:
        house.send_signal(signal.SIGTERM)
        house.wait(60)
        shutil.rmtree(places.VAR / "run" / str(port), ignore_errors=True)


def surroundings() -> dict[str, str]:
    """The environment without any setting of ours, but the instance."""
    ours = ("FRAMTID_", "DATABASE_URL", "REDIS_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {
        "FRAMTID_INSTANCE": INSTANCE
    }


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def answers(house: subprocess.Popen, port: int) -> bool:
    if house.poll() is not None:
        raise RuntimeError(f"manage.py up ended with code {house.returncode}")
    try:
        with urlopen(f"http://127.0.0.1:{port}/levende", timeout=1) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False
