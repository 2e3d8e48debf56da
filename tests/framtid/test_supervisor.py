import signal
import subprocess
import sys
import uuid
from contextlib import contextmanager

import pytest

from framtid.places import PROJECT
from framtid.up.supervisor import rest_after
from tests.framtid.families import MARK, family_of, kill, named
from tests.helpers.patience import until


class House:
    def __init__(self, process: subprocess.Popen, name: str):
        self.process, self.name = process, name

    def one(self, words: str) -> int:
        """The one process whose command ends with the words; waits until it is there."""
        return next(iter(until(lambda: named(self.name, words))))

    def others(self) -> set[int]:
        return family_of(self.name) - {self.process.pid}


@contextmanager
def house():
    name = f"house-{uuid.uuid4().hex}"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.framtid.house"],
        cwd=PROJECT, env={MARK: name}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert {process.stdout.readline(), process.stdout.readline()} == {"welcome\n", "web    | deaf\n"}
        yield House(process, name)
    finally:
        for pid in family_of(name):
            kill(pid)
        process.communicate()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_supervisor_that_is_asked_to_stop_leaves_no_process(ending):
    with house() as home:
        assert len(home.others()) == 4

        home.process.send_signal(ending)

        assert home.process.wait(timeout=30) == 0
        assert family_of(home.name) == set()


def test_supervisor_that_is_killed_leaves_no_child():
    with house() as home:
        children = {home.one("web"), home.one("worker"), home.one("beat")}

        home.process.kill()

        until(lambda: not children & home.others())


@pytest.mark.parametrize("child", ["worker", "beat"])
def test_child_that_dies_is_started_again(child):
    with house() as home:
        first = home.one(child)

        kill(first)
        told = home.process.stdout.readline()
        second = home.one(child)
        kill(second)

        assert told == f"{child:<6} | ended with code -9; starts again in 1 s\n"
        assert second != first
        assert home.process.stdout.readline() == f"{child:<6} | ended with code -9; starts again in 2 s\n"
        assert home.process.poll() is None


def test_end_of_a_vital_child_ends_all():
    with house() as home:
        kill(home.one("time.sleep(600)\n web"))

        assert home.process.wait(timeout=30) == 1
        assert family_of(home.name) == set()


def test_rest_grows_with_each_death_and_then_no_more():
    assert [rest_after(deaths) for deaths in range(1, 9)] == [1, 2, 4, 8, 16, 30, 30, 30]
