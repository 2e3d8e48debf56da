"""What the acts of the room have in common. The gathering is locked first, so that two who change it wait for one
another.
"""

from django.db import transaction
from django.db.models import Max, Model
from django.utils.translation import gettext as _

from cities.access import can
from cities.acts import Act
from common.keys import scoped
from common.refusals import Refused, Stale
from history.actions import record
from workshops.contents import mark, remembered
from workshops.models import Gathering

MOST = 300
"""Rows of a kind in one gathering."""


def locked(gathering: Gathering, by) -> Gathering:
    """The gathering as it is now, for one who keeps it. Errors: Refused for everybody else, and if it is gone."""
    gathering = held(gathering)
    if not can(by, Act.KEEP_GATHERING, gathering):
        raise Refused(_("Bare sekretariatet og vertsbyens planleggere kan endre samlingen."))
    return gathering


def entered(gathering: Gathering, by) -> Gathering:
    """The gathering as it is now, for one whom a role lets read of it. Errors: as above."""
    gathering = held(gathering)
    if not can(by, Act.READ_GATHERING, gathering):
        raise Refused(_("Samlingen finnes ikke lenger."))
    return gathering


def held(gathering: Gathering) -> Gathering:
    """The gathering as it is now, locked until the transaction ends."""
    if not Gathering.objects.select_for_update(no_key=True).filter(pk=gathering.pk).exists():
        raise Refused(_("Samlingen finnes ikke lenger."))
    return Gathering.objects.for_door().get(pk=gathering.pk)


def standing(row: Model, gone: str) -> Model:
    """The row as it is now. Errors: Refused, in these words, if it has been taken away."""
    found = type(row).objects.filter(pk=row.pk).first()
    if found is None:
        raise Refused(gone)
    return found


def demand_seen(row: Model, seen: str, values) -> None:
    """Errors: Stale if somebody changed the row since the person saw it."""
    if seen != mark(row):
        raise Stale(_("Noen andre har endret dette i mellomtiden. Under står det du skrev."), theirs=row, mine=values)


def made_from(model, uuid, gathering: Gathering):
    """The row a form has made already, and the key for a new one. Errors: Refused where there are too many already."""
    key = scoped(uuid, model._meta.model_name, gathering.pk)
    return model.objects.filter(uuid=key).first(), key


def demand_room_for_more(rows, most: int = MOST) -> None:
    if rows.count() >= most:
        raise Refused(_("Det er plass til %(most)s.") % {"most": most})


def put(row: Model, values: dict) -> Model:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def next_position(rows) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def shift(gathering: Gathering, rows: list, row: Model, *, up: bool, by, at) -> None:
    """Let a row change places with the one above or below; at the end it stays where it is."""
    here = next((n for n, one in enumerate(rows) if one.pk == row.pk), None)
    there = None if here is None else here - 1 if up else here + 1
    if there is None or not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, one in enumerate(rows):
        one.position = position
    type(row).objects.bulk_update(rows, ["position"])
    remember(gathering, row, act="move", before={"position": here}, after={"position": there}, by=by, at=at)


def drop(gathering: Gathering, row: Model, *, by, at, also: dict | None = None) -> None:
    """Take a row away; the history keeps what it said."""
    remember(gathering, row, act="remove", before=remembered(row) | (also or {}), by=by, at=at)
    row.delete()


def remember(gathering: Gathering, row: Model, *, act, field="", before=None, after=None, by, at) -> None:
    """One line in the gathering's history. What is unchanged is not remembered."""
    if act == "edit" and before == after:
        return
    record(
        act=act, thing=row._meta.model_name, thing_id=row.pk, title=str(row), scope="gathering",
        scope_id=gathering.pk, field=field, before=before, after=after, by=by, at=at,
    )  # fmt: skip
