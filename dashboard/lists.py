"""The matrix as a list: a line for each city and milestone."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.listing import Choice, Day, Listing, Number, Text
from dashboard.matrix import Matrix
from dashboard.models import Milestone
from dashboard.states import Standing, State
from dashboard.wording import cell, head_of, planned


@dataclass(frozen=True)
class Place:
    """A city at a milestone."""

    city: object
    milestone: Milestone
    standing: Standing
    day: date

    @property
    def reason(self) -> str:
        return cell(self.standing, self.day, self.milestone.rule).full

    @property
    def address(self) -> str:
        return reverse("milestone_cell", args=[self.city.slug, self.milestone.pk])


def places_of(matrix: Matrix) -> list[Place]:
    return [
        Place(row.city, milestone, standing, matrix.asof.day)
        for row in matrix.rows
        for milestone, standing in zip(matrix.milestones, row.standings, strict=True)
    ]


STANDINGS = Listing(
    name="milepaeler",
    caption=_("Byer og milepæler"),
    count=lambda n: ngettext("%(n)s linje", "%(n)s linjer", n) % {"n": n},
    empty=(_("Ingen milepæler å vise"), _("Her står hver by ved hver milepæl, med status, dag og grunn.")),
    columns=(
        Text("by", _("By"), heads=True, searched=True, get=lambda one: str(one.city), link=lambda one: one.address),
        Choice("milepael", _("Milepæl"), get=lambda one: one.milestone.name),
        Choice("status", _("Status"), get=lambda one: one.standing.state, choices=State),
        Text("naa", _("Nå"), get=lambda one: head_of(one.standing, one.day)),
        Text("grunn", _("Grunn"), get=lambda one: one.reason, searched=True),
        Text("plan", _("Plan"), get=lambda one: planned(one.standing, one.day)),
        Day("frist", _("Frist"), get=lambda one: one.standing.deadline),
        Day("ferdig", _("Ferdig dag"), get=lambda one: one.standing.by and one.standing.by.since, shown=False),
        Number("over", _("Dager over"), get=lambda one: one.standing.late or None, shown=False),
    ),
)
