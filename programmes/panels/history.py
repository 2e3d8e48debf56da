from history.bursts import bursts
from programmes.changes import subject_of
from programmes.lineage import ORIGINS, history_through

ASKS = ORIGINS

SHOWN = 60
"""Entries that are fetched for a page of the history; bursts make fewer lines of them."""


def gather(element, request) -> dict:
    """What was done to the element and what it carries on, newest first; ?for=<entry> goes on with what is older."""
    entries = history_through(element, element.asked)
    before = request.GET.get("for", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        entries = entries.filter(pk__lt=int(before))
    found = list(entries.order_by("-pk")[: SHOWN + 1])
    lines = bursts(found[:SHOWN])
    return {
        "changes": [(line, subject_of(element, line.last)) for line in lines],
        "older": found[SHOWN - 1].pk if len(found) > SHOWN else None,
    }
