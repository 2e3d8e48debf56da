"""Keeps the press's shelf small: what has not been used for longest goes first."""

from pathlib import Path
from time import time

from celery import shared_task
from django.conf import settings

HALF_DONE = 3600  # seconds after which a file that never got its name is nobody's work any more


@shared_task(name="press.clean")
def clean_task(*unknown, **also_unknown):
    clean_shelf()


def clean_shelf() -> list[Path]:
    """Shape: → what was removed. The machine renews a file's time when it uses it."""
    files = [(path.stat(), path) for path in Path(settings.PRESS_SHELF).glob("*")]
    room, removed = settings.PRESS_SHELF_SIZE, []
    for about, path in sorted(files, key=lambda file: -file[0].st_mtime):
        room -= about.st_size
        if room < 0 or (path.name.startswith("new-") and about.st_mtime < time() - HALF_DONE):
            path.unlink(missing_ok=True)
            removed.append(path)
    return removed
