"""Whose an element is, and what changes with that: what is shown before anything is done, and marks of what was seen.

A mark is of everything that counts as a change (programmes/marks.py); what is only said about an element is not.
"""

from collections import defaultdict
from dataclasses import dataclass

from cities.models import City
from common.canonical import canonical, digest
from common.words import listing
from documents.models import Approval
from history.models import Entry
from programmes.marks import UNCHANGED
from programmes.models import Element, Kind
from programmes.queries import Node, cities_of, living, outline
from programmes.rows_at_once import with_rows
from programmes.tables import tables_of


def element_mark(element: Element) -> str:
    """What an element was when it was seen."""
    return marks_of([element])[element.pk]


def marks_of(elements: list[Element]) -> dict[int, str]:
    """The mark of each of the elements, as they stand in the database."""
    ids = [element.pk for element in elements]
    where = Element.objects.filter(pk__in=ids).values_list("pk", "parent", "city", "binned_at")
    changed = dict(_changes(ids))
    return {
        pk: digest(canonical([pk, changed.get(pk, 0), parent, city, binned is None]))
        for pk, parent, city, binned in where
    }


def mark_of_all(elements: list[Element]) -> str:
    """What several elements were when they were seen together, in whichever order."""
    return digest(canonical(sorted(marks_of(elements).values())))


def branch_mark(element: Element) -> str:
    """What an element with all that hangs under it was when it was seen, and whose programme it was in."""
    found = Element.objects.filter(programme=element.programme_id).values_list("pk", "parent", "position", "city")
    below = defaultdict(list)
    for row in found.order_by("pk"):
        below[row[1]].append(row)
    branch, level = [], [(element.pk,)]
    while level:
        level = [row for above in level for row in below[above[0]]]
        branch += level
    changed = sorted(_changes([element.pk, *(row[0] for row in branch)]))
    cities = [city.pk for city in cities_of(element.programme)]
    return digest(canonical([cities, branch, changed]))


def _changes(ids) -> list[tuple[int, int]]:
    """(id of an element, its latest change)"""
    found = (
        Entry.objects.filter(thing="element", thing_id__in=ids).exclude(act__in=UNCHANGED).order_by("thing_id", "-pk")
    )
    return list(found.distinct("thing_id").values_list("thing_id", "pk"))


OF_A_CITY = ("responsibility", "moneyline", "progress")
"""Tables whose rows are one city's when several share an element, also those that were common while it was its own."""

# -- Before a split


@dataclass
class Kept:
    """An element in its place, and what its rows of one owner say: (label of the table, words)."""

    node: Node
    rows: list[tuple[str, str]]


@dataclass
class Share:
    """What one city gets besides the copies: its own that moves in under them, and its rows of what is copied."""

    city: City
    moved: list[Node]
    rows: list[Kept]

    @property
    def anything(self) -> bool:
        return bool(self.moved or self.rows)


@dataclass
class Preview:
    """What will be made of a shared element. copied: each of them, the element first, with its common rows.

    approved: the cities that have approved the shared part, which is another one afterwards. mark: what was seen.
    """

    copied: list[Kept]
    shares: list[Share]
    approved: list[City]
    mark: str

    @property
    def only_copies(self) -> str:
        """The cities that get nothing besides."""
        cities = [share.city for share in self.shares if not share.anything]
        return listing(cities) if cities else ""


def split_preview(element: Element) -> Preview:
    """What splitting an element and all under it will do. As many statements for a large one as for a small one."""
    cities = cities_of(element.programme)
    nodes = outline(living(element.programme_id).select_related("city").order_by())
    copied, moved = [], []

    def walk(node: Node) -> None:
        (moved if node.element.city_id else copied).append(node)
        if not node.element.city_id:
            for child in node.children:
                walk(child)

    for node in nodes:
        if node.element.pk == element.pk:
            walk(node)
    with_rows([node.element for node in copied], cities)
    return Preview(
        copied=[Kept(node, rows_said(node.element, None)) for node in copied],
        shares=[
            Share(
                city,
                [node for node in moved if node.element.city_id == city.pk],
                [Kept(node, rows) for node in copied if (rows := rows_said(node.element, city.pk))],
            )
            for city in cities
        ],
        approved=approved_by(element.programme),
        mark=branch_mark(element),
    )


@dataclass
class SharePreview:
    """What sharing an element as it is will do: (label, words) of the rows that become the city's, and what else is."""

    given: list[tuple[str, str]]
    period: object
    below: int


def share_preview(element: Element) -> SharePreview:
    with_rows([element], cities_of(element.programme))
    period = element.measure.period if element.kind == Kind.MEASURE else None
    has_part = any(part.city_id == element.city_id for part in element.citypart_rows.all())
    given = rows_said(element, None, tables=[table for table in tables_of(element.kind) if table.name in OF_A_CITY])
    return SharePreview(given, None if has_part else period, element.children.filter(binned_at=None).count())


def rows_by_city(elements: list[Element]) -> list[tuple[Element, list[tuple[str, str]]]]:
    """What the rows of each of several own elements say, which become its city's when they are joined."""
    with_rows(elements, cities_of(elements[0].programme))
    said = [(each, rows_said(each, None) + rows_said(each, each.city_id)) for each in elements]
    return [(each, rows) for each, rows in said if rows]


def rows_said(element: Element, city_id: int | None, tables=None) -> list[tuple[str, str]]:
    """One line for each of the element's rows that is the city's, or common. tables: only those."""
    return [
        (str(table.label), ", ".join(filter(None, table.cells(row))))
        for table in tables or tables_of(element.kind)
        for row in table.rows_of(element)
        if row.city_id == city_id
    ]


def approved_by(programme) -> list[City]:
    """The cities whose latest word on the shared part is that they approve it, in the title's order."""
    last = Approval.objects.filter(document=programme.document_id).order_by("city_id", "-pk").distinct("city_id")
    approving = {approval.city_id for approval in last if approval.withdrawn_at is None}
    return [city for city in cities_of(programme) if city.pk in approving]
