"""The whole house as `make run` starts it: real servers, web, worker and beat."""

import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from http.client import HTTPException
from urllib.request import urlopen

from framtid.demo import people
from framtid.places import PROJECT
from tests.framtid.families import family_of, free_port, kill, named, standing_in
from tests.helpers.patience import until

LONG = 60  # seconds; the demonstration is loaded meanwhile


class House:
    def __init__(self, process: subprocess.Popen, port: int):
        self.process, self.port = process, port

    def answers(self) -> bool:
        assert self.process.poll() is None, self.process.stdout.read()
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/levende", timeout=5) as answer:
                return answer.status == 200
        except (OSError, HTTPException):  # not yet
            return False

    def greeting(self) -> str:
        lines = iter(self.process.stdout.readline, "  Ctrl-C stops everything.\n")
        return "".join(lines)


@contextmanager
def house(surroundings):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--port", str(port)],
        cwd=PROJECT, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        yield House(process, port)
    finally:
        process.kill()
        process.communicate()


def left(place) -> set[int]:
    return family_of(place.instance) | standing_in(place.state)


def test_house_starts_twice_at_once_heals_and_leaves_nothing(place, surroundings):
    """One long story, since each chapter would need its own cluster and demonstration."""
    with house(surroundings) as first, house(surroundings) as second:
        until(lambda: first.answers() and second.answers(), LONG)

        # Both greet, though only one of them has filled the database.
        for home in (first, second):
            greeting = home.greeting()
            assert f"http://127.0.0.1:{home.port}/\n" in greeting
            assert people.SECRETARIAT in greeting
            assert f"Password for all of them: {people.PASSWORD}\n" in greeting

        # A worker that is killed comes again.
        worker = until(lambda: named(place.instance, f"worker-{first.port}@"))
        kill(min(worker))
        until(lambda: (now := named(place.instance, f"worker-{first.port}@")) and not now & worker)

        # The one that stops leaves the servers to the other.
        first.process.send_signal(signal.SIGTERM)
        assert first.process.wait(timeout=30) == 0
        assert named(place.instance, str(first.port)) == set()
        assert second.answers()

        # The other is killed, and nothing at all is left.
        second.process.kill()
        until(lambda: not left(place))


def test_taken_port_is_said_in_one_line(place, surroundings):
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen()
        port = line.getsockname()[1]

        done = subprocess.run(
            [sys.executable, "manage.py", "up", "--port", str(port)],
            cwd=PROJECT, env=surroundings, capture_output=True, text=True,
        )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr == (
        f"CommandError: Port {port} is not to be had (Address already in use): type make run PORT={port + 1}\n"
    )
    assert left(place) == set()


def test_database_that_does_not_answer_is_said_in_one_line(place, surroundings, tmp_path):
    elsewhere = {"DATABASE_URL": f"postgres://framtid@/framtid?host={tmp_path}", "REDIS_URL": "redis://127.0.0.1:1/0"}

    done = subprocess.run(
        [sys.executable, "manage.py", "up", "--port", str(free_port())],
        cwd=PROJECT, env=surroundings | elsewhere, capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The database does not answer (")
    assert done.stderr.endswith("): look at DATABASE_URL\n")
    assert left(place) == set()
