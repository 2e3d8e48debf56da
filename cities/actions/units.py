"""The parts and the political bodies of a party."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cities.actions._rows import add, change, remove
from cities.models import Body, Party, Unit
from common.refusals import Refused


@transaction.atomic
def add_unit(*, party: Party, name: str, by, at, parent: Unit | None = None, **fields) -> Unit:
    """Add a part of a party's organisation. fields: novelty, note. Errors: Refused if the party has it already."""
    _demand_parent(parent, party)
    return add(Unit(party=party, name=name, parent=parent, **fields), by=by, at=at, taken=_taken(party, name))


@transaction.atomic
def change_unit(*, unit: Unit, by, at, seen: dict | None = None, **fields) -> list[str]:
    """Change name, parent, novelty or note.

    Errors: Refused if the name is taken or the unit would come to stand under itself.
    """
    Party.objects.select_for_update(no_key=True).get(pk=unit.party_id)  # two moves at once could make a ring
    _demand_parent(fields.get("parent"), unit.party, unit)
    return change(unit, fields, by=by, at=at, seen=seen, taken=_taken(unit.party, fields.get("name", unit.name)))


@transaction.atomic
def remove_unit(*, unit: Unit, by, at) -> None:
    """Errors: Refused if it has parts of its own or answers for something."""
    remove(unit, by=by, at=at)


@transaction.atomic
def add_body(*, party: Party, name: str, by, at, **fields) -> Body:
    """Add a political body. fields: highest, novelty, note. Errors: Refused if the party has it already."""
    return add(Body(party=party, name=name, **fields), by=by, at=at, taken=_taken(party, name))


@transaction.atomic
def change_body(*, body: Body, by, at, seen: dict | None = None, **fields) -> list[str]:
    """Change name, highest, novelty or note. Errors: Refused if the name is taken."""
    return change(body, fields, by=by, at=at, seen=seen, taken=_taken(body.party, fields.get("name", body.name)))


@transaction.atomic
def remove_body(*, body: Body, by, at) -> None:
    """Errors: Refused if something in any room leans on it."""
    remove(body, by=by, at=at)


def _taken(party: Party, name: str):
    return _("%(party)s har alt %(name)s.") % {"party": party.short, "name": name}


def _demand_parent(parent: Unit | None, party: Party, unit: Unit | None = None) -> None:
    if parent is not None and parent.party_id != party.pk:
        raise Refused(_("Enheten må høre til samme part."))
    while parent is not None:
        if unit is not None and parent.pk == unit.pk:
            raise Refused(_("En enhet kan ikke ligge under seg selv."))
        parent = parent.parent
