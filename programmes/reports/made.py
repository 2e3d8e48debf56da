"""A report put together: one walk through the outline, everything of an element fetched at once."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from programmes import money
from programmes.models import Kind
from programmes.models.outline import FACT_NAMES
from programmes.queries import Node, after, cities_of, living, outline
from programmes.reports.amounts import Amounts, amounts_of, line_of
from programmes.reports.asked import Asked
from programmes.reports.indicators import Shown, shown_indicators
from programmes.rows_at_once import with_rows
from programmes.states import shares, state_of, states_on
from programmes.timeline import Moment, began, moments_of, names_of


@dataclass
class MeasureLine:
    """A measure at the cut-off. states: (city, entry that says it); of no city where all have the same."""

    node: Node
    theme: str
    states: list[tuple]
    moments: list[Moment]
    money: list[str]
    indicators: list[Shown]

    @property
    def status(self) -> str:
        return state_of(self.states)


@dataclass
class GoalLine:
    node: Node
    targets: list
    indicators: list[Shown]


@dataclass
class Part:
    """What a report says of one theme, or of one chapter where no theme is said."""

    rank: tuple
    key: str
    label: str
    measures: list[MeasureLine] = field(default_factory=list)
    goals: list[GoalLine] = field(default_factory=list)

    @property
    def shares(self) -> list[tuple]:
        return shares([line.status for line in self.measures])

    @property
    def reported(self) -> int:
        return sum(bool(line.moments) for line in self.measures)


@dataclass
class Report:
    asked: Asked
    parts: list[Part]
    amounts: Amounts
    undated: int
    """How many progress entries have no day, and so count as older than all others."""

    @property
    def measures(self) -> list[MeasureLine]:
        return [line for part in self.parts for line in part.measures]

    @property
    def reported(self) -> int:
        return sum(part.reported for part in self.parts)

    @property
    def shares(self) -> list[tuple]:
        return shares([line.status for line in self.measures])


def report_of(programme, asked: Asked) -> Report:
    """The programme's report at the cut-off. A constant number of statements."""
    cities = cities_of(programme)
    facts = [f"{name}__theme" for name in FACT_NAMES]
    elements = list(living(programme).select_related("city__party", *facts).order_by())
    nodes = outline(with_rows(elements, cities))
    shown = [node for node in nodes if ours(node.element, asked.city)]
    rows = [row for node in shown for row in mine(node.element.progress_rows.all(), asked)]
    names, parts, themes = names_of(rows), {}, part_of_each(nodes)
    lines = []
    for node in shown:
        part = themes[node.element.pk]
        if node.element.kind in (Kind.MEASURE, Kind.GOAL):
            part = parts.setdefault(part.key, part)
        if node.element.kind == Kind.MEASURE:
            part.measures.append(measure_line(node, part, cities, asked, names))
        elif node.element.kind == Kind.GOAL:
            part.goals.append(goal_line(node, asked))
        lines += amount_lines(node, part, cities, asked)
    found = sorted(parts.values(), key=lambda part: part.rank)
    measures = [node.element for node in shown if node.element.kind == Kind.MEASURE]
    undated = sum(began(row) is None for row in rows)
    return Report(asked, found, amounts_of(lines, measures, asked.group), undated)


def part_of_each(nodes: list[Node]) -> dict[int, Part]:
    """Element → the part it belongs to: by its own theme, the nearest theme above it, or else its chapter."""
    found: dict[int, Part] = {}

    def walk(node: Node, above: Part | None) -> None:
        theme = getattr(node.element.facts, "theme", None) if node.depth else None
        if theme:
            above = Part((0, theme.number, theme.pk), f"tema-{theme.pk}", theme.name)
        elif above is None and node.depth:
            above = Part((1, node.position, 0), f"kapittel-{node.element.pk}", node.element.title)
        if above:
            found[node.element.pk] = above
        for child in node.children:
            walk(child, above)

    walk(nodes[0], None)
    found[nodes[0].element.pk] = Part((2, 0, 0), "program", _("Hele programmet"))
    return found


def ours(element, city) -> bool:
    """Is the element the city's – shared or its own – where the report is one city's?"""
    return city is None or element.city_id in (None, city.pk)


def mine(rows, asked: Asked) -> list:
    """Those rows that are about a time up to the cut-off, and in common or the asked city's."""
    found = [row for row in rows if asked.city is None or row.city_id in (None, asked.city.pk)]
    return [row for row in found if not hasattr(row, "day") or not after(row, asked.until)]


def measure_line(node: Node, part: Part, cities, asked: Asked, names) -> MeasureLine:
    element = node.element
    progress, readings = mine(element.progress_rows.all(), asked), mine(element.reading_rows.all(), asked)
    # An evaluation shows all of an indicator's readings in its own table.
    moments = moments_of(progress, [] if asked.evaluation else readings, asked.until, names)
    lines = [line_of(row) for row in mine(element.moneyline_rows.all(), asked)]
    return MeasureLine(
        node=node,
        theme=part.label,
        states=states_on(progress, [asked.city] if asked.city else cities, asked.until),
        moments=[one for one in moments if in_period(one, asked)],
        money=money.told(money.sums(lines)),
        indicators=[one for one in shown_indicators(element, asked.until, asked.city) if one.readings],
    )


def in_period(moment: Moment, asked: Asked) -> bool:
    """Did it begin within the report's period? So an entry stands in one quarter's report, and in one year's."""
    return asked.since is None or bool(began(moment) and began(moment) >= asked.since)


def goal_line(node: Node, asked: Asked) -> GoalLine:
    targets = mine(node.element.target_rows.all(), asked)
    return GoalLine(node, targets, shown_indicators(node.element, asked.until, asked.city, targets))


def amount_lines(node: Node, part: Part, cities, asked: Asked) -> list[money.Line]:
    rows = mine(node.element.moneyline_rows.all(), asked)
    return [line_of(row, node=node, part=part, cities=cities) for row in rows]
