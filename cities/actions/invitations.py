"""Invitations: a letter with a key that only its reader has."""

from collections.abc import Callable
from datetime import date, timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cities.actions._rows import add, change
from cities.actions.roles import demand_fitting, demand_giver, hold
from cities.models import City, Invitation, Network, Party, Role, RoleKind, Unit, User
from cities.queries import open_invitation
from common.canonical import digest
from common.refusals import Refused
from post.actions import send

VALID = timedelta(days=14)


@transaction.atomic
def invite(
    *,
    email: str,
    kind: RoleKind,
    link: Callable[[str], str],
    city: City | None = None,
    party: Party | None = None,
    network: Network | None = None,
    unit: Unit | None = None,
    until: date | None = None,
    by: User | None,
    at,
) -> Invitation:
    """Write to somebody and offer a role at one place; the letter's link is good for 14 days.

    link: makes the whole address of the page that takes the key. until: the last day of the role, if it has one.
    by: whoever invites, or None when the house itself does (the first secretariat); then the place signs the letter.
    Errors: Refused if `by` may not give the role, the place has no such role, or the address has it or an offer of it.
    """
    place = city or party or network
    demand_giver(by, kind, place)
    demand_fitting(kind, place, unit)
    if until is not None and until < localdate(at):
        raise Refused(_("Siste dag må være i dag eller senere."))
    email, where = email.strip().lower(), {place._meta.model_name: place}
    _demand_news(email, kind, where, at)
    key = token_urlsafe(32)
    invitation = Invitation(
        email=email, kind=kind, unit=unit, until=until, key_sha256=digest(key), invited_by=by, invited_at=at,
        expires_at=at + VALID, **where,
    )  # fmt: skip
    add(invitation, act="invite", by=by, at=at)
    words = {"invitation": invitation, "link": link(key)}
    send(
        to=email,
        subject=str(_("Invitasjon til Framtid fra %(person)s") % {"person": by or place})[:200],
        body=render_to_string("cities/invitation.txt", words),
        by=by,
        at=at,
    )
    return invitation


@transaction.atomic
def accept_invitation(*, key: str, person: User | None = None, name: str = "", password: str = "", at) -> Role:
    """Take the offered role: as a person who has an account, or with a name and a password for a new one.

    Errors: Refused if the key is not good (any longer), if whoever invited may not give the role any longer, or if the
    account has another address than the letter.
    """
    invitation = open_invitation(key, at)
    if invitation is None:
        raise Refused(_("Invitasjonen gjelder ikke lenger. Be om en ny."))
    invitation = Invitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refused(_("Invitasjonen er alt brukt eller trukket tilbake."))
    if person is None:
        person = _new_person(invitation.email, name, password, at)
    elif person.email != invitation.email:
        raise Refused(_("Invitasjonen er sendt til en annen adresse enn din."))
    change(invitation, {"accepted_at": at}, act="accept_invitation", by=person, at=at)
    offer = (invitation.kind, invitation.place, invitation.unit, localdate(at), invitation.until)
    return hold(person, *offer, giver=invitation.invited_by, by=person, at=at)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, at) -> None:
    """Make an unanswered letter's key worthless. Errors: Refused if `by` may not, or it is answered already."""
    demand_giver(by, invitation.kind, invitation.place)
    invitation = Invitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refused(_("Invitasjonen er alt brukt eller trukket tilbake."))
    change(invitation, {"withdrawn_at": at}, act="withdraw_invitation", by=by, at=at)


def _demand_news(email: str, kind, where: dict, at) -> None:
    if Role.objects.held_on(localdate(at)).filter(person__email=email, kind=kind, **where).exists():
        raise Refused(_("%(email)s har alt denne rollen.") % {"email": email})
    if Invitation.objects.unanswered(at).filter(email=email, kind=kind, **where).exists():
        raise Refused(
            _("%(email)s har alt en invitasjon til denne rollen. Trekk den tilbake først.") % {"email": email}
        )


def _new_person(email: str, name: str, password: str, at) -> User:
    person = User(email=email, name=name)
    person.set_password(password)
    return add(person, act="join", by=None, at=at, taken=_("Adressen har alt en konto. Logg inn først."))
