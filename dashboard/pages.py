"""The matrix as it is shown: which cities, in which order, in what words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.access import rights_of, visible
from cities.acts import Act
from cities.models import City
from dashboard.facts import AsOf
from dashboard.matrix import Matrix, Row, matrix_of, most_delayed_first
from dashboard.models import Headline, Milestone
from dashboard.states import State
from dashboard.summaries import headline_for, rows_at
from dashboard.wording import Cell, cell

PAGE = 50
PENDING = (State.LATE, State.DUE)


@dataclass
class Line:
    """A row of the matrix as the page draws it. told: which of its cells stands for it where there is room for one."""

    row: Row
    cells: list[tuple[Cell, Milestone, str]]
    told: int

    @property
    def first(self) -> tuple[Cell, Milestone, str]:
        return self.cells[self.told]


@dataclass
class Shown:
    """A page of the matrix. late, everybody, done (by milestone): how many cities there are of each on all pages.

    matrix: has the rows of this page, and maybe others'.
    """

    matrix: Matrix
    lines: list[Line]
    page: Page
    late: int
    everybody: int
    done: dict[int, int]

    @property
    def tiles(self) -> list[tuple[str, str, str]]:
        """What is told in one number each: number, of how many, of what."""
        current = self.matrix.current
        told = [one for one in (before(self.matrix), current) if one]
        return [(self.done.get(one.pk, 0), _("av %(n)s") % {"n": self.everybody}, one.name) for one in told]

    @property
    def days_left(self) -> int | None:
        current = self.matrix.current
        return (current.window.latest - self.matrix.asof.day).days if current else None


def before(matrix: Matrix) -> Milestone | None:
    """The milestone whose deadline passed last."""
    over = [one for one in matrix.milestones if one.window.latest and one.window.latest < matrix.asof.day]
    return max(over, key=lambda one: (one.window.latest, one.position), default=None)


def followed_by(person) -> QuerySet[City]:
    """The cities whose standing the person may see: those whose drafts they read."""
    return visible(person, Act.READ_PROGRAMME, City)


def shown(person, asof: AsOf, *, only_late: bool = False, number=1, at: datetime | None = None) -> Shown:
    """A page of the matrix, the most delayed city first. only_late: the others are left out.

    Whoever sees all of a large network meets what the clock has kept of it, never more than a minute old. at: this
    moment; without it, nothing that is kept is used.
    """
    headline = headline_for(person, asof, at) if at else None
    return looked_up(headline, asof, only_late, number) if headline else worked_out(person, asof, only_late, number)


def worked_out(person, asof: AsOf, only_late: bool, number) -> Shown:
    """From how each of the cities stands at this moment."""
    matrix = matrix_of(followed_by(person), asof)
    rows = most_delayed_first(matrix.late if only_late else matrix.rows)
    page = Paginator(rows, PAGE).get_page(number)
    done = {one.pk: matrix.done(one) for one in matrix.milestones}
    return Shown(matrix, lines_of(page.object_list, matrix), page, len(matrix.late), len(matrix.rows), done)


def looked_up(headline: Headline, asof: AsOf, only_late: bool, number) -> Shown:
    """Order and numbers from what is kept; only the cities of the page are looked at."""
    page = Paginator(range(headline.late if only_late else headline.cities), PAGE).get_page(number)
    rows, matrix = rows_at(page.object_list, asof, only_late=only_late)
    done = {int(milestone): number for milestone, number in headline.done.items()}
    return Shown(matrix, lines_of(rows, matrix), page, headline.late, headline.cities, done)


def line_of(city: City, person, asof: AsOf) -> Line | None:
    """How one city stands, for those who read its drafts; None for others, and where nothing is followed."""
    if not rights_of(person).holds(Act.READ_PROGRAMME, city):
        return None
    matrix = matrix_of([city], asof)
    return lines_of(matrix.rows, matrix)[0] if matrix.milestones else None


def lines_of(rows: Iterable[Row], matrix: Matrix) -> list[Line]:
    return [Line(row, cells_of(row, matrix), row.worst) for row in rows]


def cells_of(row: Row, matrix: Matrix) -> list[tuple[Cell, Milestone, str]]:
    day, slug = matrix.asof.day, row.city.slug
    address = cells_address(slug)
    return [
        (cell(standing, day, milestone.rule), milestone, f"{address}{milestone.pk}/")
        for standing, milestone in zip(row.standings, matrix.milestones, strict=True)
    ]


def cells_address(slug: str) -> str:
    """What the addresses of a city's cells begin with: the milestone's number follows, and a page has hundreds."""
    return reverse("milestone_cell", args=[slug, 0]).removesuffix("0/")
