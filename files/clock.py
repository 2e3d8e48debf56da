"""Tidies the store: every hour what was left half done goes, every night what is wrong is told."""

import logging
import os
from datetime import timedelta
from pathlib import Path
from time import time

from celery import shared_task

from files.actions import incoming_folder
from files.queries import faults, strays

log = logging.getLogger("files")

# Longer than any act may take between writing a file and the commit of its row.
LEFT = timedelta(hours=1)


@shared_task(name="files.clean")
def clean_task(*unknown, **also_unknown):
    clean()


@shared_task(name="files.control")
def control_task(*unknown, **also_unknown):
    for fault in faults():
        log.error("stored file %s", fault)


def clean() -> list[Path]:
    """Remove temporary files and files without a row that have lain for an hour. Shape: → what was removed."""
    removed = [path for path in strays() if left(path) and set_aside(path)]
    for path in incoming_folder().glob("*"):
        if left(path):
            path.unlink(missing_ok=True)
            removed.append(path)
    return removed


def left(path: Path) -> bool:
    try:
        return path.stat().st_mtime < time() - LEFT.total_seconds()
    except FileNotFoundError:
        return False


def set_aside(path: Path) -> bool:
    """Take a stray from its place, and put it back if somebody stored the same content at this very moment."""
    aside = incoming_folder() / path.name
    os.replace(path, aside)
    if left(aside):
        return True
    os.replace(aside, path)
    return False
