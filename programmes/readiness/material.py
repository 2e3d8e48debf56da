"""All that the rules look in, fetched in a handful of statements however large the programme is."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from cities.access import visible
from cities.acts import Act
from cities.models import User
from history.models import Entry
from programmes.coverage import PLACED, Covered, covered, themes_of, with_aims
from programmes.models import (
    Basis,
    CityPart,
    Comment,
    Element,
    Indicator,
    Kind,
    Measure,
    NumberAlias,
    Paper,
    Point,
    Programme,
    Responsibility,
    Target,
)
from programmes.papers import unanswered_points
from programmes.queries import Node, living, outline
from programmes.readiness.links import references_in
from programmes.sharing import Consent, consents


@dataclass
class Material:
    """One programme as the rules see it. `nodes` is the living outline, of elements from `with_lacks`.

    person: who is told of it; none for the house itself.
    """

    programme: Programme
    nodes: list[Node]
    person: User | None = None

    @cached_property
    def by_id(self) -> dict[int, Node]:
        return {node.element.pk: node for node in self.nodes}

    @cached_property
    def coverage(self) -> Covered:
        return covered(themes_of(self.programme), self.nodes)

    @cached_property
    def consents(self) -> list[Consent]:
        """Each city's word on what they share, where there are several."""
        return consents(self.programme, localdate())

    @cached_property
    def comments(self) -> list[tuple[Comment, Node]]:
        """Those nobody has solved, in the order of the outline."""
        found = Comment.objects.filter(element__programme=self.programme, answers=None, solved_at=None)
        return self._placed(found.only("element", "text", "person_name", "uuid"))

    @cached_property
    def strange_papers(self) -> list[tuple[Basis, Node]]:
        """What leans on a paper that is for cities, none of which is ours."""
        theirs = Paper.objects.filter(pk=OuterRef("paper"), cities__isnull=False)
        ours = theirs.filter(cities__documents=self.programme.document_id)
        found = Basis.objects.filter(Exists(theirs), ~Exists(ours), element__programme=self.programme)
        return self._placed(found.only("element", "title", "uuid"))

    @cached_property
    def unanswered(self) -> list[tuple[Paper, Point, int | None]]:
        """The points of feedback nobody has answered, with the city whose letter it is, if it is to one alone."""
        asked = unanswered_points(self.programme)
        letters = Paper.objects.all() if self.person is None else visible(self.person, Act.READ_PAPER, Paper)
        ours = Paper.cities.through.objects.filter(
            paper=OuterRef("pk"), city__documents=self.programme.document_id
        ).values("city_id")  # fmt: skip
        found = letters.filter(pk__in={paper.pk for paper, _point in asked}) if asked else letters.none()
        to = dict(found.annotate(to=ArraySubquery(ours)).values_list("pk", "to"))
        return [
            (paper, point, to[paper.pk][0] if len(to[paper.pk]) == 1 else None)
            for paper, point in asked
            if paper.pk in to
        ]

    @cached_property
    def gone(self) -> set[tuple]:
        """Those among the texts' references that led to something of this programme's that is there no more."""
        named = {key for node in self.nodes for _words, key in references_in(node.element.text)}
        numbers = {node.element.number for node in self.nodes}
        unknown = {key for key in named if key[1] not in (numbers if key[0] == "number" else self.by_id)}
        gone = unknown & self._once_here(unknown) if unknown else set()
        return gone - self._led_on(gone) if gone else gone

    def _once_here(self, keys) -> set[tuple]:
        """Of the keys, those whose element lies in the bin, or was taken out of it for good."""
        numbers = [key for word, key in keys if word == "number"]
        ids = [key for word, key in keys if word == "element"]
        here = Element.objects.filter(Q(number__in=numbers) | Q(pk__in=ids), programme=self.programme)
        purged = Entry.objects.filter(
            Q(before__code__in=[f"T-{number:04d}" for number in numbers]) | Q(thing_id__in=ids),
            scope="programme", scope_id=self.programme.pk, thing="element", act="purge",
        )  # fmt: skip
        known = [*here.values_list("number", "pk"), *purged.values_list("before__code", "thing_id")]
        return {
            key for number, pk in known for key in (("number", int(str(number).removeprefix("T-"))), ("element", pk))
        }

    def _led_on(self, keys) -> set[tuple]:
        """Of the keys, those of what was split or joined, and goes on in something that stands here.

        A number leads on for ever, the page of what was split only as long as that lies in the bin.
        """
        named = [key for _word, key in keys]
        found = NumberAlias.objects.filter(Q(number__in=named) | Q(origin__in=named), element__in=self.by_id)
        found = found.annotate(stands=Exists(Element.objects.filter(pk=OuterRef("origin"))))
        pages = {("element", alias.origin) for alias in found if alias.stands}
        return pages | {("number", alias.number) for alias in found}

    def _placed(self, rows) -> list[tuple]:
        """Each row of a living element with its place, in the order of the outline."""
        order = {pk: n for n, pk in enumerate(self.by_id)}
        here = [row for row in rows if row.element_id in order]
        return [(row, self.by_id[row.element_id]) for row in sorted(here, key=lambda row: order[row.element_id])]


def gather(programme, person=None) -> Material:
    nodes = outline(with_lacks(with_aims(living(programme))).order_by())
    _lean(nodes)
    return Material(programme, nodes, person)


def gather_loaded(programme, nodes: list[Node]) -> Material:
    """The same from an outline that was fetched with all its facts and rows: no statement."""
    for node in nodes:
        _look(node.element)
    _lean(nodes)
    return Material(programme, nodes)


def _look(element: Element) -> None:
    """Say of a loaded element what `with_aims` and `with_lacks` ask the database."""
    measure = element.measure if element.kind == Kind.MEASURE else None
    facts = None if element.kind == Kind.PROGRAMME else element.facts
    element.theme_key = facts and facts.theme_id
    element.also_under = [theme.pk for theme in measure.secondary_themes.all()] if measure else []
    element.aims, element.stated_direction = (measure.targets, measure.direction) if measure else (None, None)
    element.triggered_by = [instrument.pk for instrument in measure.instruments.all()] if measure else []
    parts = any(part.period for part in element.citypart_rows.all())
    element.has_period = bool(measure and (measure.period or parts))
    element.lacks_responsible = not element.responsibility_rows.all()
    element.has_target = bool(element.target_rows.all())
    element.has_indicator = bool(element.indicator_rows.all())


def with_lacks(elements):
    """The elements with what tells whether they are complete."""
    here = {"element": OuterRef("pk")}
    dated = Exists(CityPart.objects.filter(**here, period__isnull=False))
    return elements.annotate(
        lacks_responsible=~Exists(Responsibility.objects.filter(**here)),
        has_period=Q(measure__period__isnull=False) | dated,
        has_target=Exists(Target.objects.filter(**here)),
        has_indicator=Exists(Indicator.objects.filter(**here)),
        triggered_by=ArraySubquery(
            Measure.instruments.through.objects.filter(measure=OuterRef("pk")).values("element_id")
        ),
    ).only(*PLACED, "text")  # fmt: skip


def _lean(nodes: list[Node]) -> None:
    """Say of each measure whether it leans on an instrument: a living one it names, or one above or under it."""
    living_ones = {node.element.pk for node in nodes if node.element.kind == Kind.INSTRUMENT}

    def below(node: Node, above: bool) -> bool:
        above = above or node.element.pk in living_ones
        under = [below(child, above) for child in node.children]
        named = not living_ones.isdisjoint(node.element.triggered_by)
        node.element.leans = above or any(under) or named
        return node.element.pk in living_ones or any(under)

    below(nodes[0], False)
