"""Acts on routes. The route is locked first, so that two who change it wait for one another."""

from django.db import transaction
from django.utils.translation import gettext as _

from cities.models import City
from common.keys import scoped
from common.refusals import Refused, Stale
from documents.actions.leading import demand_lead
from documents.models import Decision, Route, Step, Version
from documents.treatment import REMAINING, STARTS, VALUES, remaining_before, step_content, step_mark, summary_mark
from history.actions import record

MOST = 60
"""Steps in a route."""


@transaction.atomic
def start_route(*, version: Version, city: City, start: str = "", by, at) -> Route:
    """Begin a version's route in a city. One that has steps already is given back as it is.

    start: one of STARTS, whose bodies become the city's own where it has one of that name; or REMAINING, for the steps
    that were left of the version before.
    Errors: Refused for whoever does not lead that city's programme, and for another city's own version.
    """
    demand_lead([city], by)
    if version.city_id not in (None, city.pk):
        raise Refused(_("Dette er utgaven for %(city)s, og behandles bare der.") % {"city": version.city})
    route, made = Route.objects.get_or_create(version=version, city=city, defaults={"started_at": at})
    Route.objects.select_for_update(no_key=True).get(pk=route.pk)
    if made or (start and not route.steps.exists()):
        remember(route, act="start", after={"city": city.slug, "start": start}, by=by, at=at)
        take_along(route) if start == REMAINING else add_bodies(route, [str(name) for name in STARTS[start][1]])
    return route


def take_along(route: Route) -> None:
    """Copy the steps that remained of the version before. The original stays with the version it was planned for."""
    steps = remaining_before(route)
    for position, step in enumerate(steps):
        step.pk, step.route, step.position, step.uuid = None, route, position, scoped(None, "step")
        step._state.adding = True
    Step.objects.bulk_create(steps)


def add_bodies(route: Route, names: list[str]) -> None:
    """Steps with the city's own bodies where it has such; its highest one is the last, whatever it is called."""
    bodies = list(route.city.party.bodies.order_by("-highest", "pk"))
    known = {body.name.casefold(): body for body in reversed(bodies)}
    steps = []
    for position, name in enumerate(names):
        last = position == len(names) - 1
        body = next((body for body in bodies if last and body.highest), known.get(name.casefold()))
        words = body.name if body else name
        steps.append(
            Step(route=route, position=position, body=body, words=words, deciding=last, uuid=scoped(None, "step"))
        )
    Step.objects.bulk_create(steps)


@transaction.atomic
def summarise(*, route: Route, summary: str, seen: str, by, at) -> Route:
    """Say in some sentences what the case is about. Errors: Stale if somebody else has since."""
    route = locked(route, by)
    if seen != summary_mark(route):
        raise Stale(_("Noen andre har skrevet her i mellomtiden."), theirs=route, mine=summary)
    before, route.summary = route.summary, summary
    if before != summary:
        route.save(update_fields=["summary"])
        remember(route, act="edit", field="summary", before=before, after=summary, by=by, at=at)
    return route


@transaction.atomic
def save_step(*, route: Route, step: Step | None = None, values: dict, seen: str = "", uuid=None, by, at) -> Step:
    """Add a step at the end, or give one other values (those of VALUES).

    seen: the mark of the step as the person saw it. uuid: names the form; the same form again gives back the same step.
    Errors: Stale if somebody changed it since; Refused if it is gone, one too many, or would become a hearing instead
    of a meeting, or the other way round, after something was decided or said there.
    """
    route = locked(route, by)
    if step is None:
        key = scoped(uuid, "step", route.pk)
        if made := Step.objects.filter(uuid=key).first():
            return made
        if (position := route.steps.count()) >= MOST:
            raise Refused(_("Det er plass til %(most)s steg.") % {"most": MOST})
        step, before = Step(route=route, position=position, uuid=key), None
    else:
        step = standing(route, step)
        before = step_content(step)
        if seen != step_mark(step):
            raise Stale(_("Noen andre har endret steget i mellomtiden."), theirs=step, mine=values)
        if values["kind"] != step.kind:
            demand_empty(step)
    for name in VALUES:
        setattr(step, name, values[name])
    step.save()
    after = step_content(step)
    if before != after:
        remember(route, act="edit" if before else "add", step=step, before=before, after=after, by=by, at=at)
    return step


@transaction.atomic
def move_step(*, route: Route, step: Step, up: bool, by, at) -> None:
    """Let a step change places with its neighbour. At the end of the list nothing happens. Errors: Refused if gone."""
    route = locked(route, by)
    steps = list(route.steps.all())
    here = steps.index(standing(route, step))
    there = here - 1 if up else here + 1
    if not 0 <= there < len(steps):
        return
    steps[here], steps[there] = steps[there], steps[here]
    number(steps)
    remember(route, act="move", step=step, before={"position": here}, after={"position": there}, by=by, at=at)


def number(steps: list[Step]) -> None:
    """Let the steps stand in this order."""
    for position, step in enumerate(steps):
        step.position = position
    Step.objects.bulk_update(steps, ["position"])


@transaction.atomic
def remove_step(*, route: Route, step: Step, by, at) -> None:
    """Take a step away; the history keeps it. Errors: Refused if something was decided or said there."""
    route = locked(route, by)
    step = standing(route, step)
    demand_empty(step)
    remember(route, act="remove", step=step, before=step_content(step), by=by, at=at)
    step.delete()
    number(list(route.steps.all()))


def demand_empty(step: Step) -> None:
    """What was decided, said or sent out somewhere must go on standing where it was."""
    if Decision.objects.filter(step=step).exists():
        raise Refused(_("Her er det registrert et vedtak. Da blir steget stående som det er."))
    if step.statements.exists():
        raise Refused(_("Her er det kommet inn uttalelser. Da blir steget stående som det er."))
    if step.prints.exists():
        raise Refused(_("Til dette steget er det laget sakspapirer. Da blir det stående, men det kan avlyses."))


def locked(route: Route, by) -> Route:
    """The route as it is now, for one who leads its city's programme."""
    demand_lead([route.city], by)
    Route.objects.select_for_update(no_key=True).get(pk=route.pk)
    return Route.objects.select_related("city__party", "version").defer("version__content").get(pk=route.pk)


def standing(route: Route, step: Step) -> Step:
    """The step as it is now. Errors: Refused if it has been taken away."""
    found = route.steps.filter(pk=step.pk).first()
    if found is None:
        raise Refused(_("Steget finnes ikke lenger."))
    return found


def remember(route: Route, *, act, step: Step | None = None, field="", before=None, after=None, by, at) -> None:
    """One line in the document's history: about a step, or the route itself."""
    thing = ("step", step.pk, str(step)) if step else ("route", route.pk, str(route.city))
    record(
        act=act, thing=thing[0], thing_id=thing[1], title=thing[2], scope="document",
        scope_id=route.version.document_id, field=field, before=before, after=after, by=by, at=at,
    )  # fmt: skip
