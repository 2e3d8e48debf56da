"""A print that many tests of a file begin with is made once."""

import json

import pytest

from documents import press

_printed = {}


@pytest.fixture
def printed_once(monkeypatch):
    """The press gives again what it gave for the same work; tests/documents/test_press_file.py sees that it would."""
    run = press.run

    def once(work, limits, tell=len):
        key = json.dumps(work, sort_keys=True), limits
        if key not in _printed:
            _printed[key] = run(work, limits, tell)
        return _printed[key]

    monkeypatch.setattr(press, "run", once)
