"""Acts on a gathering's programme: rooms, workshops, sittings and their items."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.queries import party_called
from common.refusals import Refused
from common.rows import demand_room_for_more, made_from, next_position, put, standing
from workshops.actions._rows import demand_seen, drop, locked, remember, shift
from workshops.contents import content
from workshops.models import Gathering, Idea, Item, Room, Sitting, Speaker, Workshop
from workshops.queries import taken_by

GONE = {
    Room: gettext_lazy("Rommet finnes ikke lenger."),
    Workshop: gettext_lazy("Verkstedet finnes ikke lenger."),
    Sitting: gettext_lazy("Økten finnes ikke lenger."),
    Item: gettext_lazy("Programposten finnes ikke lenger."),
}


# -- Rooms


@transaction.atomic
def save_room(*, gathering: Gathering, room: Room | None = None, name: str, seen="", uuid=None, by, at) -> Room:
    """Add a room, or give one another name. Errors: Stale; Refused if there is one of that name."""
    gathering = locked(gathering, by)
    if room is None:
        made, key = made_from(Room, uuid, gathering)
        if made:
            return made
        demand_room_for_more(gathering.rooms)
        room, before = Room(gathering=gathering, position=next_position(gathering.rooms), uuid=key), None
    else:
        room = standing(room, GONE[Room])
        demand_seen(room, seen, {"name": name})
        before = content(room)
    if gathering.rooms.filter(name__iexact=name).exclude(pk=room.pk).exists():
        raise Refused(_("Det finnes alt et rom som heter %(name)s.") % {"name": name})
    room.name = name
    room.save()
    remember(gathering, room, act="edit" if before else "add", before=before, after=content(room), by=by, at=at)
    return room


@transaction.atomic
def move_room(*, gathering: Gathering, room: Room, up: bool, by, at) -> None:
    gathering = locked(gathering, by)
    shift(gathering, list(gathering.rooms.all()), room, up=up, by=by, at=at)


@transaction.atomic
def remove_room(*, gathering: Gathering, room: Room, by, at) -> int:
    """Take a room away. What was to sit there keeps its time and has no room yet; how many that are, is given back."""
    gathering = locked(gathering, by)
    room = standing(room, GONE[Room])
    left = list(room.sittings.select_related("workshop"))
    for sitting in left:
        before, sitting.room = content(sitting), None
        remember(gathering, sitting, act="edit", before=before, after=content(sitting), by=by, at=at)
    room.sittings.update(room=None)
    drop(gathering, room, by=by, at=at)
    return len(left)


# -- Workshops


@transaction.atomic
def save_workshop(*, gathering: Gathering, workshop: Workshop | None = None, values: dict, sitting: dict | None = None,
                  seen="", uuid=None, by, at) -> Workshop:  # fmt: skip
    """Add a workshop, with its first sitting if told, or give one other values.

    Errors: Stale; Refused as for a sitting.
    """
    gathering = locked(gathering, by)
    if workshop is None:
        made, key = made_from(Workshop, uuid, gathering)
        if made:
            return made
        demand_room_for_more(gathering.workshops)
        workshop, before = Workshop(gathering=gathering, uuid=key), None
    else:
        workshop = standing(workshop, GONE[Workshop])
        demand_seen(workshop, seen, values)
        before = content(workshop)
    put(workshop, values).save()
    remember(gathering, workshop, act="edit" if before else "add", before=before, after=content(workshop), by=by, at=at)
    if sitting:
        save_sitting(gathering=gathering, workshop=workshop, values=sitting, uuid=key, by=by, at=at)
    return workshop


@transaction.atomic
def remove_workshop(*, gathering: Gathering, workshop: Workshop, by, at) -> None:
    """Take a workshop away with its sittings and their items; the history keeps them."""
    gathering = locked(gathering, by)
    workshop = standing(workshop, GONE[Workshop])
    demand_no_ideas(workshop.sittings.all())
    whole = [whole_sitting(sitting) for sitting in workshop.sittings.all()]
    drop(gathering, workshop, by=by, at=at, also={"sittings": whole, "audience": gathering.audience})


# -- Sittings


@transaction.atomic
def save_sitting(*, gathering: Gathering, workshop: Workshop, sitting: Sitting | None = None, values: dict, seen="",
                 uuid=None, by, at) -> Sitting:  # fmt: skip
    """Let a workshop sit at a time, in a room or in none yet, or change when and where it sits.

    values: room, starts_at, ends_at (or None), chair, about. Moved in time, it takes its items along.
    Errors: Stale; Refused for a room that is taken then, or gone, and where it ends before it begins.
    """
    gathering = locked(gathering, by)
    workshop = standing(workshop, GONE[Workshop])
    if sitting is None:
        made, key = made_from(Sitting, uuid, gathering)
        if made:
            return made
        demand_room_for_more(Sitting.objects.filter(workshop__gathering=gathering))
        sitting, before = Sitting(workshop=workshop, uuid=key), None
    else:
        sitting = standing(sitting, GONE[Sitting])
        demand_seen(sitting, seen, values)
        before = content(sitting)
    began = sitting.starts_at
    put(sitting, values)
    sitting.chair_party = party_called(sitting.chair) if sitting.chair else None
    demand_free(gathering, sitting)
    sitting.save()
    if before and began != sitting.starts_at:
        take_along(sitting, sitting.starts_at - began)
    remember(gathering, sitting, act="edit" if before else "add", before=before, after=content(sitting), by=by, at=at)
    return sitting


@transaction.atomic
def move_sitting(*, gathering: Gathering, sitting: Sitting, room: Room | None, starts_at, seen: str, by, at) -> Sitting:
    """Let a workshop sit somewhere else, or begin at another moment; it lasts as long as before. Errors: as above."""
    locked(gathering, by)
    sitting = standing(sitting, GONE[Sitting])
    ends_at = sitting.ends_at and starts_at + (sitting.ends_at - sitting.starts_at)
    kept = {"chair": sitting.chair, "about": sitting.about}
    values = {"room": room, "starts_at": starts_at, "ends_at": ends_at} | kept
    return save_sitting(
        gathering=gathering, workshop=sitting.workshop, sitting=sitting, values=values, seen=seen, by=by, at=at
    )


def demand_free(gathering: Gathering, sitting: Sitting) -> None:
    """One room once at an hour. The database says so too, but not in words."""
    if sitting.ends_at and sitting.ends_at <= sitting.starts_at:
        raise Refused(_("Slutten må være etter starten."))
    if sitting.room is None:
        return
    if not gathering.rooms.filter(pk=sitting.room.pk).exists():
        raise Refused(GONE[Room])
    if other := taken_by(sitting):
        said = {"room": sitting.room, "hours": other.hours, "title": other.workshop}
        raise Refused(_("%(room)s er opptatt: «%(title)s» er der %(hours)s.") % said)


def take_along(sitting: Sitting, by_how_much) -> None:
    """The items of a sitting that has moved in time move as far."""
    items = list(sitting.items.all())
    for item in items:
        item.starts_at += by_how_much
        item.ends_at = item.ends_at and item.ends_at + by_how_much
    Item.objects.bulk_update(items, ["starts_at", "ends_at"])


@transaction.atomic
def remove_sitting(*, gathering: Gathering, sitting: Sitting, by, at) -> None:
    gathering = locked(gathering, by)
    sitting = standing(sitting, GONE[Sitting])
    demand_no_ideas([sitting])
    drop(gathering, sitting, by=by, at=at, also=whole_sitting(sitting) | {"audience": gathering.audience})


def demand_no_ideas(sittings) -> None:
    """What ideas came from is what measures build on."""
    if Idea.objects.filter(sitting__in=sittings).exists():
        raise Refused(_("Her er det fanget idéer. Da kan det ikke slettes."))


def whole_sitting(sitting: Sitting) -> dict:
    """All that goes with it, with the names by which calendar programs know it (see gone.py)."""
    items = [whole_item(item) for item in sitting.items.prefetch_related("speakers")]
    return content(sitting) | {"uuid": str(sitting.uuid), "workshop": sitting.workshop_id, "items": items}


def whole_item(item: Item) -> dict:
    return content(item) | {"uuid": str(item.uuid), "id": item.pk}


# -- Items


@transaction.atomic
def save_item(*, gathering: Gathering, sitting: Sitting, item: Item | None = None, values: dict, speakers: list[str],
              seen="", uuid=None, by, at) -> Item:  # fmt: skip
    """Put an item on a sitting's programme, or change one. speakers: as stated, each a body or a person.

    Errors: Stale; Refused where it ends before it begins.
    """
    gathering = locked(gathering, by)
    sitting = standing(sitting, GONE[Sitting])
    if item is None:
        made, key = made_from(Item, uuid, gathering)
        if made:
            return made
        demand_room_for_more(sitting.items)
        item, before = Item(sitting=sitting, uuid=key), None
    else:
        item = standing(item, GONE[Item])
        demand_seen(item, seen, values)
        before = content(item)
    put(item, values)
    if item.ends_at and item.ends_at <= item.starts_at:
        raise Refused(_("Slutten må være etter starten."))
    item.save()
    item.speakers.all().delete()
    Speaker.objects.bulk_create(
        Speaker(item=item, position=position, words=words, party=party_called(words))
        for position, words in enumerate(speakers)
    )
    remember(gathering, item, act="edit" if before else "add", before=before, after=content(item), by=by, at=at)
    return item


@transaction.atomic
def remove_item(*, gathering: Gathering, item: Item, by, at) -> None:
    gathering = locked(gathering, by)
    item = standing(item, GONE[Item])
    told = {"audience": gathering.audience, "room": str(item.sitting.room or "")}
    drop(gathering, item, by=by, at=at, also=whole_item(item) | told)
