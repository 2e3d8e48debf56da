"""Gatherings as calendar programs read them (iCalendar, RFC 5545). What has no day is in no calendar."""

from datetime import datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vDatetime, vRecur, vText

from common.moments import OSLO
from history.queries import history_in
from workshops.models import Gathering, Item, Sitting

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


def events_of(gathering: Gathering, sittings, *, at) -> list[Event]:
    """The gathering itself, if its days are known, and the sittings given."""
    stamp = _stamp(gathering, at)
    days = [_gathering(gathering, stamp)] if gathering.days else []
    return days + [_sitting(sitting, stamp) for sitting in sittings]


def item_event(gathering: Gathering, item: Item, *, at) -> Event:
    event = _event(item.uuid, item.title, _stamp(gathering, at))
    return _placed(_timed(event, item), gathering, item.sitting.room)


def _stamp(gathering: Gathering, at) -> dict:
    """How many times it has been changed, which tells a calendar program that this is newer than what it has."""
    changes = history_in("gathering", gathering.pk).exclude(thing__in=ELSEWHERE).count()
    return {"dtstamp": at, "sequence": changes, "status": "CANCELLED" if gathering.cancelled else "CONFIRMED"}


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


def _sitting(sitting: Sitting, stamp: dict) -> Event:
    event = _timed(_event(sitting.uuid, str(sitting.workshop), stamp), sitting)
    return _placed(event, sitting.workshop.gathering, sitting.room)


def _timed(event: Event, timed) -> Event:
    event.add("dtstart", timed.starts_at.astimezone(OSLO))
    if timed.ends_at:
        event.add("dtend", timed.ends_at.astimezone(OSLO))
    return event


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
