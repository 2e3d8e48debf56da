"""Gatherings as calendar programs read them (iCalendar, RFC 5545). What has no day is in no calendar."""

from datetime import UTC, datetime, time, timedelta

from django.db.models import Count
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vDatetime, vRecur, vText

from common.moments import OSLO
from history.queries import history_in_all
from workshops.gone import Gone
from workshops.models import Gathering, Sitting

ELSEWHERE = ("idea", "registration", "attendance", "conclusion")
"""What the history tells of a gathering that no calendar shows."""


def calendar(events, name: str) -> bytes:
    """Events → a file."""
    made = Calendar()
    made.add("prodid", "-//Framtid//Samlinger//NO")
    made.add("version", "2.0")
    made.add("x-wr-calname", vText(_line(name)))
    made.add_component(_oslo())
    for event in events:
        made.add_component(event)
    return made.to_ical()


def events_of(gatherings=(), sittings=(), items=(), gone=(), *, at) -> list[Event]:
    """Gatherings themselves, where their days are known; the sittings and items given; and what is there no longer.

    One statement, however many they are.
    """
    stamps = _stamps([*gatherings, *map(_of, (*sittings, *items, *gone))], at)
    standing = {str(one.uuid) for one in (*sittings, *items)}  # a form sent once more brings back what it made
    return [
        *(_gathering(one, stamps[one.pk]) for one in gatherings if one.days),
        *(_part(one, one.room, stamps) for one in sittings),
        *(_part(one, one.sitting.room, stamps) for one in items),
        *(_part(one, one.room, stamps, status="CANCELLED") for one in gone if one.uuid not in standing),
    ]


def _of(part) -> Gathering:
    """The gathering of a sitting, an item or what was one."""
    if isinstance(part, Gone):
        return part.gathering
    return part.workshop.gathering if isinstance(part, Sitting) else part.sitting.workshop.gathering


def _stamps(gatherings: list[Gathering], at) -> dict[int, dict]:
    """How many times each has been changed, which tells a calendar program that this is newer than what it has."""
    lines = history_in_all("gathering", {one.pk for one in gatherings}).exclude(thing__in=ELSEWHERE)
    changes = dict(lines.order_by().values_list("scope_id").annotate(Count("pk")))
    return {
        one.pk: {
            "dtstamp": at,
            "sequence": changes.get(one.pk, 0),
            "status": "CANCELLED" if one.cancelled else "CONFIRMED",
        }
        for one in gatherings
    }


def _event(uuid, title: str, stamp: dict) -> Event:
    event = Event()
    event.add("uid", f"{uuid}@framtid")
    event.add("summary", _line(title))
    for name, value in stamp.items():
        event.add(name, value)
    return event


def _line(words: str) -> str:
    """No line of ours becomes a line of the file."""
    return " ".join(words.split())


def _gathering(gathering: Gathering, stamp: dict) -> Event:
    """All day, unless it is one day with an hour."""
    event = _event(gathering.uuid, gathering.title, stamp)
    first, last = gathering.days[0], gathering.days[-1]
    if gathering.start and first == last:
        event.add("dtstart", _at(first, gathering.start))
        if gathering.end:
            event.add("dtend", _at(first, gathering.end))
    else:
        event.add("dtstart", first)
        event.add("dtend", last + timedelta(days=1))
    return _placed(event, gathering, None)


def _part(part, room, stamps: dict[int, dict], **otherwise) -> Event:
    gathering = _of(part)
    title = str(part.workshop) if isinstance(part, Sitting) else part.title
    event = _event(part.uuid, title, stamps[gathering.pk] | otherwise)
    event.add("dtstart", _moment(part.starts_at))
    if part.ends_at:
        event.add("dtend", _moment(part.ends_at))
    return _placed(event, gathering, room)


def _moment(at: datetime) -> datetime:
    """As Norway's clock shows it; the hour it shows a second time in the night of autumn, as that of UTC."""
    shown = at.astimezone(OSLO)
    return at.astimezone(UTC) if shown.fold else shown


def _placed(event: Event, gathering: Gathering, room) -> Event:
    if place := ", ".join(filter(None, [str(room or ""), gathering.venue, gathering.town])):
        event.add("location", place)
    return event


def _at(day, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=OSLO)


WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


def _oslo() -> Timezone:
    """The rules of Norway's clock since 1996: forward on the last Sunday of March, back on that of October."""
    zone = Timezone()
    zone.add("tzid", "Europe/Oslo")
    zone.add_component(_turn(TimezoneDaylight(), "19960331T020000", 3, WINTER, SUMMER))
    zone.add_component(_turn(TimezoneStandard(), "19961027T030000", 10, SUMMER, WINTER))
    return zone


def _turn(part, first: str, month: int, before: timedelta, after: timedelta):
    part.add("dtstart", vDatetime.from_ical(first))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("rrule", vRecur({"freq": "yearly", "bymonth": month, "byday": "-1su"}))
    return part
