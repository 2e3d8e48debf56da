"""Whom the secretariat can remind of what, and whom it has reminded. Questions."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby

from django.db.models import Count, Max, Q, QuerySet

from cities.models import City, User
from common.refusals import Refused
from dashboard.contacts import contacts_of
from dashboard.facts import AsOf
from dashboard.matrix import Row, matrix_of, most_delayed_first
from dashboard.models import Milestone, Reminder, Reminding
from dashboard.pages import cells_address, followed_by
from dashboard.states import Standing, State
from dashboard.wording import Cell, cell
from jobs.models import State as Work
from post.actions import demand_address

BETWEEN = timedelta(hours=72)
"""Nobody is reminded twice in so short a time, unless the secretariat says so of that very person. Three days of the
clock are as long in the night when it is put back.
"""
PENDING = (State.LATE, State.DUE, State.OPEN)


@dataclass(frozen=True)
class Pending:
    """A cell somebody can be reminded of. key: what it is called in forms and addresses: bergen.5."""

    city: City
    milestone: Milestone
    standing: Standing
    cell: Cell

    @property
    def key(self) -> str:
        return f"{self.city.slug}.{self.milestone.pk}"

    @property
    def late(self) -> bool:
        return self.standing.state == State.LATE

    @property
    def address(self) -> str:
        return f"{cells_address(self.city.slug)}{self.milestone.pk}/"


@dataclass(frozen=True)
class Place:
    """A city with what it can be reminded of, and whom one writes to."""

    city: City
    pending: list[Pending]
    people: list[User]


def places_of(person, day: date) -> list[Place]:
    """The cities that have something to be reminded of, the most delayed first. A constant number of statements."""
    matrix = matrix_of(followed_by(person), AsOf(day))
    people = contacts_of((row.city for row in matrix.rows), day)
    rows = most_delayed_first(matrix.rows)
    places = [Place(row.city, pending_in(row, matrix.milestones, day), people[row.city.pk]) for row in rows]
    return [place for place in places if place.pending]


def pending_in(row: Row, milestones: list[Milestone], day: date) -> list[Pending]:
    pairs = zip(row.standings, milestones, strict=True)
    return [Pending(row.city, one, found, cell(found, day, one.rule)) for found, one in pairs if found.state in PENDING]


@dataclass
class Receiver:
    """One of the cities' people, with all that one letter tells. last: what they were reminded of a short while ago."""

    person: User
    places: list[tuple[City, list[Pending]]] = field(default_factory=list)
    last: Reminder | None = None

    @property
    def key(self) -> str:
        """Confirms that they are written to again, after the very reminder that was seen."""
        return f"{self.person.pk}.{self.last.pk}" if self.last else ""

    @property
    def cells(self) -> list[Pending]:
        return [one for _city, pending in self.places for one in pending]

    @cached_property
    def reachable(self) -> bool:
        """Is there an address a letter can be sent to?"""
        try:
            demand_address(self.person.email)
        except Refused:
            return False
        return True


@dataclass(frozen=True)
class Chosen:
    """Who gets a letter about the cells that were chosen, who cannot get one, and the cities without anybody."""

    receivers: list[Receiver]
    unreachable: list[Receiver]
    without: list[City]


def chosen(keys: Collection[str], person, day: date) -> Chosen:
    """A receiver for each person, whatever the number of their cities. Keys of what is no longer pending are passed
    over.
    """
    found: dict[int, Receiver] = {}
    without = []
    for place in places_of(person, day):
        if not (pending := [one for one in place.pending if one.key in keys]):
            continue
        for one in place.people:
            found.setdefault(one.pk, Receiver(one)).places.append((place.city, pending))
        if not place.people:
            without.append(place.city)
    told = list(found.values())
    return Chosen([one for one in told if one.reachable], [one for one in told if not one.reachable], without)


def with_last(receivers: Iterable[Receiver], at: datetime) -> list[Receiver]:
    """Each told what was the last they were reminded of in the time before, if anything."""
    receivers = list(receivers)
    last = lately_reminded([one.person.pk for one in receivers], at)
    for one in receivers:
        one.last = last.get(one.person.pk)
    return receivers


def lately_reminded(people: Iterable[int], at: datetime) -> dict[int, Reminder]:
    """By person, their last reminder. One that waits to be written, or could not be, counts: it may still go.

    Only what was left out of its letter, because it was reached or no longer theirs, does not.
    """
    rows = Reminder.objects.filter(person__in=people, reminding__at__gt=at - BETWEEN)
    rows = rows.exclude(letter=None, reminding__job__state=Work.DONE).exclude(letter=None, reminding__job=None)
    newest = rows.order_by().values("person").annotate(last=Max("pk")).values("last")
    found = Reminder.objects.filter(pk__in=newest).select_related("reminding", "city", "milestone")
    return {one.person_id: one for one in found}


@dataclass(frozen=True)
class Told:
    """A reminder of a cell: when, by whom, to whom."""

    at: datetime
    by: str
    people: list[str]


def reminded_of(city: City, milestone: Milestone, day: date) -> list[Told]:
    """What the city has been reminded of about the milestone by the day, the latest first."""
    rows = Reminder.objects.filter(city=city, milestone=milestone, letter__isnull=False, reminding__at__date__lte=day)
    rows = rows.select_related("reminding").order_by("-reminding", "pk")
    return [
        Told(reminding.at, reminding.name, [one.name for one in of_it])
        for reminding, of_it in groupby(rows, key=lambda one: one.reminding)
    ]


def last_told(day: date) -> dict[tuple[int, int], datetime]:
    """By city and milestone, when somebody was last reminded of it. One statement."""
    rows = Reminder.objects.filter(letter__isnull=False, reminding__at__date__lte=day)
    rows = rows.order_by().values_list("city", "milestone").annotate(last=Max("reminding__at"))
    return {(city, milestone): last for city, milestone, last in rows}


def remindings() -> QuerySet[Reminding]:
    """The latest first, each with how many letters it has and how many are sent."""
    letters = Count("reminders__letter", distinct=True)
    sent = Count("reminders__letter", distinct=True, filter=Q(reminders__letter__sent_at__isnull=False))
    people = Count("reminders__person", distinct=True)
    return Reminding.objects.select_related("job").annotate(people=people, letters=letters, sent=sent)


def people_of(reminding: Reminding) -> dict[int, list[Reminder]]:
    """By person, what the reminding is about, with the letters."""
    found = defaultdict(list)
    for one in reminding.reminders.select_related("city", "milestone", "letter"):
        found[one.person_id].append(one)
    return dict(found)
