"""The network's calendar: a list, and a month as it hangs on a wall."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.listing import Choice, Listing, Loose, Text, View, YesNo
from workshops.models import Gathering


def address(gathering: Gathering) -> str:
    return reverse("gathering_page", args=[gathering.pk])


GATHERINGS = Listing(
    name="samlinger",
    caption=_("Samlinger"),
    count=lambda n: ngettext("%(n)s samling", "%(n)s samlinger", n) % {"n": n},
    empty=(
        _("Ingen samlinger ennå"),
        _("Her står det når og hvor nettverket møtes, og hvilke kampanjer det er med på."),
    ),
    columns=(
        Text("tittel", _("Tittel"), heads=True, searched=True, get=lambda one: one.title, link=address),
        Loose("dato", _("Dato"), get=lambda one: one.day),
        Text("klokka", _("Klokka"), get=lambda one: one.hours, shown=False),
        Choice("slag", _("Slag"), get=lambda one: one.kind, choices=Gathering.Kind),
        Choice("tema", _("Tema"), get=lambda one: one.theme and str(one.theme)),
        Choice("by", _("By"), get=lambda one: one.town or None, searched=True),
        Text("lokale", _("Lokale"), get=lambda one: one.venue, searched=True),
        Text("arrangor", _("Arrangør"), get=lambda one: one.organiser, searched=True, shown=False),
        Choice("ser", _("Hvem kan se den?"), get=lambda one: one.audience, choices=Gathering.Audience, shown=False),
        YesNo("avlyst", _("Avlyst"), get=lambda one: one.cancelled, shown=False),
    ),
    views=tuple(View(kind.label, f"slag={kind.value}") for kind in Gathering.Kind),
)


@dataclass
class Month:
    """weeks: each its number and its days as (day, is it this month's?, what is on). loose: what is some time in it."""

    first: date
    weeks: list = field(default_factory=list)
    loose: list = field(default_factory=list)

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)


def month_of(first: date, gatherings: list[Gathering]) -> Month:
    """A month with what is on each day; what is not known so exactly stands beside it, never on a day."""
    month = Month(first)
    on: dict[date, list[Gathering]] = {}
    for gathering in gatherings:
        for day in gathering.days:
            on.setdefault(day, []).append(gathering)
    for week in Calendar().monthdatescalendar(first.year, first.month):
        month.weeks.append(
            (week[0].isocalendar().week, [(day, day.month == first.month, on.get(day, [])) for day in week])
        )
    month.loose = [one for one in gatherings if not one.days and meets(one, first, month.after)]
    return month


def meets(gathering: Gathering, first: date, after: date) -> bool:
    """May it be in the month, as far as its date is known?"""
    day = gathering.day
    return bool(day and day.earliest and day.latest and day.earliest < after and day.latest >= first)
