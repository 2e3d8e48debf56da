"""What is handed out on paper at a gathering and after it, as plain data for its templates."""

from dataclasses import dataclass
from itertools import groupby

from workshops.models import Gathering, Registration, Room, Sitting
from workshops.queries import agenda_of, attendance_of, sittings_of

ON_A_DOOR = 2
"""Sittings on one sign; more of them would be too small to read on the way."""


@dataclass(frozen=True)
class Sign:
    room: Room
    day: object
    sittings: list[Sitting]


def signs_of(gathering: Gathering) -> list[Sign]:
    """For each room, day by day, what is there. One statement."""
    placed = [one for one in sittings_of(gathering) if one.room]
    placed.sort(key=lambda one: (one.room.position, one.starts_at))
    return [
        Sign(room, day, part)
        for (room, day), there in groupby(placed, lambda one: (one.room, one.day))
        for part in by(ON_A_DOOR, list(there))
    ]


def tags_of(gathering: Gathering) -> list[list[Registration]]:
    """Those who have a place, city by city, two and two as they stand on the page."""
    coming = gathering.registrations.filter(waiting=False).select_related("city")
    return by(2, list(coming.order_by("city__name_key", "name", "id")))


def by(size: int, rows: list) -> list[list]:
    return [rows[n : n + size] for n in range(0, len(rows), size)]


def minutes_of(gathering: Gathering) -> dict:
    """Who was there, what was taken up, what it came to and who follows it up."""
    written = list(gathering.conclusions.select_related("owner"))
    return {
        "attendance": attendance_of(gathering),
        "agenda": agenda_of(gathering) if gathering.has_agenda else [],
        "conclusions": [one for one in written if not one.is_follow_up],
        "follow_ups": [one for one in written if one.is_follow_up],
    }
