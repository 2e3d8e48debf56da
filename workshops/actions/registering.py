"""Acts on who comes: registered, on the waiting list, withdrawn. What is forgotten afterwards: forgetting.py.

The gathering is locked first, so of two who take the last place at once one gets it and one waits. The history keeps
that somebody registered, never who.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from cities.access import can
from cities.acts import Act
from common.keys import scoped
from common.refusals import Refused
from history.actions import record
from post.actions import sent
from workshops.actions._rows import held, locked, remember
from workshops.models import Enrolment, Gathering, Registration
from workshops.models.registering import new_secret

MOST = 5_000


@transaction.atomic
def open_enrolment(*, gathering: Gathering, is_open: bool, capacity: int | None, by_link: bool, by, at) -> Enrolment:
    """Say how one registers. More places let those who wait move up; fewer take no place from anybody.

    by_link: may people without a role register? Taken back, the old link is dead for good.
    """
    gathering = locked(gathering, by)
    enrolment = Enrolment.objects.filter(gathering=gathering).first() or Enrolment(gathering=gathering)
    before = told(enrolment) if enrolment.pk else None
    enrolment.is_open, enrolment.capacity = is_open, capacity
    enrolment.link = (enrolment.link or new_secret()) if by_link else ""
    enrolment.save()
    remember(gathering, gathering, act="edit", field="enrolment", before=before, after=told(enrolment), by=by, at=at)
    move_up(gathering, at=at)
    return enrolment


def told(enrolment: Enrolment) -> dict:
    return {"open": enrolment.is_open, "capacity": enrolment.capacity, "by_link": bool(enrolment.link)}


@transaction.atomic
def register(*, gathering: Gathering, values: dict, link: str = "", uuid=None, by, at) -> Registration:
    """Register for a gathering, or change what one registered with. Where all places are taken, one waits for one.

    values: city, diet, organisation; and name and email for those who come by the link. by: None for them.
    Errors: Refused where one cannot register (any more).
    """
    gathering = held(gathering)
    enrolment = demand_open(gathering, link, by)
    key = scoped(uuid, "registration", gathering.pk)
    mine = {"person": by} if by else {"uuid": key}
    if found := Registration.objects.filter(gathering=gathering, **mine).first():
        return changed(found, values) if by else found
    if gathering.registrations.count() >= MOST:
        raise Refused(_("Det er plass til %(most)s.") % {"most": MOST})
    who = {"person": by, "name": by.name, "email": by.email} if by else {}
    full = enrolment.capacity is not None and places_taken(gathering) >= enrolment.capacity
    made = Registration.objects.create(gathering=gathering, **(values | who), waiting=full, made_at=at, uuid=key)
    keep_trace(gathering, made, "register", at=at)
    return made


def changed(registration: Registration, values: dict) -> Registration:
    for name, value in values.items():
        setattr(registration, name, value)
    registration.save(update_fields=list(values))
    return registration


def demand_open(gathering: Gathering, link: str, by) -> Enrolment:
    enrolment = Enrolment.objects.filter(gathering=gathering).first()
    if enrolment is None or not enrolment.is_open or gathering.cancelled:
        raise Refused(_("Det går ikke an å melde seg på."))
    invited = can(by, Act.READ_GATHERING, gathering) if by else link and link == enrolment.link
    if not invited:
        raise Refused(_("Det går ikke an å melde seg på."))
    return enrolment


@transaction.atomic
def withdraw(*, registration: Registration, by, at) -> None:
    """Take a registration away with all it says of the person; whoever waited longest gets the place."""
    gathering = held(registration.gathering)
    if found := Registration.objects.filter(pk=registration.pk).first():
        keep_trace(gathering, found, "withdraw", at=at)
        found.delete()
        move_up(gathering, at=at)


def move_up(gathering: Gathering, *, at) -> None:
    """Give free places to those who have waited longest, and write to them."""
    enrolment = Enrolment.objects.filter(gathering=gathering).first()
    if enrolment is None:
        return
    waiting = gathering.registrations.filter(waiting=True).order_by("id")
    free = None if enrolment.capacity is None else max(enrolment.capacity - places_taken(gathering), 0)
    for registration in waiting[:free]:
        registration.waiting = False
        registration.save(update_fields=["waiting"])
        keep_trace(gathering, registration, "move_up", at=at)
        subject = _("Du har fått plass: %(gathering)s") % {"gathering": gathering}
        body = _("Du sto på venteliste til «%(gathering)s», og har nå fått plass.") % {"gathering": gathering}
        sent(registration.email, subject, body, by=None, at=at)


def places_taken(gathering: Gathering) -> int:
    return gathering.registrations.filter(waiting=False).count()


def keep_trace(gathering: Gathering, registration: Registration, act: str, *, at) -> None:
    """One line that outlives the registration: it names the city and nobody, not even as the one who did it."""
    said = {"city": registration.city and registration.city.slug, "waiting": registration.waiting}
    record(
        act=act, thing="registration", thing_id=registration.pk, title=_("Påmelding"), scope="gathering",
        scope_id=gathering.pk, field="", before=None, after=said, by=None, at=at,
    )  # fmt: skip
