"""What is another way than it was: two pictures of the matrix held against one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, make_aware

from cities.models import City
from dashboard.facts import FACTS, AsOf, Evidence, Fact, Sort, evidence_of
from dashboard.matrix import Matrix, matrix_of, milestones_on
from dashboard.models import Milestone
from dashboard.states import Standing, State
from dashboard.wording import Cell, about, cell

WEIGHT = {State.LATE: 0, State.DONE: 1, State.EXCEPTED: 2, State.DUE: 3, State.ON_TIME: 4, State.OPEN: 5}


@dataclass(frozen=True)
class Change:
    """A city that stands otherwise at a milestone than it did."""

    city: City
    milestone: Milestone
    before: Standing
    after: Standing
    now: Cell


@dataclass(frozen=True)
class News:
    """Something that was recorded and moved no milestone: another version, another letter."""

    city: City
    fact: Fact
    words: str


@dataclass
class Changes:
    then: AsOf
    now: AsOf
    moved: list[Change]
    news: list[News]

    def __bool__(self):
        return bool(self.moved or self.news)


def end_of(day: date) -> datetime:
    """The moment the day is over here, also when the clock is set that night."""
    return make_aware(datetime.combine(day + timedelta(days=1), time.min), get_current_timezone())


def changes_between(cities: Iterable[City], then: AsOf, now: AsOf) -> Changes:
    """What differs between two pictures of the cities. A constant number of statements.

    A picture `known` at a moment shows what had been recorded by then, so that what was registered late is told when it
    was registered; without that, it shows the days themselves, by all that is known now.
    """
    cities = list(cities)
    milestones = milestones_on(now)
    before, after = matrix_of(cities, then, milestones), matrix_of(cities, now, milestones)
    moved = list(moved_between(before, after))
    moved.sort(key=lambda one: (WEIGHT.get(one.after.state, 9), one.city.name_key, one.milestone.position))
    told = {(one.city.pk, one.milestone.rule) for one in moved}
    return Changes(then, now, moved, news_of(cities, then, now, told) if then.known else [])


def moved_between(before: Matrix, after: Matrix):
    for old, new in zip(before.rows, after.rows, strict=True):
        for milestone, was, stands in zip(after.milestones, old.standings, new.standings, strict=True):
            if told(was) != told(stands):
                yield Change(new.city, milestone, was, stands, cell(stands, after.asof.day, milestone.rule))


def told(standing: Standing) -> tuple:
    """What of it is a change when it is another: not that a day has passed."""
    plan = standing.plan and (standing.plan.first, standing.plan.last)
    return standing.state, standing.deadline, plan if standing.state != State.DONE else None


def news_of(cities: list[City], then: AsOf, now: AsOf, told: set) -> list[News]:
    known = {city.pk: city for city in cities}
    rows = evidence_of(FACTS, now, known)
    fresh = [one for one in rows if one.sort == Sort.REACHED and is_fresh(one, then) and one.city_id in known]
    fresh = [one for one in fresh if (one.city_id, one.fact) not in told]
    latest = {(one.city_id, one.fact): one for one in sorted(fresh, key=lambda one: one.recorded)}
    found = [News(known[one.city_id], FACTS[one.fact], about(one)) for one in latest.values()]
    return sorted(found, key=lambda one: (one.city.name_key, list(FACTS).index(one.fact.key)))


def is_fresh(one: Evidence, then: AsOf) -> bool:
    return one.recorded is not None and one.recorded > then.known
