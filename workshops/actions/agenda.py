"""Acts on the agenda of a meeting. Rooms above put their things on it, and hear nothing back: they ask."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.refusals import Refused
from common.rows import demand_room_for_more, made_from, next_position, standing
from workshops.actions._rows import drop, locked, remember, shift
from workshops.models import AgendaItem, Gathering

GONE = gettext_lazy("Saken står ikke lenger på sakslisten.")


@transaction.atomic
def put_on_agenda(
    *, gathering: Gathering, title: str, note="", reference="", address="", uuid=None, by, at
) -> AgendaItem:
    """Put something last on a meeting's agenda.

    reference, address: opaque, written by the room that brings it, which has asked who may; "" for the meeting's own,
    which those who keep it bring. The same reference again gives back what is there.
    Whoever reads the gathering reads the title and the note: say no more there than they may know.
    Errors: Refused for a gathering that has no agenda.
    """
    if reference:
        Gathering.objects.select_for_update(no_key=True).get(pk=gathering.pk)
    else:
        locked(gathering, by)
    if not gathering.has_agenda:
        raise Refused(_("Bare møter har saksliste."))
    made, key = made_from(AgendaItem, uuid, gathering)
    if reference:
        made = gathering.agenda.filter(reference=reference).first()
    if made:
        return made
    demand_room_for_more(gathering.agenda)
    item = AgendaItem.objects.create(
        gathering=gathering, position=next_position(gathering.agenda), title=title[:300], note=note,
        reference=reference, address=address, uuid=key,
    )  # fmt: skip
    remember(gathering, item, act="add", after={"title": item.title, "reference": reference}, by=by, at=at)
    return item


@transaction.atomic
def confirm(*, item: AgendaItem, day, by, at) -> AgendaItem:
    """Record that the meeting confirmed it, on that day. Done again, it changes nothing.

    Errors: Refused for whoever does not keep the meeting.
    """
    gathering = locked(item.gathering, by)
    item = standing(item, GONE)
    if item.confirmed_on is None:
        item.confirmed_on, item.confirmed_at, item.confirmed_by = day, at, by
        item.save(update_fields=["confirmed_on", "confirmed_at", "confirmed_by"])
        remember(gathering, item, act="confirm", after={"day": day.isoformat()}, by=by, at=at)
    return item


@transaction.atomic
def take_back_confirmation(*, item: AgendaItem, by, at) -> AgendaItem:
    """It was recorded by mistake. Done again, it changes nothing."""
    gathering = locked(item.gathering, by)
    item = standing(item, GONE)
    if item.confirmed_on:
        before = {"day": item.confirmed_on.isoformat()}
        item.confirmed_on = item.confirmed_at = item.confirmed_by = None
        item.save(update_fields=["confirmed_on", "confirmed_at", "confirmed_by"])
        remember(gathering, item, act="unconfirm", before=before, by=by, at=at)
    return item


@transaction.atomic
def move_agenda_item(*, gathering: Gathering, item: AgendaItem, up: bool, by, at) -> None:
    gathering = locked(gathering, by)
    shift(gathering, list(gathering.agenda.all()), item, up=up, by=by, at=at)


@transaction.atomic
def take_off_agenda(*, gathering: Gathering, item: AgendaItem, by, at) -> None:
    """Errors: Refused for what was confirmed there."""
    gathering = locked(gathering, by)
    item = standing(item, GONE)
    if item.confirmed_on:
        raise Refused(_("Saken er bekreftet på møtet. Da blir den stående."))
    drop(gathering, item, by=by, at=at, also={"reference": item.reference})
