"""Acts on the outline. Each locks the programme first, so that two movers wait for one another instead of mixing."""

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from cities.access import can, visible
from cities.acts import Act
from cities.models import City, User
from common.keys import scoped
from common.refusals import Refused
from documents.models import Document, DocumentCity
from history.queries import history_of
from programmes.actions.memory import remember
from programmes.fields import FIELDS
from programmes.models import FACTS, Element, Kind, Programme
from programmes.models.outline import DEEPEST
from programmes.queries import cities_of, lives
from programmes.tables import tables_of

MOST_ELEMENTS = 2_000


@transaction.atomic
def start_programme(*, title, cities, period=None, plan_kind=Programme.PlanKind.FREE, uuid=None, by, at) -> Programme:
    """Begin an empty programme of one or more cities, in the order of the title.

    uuid: names the form it came from; the same form sent again gives back the same programme.
    Errors: Refused for a city the person does not plan for.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the same form sent twice at once waits for itself
    uuid = scoped(uuid, "programme", by.pk)
    if made := Element.objects.filter(uuid=uuid).select_related("programme").first():
        return made.programme
    for city in cities:
        demand_planner(city, by)
    document = Document.objects.create()
    DocumentCity.objects.bulk_create(
        DocumentCity(document=document, city=city, position=n) for n, city in enumerate(cities)
    )
    programme = Programme.objects.create(document=document, period=period, plan_kind=plan_kind, started_at=at)
    root = Element.objects.create(
        programme=programme,
        kind=Kind.PROGRAMME,
        title=title,
        number=next_number(),
        made_at=at,
        uuid=uuid,
    )
    remember(root, act="add", after={"title": title, "cities": [city.slug for city in cities]}, by=by, at=at)
    return programme


@transaction.atomic
def add_element(*, parent: Element, kind, title, city=None, after: Element | None = None, uuid=None, by, at) -> Element:
    """Put a new element last under its parent, or right after one of the parent's children.

    city: the one city whose own it is; none for shared. uuid: as for start_programme.
    Errors: Refused where it may not hang.
    """
    lock(parent.programme_id)
    uuid = scoped(uuid, "element", parent.programme_id)
    if made := Element.objects.filter(uuid=uuid).first():
        return made
    parent = Element.objects.get(pk=parent.pk)
    demand_room(parent, city_id=city and city.pk)
    if city:
        demand_planner(city, by)
        if city not in cities_of(parent.programme):
            raise Refused(_("%(city)s er ikke med i dette programmet.") % {"city": city})
    if kind not in FACTS:
        raise Refused(_("Det går ikke an å legge til noe slikt her."))
    if Element.objects.filter(programme=parent.programme_id).count() >= MOST_ELEMENTS:
        raise Refused(_("Programmet er fullt: et program kan ha høyst 2 000 elementer."))
    after = after and Element.objects.filter(pk=after.pk, parent=parent, binned_at=None).first()
    position = after.position + 1 if after else None
    element = Element.objects.create(
        programme_id=parent.programme_id, kind=kind, parent=parent, position=make_room(parent, position), city=city,
        title=title, number=next_number(), made_at=at, uuid=uuid,
    )  # fmt: skip
    FACTS[kind].objects.create(element=element)
    remember(element, act="add", after={"title": title, "kind": kind, "parent": parent.code}, by=by, at=at)
    return element


@transaction.atomic
def move_element(*, element: Element, parent: Element, position: int | None, by, at) -> Element:
    """Move an element, with all that hangs under it, to a place under a parent of the same programme.

    position: counted from 0 without the element itself; none for last.
    Errors: Refused where it may not hang: under itself, under another city's own, in another programme, too deep.
    """
    lock(element.programme_id)
    element, parent = Element.objects.get(pk=element.pk), Element.objects.get(pk=parent.pk)
    if element.kind == Kind.PROGRAMME or element.binned_at:
        raise Refused(_("Dette elementet kan ikke flyttes."))
    if parent.programme_id != element.programme_id:
        raise Refused(_("Et element kan ikke flyttes til et annet program."))
    demand_room(parent, city_id=element.city_id, height=len(levels_of([element])), under=element)
    before = {"parent": element.parent.code, "position": element.position}
    close_gap(element)
    element.parent, element.position = parent, make_room(parent, position, besides=element)
    element.save(update_fields=["parent", "position"])
    remember(
        element, act="move", before=before, after={"parent": parent.code, "position": element.position}, by=by, at=at
    )
    return element


@transaction.atomic
def shift_element(*, element: Element, direction: str, by, at) -> Element:
    """Move one step: "up", "down", "in" (under the sibling above) or "out" (after its parent).

    Errors: Refused where there is nowhere to go in that direction.
    """
    lock(element.programme_id)
    element = Element.objects.get(pk=element.pk)
    siblings = list(Element.objects.filter(parent=element.parent_id, binned_at=None).order_by("position"))
    here = next((n for n, sibling in enumerate(siblings) if sibling.pk == element.pk), None)
    parent = element.parent
    if here is None or direction not in ("up", "down", "in", "out"):
        raise Refused(_("Dette elementet kan ikke flyttes."))
    if direction == "up" and here > 0:
        target = parent, siblings[here - 1].position
    elif direction == "down" and here + 1 < len(siblings):
        target = parent, siblings[here + 1].position
    elif direction == "in" and here > 0:
        target = siblings[here - 1], None
    elif direction == "out" and parent.kind != Kind.PROGRAMME:
        target = parent.parent, parent.position + 1
    else:
        raise Refused(NOWHERE[direction] % {"title": element.title})
    return move_element(element=element, parent=target[0], position=target[1], by=by, at=at)


@transaction.atomic
def bin_element(*, element: Element, by, at) -> Element:
    """Throw an element, and all that hangs under it, into the bin. It can be fetched back for 30 days.

    Errors: Refused if another city's own elements would go with it.
    """
    lock(element.programme_id)
    element = Element.objects.get(pk=element.pk)
    if element.kind == Kind.PROGRAMME:
        raise Refused(_("Selve programmet kan ikke slettes her."))
    if element.binned_at:
        return element
    below = Element.objects.filter(pk__in=set().union(*levels_of([element])), binned_at=None, city__isnull=False)
    if foreign := below.exclude(city__in=visible(by, Act.EDIT_PROGRAMME, City)).select_related("city").first():
        raise Refused(
            _("Under «%(title)s» står noe som er %(city)s sitt eget. Flytt det ut først.")
            % {"title": element, "city": foreign.city}
        )
    before = {"parent": element.parent.code, "position": element.position}
    close_gap(element)
    element.position, element.binned_at = None, at
    element.save(update_fields=["position", "binned_at"])
    remember(element, act="bin", before=before, by=by, at=at)
    return element


@transaction.atomic
def restore_element(*, element: Element, by, at) -> Element:
    """Fetch an element back from the bin: where it stood, or last under the programme if its parent is gone."""
    lock(element.programme_id)
    element = Element.objects.get(pk=element.pk)
    if not element.binned_at:
        return element
    parent, position = element.parent, None
    if lives(parent):
        binned = history_of("element", element.pk).filter(act="bin").first()
        position = binned and binned.before["position"]
    else:
        parent = Element.objects.get(programme=element.programme_id, parent=None)
    element.parent, element.position, element.binned_at = parent, make_room(parent, position), None
    element.save(update_fields=["parent", "position", "binned_at"])
    remember(element, act="restore", after={"parent": parent.code, "position": element.position}, by=by, at=at)
    return element


@transaction.atomic
def empty_bin(*, before, by, at) -> int:
    """Take away for good what was binned before a moment, with all that hangs under it; the history keeps what it said.

    What holds something binned later waits for that. Returns how many elements were taken away.
    """
    old = Element.objects.filter(binned_at__lt=before)
    for programme in sorted(set(old.values_list("programme", flat=True))):
        lock(programme)
    taken = set()
    for top in old.all():
        ids = set().union(*levels_of([top]))
        if not Element.objects.filter(pk__in=ids, binned_at__gte=before).exists():
            taken |= ids
    for element in Element.objects.for_door().filter(pk__in=taken):
        remember(element, act="purge", before=all_of(element), by=by, at=at)
    leaves = Element.objects.filter(pk__in=taken, children=None)
    while leaves.exists():
        leaves.all().delete()
    return len(taken)


def all_of(element: Element) -> dict:
    """Everything an element says, as typed JSON."""
    fields = {field.name: field.typed(field.get(field.holder(element))) for field in FIELDS[element.kind]}
    rows = {table.name: [table.typed(row) for row in table.rows_of(element)] for table in tables_of(element.kind)}
    return {"code": element.code, **fields, **rows}


NOWHERE = {
    "up": lazy("«%(title)s» står allerede først."),
    "down": lazy("«%(title)s» står allerede sist."),
    "in": lazy("Det står ikke noe over «%(title)s» å flytte det inn under."),
    "out": lazy("«%(title)s» står allerede ytterst."),
}


def lock(programme_id: int) -> None:
    """Hold the programme's outline until the transaction ends."""
    Programme.objects.select_for_update().only("pk").get(pk=programme_id)


