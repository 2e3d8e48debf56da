"""Is a PDF one of ours, and is it as it was when it was printed? Nothing is stored and nothing written."""

import logging

from django.db.models import F
from django.db.models.functions import Abs

from common.canonical import digest
from documents.checking.answers import Answer, changed, foreign, noted, resaved, same, unreadable
from documents.checking.comparing import Comparison, compare
from documents.checking.reading import Reading, Unreadable, read
from documents.models import Print
from documents.queries import readable_prints
from files.queries import opened

__all__ = ["Answer", "check_file"]

logger = logging.getLogger(__name__)

MOST_TRIED = 12
"""Prints of equal content that one file is held against, those with the same number of pages first."""


def check_file(pdf: bytes, person) -> Answer:
    """Which print the file is, among those the person may read, and whether it is changed.

    A print the person may not read is answered like a file from elsewhere.
    """
    prints = readable_prints(person)
    if printed := prints.filter(file__sha256=digest(pdf)).first():
        return same(printed)
    try:
        reading = read(pdf)
        tried = closest(reading, prints.filter(edition__sha256__in=reading.claims))
    except Unreadable as refusal:
        return unreadable(refusal.message)
    if reading.damaged and (tried is None or not tried[1].whole):
        return unreadable(Unreadable.words("broken"))
    if tried is None:
        return foreign()
    printed, found = tried
    if not found.whole:
        return changed(printed, found)
    return noted(printed, found) if found.notes else resaved(printed)


def closest(reading: Reading, prints) -> tuple[Print, Comparison] | None:
    """The print that differs least from the file, and how; none if there is no print. Errors: Unreadable."""
    best = None
    for printed in prints.order_by(Abs(F("pages") - len(reading.pages)), "-pk")[:MOST_TRIED]:
        found = compare(read(original(printed)), reading)
        if best is None or found.size < best[1].size:
            best = printed, found
        if found.whole:
            break
    return best


def original(printed: Print) -> bytes:
    """The print as it was stored. Errors: Unreadable if the store has lost it: no file is blamed for that."""
    try:
        with opened(printed.file) as file:
            pdf = file.read()
    except OSError:
        pdf = b""
    if digest(pdf) != printed.file.sha256:
        logger.error("print %s has lost its file", printed.pk)
        raise Unreadable(Unreadable.words("lost"))
    return pdf
