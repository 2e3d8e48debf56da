"""What was taken off a programme after people could read it: their calendar programs are to be told."""

from dataclasses import dataclass
from datetime import datetime

from cities.access import rights_of
from history.queries import history_in_all
from workshops.models import Gathering
from workshops.queries import keeps

Audience = Gathering.Audience


@dataclass(frozen=True)
class Gone:
    """A sitting, or (item: its number) an item, as it was. people: who chaired or held it, as stated."""

    gathering: Gathering
    uuid: str
    title: str
    starts_at: datetime
    ends_at: datetime | None
    room: str
    people: tuple[str, ...]
    workshop: int | None = None
    item: int | None = None


def gone_from(gatherings: list[Gathering], person) -> list[Gone]:
    """What the person could read of when it was taken away. One statement."""
    known = {one.pk: one for one in gatherings}
    lines = history_in_all("gathering", known).filter(act="remove", thing__in=("workshop", "sitting", "item"))
    somewhere = rights_of(person).somewhere()
    return [
        gone
        for line in lines
        if line.before.get("audience") in audiences(person, known[line.scope_id], somewhere)
        for gone in told(line, known[line.scope_id])
    ]


def audiences(person, gathering: Gathering, somewhere: bool) -> set:
    """Those the person is among. somewhere: have they any role?"""
    if keeps(person, gathering):
        return set(Audience)
    return {Audience.NETWORK, Audience.PUBLIC} if somewhere else {Audience.PUBLIC}


def told(line, gathering: Gathering):
    """A line of the history → all that was taken away with it."""
    if line.thing == "item":
        yield item(line.before, gathering, line.before["room"])
        return
    for sitting in line.before["sittings"] if line.thing == "workshop" else [line.before]:
        room = sitting["room"]["title"] if sitting["room"] else ""
        about = {"title": line.title, "room": room, "people": (sitting["chair"],), "workshop": sitting["workshop"]}
        yield Gone(gathering, sitting["uuid"], **hours(sitting), **about)
        for each in sitting["items"]:
            yield item(each, gathering, room)


def item(said: dict, gathering: Gathering, room: str) -> Gone:
    about = {"title": said["title"], "room": room, "people": tuple(said["speakers"]), "item": said["id"]}
    return Gone(gathering, said["uuid"], **hours(said), **about)


def hours(said: dict) -> dict:
    return {name: said[name] and datetime.fromisoformat(said[name]) for name in ("starts_at", "ends_at")}
