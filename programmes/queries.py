"""Questions about programmes: querysets or plain data, nothing changed."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.utils.safestring import mark_safe

from cities.access import visible
from cities.acts import Act, RoleKind
from cities.models import City, Role
from cities.queries import places_of
from common.canonical import canonical, digest
from documents.models import DocumentCity
from programmes.marks import marked
from programmes.models import CityInvitation, Element, Kind, Mention, Programme, Progress, Responsibility, Theme
from programmes.models.outline import DEEPEST


def programmes_of(person) -> QuerySet[Programme]:
    """The programmes whose drafts the person may read, with title and cities in the title's order."""
    return with_cities(visible(person, Act.READ_PROGRAMME, Programme).titled()).order_by("title", "id")


def with_cities(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    return programmes.select_related("document").prefetch_related(city_rows())


def city_rows(way: str = "") -> Prefetch:
    rows = DocumentCity.objects.select_related("city__party", "city__arms")
    return Prefetch(f"{way}document__city_rows", queryset=rows)


def cities_of(programme: Programme) -> list[City]:
    """The programme's cities in the order of the title; fetched once for a programme."""
    prefetch_related_objects([programme], city_rows())
    return [row.city for row in programme.document.city_rows.all()]


def circle_of(programme: Programme) -> list[City]:
    """The programme's cities in the order of the title, as they are at this moment."""
    return [row.city for row in programme.document.city_rows.select_related("city__party")]


@dataclass
class Node:
    """An element in its place: `place` 1.2.3, `depth` 1 for chapters; `closing` ends its nested lists in HTML.

    measures: how many hang under it, however deep.
    """

    element: Element
    depth: int
    place: str
    position: int = 0
    siblings: int = 0
    measures: int = 0
    children: list["Node"] = field(default_factory=list)
    closing: str = ""

    @property
    def letter(self) -> str:
        return LETTERS[self.element.kind]


LETTERS = {Kind.CHAPTER: "K", Kind.STRATEGY: "S", Kind.GOAL: "M", Kind.INSTRUMENT: "V", Kind.MEASURE: "T"}


def living(programme) -> QuerySet[Element]:
    """The programme's elements that are not in the bin (an element under a binned one is taken out with it)."""
    return Element.objects.filter(programme=programme, binned_at=None)


# Nothing above lies in the bin, all the way up, in one statement.
ALL_ABOVE_LIVE = {"__".join(["parent"] * n) + "__binned_at": None for n in range(1, DEEPEST + 1)}


def lives(element: Element) -> bool:
    """Does the element stand in the outline: neither it nor anything above it in the bin?"""
    return Element.objects.filter(pk=element.pk, binned_at=None, **ALL_ABOVE_LIVE).exists()


def outline(elements) -> list[Node]:
    """Put elements in reading order, each with its place; what hangs under something not given is left out.

    A programme's elements in → nodes in pre-order, the root first with place ""; several programmes one after another.
    """
    below = defaultdict(list)
    for element in elements:
        below[element.parent_id].append(element)
    for siblings in below.values():
        siblings.sort(key=lambda element: element.position or 0)
    nodes: list[Node] = []

    def hang(parent: Node) -> None:
        siblings = below[parent.element.pk]
        for n, element in enumerate(siblings, 1):
            place = f"{parent.place}.{n}" if parent.place else str(n)
            node = Node(element, parent.depth + 1, place, n, len(siblings))
            parent.children.append(node)
            nodes.append(node)
            hang(node)
            parent.measures += node.measures + (element.kind == Kind.MEASURE)

    for root in below[None]:
        top = Node(root, 0, "")
        nodes.append(top)
        hang(top)
    for node, following in zip(nodes, [*nodes[1:], None], strict=False):
        levels = node.depth - (following.depth if following else 1)
        node.closing = mark_safe("</ul></li>" * max(0, levels))
    return nodes


def outline_of(programme, person=None, day=None) -> list[Node]:
    """The living outline with the marks and flags of programmes/marks.py, as the person sees it on the day."""
    names = ("kind", "parent", "position", "city", "title", "number", "programme")
    return outline(marked(living(programme), programme, person, day).only(*names).order_by())


def invitations_for(person) -> QuerySet[CityInvitation]:
    """What the cities the person leads are invited to and have not answered, with the title and the cities of each."""
    root = Element.objects.filter(programme=OuterRef("programme"), parent=None)
    waiting = visible(person, Act.KEEP_CIRCLE, CityInvitation).filter(answer="")
    waiting = waiting.annotate(title=Subquery(root.values("title"))).select_related("programme", "city", "invited_by")
    return waiting.prefetch_related(
        Prefetch("programme__document__city_rows", queryset=DocumentCity.objects.select_related("city"))
    )


def marked_one(element: Element, person, day) -> Element:
    """The element as its row in the outline shows it to the person on the day."""
    return marked(Element.objects.filter(pk=element.pk), element.programme, person, day).get()


def roles_of(person, day) -> list[Role]:
    """The roles in which the person answers for measures on the day."""
    return [role for role in places_of(person, day) if role.kind == RoleKind.MEASURE_OWNER]


def answered_by(role: Role) -> QuerySet[Element]:
    """The living measures a measure owner answers for: the unit's, or the municipality's where none is said."""
    mine = Q(unit=role.unit) if role.unit_id else Q(party=role.city.party_id)
    rows = Responsibility.objects.filter(mine, element=OuterRef("pk"))
    measures = Element.objects.filter(
        kind=Kind.MEASURE, binned_at=None, programme__document__cities=role.city, **ALL_ABOVE_LIVE
    )
    return measures.filter(Q(city=None) | Q(city=role.city)).filter(Exists(rows))


def built_on(person, references: list[str]) -> dict[str, list[Element]]:
    """The living elements that build on things of a room above and whose drafts the person may read, by what the room
    calls the thing.
    """
    rows = visible(person, Act.READ_PROGRAMME, Element).filter(bases__reference__in=references)
    rows = rows.filter(binned_at=None, **ALL_ABOVE_LIVE).annotate(built_on=F("bases__reference"))
    found = defaultdict(list)
    for element in rows.select_related("city", "programme").prefetch_related(city_rows("programme__")).order_by("pk"):
        found[element.built_on].append(element)
    return found


def root_of(programme) -> Element:
    """The element at the top, which carries the programme's title and text."""
    return Element.objects.get(programme=programme, parent=None)


def binned(programme) -> QuerySet[Element]:
    """What lies in the bin, newest first; only the tops of what was thrown away together."""
    return Element.objects.filter(programme=programme, binned_at__isnull=False).order_by("-binned_at", "id")


def after(row, day) -> bool:
    """Is the row about a time after the day?"""
    return bool(row.day and row.day.earliest and row.day.earliest > day)


def status_on(rows: list[Progress], day) -> Progress | None:
    """The latest progress entry with a status, up to a day. Entries without a day count as older than all others."""
    known = [row for row in rows if row.status and not after(row, day)]
    key = lambda row: (row.day.earliest.isoformat() if row.day and row.day.earliest else "", row.pk)  # noqa: E731
    return max(known, key=key, default=None)


def theme_content(theme: Theme) -> dict:
    """A theme as plain data."""
    names = ("code", "number", "name", "variants", "leader", "coordinator")
    return {name: getattr(theme, name) for name in names} | {"city": theme.city.slug if theme.city else None}


def theme_mark(theme: Theme) -> str:
    """What a theme was when it was seen, in short."""
    return digest(canonical(theme_content(theme)))


def readable_mentions(person) -> QuerySet[Mention]:
    """Where the person is named, among what the person may read at this moment, the oldest first."""
    readable = visible(person, Act.READ_PROGRAMME, Element).values("pk")
    mentions = Mention.objects.filter(person=person, comment__element__in=readable, comment__element__binned_at=None)
    return mentions.select_related("comment__element").order_by("comment__at", "pk")


def asked_of(person) -> QuerySet[Mention]:
    """Open comments and answers to them in which the person is named, the newest first."""
    unsolved = Q(comment__solved_at=None) & Q(comment__answers__solved_at=None)
    return readable_mentions(person).filter(unsolved).select_related("comment__element").order_by("-comment__at", "-pk")
