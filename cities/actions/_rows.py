"""Adding, changing and removing a row, with its lines in the history: the same for every table of the room."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext_lazy as _

from cities.models import City, Party, Role
from cities.queries import mark, marks
from common.refusals import Refused, Stale
from history.actions import entry, record, record_all


def add(row: Model, *, by, at, act="add", taken=None) -> Model:
    """Write a new row. Errors: Refused with the message `taken` if the database already has its like."""
    _write(row, taken)
    record(act=act, by=by, at=at, **_named(row))
    return row


def change(row: Model, fields: dict, *, by, at, act="change", seen: dict | None = None, taken=None) -> list[str]:
    """Give fields of a row new values and remember those that really changed; their names are given back.

    seen: what `marks` said when the person opened the form. A field the person left alone keeps what others have
    written since; without it (in a set-up), what is given stands.
    Errors: Stale if the person changed a field that somebody else has changed since, with the texts of each.
    """
    locked = type(row).objects.select_for_update(of=["self"], no_key=True).get(pk=row.pk)
    for field in map(row._meta.get_field, fields):
        setattr(row, field.attname, getattr(locked, field.attname))
    if seen is not None:
        fields = _merged(row, fields, seen)
    entries = []
    for name, after in fields.items():
        before = getattr(row, name)
        if before != after:
            setattr(row, name, after)
            values = {"before": _plain(before), "after": _plain(after)}
            entries.append(entry(act=act, field=name, by=by, at=at, **values, **_named(row)))
    if entries:
        _write(row, taken)
        record_all(entries)
    return [line.field for line in entries]


def _merged(row: Model, fields: dict, seen: dict) -> dict:
    """Those fields the person changed. Errors: Stale."""
    now = marks(row, fields)
    mine = {name: value for name, value in fields.items() if seen.get(name) != mark(value)}
    if late := [name for name in mine if seen.get(name) != now[name] and now[name] != mark(mine[name])]:
        raise Stale(
            _("Noen har endret dette siden du åpnet siden. Se over og lagre på nytt."),
            theirs={name: getattr(row, name) for name in late},
            mine={name: mine[name] for name in late},
        )
    return mine


def remove(row: Model, *, by, at) -> None:
    """Take a row away. Errors: Refused if something in any room still leans on it."""
    named = _named(row)
    before = {f.attname: _plain(getattr(row, f.attname)) for f in row._meta.concrete_fields if not f.generated}
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        raise Refused(_("%(name)s er i bruk og kan ikke slettes.") % {"name": row}) from error
    record(act="remove", before=before, by=by, at=at, **named)


def _write(row: Model, taken) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if taken is None:
            raise
        raise Refused(taken) from error


def _named(row: Model) -> dict:
    """What the history calls the row, and the city or party whose history also shows it."""
    title = f"{row.person}: {row}" if isinstance(row, Role) else str(row)
    names = {"thing": row._meta.model_name, "thing_id": row.pk, "title": title}
    place = row if isinstance(row, City | Party) else _place(row)
    if place is not None:
        names |= {"scope": place._meta.model_name, "scope_id": place.pk}
    return names


def _place(row: Model):
    for name in ("place", "party", "after"):
        if (place := getattr(row, name, None)) is not None:
            return place
    return None


def _plain(value):
    if isinstance(value, Model):
        return {"id": value.pk, "title": str(value)}
    return value.isoformat() if isinstance(value, date) else value
