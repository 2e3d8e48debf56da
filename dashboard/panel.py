"""Why a city stands as it does at a milestone, and what is to be done about it. For one cell at a time."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from cities.models import City, User
from dashboard.contacts import contacts_of
from dashboard.facts import FACTS, AsOf, Evidence, Fact
from dashboard.matrix import matrix_of
from dashboard.missing import missing_of, programmes_in
from dashboard.models import Arrangement, Milestone
from dashboard.reminders import PENDING, Told, reminded_of
from dashboard.states import Standing, State
from dashboard.wording import Cell, about, after, cell, partly, planned
from programmes.models import Programme

FEW = 2
"""Programmes that one is led to."""
PAGES = {
    "agreement": "agreement_page", "programme": "programme_page", "version": "version_page", "paper": "paper_page",
    "route": "treatment_page", "gathering": "gathering_page", "element": "element_page",
}  # fmt: skip


@dataclass
class Panel:
    """missing: what is to be done, as (words, address). people: whom to ask. arranged: all that was agreed by the day,
    the latest first. reminded: the letters about it, likewise.
    """

    city: City
    milestone: Milestone
    standing: Standing
    cell: Cell
    fact: Fact | None
    plan: str
    address: str
    missing: list[tuple[str, str]] = field(default_factory=list)
    people: list[User] = field(default_factory=list)
    arranged: list[Arrangement] = field(default_factory=list)
    reminded: list[Told] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)

    @property
    def remindable(self) -> bool:
        return self.standing.state in PENDING

    @property
    def forecast(self) -> str:
        return after(self.standing.forecast)

    @property
    def now(self) -> str:
        """What has come of it, in a few words."""
        standing = self.standing
        return about(standing.by) or self.cell.head if standing.by else partly(standing)


def panel_of(city: City, milestone: Milestone, person, day: date) -> Panel:
    """One cell with its grounds."""
    standing = matrix_of([city], AsOf(day), [milestone]).rows[0].standings[0]
    done, told = standing.state in (State.DONE, State.EXCEPTED), cell(standing, day, milestone.rule)
    return Panel(
        city, milestone, standing, told, FACTS.get(milestone.rule), planned(standing, day),
        address_of(standing.by or (standing.plan and standing.plan.evidence) or standing.towards),
        [] if done else missing_of(milestone.rule, city, person, day),
        contacts_of([city], day)[city.pk],
        told_of(list(milestone.arrangements.filter(city=city, agreed_on__lte=day).order_by("-pk"))),
        reminded_of(city, milestone, day),
        programmes_in(city, person)[:FEW],
    )  # fmt: skip


def told_of(arranged: list[Arrangement]) -> list[Arrangement]:
    """Each told whether it is the one of its sort that holds now."""
    latest = {one.sort: one.pk for one in reversed(arranged)}
    for one in arranged:
        one.in_force = one.stands and latest[one.sort] == one.pk
    return arranged


def address_of(one: Evidence | None) -> str:
    """The page that tells of it; "" where there is none."""
    return reverse(PAGES[one.thing], args=[one.thing_id]) if one and one.thing in PAGES else ""
