"""Keeps one web process from doing too much of what is dear at a time."""

from contextlib import contextmanager
from threading import BoundedSemaphore


class Turns:
    """at_once: how many are let in; the others wait for so many seconds."""

    def __init__(self, at_once: int, patience: float):
        self.free, self.patience = BoundedSemaphore(at_once), patience

    @contextmanager
    def one(self, refusal: Exception):
        """Errors: the refusal, if it takes too long."""
        if not self.free.acquire(timeout=self.patience):
            raise refusal
        try:
            yield
        finally:
            self.free.release()
