"""Runs the children until it is told to stop, and leaves none behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from framtid.up import process
from framtid.up.children import Child

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK = 0.2  # seconds between two looks at the children
GRACE = 8  # seconds to end in by oneself
LONGEST_REST = 30  # seconds before a child that keeps dying is started again
STEADY = 60  # seconds of life after which an earlier death is forgotten


@dataclass
class Running:
    child: Child
    process: subprocess.Popen
    started: float
    deaths: int = 0
    again_at: float | None = None


@dataclass
class Supervisor:
    """children: what to run. environment: what they see. folder: where they stand.

    ready, greet: the second is called once, when the first has said yes.
    """

    children: list[Child]
    environment: dict[str, str]
    folder: Path
    ready: Callable[[], bool]
    greet: Callable[[], None]
    _running: list[Running] = field(default_factory=list)
    _leaving: bool = False

    def run(self) -> int:
        """Start all, watch, and stop all again. The answer is the exit code: 0 when somebody asked us to stop."""
        # Held back and asked for in _asked_to_stop: a handler could strike between any two lines.
        held = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        others = set(process.children_of(os.getpid()))  # the servers' warden, if we started it
        process.adopt_orphans()
        try:
            for child in self.children:
                self._running.append(Running(child, self._start(child), time.monotonic()))
            return self._watch()
        finally:
            self._stop(others)
            signal.pthread_sigmask(signal.SIG_SETMASK, held)

    def _watch(self) -> int:
        greeted = False
        while not _asked_to_stop(LOOK):
            if not greeted and self.ready():
                greeted = True
                self.greet()
            for running in self._running:
                if running.process.poll() is None:
                    continue
                if running.child.vital:
                    _tell(running.child.name, f"ended with code {running.process.returncode}; everything stops")
                    return 1
                self._raise(running)
        return 0

    def _raise(self, running: Running) -> None:
        """Start a dead child again, after a rest that doubles with each early death."""
        now = time.monotonic()
        if running.again_at is None:
            running.deaths = 1 if now - running.started > STEADY else running.deaths + 1
            rest = rest_after(running.deaths)
            running.again_at = now + rest
            _tell(running.child.name, f"ended with code {running.process.returncode}; starts again in {rest} s")
        elif now >= running.again_at:
            running.process, running.started, running.again_at = self._start(running.child), now, None

    def _start(self, child: Child) -> subprocess.Popen:
        started = subprocess.Popen(
            [sys.executable, *child.command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C in the terminal reaches us alone
            # Not a gentler signal: a child whose words nobody reads any more stumbles while it says goodbye.
            preexec_fn=process.dies_with_parent(signal.SIGKILL),
        )
        threading.Thread(target=self._pass_on, args=(child.name, started.stdout), daemon=True).start()
        return started

    def _pass_on(self, name: str, lines) -> None:
        """Say what a child says, but for its long goodbyes."""
        with lines:
            for line in lines:
                if line.strip() and not self._leaving:
                    _tell(name, line.rstrip("\n"))

    def _stop(self, others: set[int]) -> None:
        """Ask, wait a little, then kill: the children, and what they left behind."""
        self._leaving = True
        for running in self._running:
            if running.process.poll() is None:
                running.process.send_signal(running.child.stop)
        until = time.monotonic() + GRACE
        for running in self._running:
            try:
                running.process.wait(timeout=max(0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _kill_group(running.process)
        process.end_family(others, lambda: time.monotonic() > until + GRACE)


def rest_after(deaths: int) -> int:
    """Seconds to wait before a child that has died so many times in a row is started again."""
    return min(2 ** (deaths - 1), LONGEST_REST)


def _asked_to_stop(seconds: float) -> bool:
    """Has somebody asked us to stop?"""
    return signal.sigtimedwait(ENDING, seconds) is not None


def _kill_group(leader: subprocess.Popen) -> None:
    try:
        os.killpg(leader.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    leader.wait()


def _tell(name: str, line: str) -> None:
    """One whole line at a time: three children speak at once."""
    sys.stdout.write(f"{name:<6} | {line}\n")
    sys.stdout.flush()
