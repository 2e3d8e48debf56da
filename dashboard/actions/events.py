"""Acts on events of the network. The event is locked first, so that two who change it wait for one another."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.access import can, rights_of
from cities.acts import Act
from cities.models import User
from common.keys import scoped
from common.refusals import Refused
from common.rows import content, demand_room_for_more, demand_seen, made_from, put, standing
from common.stated import exchange
from dashboard.models import Event, EventDating
from history.actions import record

GONE = gettext_lazy("Tidspunktet finnes ikke lenger.")


@transaction.atomic
def save_event(*, event: Event | None = None, values: dict, seen="", uuid=None, by, at) -> Event:
    """Add an event, or give one other values (Event.VALUES).

    uuid: names the form; the same form again gives back the same event.
    Errors: Stale if somebody saved it since; Refused for all but the secretariat.
    """
    if event is None:
        demand_secretariat(rights_of(by).everywhere(Act.KEEP_CITY))
        User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the same form sent twice at once waits for itself
        key = scoped(uuid, "event", by.pk)
        if made := Event.objects.filter(uuid=key).first():
            return made
        event, before = Event(uuid=key), None
    else:
        event = locked(event, by)
        demand_seen(event, seen, values)
        before = content(event)
    put(event, values).save()
    if before != content(event):
        remember(event, event, act="edit" if before else "add", before=before, after=content(event), by=by, at=at)
    return event


@transaction.atomic
def remove_event(*, event: Event, by, at) -> None:
    """Take an event away; the history keeps what it said, and what other sources said of when."""
    event = locked(event, by)
    others = {"datings": [content(dating) for dating in event.datings.all()]}
    remember(event, event, act="remove", before=content(event) | others, by=by, at=at)
    event.delete()


@transaction.atomic
def add_event_dating(*, event: Event, values: dict, uuid=None, by, at) -> EventDating:
    """Keep what another source says of the time, beside the one chosen."""
    event = locked(event, by)
    made, key = made_from(EventDating, uuid, event)
    if made:
        return made
    demand_room_for_more(event.datings)
    dating = put(EventDating(event=event, uuid=key), values)
    dating.save()
    remember(event, dating, act="add", after=content(dating), by=by, at=at)
    return dating


@transaction.atomic
def choose_event_dating(*, event: Event, dating: EventDating, by, at) -> None:
    """Let another source's time count from now on; the one chosen till now stands beside it instead."""
    event = locked(event, by)
    told = exchange(event, standing(dating, GONE))
    remember(event, event, act="choose", field="day", **told, by=by, at=at)


@transaction.atomic
def remove_event_dating(*, event: Event, dating: EventDating, by, at) -> None:
    event = locked(event, by)
    dating = standing(dating, GONE)
    remember(event, dating, act="remove", before=content(dating), by=by, at=at)
    dating.delete()


def locked(event: Event, by) -> Event:
    """The event as it is now, for the secretariat. Errors: Refused for everybody else, and if it is gone."""
    found = Event.objects.select_for_update(no_key=True).filter(pk=event.pk).first()
    if found is None:
        raise Refused(_("Hendelsen finnes ikke lenger."))
    demand_secretariat(can(by, Act.KEEP_GATHERING, found))
    return found


def demand_secretariat(may: bool) -> None:
    if not may:
        raise Refused(_("Bare sekretariatet kan endre hendelser i tidslinjen."))


def remember(event: Event, row, *, act, field="", before=None, after=None, by, at) -> None:
    """One line in the event's history."""
    record(
        act=act, thing=row._meta.model_name, thing_id=row.pk, title=str(row), scope="event", scope_id=event.pk,
        field=field, before=before, after=after, by=by, at=at,
    )  # fmt: skip