def next_number() -> int:
    """The next permanent number of the network."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('programmes_number')")
        return cursor.fetchone()[0]


def demand_planner(city: City, by) -> None:
    """Nobody plans for another city than the own."""
    if not can(by, Act.EDIT_PROGRAMME, city):
        raise Refused(_("Bare planleggerne i %(city)s kan gjøre dette for byen.") % {"city": city})


def demand_room(parent: Element, *, city_id, height: int = 1, under: Element | None = None) -> None:
    """Refuse a parent that cannot hold the element: binned, another city's own, inside what is moved, or too deep."""
    line = ancestry(parent)
    if any(above.binned_at for above in line):
        raise Refused(_("«%(title)s» ligger i papirkurven.") % {"title": parent})
    if parent.city_id and parent.city_id != city_id:
        raise Refused(_("Under et eget element kan bare samme bys egne elementer stå."))
    if under and any(above.pk == under.pk for above in line):
        raise Refused(_("Et element kan ikke flyttes inn under seg selv."))
    if len(line) - 1 + height > DEEPEST:
        raise Refused(_("Disposisjonen kan ha høyst %(levels)s nivåer.") % {"levels": DEEPEST})


def ancestry(element: Element) -> list[Element]:
    """The element and all above it, up to the root."""
    line = [element]
    while line[-1].parent_id:
        line.append(line[-1].parent)
    return line


def levels_of(elements) -> list[set[int]]:
    """The ids of the elements and of all that hangs under them, level by level; none twice."""
    levels, seen = [], set()
    level = {element.pk for element in elements}
    while level:
        levels.append(level)
        seen |= level
        level = set(Element.objects.filter(parent__in=level).values_list("pk", flat=True)) - seen
    return levels


def make_room(parent: Element, position: int | None = None, besides: Element | None = None) -> int:
    """Open a place among the parent's children (not counting one that is on the move); last when none is asked for."""
    children = Element.objects.filter(parent=parent, position__isnull=False)
    children = children.exclude(pk=besides.pk) if besides else children
    last = children.count()
    if position is None or position >= last:
        return last
    position = max(0, position)
    children.filter(position__gte=position).update(position=F("position") + 1)
    return position


def close_gap(element: Element) -> None:
    """Move the later siblings up over the place the element leaves."""
    Element.objects.filter(parent=element.parent_id, position__gt=element.position).update(position=F("position") - 1)
