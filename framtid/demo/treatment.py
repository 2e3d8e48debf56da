"""The ways programmes took through the cities' bodies, as far as the sources tell, each on a version frozen for it."""

from datetime import date
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Count

from cities.models import City, User
from common.dates import LooseDate
from documents.actions import register_decision, save_step, start_route
from documents.models import Decision, Route, Step, Version
from framtid.demo.facts import read
from framtid.demo.wording import ascii_name
from programmes.actions import freeze_programme
from programmes.models import Programme

TOLD_ON = date(2009, 1, 22)
"""The day the cities told the network of their routes."""
HIGHEST = ("bystyret", "kommunestyret")


def load_routes(cities: dict[str, City], *, at) -> None:
    """Twins share a version, and have a route each."""
    versions: dict[int, Version] = {}
    leads = {person.email: person for person in User.objects.filter(email__startswith="programleder@")}
    for fact in read("treatment")["politisk_behandling"]:
        city = cities[fact["by"]]
        lead = leads[f"programleder@{ascii_name(city.name)}.example"]
        programme = programme_of(city)
        if programme.pk not in versions:
            versions[programme.pk] = freeze_programme(
                programme=programme, day=day_of(fact), key=uuid5(NAMESPACE_URL, f"{programme.pk}"), by=lead, at=at
            )
        route = start_route(version=versions[programme.pk], city=city, by=lead, at=at)
        add_steps(route, fact, lead, at)


def programme_of(city: City) -> Programme:
    """The city's own, or the one it shares with its twin; not that of the whole network."""
    found = Programme.objects.filter(document__in=city.documents.all()).select_related("document")
    return found.annotate(shared_by=Count("document__cities")).order_by("shared_by").first()


def day_of(fact: dict) -> date:
    stated = [date.fromisoformat(step["dato"]) for step in fact["steg"] if step["dato"]]
    return min(stated) if stated and min(stated).year > TOLD_ON.year else TOLD_ON


def add_steps(route: Route, fact: dict, lead: User, at) -> None:
    bodies = {body.name.casefold(): body for body in route.city.party.bodies.all()}
    told = [words for words in (fact.get("annet"), participation(fact), hearing(fact)) if words]
    for number, step in enumerate(fact["steg"], 1):
        last = number == len(fact["steg"])
        body = bodies.get((step["organ"] or "").casefold())
        values = {
            "kind": Step.Kind.MEETING if step["organ"] else Step.Kind.HEARING,
            "body": body,
            "words": body.name if body else (step["organ"] or "høring"),
            "day": stated_day(step),
            "case_number": step.get("sak", ""),
            "recommendation": "",
            "notice": "",
            "note": "\n".join(filter(None, [step.get("status"), *(told if last else [])])),
            "deciding": last and step["organ"] in HIGHEST,
            "state": Step.State.HELD if decided(step) else Step.State.PLANNED,
        }
        saved = save_step(route=route, values=values, by=lead, at=at)
        if decided(step) and step["dato"]:
            adopt(route, saved, step, lead, at)


def adopt(route: Route, saved: Step, step: dict, lead: User, at) -> None:
    values = dict.fromkeys(("present", "votes_for", "votes_against")) | dict.fromkeys(("votes", "changes"), "")
    values |= {"outcome": Decision.Outcome.ADOPTED, "day": date.fromisoformat(step["dato"]), "text": step["status"]}
    register_decision(route=route, step=saved, values=values, by=lead, at=at)


def decided(step: dict) -> bool:
    return step.get("status", "").startswith(("vedtatt", "vedtok", "bestilte"))


def stated_day(step: dict) -> LooseDate | None:
    if about := step.get("dato_omtrent"):
        return LooseDate.read(f"ca. {LooseDate.read(about.removeprefix('ca. '))}")
    words = step["dato"] or step.get("aar")
    return LooseDate.read(str(words)) if words else None


def participation(fact: dict) -> str:
    return f"Medvirkning: {', '.join(fact['medvirkning'])}." if fact.get("medvirkning") else ""


def hearing(fact: dict) -> str:
    return "Ingen høring." if fact["hoering"] is False else ""
