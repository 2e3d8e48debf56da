"""Giving and withdrawing roles. A right follows from a role and from nothing else."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cities.access import forget_rights, gives, group_of, rights_of
from cities.actions._rows import add, change
from cities.acts import HELD, ROLE_NAMES, Act, RoleKind
from cities.models import City, Network, Party, Role, Unit, User
from common.refusals import Refused


@transaction.atomic
def give_role(
    *,
    person: User,
    kind: RoleKind,
    city: City | None = None,
    party: Party | None = None,
    network: Network | None = None,
    unit: Unit | None = None,
    since: date | None = None,
    until: date | None = None,
    by: User | None,
    at,
) -> Role:
    """Let a person be something at one place, from a day (today) to a day (no end).

    by: whoever gives it, or None when the house itself does (set-up, demonstration).
    Errors: Refused if `by` may not give it, the place has no such role, or the person has it already.
    """
    place = city or party or network
    demand_giver(by, kind, place)
    demand_fitting(kind, place, unit)
    return hold(person, kind, place, unit, since or localdate(at), until, giver=by, by=by, at=at)


@transaction.atomic
def withdraw_role(*, role: Role, by: User | None, at) -> None:
    """Take a role back. The person's next request is answered without it.

    Errors: Refused if `by` may not, if it is withdrawn already, or if a city would lose its last lead by any hand but
    the secretariat's.
    """
    demand_giver(by, role.kind, role.place)
    if role.city_id:
        City.objects.select_for_update(no_key=True).get(pk=role.city_id)  # two leads may withdraw each other at once
    role.refresh_from_db(fields=["withdrawn_at"])
    if role.withdrawn_at:
        raise Refused(_("Rollen er alt trukket tilbake."))
    if _is_last_lead(role, localdate(at)) and not (by is None or rights_of(by).everywhere(Act.KEEP_NETWORK)):
        raise Refused(_("Byen må ha minst én programleder. Gi rollen til en annen først, eller spør sekretariatet."))
    change(role, {"withdrawn_at": at}, act="withdraw_role", by=by, at=at)
    forget_rights(role.person)


def demand_giver(by: User | None, kind, place) -> None:
    if by is not None and kind not in gives(by, place):
        raise Refused(_("Du kan ikke gi eller trekke tilbake denne rollen."))


def demand_fitting(kind, place, unit: Unit | None) -> None:
    if kind not in HELD[place._meta.model_name]:
        raise Refused(_("Denne rollen finnes ikke her."))
    if unit is not None and unit.party_id != (
        place.pk if isinstance(place, Party) else getattr(place, "party_id", None)
    ):
        raise Refused(_("Enheten må høre til samme sted som rollen."))


def hold(person: User, kind, place, unit, since: date, until: date | None, *, giver, by, at) -> Role:
    """Write the role itself. giver: who decided it; by: whose act it is – the invited one's own when accepting."""
    if until is not None and until < since:
        raise Refused(_("Siste dag må være etter første dag."))
    group = group_of(place, kind)
    taken = _("%(person)s er alt %(kind)s her.") % {"person": person, "kind": str(ROLE_NAMES[kind]).lower()}
    if Role.objects.held_on(since).filter(person=person, group=group).exists():
        raise Refused(taken)
    role = Role(person=person, kind=kind, group=group, unit=unit, since=since, until=until, given_by=giver)
    setattr(role, place._meta.model_name, place)
    add(role, act="give_role", by=by, at=at, taken=taken)
    forget_rights(person)
    return role


def _is_last_lead(role: Role, day: date) -> bool:
    leads = Role.objects.held_on(day).filter(city=role.city_id, kind=RoleKind.LEAD, person__is_active=True)
    return (
        role.kind == RoleKind.LEAD
        and leads.filter(pk=role.pk).exists()
        and not leads.exclude(person=role.person_id).exists()
    )
