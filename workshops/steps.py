"""Where a sitting goes when it is moved one step."""

from datetime import timedelta

from workshops.models import Sitting

EARLIER, LATER = timedelta(minutes=-15), timedelta(minutes=15)
WAYS = {"earlier": (EARLIER, 0), "later": (LATER, 0), "left": (timedelta(), -1), "right": (timedelta(), 1)}
"""A quarter of an hour, or one room."""


def a_step(sitting: Sitting, way: str) -> dict:
    """The room and the beginning it would have. At the edge it stays; from no room, both sides lead to a room."""
    by_how_much, aside = WAYS[way]
    rooms = list(sitting.workshop.gathering.rooms.all())
    room = sitting.room
    if aside and rooms:
        here = next((n for n, one in enumerate(rooms) if one.pk == sitting.room_id), -1 if aside > 0 else len(rooms))
        room = rooms[min(max(here + aside, 0), len(rooms) - 1)]
    return {"room": room, "starts_at": sitting.starts_at + by_how_much}
