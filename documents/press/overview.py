"""The table at the head of a chapter: its measures, who answers for them, when, and how far they have come."""

from django.utils.text import Truncator

from documents.press.typesetting import typeset

STATUS_LENGTH = 90


def overview(elements: list[dict]) -> list[dict]:
    """One row per measure among the elements. told: responsible, period, status; None where nothing is stated."""
    return [
        {
            "code": element["code"],
            "place": element["place"],
            "title": element["title"],
            "told": [responsible(element), period(element), status(element)],
        }
        for element in elements
        if element["kind"] == "measure"
    ]


def responsible(element: dict) -> str | None:
    """Those who are responsible in so many words; if nobody is, all who are named."""
    rows = rows_of(element, "responsibility")
    first = [row for row in rows if row["value"].get("part") == "responsible"] or rows
    return typeset("; ".join(row["cells"][0] for row in first)) or None


def period(element: dict) -> str | None:
    return next(
        (typeset(fact["words"]) for fact in element["facts"] if fact["name"] == "period" and fact["words"]), None
    )


def status(element: dict) -> str | None:
    """The latest entry's status, or the beginning of its words."""
    entry = max(reversed(rows_of(element, "progress")), key=first_day, default=None)  # of equal days, the last row
    if entry is None:
        return None
    kind, words = entry["cells"][0], entry["value"].get("words")
    told = kind or (words and Truncator(words).chars(STATUS_LENGTH))
    return told and typeset(told)


def first_day(entry: dict) -> str:
    """An entry without a day counts as older than all others."""
    return (entry["value"].get("day") or {}).get("earliest") or ""


def rows_of(element: dict, table: str) -> list[dict]:
    return next((found["rows"] for found in element["tables"] if found["name"] == table), [])
