"""What a body decided. A decision is never changed: a correction is registered after it, and counts from then on."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cities.models import City
from common.keys import scoped
from common.refusals import Refused
from documents.actions.prints import order_print
from documents.actions.routes import locked, remember, save_step, standing, start_route
from documents.models import Decision, Print, Route, Step, Version
from documents.standing import mark_of
from files.actions import store
from files.intake import name_of, taken_in

FIELDS = ("outcome", "day", "votes", "present", "votes_for", "votes_against", "text", "changes")

AFTERWARDS: list[Callable] = []


def when_decided(act: Callable) -> None:
    """Let an act of a room above follow each decision, in its transaction: act(decision=…, by=…, at=…)."""
    if act not in AFTERWARDS:
        AFTERWARDS.append(act)


@transaction.atomic
def register_decision(*, route: Route, step: Step, values: dict, upload=None, uuid=None, by, at) -> Decision:
    """Write down what was decided at a step, and that it was held. values: those of FIELDS.

    Numbers that do not add up are kept as stated. upload: the file that tells of it, as Django hands it over. uuid:
    names the form; sent again it gives back the same decision.
    Errors: Refused before the step's day where that is certain, on a day to come, for a hearing, where the step was
    cancelled, withdrawn or taken away, and for a file of no known kind.
    """
    route = locked(route, by)
    step = standing(route, step)
    key = scoped(uuid, "decision", step.pk)
    if made := Decision.objects.filter(uuid=key).first():
        return made
    demand_held(step, values["day"], at)
    said = {name: values[name] for name in FIELDS}
    decision = Decision(step=step, uuid=key, registered_at=at, registered_by=by, **said)
    if upload:
        data, media_type = taken_in(upload)
        decision.file = store(data, media_type=media_type, at=at)
        decision.file_name = name_of(upload, media_type)
    decision.save()
    Step.objects.filter(pk=step.pk).update(state=Step.State.HELD)
    told = said | {"day": decision.day.isoformat(), "file": decision.file_name}
    remember(route, act="decide", step=step, after=told, by=by, at=at)
    if decision.outcome == Decision.Outcome.ADOPTED and step.deciding:
        print_adopted(route, by=by, at=at)
    for act in AFTERWARDS:
        act(decision=decision, by=by, at=at)
    return decision


@transaction.atomic
def register_done(
    *, version: Version, city: City, step: dict, values: dict, upload=None, uuid=None, by, at
) -> Decision:
    """Write down in one go what was decided elsewhere or long ago: the step, at the end of the city's route, and what
    came of it there.

    step: values as for `save_step`; the others as for `register_decision`, and so are the errors.
    """
    route = start_route(version=version, city=city, by=by, at=at)
    held = save_step(route=route, values=step, uuid=uuid, by=by, at=at)
    return register_decision(route=route, step=held, values=values, upload=upload, uuid=uuid, by=by, at=at)


def print_adopted(route: Route, *, by, at) -> None:
    """Order what now gets the mark: the city's edition, and the joint one where no other city is waited for."""
    for edition in route.version.editions.filter(Q(city=None) | Q(city=route.city)):
        if mark_of(edition) == Print.Mark.ADOPTED:
            order_print(edition=edition, limited=False, by=by, at=at)


def demand_held(step: Step, day, at) -> None:
    if step.kind == Step.Kind.HEARING:
        raise Refused(_("En høring har ingen vedtak. Registrer det på møtet som behandler den."))
    if step.state in (Step.State.CANCELLED, Step.State.WITHDRAWN):
        raise Refused(_("Steget er avlyst eller trukket. Endre det først."))
    if day > localdate(at):
        raise Refused(_("Dagen for vedtaket er ikke kommet ennå."))
    if step.day and step.day.certain and step.day.earliest and day < step.day.earliest:
        raise Refused(_("Møtet er %(day)s. Et vedtak kan ikke være eldre enn det.") % {"day": step.day})
