"""What the papers of a case say beside the version: as plain data, in words, as it stands now. Questions only.

It is kept with the print (Print.beside), so that a change since can be told.
"""

from django.db.models import prefetch_related_objects
from django.utils.timezone import localdate
from django.utils.translation import override

from common.canonical import canonical
from common.templatetags.framtid import day as on_day
from documents.models import Edition, Route, Statement, Step, Version
from documents.standing import standing
from documents.treatment import routes_of


def own_edition(route: Route) -> Edition:
    """The edition that the city of the route decides on: its own, or the only one there is."""
    editions = list(route.version.editions.select_related("city"))
    return next((one for one in editions if one.city_id == route.city_id), editions[0])


def treated_before(route: Route, routes: list[Route] | None = None) -> Version | None:
    """The latest earlier version that lies before the politicians of the route's city, without its text.

    routes: `standing` of the version, where it is known already.
    """
    routes = standing(route.version) if routes is None else routes
    earlier = [
        one.version
        for one in routes
        if one.city_id == route.city_id and one.tabled_at and one.version.number < route.version.number
    ]
    return max(earlier, key=lambda version: version.number, default=None)


def routes_of_case(version: Version) -> list[Route]:
    """The version's routes with all that a case tells of them: steps, decisions, and what was said on hearing."""
    routes = routes_of(version)
    prefetch_related_objects(routes, "steps__statements")
    return routes


def since(before: Version | None) -> dict | None:
    """How a print names the version it is held against."""
    return before and {"number": before.number, "day": before.day.isoformat()}


def case_content(step: Step, language: str, routes: list[Route], before: Version | None) -> dict:
    """What the papers for a step say of the case. Shape: see the keys; words are in the language.

    routes: all of the version's (`routes_of_case`); before: as `treated_before` gives it.
    """
    route = next(one for one in routes if one.pk == step.route_id)
    steps = list(route.steps.all())
    at = next(n for n, one in enumerate(steps) if one.pk == step.pk)
    with override(language):
        return {
            "city": str(route.city),
            "body": step.words,
            "day": str(step.day) if step.day else None,
            "number": step.case_number,
            "deciding": step.deciding,
            "recommendation": step.recommendation,
            "summary": route.summary,
            "decided": [decided(one, its) for its in routes for one in (steps[:at] if its == route else its.steps.all())
                        if one.decision_on(localdate())],
            "ahead": [planned(one) for one in steps[at + 1 :] if one.state == Step.State.PLANNED],
            "hearings": [hearing for one in steps[:at] if (hearing := heard(one))],
            "since": since(before),
        }  # fmt: skip


def decided(step: Step, route: Route) -> dict:
    decision = step.decision_on(localdate())
    return {
        "city": str(route.city),
        "body": step.words,
        "day": on_day(decision.day),
        "number": step.case_number,
        "outcome": decision.words,
        "votes": decision.counted,
        "text": decision.text,
        "changes": decision.changes,
    }


def planned(step: Step) -> dict:
    return {"body": step.words, "day": str(step.day) if step.day else None, "number": step.case_number}


def heard(step: Step) -> dict | None:
    """A hearing with what was said there; none for a meeting, and for one that was cancelled."""
    if step.kind != Step.Kind.HEARING or step.state in (Step.State.CANCELLED, Step.State.WITHDRAWN):
        return None
    return {
        "body": step.words,
        "day": str(step.day) if step.day else None,
        "until": on_day(step.last_day) if step.last_day else None,
        "notice": step.notice,
        "statements": [stated(one) for one in step.statements.all()],
    }


def stated(statement: Statement) -> dict:
    return {
        "who": statement.words,
        "received": str(statement.received) if statement.received else None,
        "text": statement.text,
        "answer": statement.answer,
        "outcome": statement.get_outcome_display(),
    }


def cases_of(route: Route) -> dict[int, str]:
    """By step, what its papers would say now, as it is kept with a print."""
    routes, before, language = routes_of_case(route.version), treated_before(route), own_edition(route).language
    steps = next((one.steps.all() for one in routes if one.pk == route.pk), [])
    return {
        step.pk: canonical(case_content(step, language, routes, before))
        for step in steps
        if step.kind == Step.Kind.MEETING
    }
