"""City by milestone: how everybody stands on a day. Questions, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from cities.models import City
from dashboard.facts import AsOf, Evidence, evidence_of, named
from dashboard.models import Arrangement, Milestone
from dashboard.states import Standing, State, standing
from dashboard.twins import twins_of

Arranged = dict[tuple[int, int], dict[str, Arrangement]]


@dataclass
class Row:
    """A city with its standings, in the order of the milestones. linked: it shares a programme with the next, the one
    before, or both, as they stand in the matrix ("first", "between", "last", "").
    """

    city: City
    standings: list[Standing]
    twins: set[int] = field(default_factory=set)
    linked: str = ""

    @cached_property
    def late(self) -> int:
        """Days, by its most delayed milestone."""
        return max((one.late for one in self.standings), default=0)

    @property
    def done(self) -> int:
        return sum(one.state == State.DONE for one in self.standings)

    @cached_property
    def urgency(self) -> tuple:
        """What sorts the most delayed first, then those whose deadline is near."""
        near = min((one.days for one in self.standings if one.state == State.DUE), default=10_000)
        return (-self.late, -max((one.forecast for one in self.standings), default=0), near, self.city.name_key)

    @cached_property
    def worst(self) -> int:
        """Which milestone is to be told first where there is room for one: the most delayed, else the first that is not
        done, else the last.
        """
        pending = [n for n, one in enumerate(self.standings) if one.state not in (State.DONE, State.EXCEPTED)]
        return max(pending, key=lambda n: (self.standings[n].late, -n), default=len(self.standings) - 1)


@dataclass
class Matrix:
    """How cities stood on a day, by what had been recorded at a moment."""

    asof: AsOf
    milestones: list[Milestone]
    rows: list[Row]

    @cached_property
    def current(self) -> Milestone | None:
        """The first milestone whose deadline is still ahead."""
        ahead = [one for one in self.milestones if one.window.latest and one.window.latest >= self.asof.day]
        return min(ahead, key=lambda one: (one.window.latest, one.position), default=None)

    @property
    def late(self) -> list[Row]:
        return [row for row in self.rows if row.late]

    def done(self, milestone: Milestone) -> int:
        n = self.milestones.index(milestone)
        return sum(row.standings[n].state == State.DONE for row in self.rows)


def matrix_of(cities: Iterable[City], asof: AsOf, milestones: list[Milestone] | None = None) -> Matrix:
    """The cities in the order given. Four statements, whatever the number of cities and milestones."""
    cities = list(cities)
    milestones = milestones_on(asof) if milestones is None else milestones
    ids = [city.pk for city in cities]
    found = by_city_and_fact(evidence_of((one.rule for one in milestones), asof, ids))
    arranged = arranged_by(asof, ids)
    twins = twins_of(cities)
    rows = [
        Row(city, [stand(one, city, found, arranged, asof) for one in milestones], twins.get(city.pk, set()))
        for city in cities
    ]
    return Matrix(asof, milestones, rows)


def stand(milestone: Milestone, city: City, found: dict, arranged: Arranged, asof: AsOf) -> Standing:
    own = arranged.get((milestone.pk, city.pk), {})
    return standing(milestone, found.get((city.pk, milestone.rule), ()), own, asof.day)


def milestones_on(asof: AsOf) -> list[Milestone]:
    """Those followed on the day, in order."""
    return [one for one in Milestone.objects.all() if one.followed_on(asof.day)]


def by_city_and_fact(evidence: Iterable[Evidence]) -> dict[tuple[int, str], list[Evidence]]:
    found = defaultdict(list)
    for one in evidence:
        found[one.city_id, one.fact].append(one)
    return found


def arranged_by(asof: AsOf, cities: Collection[int] | None = None) -> Arranged:
    """What was agreed by the day, as known then: by milestone and city, the latest of each sort that still stands."""
    rows = Arrangement.objects.filter(agreed_on__lte=asof.day).order_by("pk")
    ids = named(cities)
    rows = rows if ids is None else rows.filter(city__in=ids)
    rows = rows.filter(recorded_at__lte=asof.known) if asof.known else rows
    found: Arranged = defaultdict(dict)
    for one in rows:
        found[one.milestone_id, one.city_id][one.sort] = one
    return {
        key: {sort: one for sort, one in sorts.items() if one.stands} for key, sorts in found.items()
    }  # fmt: skip


def most_delayed_first(rows: list[Row]) -> list[Row]:
    """The most delayed first, twins beside one another where the worst of them stands."""
    ranks = ranks_of(rows)
    return bracketed(sorted(rows, key=lambda row: ranks[row.city.pk]))


def ranks_of(rows: list[Row]) -> dict[int, tuple]:
    """What sorts them, by city: the urgency of the worst of its circle, and its own."""
    worst: dict[int, tuple] = {}
    for row in sorted(rows, key=lambda row: row.urgency):
        for city in row.twins or {row.city.pk}:
            worst.setdefault(city, row.urgency)
    return {row.city.pk: (worst[row.city.pk], row.urgency) for row in rows}


def bracketed(rows: list[Row]) -> list[Row]:
    """Each told whether its neighbours in the list share a programme with it."""
    for n, row in enumerate(rows):
        above = n > 0 and rows[n - 1].city.pk in row.twins
        below = n + 1 < len(rows) and rows[n + 1].city.pk in row.twins
        row.linked = {(True, True): "between", (True, False): "last", (False, True): "first"}.get((above, below), "")
    return rows
