"""Questions about routes: where a version stands in each city. Plain data, nothing changed."""

from datetime import date

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from common.canonical import canonical, digest
from documents.models import Decision, DocumentCity, Route, Statement, Step, Version

REMAINING = "remaining"
STARTS = {
    "formannskap": (_("Utvalg, formannskap, bystyre"), (_("Hovedutvalg"), _("Formannskapet"), _("Bystyret"))),
    "byraad": (_("Byråd, komité, bystyre"), (_("Byrådet"), _("Komité"), _("Bystyret"))),
    "bystyre": (_("Rett til bystyret"), (_("Bystyret"),)),
    "": (_("Ingen steg ennå"), ()),
}
"""What a route may start from: its name, and its bodies in order, the last of which decides. All can be changed."""


def starts_of(route: Route | None) -> dict:
    """What there is to choose from; of a version that came after another, also what remained of that one's route."""
    if route is None or not remaining_before(route):
        return STARTS
    return {REMAINING: (_("Stegene som gjensto for forrige versjon"), ())} | STARTS


def remaining_before(route: Route) -> list[Step]:
    """The steps that were still planned in the city's route of the version before, in their order."""
    before = Route.objects.filter(
        version__document=route.version.document_id, version__number__lt=route.version.number, city=route.city_id
    ).order_by("-version__number")
    return list(Step.objects.filter(route__in=before[:1], state=Step.State.PLANNED, decisions=None))


VALUES = ("kind", "body", "words", "day", "case_number", "recommendation", "note", "notice", "deciding", "state")


def routes_of(version: Version) -> list[Route]:
    """The version's routes in the title's order of cities, with steps and decisions. Three statements."""
    place = DocumentCity.objects.filter(document=OuterRef("version__document"), city=OuterRef("city"))
    placed = Route.objects.annotate(place=Subquery(place.values("position")[:1]))
    return list(placed.filter(version=version).with_steps().order_by(F("place").asc(nulls_last=True), "pk"))


def last_word(route: Route, day: date) -> Decision | None:
    """What the city had decided by then: the latest word at the last deciding step that has one."""
    said = [step.decision_on(day) for step in route.steps.all() if step.deciding]
    return next((decision for decision in reversed(said) if decision), None)


def step_content(step: Step) -> dict:
    """A step as the history keeps it."""
    values = {name: getattr(step, name) for name in VALUES if name not in ("body", "day")}
    return values | {"body": step.body_id, "day": step.day.as_json() if step.day else None}


def step_mark(step: Step) -> str:
    """What a step was when it was seen, in short. Where it stands is no part of it, nor what was decided there."""
    return digest(canonical(step_content(step)))


def summary_mark(route: Route) -> str:
    return digest(route.summary)


STATED = ("words", "party", "received", "text", "answer", "outcome")


def statement_content(statement: Statement) -> dict:
    """A statement as the history keeps it."""
    said = {name: getattr(statement, name) for name in ("words", "text", "answer", "outcome")}
    received = statement.received.as_json() if statement.received else None
    return said | {"party": statement.party_id, "received": received}


def statement_mark(statement: Statement) -> str:
    """What a statement was when it was seen, in short."""
    return digest(canonical(statement_content(statement)))
