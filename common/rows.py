"""What acts on the rows of a thing have in common: rows as plain data, the mark of what a person saw, keys of forms.

A model says with VALUES which of its fields a person gives.
"""

from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Manager, Max, Model
from django.utils.translation import gettext as _

from common.canonical import canonical, digest
from common.dates import LooseDate
from common.keys import scoped
from common.numbers import StatedNumber
from common.refusals import Refused, Stale

MOST = 300
"""Rows of a kind in one thing."""


def plain(value):
    """A value as the history keeps it."""
    if isinstance(value, Manager):
        return [str(one) for one in value.all()]
    if isinstance(value, Model):
        return {"id": value.pk, "title": str(value)}
    if isinstance(value, LooseDate | StatedNumber):
        return value.as_json()
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def content(row: Model) -> dict:
    """What the row says."""
    return {name: plain(getattr(row, name)) for name in row.VALUES}


def mark(row: Model) -> str:
    """What a row was when it was seen, in short. Where it stands among others is no part of it."""
    return digest(canonical(content(row)))


def put(row: Model, values: dict) -> Model:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def standing(row: Model, gone: str) -> Model:
    """The row as it is now. Errors: Refused, in these words, if it has been taken away."""
    found = type(row).objects.filter(pk=row.pk).first()
    if found is None:
        raise Refused(gone)
    return found


def demand_seen(row: Model, seen: str, values, mark=mark) -> None:
    """Errors: Stale if somebody changed the row since the person saw it."""
    if seen != mark(row):
        raise Stale(_("Noen andre har endret dette i mellomtiden. Under står det du skrev."), theirs=row, mine=values)


def made_from(model, uuid, thing: Model):
    """The row a form has made already, and the key for a new one."""
    key = scoped(uuid, model._meta.model_name, thing.pk)
    return model.objects.filter(uuid=key).first(), key


def demand_room_for_more(rows, most: int = MOST) -> None:
    if rows.count() >= most:
        raise Refused(_("Det er plass til %(most)s.") % {"most": most})


def next_position(rows) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def shifted(rows: list, row: Model, *, up: bool) -> tuple[int, int] | None:
    """Let a row change places with the one above or below; gives its place before and after.

    At the end it stays where it is: None. rows: all of them, in order.
    """
    here = next((n for n, one in enumerate(rows) if one.pk == row.pk), None)
    there = None if here is None else here - 1 if up else here + 1
    if there is None or not 0 <= there < len(rows):
        return None
    rows[here], rows[there] = rows[there], rows[here]
    for position, one in enumerate(rows):
        one.position = position
    type(row).objects.bulk_update(rows, ["position"])
    return here, there
