"""What the acts of the room have in common. The gathering is locked first, so that two who change it wait for one
another.
"""

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from cities.access import can
from cities.acts import Act
from common import rows
from common.refusals import Refused
from history.actions import record
from workshops.contents import mark, remembered
from workshops.models import Gathering


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


def demand_seen(row: Model, seen: str, values) -> None:
    """Errors: Stale if somebody changed the row since the person saw it."""
    rows.demand_seen(row, seen, values, mark=mark)


@transaction.atomic
def shift(gathering: Gathering, among: list, row: Model, *, up: bool, by, at) -> None:
    """Let a row change places with the one above or below; at the end it stays where it is."""
    if places := rows.shifted(among, row, up=up):
        here, there = places
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
