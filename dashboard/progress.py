"""How the cities got there: how many had reached a milestone by when. Pure, from a matrix."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.charts import Chart, Figure, Line, chart_of
from dashboard.matrix import Matrix
from dashboard.models import Milestone
from dashboard.states import State


@dataclass(frozen=True)
class Month:
    """first: its first day. new: how many reached it that month; total: by its end."""

    first: date
    new: int
    total: int

    @property
    def name(self) -> str:
        return date_format(self.first, "F Y")


def reached_on(matrix: Matrix, milestone: Milestone) -> list[date]:
    """The days on which cities reached it, as far as the days are known; one for each city."""
    n = matrix.milestones.index(milestone)
    done = [row.standings[n].by for row in matrix.rows if row.standings[n].state == State.DONE]
    return sorted(one.since for one in done if one.since)


def months_of(days: list[date]) -> list[Month]:
    """Those in which something happened, in order."""
    new = Counter(day.replace(day=1) for day in days)
    firsts = sorted(new)
    return [
        Month(first, new[first], total)
        for first, total in zip(firsts, accumulate(new[first] for first in firsts), strict=True)
    ]


def progress_chart(matrix: Matrix, milestone: Milestone) -> Chart | None:
    """How many cities had reached it by the end of each month, beside how many there are."""
    figures = [
        Figure(month.first, month.total, of_cities(month.total), month.name)
        for month in months_of(reached_on(matrix, milestone))
    ]
    return chart_of(figures, [Line(len(matrix.rows), _("Alle %(n)s") % {"n": len(matrix.rows)}, "goal")], _("byer"))


def done_per_month(matrix: Matrix) -> list[tuple[str, int]]:
    """By month, how many times a city reached a milestone in it."""
    days = [day for milestone in matrix.milestones for day in reached_on(matrix, milestone)]
    return [(month.name, month.new) for month in months_of(sorted(days))]


def of_cities(count: int) -> str:
    return ngettext("%(n)s by", "%(n)s byer", count) % {"n": count}
