"""Which themes a programme's measures reach whom with: the coverage of a draft."""

from dataclasses import dataclass
from urllib.parse import quote

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from common.coverage import SIDE_OF, SIDES, STEPS, Aimed, Coverage, coverage
from programmes.models import Kind, Measure, Theme
from programmes.queries import Node, living, outline

ACROSS = 0  # a network theme of this number goes across the others: it has a row when it is used, and no holes
PLACED = ("kind", "parent", "position", "city", "title", "number", "programme")
TARGETS = dict(Measure.Target.choices)
LOOSE = "uten-gruppe"


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
    return with_marks(Theme.objects.filter(mine).distinct())


def with_marks(themes) -> list[Theme]:
    """Themes each with its `mark`, the network's first. One statement."""
    themes = list(themes.select_related("city"))
    for theme in themes:
        theme.mark = f"{theme.code}@{theme.city.slug}" if theme.city else theme.code
    return sorted(themes, key=lambda theme: (theme.city_id is not None, theme.number, theme.pk))


def hole_name(theme: Theme, group: str) -> str:
    """The name of an empty cell among the programme's gaps."""
    return f"coverage:{theme.mark}:{group}"


# -- Drawn as a table


@dataclass
class Cell:
    """A cell of components/heat.html. look: its class; label: the column's; current: is it the one that is open?

    keys: the measures in it, and mark what names it in an address.
    """

    mark: str
    label: str
    count: int
    keys: list
    look: str
    word: str = ""
    address: str = ""
    current: bool = False

    @property
    def group(self) -> str:
        return self.mark.rpartition(":")[2]

    @property
    def grouped(self) -> bool:
        """Is it of a group, and not of a side alone?"""
        return self.group in TARGETS


def sides(counted: Coverage) -> list[dict]:
    """The columns under their two headings; one for those without a group only where there are any."""
    loose = {side for (_theme, side), keys in counted.loose.items() if keys}
    return [
        {"side": side, "label": label, "groups": groups, "loose": side in loose, "width": len(groups) + (side in loose)}
        for side, (label, groups) in zip(SIDES, Measure.TARGET_GROUPS, strict=True)
    ]


def columns(counted: Coverage) -> list[str]:
    return [
        column
        for side in sides(counted)
        for column in (*SIDES[side["side"]], *([loose_in(side["side"])] if side["loose"] else []))
    ]


def loose_in(side: str) -> str:
    """The column of those aimed at a side without saying at which group there."""
    return f"{side}-{LOOSE}"


def keys_in(counted: Coverage, mark: str, column: str) -> list:
    """The measures of a theme in a column."""
    if column in SIDE_OF:
        return counted.of(mark, column)
    return counted.loose.get((mark, column.removesuffix(f"-{LOOSE}")), [])


def cell(counted: Coverage, theme: Theme, column: str, owed: bool) -> Cell:
    """How many are there, and how dark it is. owed: is it a hole where there are none?"""
    keys = keys_in(counted, theme.mark, column)
    mark, hole = f"{theme.mark}:{column}", owed and column in SIDE_OF and not keys
    look = "loose" if column not in SIDE_OF else "hole" if hole else f"step-{min(counted.step(len(keys)), STEPS)}"
    word = "" if keys or column not in SIDE_OF else _("hull") if hole else _("ingen")
    return Cell(mark, str(TARGETS.get(column, _("Uten gruppe"))), len(keys), keys, look, word, f"?celle={quote(mark)}")
