"""Waiting for something to become true, with an end to patience."""

from threading import Event
from time import monotonic


def until(true, seconds: float = 60):
    """Ask again and again until the answer is true, and give it back. Errors: AssertionError when patience ends."""
    end = monotonic() + seconds
    while not (answer := true()):
        assert monotonic() < end, f"waited {seconds} s in vain for {true}"
        Event().wait(0.02)
    return answer
