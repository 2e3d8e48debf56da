"""The network's own story: what has happened and is to happen, each thing once, in order of date."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.queries import agreements_for
from cities.access import readable, visible
from cities.acts import Act
from common.dates import LooseDate
from common.stated import Stated
from dashboard.models import Event
from documents.models import Decision, Route, Version
from workshops.queries import gatherings_for


@dataclass
class Happening:
    """Something that happened. kind, title, when, place: in words. towns: the cities it is about, or was in.

    day: none where no source states it. source: who states it; otherwise: what other sources say, as (words, source).
    sources: where it is told of. address: its page.
    """

    kind: str
    title: str
    day: LooseDate | None
    address: str
    when: str = ""
    place: str = ""
    towns: list[str] = field(default_factory=list)
    source: str = ""
    otherwise: list[tuple[str, str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    @property
    def placed(self) -> date | None:
        """The first day it can have been, or else the last."""
        return (self.day.earliest or self.day.latest) if self.day else None

    @property
    def year(self) -> str:
        return str(self.placed.year) if self.placed else ""

    @property
    def order(self) -> tuple:
        """By the first day; of equals the one that is known most exactly. What has no day stands last."""
        last = (self.day and self.day.latest) or date.max
        return (self.placed or date.max, last, self.title)


def timeline_of(person) -> list[Happening]:
    """Events, gatherings, signed agreements and decisions on programmes, as far as the person may read them.

    A constant number of statements.
    """
    decided = list(decisions(person))
    told = [*events(person, decided), *gatherings(person), *agreements(person), *decided]
    return sorted(told, key=lambda one: one.order)


def events(person, decided: list[Happening]) -> Iterable[Happening]:
    """Those of the network; not those that stand here as a decision: a treatment in the same town on the same day."""
    known = {(town, one.placed) for one in decided for town in one.towns}
    for event in visible(person, Act.READ_GATHERING, Event).prefetch_related("datings"):
        found = of_stated(event, event.get_kind_display(), "event_page", event.datings.all())
        found.place, found.towns = event.place, [event.town] if event.town else []
        if event.kind != Event.Kind.TREATMENT or (event.town, found.placed) not in known:
            yield found


def gatherings(person) -> Iterable[Happening]:
    rows = gatherings_for(person)
    prefetch_related_objects(rows, "datings")
    for gathering in rows:
        kind = gathering.get_kind_display()
        found = of_stated(gathering, kind, "gathering_page", gathering.datings.all())
        found.place = ", ".join(filter(None, [gathering.town, gathering.venue]))
        found.towns = [gathering.town] if gathering.town else []
        if gathering.cancelled:
            found.title = _("%(title)s (avlyst)") % {"title": gathering}
        yield found


def agreements(person) -> Iterable[Happening]:
    for agreement in agreements_for(person).filter(signed__isnull=False).prefetch_related("cities__party"):
        yield Happening(
            kind=agreement.get_kind_display(),
            title=agreement.title,
            day=agreement.signed,
            when=str(agreement.signed),
            address=reverse("agreement_page", args=[agreement.pk]),
            place=agreement.signed_where,
            towns=[str(city) for city in agreement.cities.all()],
            sources=agreement.sources,
        )


def decisions(person) -> Iterable[Happening]:
    """What bodies have decided on programmes; what a later decision at the same step has corrected is left out."""
    routes = readable(person, Act.READ_VERSION, Route).filter(version__sort=Version.Sort.PROGRAMME)
    later = Decision.objects.filter(step=OuterRef("step"), pk__gt=OuterRef("pk"))
    rows = Decision.objects.filter(~Exists(later), step__route__in=routes.values("pk"))
    related = rows.select_related("step__route__city__party", "step__route__version")
    for decision in related.defer("step__route__version__content"):
        step, route = decision.step, decision.step.route
        said = {"body": step.words, "outcome": decision.words, "title": route.version.title}
        yield Happening(
            kind=str(Event.Kind.TREATMENT.label),
            title=_("%(body)s: %(outcome)s – %(title)s") % said,
            day=LooseDate.read(decision.day.isoformat()),
            when=LooseDate.read(decision.day.isoformat()).words,
            address=reverse("treatment_page", args=[route.pk]),
            place=str(route.city),
            towns=[str(route.city)],
        )


def of_stated(row: Stated, kind: str, page: str, datings: Iterable[Stated]) -> Happening:
    """What has a time that sources state."""
    return Happening(
        kind=str(kind),
        title=str(row),
        day=row.day,
        when=row.when,
        address=reverse(page, args=[row.pk]),
        source=row.source,
        otherwise=[(other.when, other.source) for other in datings],
        sources=row.sources,
    )
