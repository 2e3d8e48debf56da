"""What a row of the room says, as plain data: for the history, and in short as the mark of what a person saw."""

from django.db.models import Model

from common.canonical import canonical, digest
from common.rows import plain
from common.stated import STATED
from workshops.models import (
    AgendaItem,
    Attendance,
    Conclusion,
    Dating,
    Gathering,
    Idea,
    Item,
    Room,
    Sitting,
    TakingPart,
    Workshop,
)

VALUES = {
    Gathering: (
        "kind", "title", "theme", "host", "place", "venue", "organiser", "organiser_party", "text", "cancelled",
        *STATED,
    ),
    Dating: STATED,
    Room: ("name",),
    Workshop: ("kind", "title", "theme", "text"),
    Sitting: ("room", "starts_at", "ends_at", "chair", "chair_party", "about"),
    Item: ("starts_at", "ends_at", "title", "note"),
    Idea: ("title", "theme", "who", "sitting", "group"),
    Attendance: ("city", "words", "presence", "heads", "roles"),
    Conclusion: ("text", "owner", "owner_words", "due_on", "done_on"),
    AgendaItem: ("title", "note"),
    TakingPart: ("words",),
}  # fmt: skip


def content(row: Model) -> dict:
    """Its values as the history keeps them; an item's with its speakers."""
    said = {name: plain(getattr(row, name)) for name in VALUES[type(row)]}
    return said | {"speakers": [str(speaker) for speaker in row.speakers.all()]} if isinstance(row, Item) else said


def remembered(row: Model) -> dict:
    """What the history keeps of it: all but whose idea it was, which the clock takes away and the history could not."""
    return {name: value for name, value in content(row).items() if name != "who"}


def mark(row: Model) -> str:
    """What a row was when it was seen, in short. Where it stands among others is no part of it."""
    return digest(canonical(content(row)))
