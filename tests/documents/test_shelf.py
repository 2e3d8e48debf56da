"""What the press keeps is bounded, and the oldest goes first."""

import os
from pathlib import Path
from time import time

from documents.clock import clean_shelf


def put(folder, name, size=100, hours_old=0.0):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(b"x" * size)
    os.utime(path, (time() - hours_old * 3600,) * 2)


def left(folder) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_was_not_used_for_longest_goes_first(settings):
    settings.PRESS_SHELF_SIZE, shelf = 250, Path(settings.PRESS_SHELF)
    shelf.parent.mkdir(exist_ok=True)
    for name, hours in (("a", 3), ("b", 1), ("c", 2)):
        put(shelf, name, hours_old=hours)

    assert [path.name for path in clean_shelf()] == ["a"]
    assert left(shelf) == {"b", "c"}


def test_what_never_got_its_name_goes_after_an_hour(settings):
    shelf = Path(settings.PRESS_SHELF)
    shelf.parent.mkdir(exist_ok=True)
    put(shelf, "new-old", hours_old=1.1)
    put(shelf, "new-young")
    put(shelf, "kept", hours_old=50)

    clean_shelf()

    assert left(shelf) == {"new-young", "kept"}


def test_a_shelf_that_is_not_there_is_clean(settings):
    assert clean_shelf() == []
