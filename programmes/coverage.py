"""Which themes a programme's measures reach whom with: the coverage of a draft."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Coalesce

from common.coverage import Aimed, Coverage, coverage
from programmes.models import Kind, Measure, Theme
from programmes.queries import Node, living, outline

ACROSS = 0  # a network theme of this number goes across the others: it has a row when it is used, and no holes
PLACED = ("kind", "parent", "position", "city", "title", "number", "programme")
TARGETS = dict(Measure.Target.choices)


@dataclass
class Covered:
    """A programme's coverage with what it was counted from. `counted` is by the themes' marks."""

    counted: Coverage
    themes: list[Theme]
    nodes: list[Node]

    @property
    def holes(self) -> list[tuple[Theme, str]]:
        """(theme, group) of each cell that somebody should fill or give a reason for."""
        known = {theme.mark: theme for theme in self.themes}
        return [(known[mark], group) for mark, group in self.counted.holes if known[mark].number != ACROSS]

    def measures(self, keys) -> list[Node]:
        known = {node.element.pk: node for node in self.nodes}
        return [known[key] for key in keys]


def coverage_of(programme, city=None) -> Covered:
    """The draft's coverage. city: only what is shared and that city's own."""
    return covered(themes_of(programme), outline(with_aims(living(programme)).order_by()), city)


def covered(themes: list[Theme], nodes: list[Node], city=None) -> Covered:
    """themes: those the programme may use. nodes: its whole outline, of elements from `with_aims`."""
    marks = {theme.pk: theme.mark for theme in themes}
    measures = list(aimed(nodes, marks, city))
    used = set().union(*(measure.themes for measure in measures))
    rows = [theme for theme in themes if theme.mark in used or (theme.city_id is None and theme.number != ACROSS)]
    return Covered(coverage([theme.mark for theme in rows], measures), rows, nodes)


def aimed(nodes: list[Node], marks: dict[int, str], city=None):
    """Each measure of the outline as it is counted. One that has no theme has that of what it hangs under."""
    inherited = {}
    for node in nodes:
        element = node.element
        inherited[element.pk] = own = element.theme_key or inherited.get(element.parent_id)
        if element.kind != Kind.MEASURE or (city and element.city_id not in (None, city.pk)):
            continue
        themes = frozenset(marks[theme] for theme in {own, *element.also_under} if theme in marks)
        yield Aimed(element.pk, themes, tuple(element.aims or ()), element.stated_direction)


def with_aims(elements):
    """The elements with what decides where they are counted: theme_key, also_under, aims and stated_direction."""
    return elements.annotate(
        theme_key=Coalesce(*(f"{kind}__theme_id" for kind in (
            Kind.CHAPTER, Kind.STRATEGY, Kind.GOAL, Kind.INSTRUMENT, Kind.MEASURE,
        ))),
        also_under=ArraySubquery(
            Measure.secondary_themes.through.objects.filter(measure=OuterRef("pk")).values("theme_id")
        ),
        aims=F("measure__targets"),
        stated_direction=F("measure__direction"),
    ).only(*PLACED)  # fmt: skip


def themes_of(programme) -> list[Theme]:
    """The themes the programme may use, each with its `mark`: the network's, then the own ones of its cities."""
    mine = Q(city=None) | Q(city__documents=programme.document_id)
    themes = list(Theme.objects.filter(mine).select_related("city").distinct())
    for theme in themes:
        theme.mark = f"{theme.code}@{theme.city.slug}" if theme.city else theme.code
    return sorted(themes, key=lambda theme: (theme.city_id is not None, theme.number, theme.pk))


def hole_name(theme: Theme, group: str) -> str:
    """The name of an empty cell among the programme's gaps."""
    return f"coverage:{theme.mark}:{group}"
