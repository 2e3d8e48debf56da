"""What a body decided. A decision is never changed: a correction is registered after it, and counts from then on."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from common.keys import scoped
from common.refusals import Refused
from documents.actions.prints import order_print
from documents.actions.routes import locked, remember, standing
from documents.models import Decision, Print, Route, Step
from documents.standing import mark_of

FIELDS = ("outcome", "day", "votes", "present", "votes_for", "votes_against", "text", "changes")

AFTERWARDS: list[Callable] = []


def when_decided(act: Callable) -> None:
    """Let an act of a room above follow each decision, in its transaction: act(decision=…, by=…, at=…)."""
    if act not in AFTERWARDS:
        AFTERWARDS.append(act)


@transaction.atomic
def register_decision(*, route: Route, step: Step, values: dict, uuid=None, by, at) -> Decision:
    """Write down what was decided at a step, and that it was held. values: those of FIELDS.

    Numbers that do not add up are kept as stated. uuid: names the form; sent again it gives back the same decision.
    Errors: Refused before the step's day where that is certain, on a day to come, for a hearing, and where the step was
    cancelled, withdrawn or taken away.
    """
    route = locked(route, by)
    step = standing(route, step)
    key = scoped(uuid, "decision", step.pk)
    if made := Decision.objects.filter(uuid=key).first():
        return made
    demand_held(step, values["day"], at)
    decision = Decision.objects.create(
        step=step, uuid=key, registered_at=at, registered_by=by, **{name: values[name] for name in FIELDS}
    )
    Step.objects.filter(pk=step.pk).update(state=Step.State.HELD)
    told = {name: values[name] for name in FIELDS} | {"day": decision.day.isoformat()}
    remember(route, act="decide", step=step, after=told, by=by, at=at)
    if decision.outcome == Decision.Outcome.ADOPTED and step.deciding:
        print_adopted(route, by=by, at=at)
    for act in AFTERWARDS:
        act(decision=decision, by=by, at=at)
    return decision


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
