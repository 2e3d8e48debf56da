"""A gathering's programme laid out in time: for each day, its moments down and its rooms across."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

from common.moments import hour_of
from workshops.models import Gathering, Item, Room, Sitting, Workshop
from workshops.queries import chaired_twice, items_of, overlap, sittings_of

QUARTER = timedelta(minutes=15)
TALLEST = 8
"""Quarters of an hour after which a row grows no taller."""


@dataclass
class Placed:
    """A sitting in the grid. spans: rows down. broad: it is for all rooms. twice: its chair has another one then."""

    sitting: Sitting
    items: list[Item]
    mark: str
    spans: int = 1
    broad: bool = False
    twice: bool = False


@dataclass
class Cell:
    """A place in the grid. room: None for what has none yet. spans: rows down, of what begins here."""

    room: Room | None
    placed: list[Placed] = field(default_factory=list)
    spans: int = 1
    broad: bool = False


@dataclass
class Row:
    """From one moment something begins or ends at to the next; until: None where nothing is known to follow."""

    at: datetime
    until: datetime | None
    cells: list[Cell] = field(default_factory=list)
    now: bool = False

    @property
    def start(self) -> str:
        return str(hour_of(self.at))

    @property
    def over(self) -> datetime:
        """Until when it is "now"; a quarter of an hour, where nothing is known to follow."""
        return self.until or self.at + QUARTER

    @property
    def tall(self) -> int:
        """How high it is drawn, in quarters of an hour."""
        return min(TALLEST, max(1, round((self.until - self.at) / QUARTER))) if self.until else 1


@dataclass
class Day:
    """One day. loose: is there a column for what has no room yet? outside: the gathering has moved away from it."""

    day: date
    rooms: list[Room]
    rows: list[Row]
    loose: bool = False
    outside: bool = False

    @property
    def columns(self) -> int:
        return len(self.rooms) + self.loose


def programme_of(gathering: Gathering, at: datetime, mark) -> list[Day]:
    """The gathering's days in order, each with its grid. Three statements, however much there is.

    at: the moment it is now. mark: what a sitting is in short, for those who move it.
    """
    rooms, sittings = list(gathering.rooms.all()), sittings_of(gathering)
    items, twice = items_of(sittings), chaired_twice(sittings)
    days: dict[date, list[Placed]] = {day: [] for day in gathering.days}
    for sitting in sittings:
        placed = Placed(sitting, items.get(sitting.pk, []), mark(sitting), twice=sitting.pk in twice)
        days.setdefault(sitting.day, []).append(placed)
    known = set(gathering.days)
    return [day_of(day, rooms, days[day], at, outside=bool(known) and day not in known) for day in sorted(days)]


def day_of(day: date, rooms: list[Room], placed: list[Placed], at: datetime, *, outside: bool) -> Day:
    for one in placed:
        one.broad = for_all(one, placed)
    rows = rows_of(placed, at)
    loose = not rooms or any(one.sitting.room_id is None and not one.broad for one in placed)
    laid = Day(day, rooms, rows, loose, outside)
    for one in placed:
        one.spans = sum(one.sitting.starts_at <= row.at and ends_after(one.sitting, row.at) for row in rows) or 1
    for column in [*rooms, None] if loose else rooms:
        fill(rows, column, [one for one in placed if not one.broad and one.sitting.room_id == (column and column.pk)])
    for one in placed:
        if one.broad:
            row = next(row for row in rows if row.at == one.sitting.starts_at)
            row.cells = [Cell(None, [one], broad=True)]
    return laid


def for_all(one: Placed, placed: list[Placed]) -> bool:
    """Something without a room, at a time when no room is in use by anything else, is for everybody."""
    together = one.sitting.workshop.kind != Workshop.Kind.WORKSHOP
    others = (other.sitting for other in placed if other is not one)
    return together and one.sitting.room_id is None and not any(overlap(one.sitting, other) for other in others)


def ends_after(sitting: Sitting, moment: datetime) -> bool:
    return sitting.starts_at == moment or bool(sitting.ends_at and sitting.ends_at > moment)


def rows_of(placed: list[Placed], at: datetime) -> list[Row]:
    """A row from each moment to the next; none after the last end, where nothing begins."""
    starts = {one.sitting.starts_at for one in placed}
    moments = sorted(starts | {one.sitting.ends_at for one in placed if one.sitting.ends_at})
    if not moments or moments[-1] in starts:
        moments.append(None)
    rows = [Row(here, there) for here, there in pairwise(moments)]
    for row in rows:
        row.now = row.at <= at < row.over
    return rows


def fill(rows: list[Row], room: Room | None, placed: list[Placed]) -> None:
    """The cells of one column. What meets in time where there is no room yet stands in one cell together."""
    by_start: dict[datetime, list[Placed]] = {}
    for one in placed:
        by_start.setdefault(one.sitting.starts_at, []).append(one)
    cell, left = Cell(room), 0
    for row in rows:
        here = by_start.get(row.at, [])
        if left:
            cell.placed += here
            cell.spans += 1
            left -= 1
        else:
            cell = Cell(room, list(here))
            row.cells.append(cell)
        left = max([left, *(one.spans - 1 for one in here)])
