"""What tests about treatment do: steps and decisions by the shortest way."""

from datetime import UTC, date, datetime

from documents.actions import register_decision, save_step
from documents.models import Decision, Step
from documents.treatment import VALUES

AT = datetime(2009, 3, 1, 12, tzinfo=UTC)
DAY = date(2009, 2, 26)


def lead(world, slug="skien"):
    return world.people["lead", slug]


def values(words, **more):
    return dict.fromkeys(VALUES, "") | {
        "kind": "meeting", "state": "planned", "deciding": False, "body": None, "day": None, "words": words,
    } | more  # fmt: skip


def add(route, words, by, **more) -> Step:
    return save_step(route=route, values=values(words, **more), by=by, at=AT)


def said(outcome="adopted", day=DAY, **more):
    numbers = dict.fromkeys(("present", "votes_for", "votes_against"))
    return {"outcome": outcome, "day": day, "votes": "", "text": "", "changes": ""} | numbers | more


def decide(route, step, by, **more) -> Decision:
    return register_decision(route=route, step=step, values=said(**more), by=by, at=AT)
