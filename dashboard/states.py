"""How a city stands at a milestone: pure, from the milestone, what speaks for it, and what was agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from dashboard.facts import Evidence, Sort
from dashboard.models import Arrangement, Milestone

SOON = 30
"""Days: a deadline no further away than this is told apart."""
ANOTHER_ROUND = 730
"""Days after the deadline; what is planned later than that is not the plan for it."""


class State(TextChoices):
    DONE = "done", _("Ferdig")
    ON_TIME = "on_time", _("I rute")
    DUE = "due", _("Frist innen 30 dager")
    LATE = "late", _("Forsinket")
    OPEN = "open", _("Åpen, uten plan")
    NOT_OPEN = "not_open", _("Ikke åpnet")
    EXCEPTED = "excepted", _("Unntak")


@dataclass(frozen=True)
class Plan:
    """When it is to be, and where: a planned step of the treatment, an agenda, or a day the city has stated."""

    first: date | None
    last: date | None
    stated: str
    words: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Standing:
    """One city at one milestone on a day.

    by: what reached it. days: late by so many, or so many left to the deadline. forecast: days after the deadline that
    the plan lies. towards: what is done of it so far.
    """

    state: State
    by: Evidence | None = None
    plan: Plan | None = None
    deadline: date | None = None
    days: int = 0
    forecast: int = 0
    towards: Evidence | None = None
    extended: Arrangement | None = None
    exception: Arrangement | None = None

    @property
    def late(self) -> int:
        return self.days if self.state == State.LATE else 0


def standing(
    milestone: Milestone, evidence: Iterable[Evidence], arranged: dict[str, Arrangement], day: date
) -> Standing:
    """How a city stood on the day.

    evidence: of this city and of the milestone's fact. arranged: by sort, what counted that day.
    """
    evidence = [one for one in evidence if counts(milestone, one)]
    reached = [one for one in evidence if one.sort == Sort.REACHED and one.happened_by(day)]
    if reached:
        return Standing(State.DONE, by=min(reached, key=lambda one: (one.since or date.min, one.thing_id)))
    extended, exception = arranged.get(Arrangement.Sort.DEADLINE), arranged.get(Arrangement.Sort.EXCEPTION)
    deadline = extended.day.latest if extended and extended.day.latest else milestone.window.latest
    plan = plan_of([one for one in evidence if in_this_round(one, deadline)], arranged, day)
    towards = [one for one in evidence if one.sort in (Sort.PARTLY, Sort.DROPPED) and one.happened_by(day)]
    known = {
        "plan": plan, "deadline": deadline, "extended": extended, "exception": exception,
        "towards": max(towards, key=lambda one: (one.since or date.min, one.thing_id), default=None),
    }  # fmt: skip
    if exception:
        return Standing(State.EXCEPTED, **known)
    state, days = timed(milestone, deadline, plan, day)
    ends = plan and plan.last
    forecast = (ends - deadline).days if ends and deadline and ends > deadline and ends >= day else 0
    return Standing(state, days=days, forecast=forecast, **known)


def counts(milestone: Milestone, one: Evidence) -> bool:
    """Is it recent enough, where the milestone counts from a day?"""
    return milestone.counts_from is None or one.last is None or one.last >= milestone.counts_from


def in_this_round(one: Evidence, deadline: date | None) -> bool:
    return not (deadline and one.first and (one.first - deadline).days > ANOTHER_ROUND)


def timed(milestone: Milestone, deadline: date | None, plan: Plan | None, day: date) -> tuple[State, int]:
    """The state of what is not reached, and the days that go with it."""
    opens = milestone.window.earliest
    if deadline and day > deadline:
        return State.LATE, (day - deadline).days
    if plan and plan.last and plan.last < day:
        return State.LATE, (day - plan.last).days
    if opens and day < opens:
        return State.NOT_OPEN, (opens - day).days
    left = (deadline - day).days if deadline else 0
    if deadline and deadline - day <= timedelta(days=SOON):
        return State.DUE, left
    on_time = plan and plan.last and (deadline is None or plan.last <= deadline)
    return (State.ON_TIME if on_time else State.OPEN), left


def plan_of(evidence: list[Evidence], arranged: dict[str, Arrangement], day: date) -> Plan | None:
    """The first that is still ahead; where none is, the last that has passed. What a room knows goes before what a city
    has stated.
    """
    planned = [Plan(one.first, one.last, one.stated, one.words, one) for one in evidence if one.sort == Sort.PLANNED]
    stated = arranged.get(Arrangement.Sort.PLAN)
    if not any(plan.last for plan in planned) and stated:
        planned = [Plan(stated.day.earliest, stated.day.latest, str(stated.day), stated.reason)]
    ahead = [plan for plan in planned if plan.last and plan.last >= day]
    if ahead:
        return min(ahead, key=lambda plan: plan.last)
    return max(planned, key=lambda plan: plan.last or date.min, default=None)
