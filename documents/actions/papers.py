"""Ordering the papers of a case: what a body gets for its meeting, and the version with its changes marked."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from documents.actions.prints import Beside, order_print
from documents.actions.routes import locked, save_step
from documents.actions.routes import standing as still_there
from documents.case import case_content, own_edition, routes_of_case, since, treated_before
from documents.models import Edition, Print, Route, Step, Version
from documents.treatment import VALUES


@transaction.atomic
def order_papers(*, route: Route, step: Step, limited: bool = True, by, at) -> Print:
    """Ask for the papers a body gets: its cover, the case, what is new, the version and what was said on hearing.

    They say what is known of the case now; when more is known, others can be made. What they are held against is marked
    in a file of its own, which is asked for too.
    Errors: Refused for a hearing, for a step that is gone or off, and as `order_print`.
    """
    route = locked(route, by)
    step = still_there(route, step)
    if step.kind == Step.Kind.HEARING:
        raise Refused(_("En høring har ingen sakspapirer. Lag dem for møtet som behandler saken."))
    if step.state in (Step.State.CANCELLED, Step.State.WITHDRAWN):
        raise Refused(_("Steget er avlyst eller trukket. Endre det først."))
    edition, before = own_edition(route), treated_before(route)
    told = case_content(step, edition.language, routes_of_case(route.version), before)
    beside = Beside(Print.Kind.CASE, route, step, before, told)
    papers = order_print(edition=edition, beside=beside, limited=limited, by=by, at=at)
    mark_changes(route, by=by, at=at)
    return papers


@transaction.atomic
def open_at(*, route: Route, meeting: dict, by, at) -> Print:
    """Let a case begin at a meeting, and ask for its papers. meeting: words (of the body), day, case_number and
    recommendation; the other values of a step are as for a new one.
    """
    body = route.city.party.bodies.filter(name__iexact=meeting["words"]).first()
    values = dict.fromkeys(VALUES, "") | {"kind": Step.Kind.MEETING, "state": Step.State.PLANNED}
    values |= {"deciding": bool(body and body.highest), "body": body} | meeting
    step = save_step(route=route, values=values, by=by, at=at)
    return order_papers(route=route, step=step, limited=False, by=by, at=at)


@transaction.atomic
def order_changes(*, route: Route, limited: bool = True, by, at) -> Print:
    """Ask for the version with all that is new since the one the city's politicians had before them last.

    Errors: Refused where they had none, and as `order_print`.
    """
    if asked := mark_changes(route, limited=limited, by=by, at=at):
        return asked
    raise Refused(_("Ingen tidligere versjon ligger til behandling, så det er ingenting å sammenligne med."))


def mark_changes(route: Route, *, limited: bool = False, by, at) -> Print | None:
    """The same as part of a larger act; none where no earlier version lies before the city's politicians."""
    if (before := treated_before(route)) is None:
        return None
    return order_print(edition=own_edition(route), beside=new_since(before, route), limited=limited, by=by, at=at)


@transaction.atomic
def order_since(*, edition: Edition, before: Version, by, at) -> Print:
    """Ask for an edition of what no city's case is about with all that is new since another version.

    The room above has asked who may. Errors: as `order_print`.
    """
    beside = Beside(Print.Kind.CHANGES, since=before, told={"since": since(before)})
    return order_print(edition=edition, beside=beside, by=by, at=at)


def new_since(before: Version, route: Route) -> Beside:
    """What tells the changes of a case."""
    return Beside(Print.Kind.CHANGES, route, None, before, {"since": since(before)})
