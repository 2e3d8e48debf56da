import os
from datetime import timedelta
from time import time

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import now

from files import clock
from files.actions import incoming, store
from files.clock import clean, control_task
from files.queries import faults, strays

pytestmark = pytest.mark.django_db

LONG_AGO = time() - timedelta(hours=1, minutes=1).total_seconds()


@pytest.fixture
def stored():
    return store(b"hei", media_type="text/plain", at=now())


def stray(stored):
    """A file whose row was never committed."""
    stored.delete()
    return stored.path


def age(path):
    os.utime(path, (LONG_AGO, LONG_AGO))


def test_clean_leaves_what_has_a_row(stored):
    age(stored.path)

    assert clean() == []

    assert faults() == []


def test_clean_removes_a_file_without_a_row_after_an_hour(stored):
    path = stray(stored)
    assert (clean(), strays()) == ([], [path])
    age(path)

    clean()

    assert (path.exists(), strays()) == (False, [])


def test_clean_removes_what_was_left_half_done_after_an_hour():
    with incoming() as old, incoming() as new:
        age(old.name)

        removed = clean()

        assert [str(path) for path in removed] == [old.name]
        assert os.path.exists(new.name)


def test_clean_puts_back_what_is_stored_at_the_same_moment(stored, monkeypatch):
    """The file looks old when the janitor asks first, and is new when it has been taken aside."""
    path, answers = stray(stored), iter([True, False])
    monkeypatch.setattr(clock, "left", lambda path: next(answers, False))

    assert clean() == []

    assert path.read_bytes() == b"hei"


def test_clean_of_an_empty_store_finds_nothing():
    assert clean() == []


def test_damaged_and_missing_files_are_told(caplog):
    damaged, missing = (store(text, media_type="text/plain", at=now()) for text in (b"a", b"b"))
    damaged.path.write_bytes(b"x")
    missing.path.unlink()

    control_task()

    assert [record.getMessage() for record in caplog.records] == [
        f"stored file {damaged.sha256}: has other bytes",
        f"stored file {missing.sha256}: missing",
    ]


def test_control_of_a_sound_store_says_so(stored, capsys):
    call_command("kontroll")

    assert capsys.readouterr().out == "Every stored file is there and unharmed.\n"


def test_control_of_a_harmed_store_names_each_fault(stored, capsys):
    lost = store(b"b", media_type="text/plain", at=now())
    lost.path.unlink()
    path = stray(stored)

    with pytest.raises(CommandError, match="2 faults in the store"):
        call_command("kontroll")

    assert capsys.readouterr().out == f"{lost.sha256}: missing\n{path.name}: no row knows this file\n"
