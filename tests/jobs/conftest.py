import pytest

from jobs import work


@pytest.fixture
def does(monkeypatch):
    """Register a function for a kind of work until the test ends."""

    def register(kind, function):
        monkeypatch.setitem(work._functions, kind, function)

    return register
