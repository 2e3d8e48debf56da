"""What the facts tell of the network that is no gathering and no agreement."""

from dashboard.models import Event
from framtid.demo.facts import read
from framtid.demo.gatherings import stated

KINDS = {
    "politikk": Event.Kind.POLITICS,
    "politisk behandling": Event.Kind.TREATMENT,
    "regelverk": Event.Kind.REGULATION,
    "rapportering": Event.Kind.REPORTING,
    "evaluering": Event.Kind.EVALUATION,
}
"""The others are gatherings or agreements, which stand in the timeline by themselves."""


def load_events() -> None:
    facts = [fact for fact in read("milestones")["milepaeler"] if fact["type"] in KINDS]
    Event.objects.bulk_create(event(fact) for fact in facts)


def event(fact: dict) -> Event:
    return Event(
        kind=KINDS[fact["type"]],
        title=fact["tekst"],
        place=fact["sted"] or "",
        sources=fact["source"],
        **stated(fact),
    )
