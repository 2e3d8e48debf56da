"""Acts on the outline. Each locks the programme first, so that two movers wait for one another instead of mixing."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from cities.access import visible
from cities.acts import Act
from cities.models import City, User
from common.keys import scoped
from common.refusals import Refused
from documents.models import Document, DocumentCity
from programmes.actions.memory import remember
from programmes.actions.placing import (
    binning_of,
    demand_living,
    demand_planner,
    demand_room,
    levels_of,
    lock,
    make_room,
    next_number,
    place_of,
    put_away,
    stand,
)
from programmes.fields import FIELDS
from programmes.lineage import heirs_of, went_on
from programmes.models import FACTS, Element, Kind, Programme
from programmes.queries import cities_of
from programmes.tables import tables_of

MOST_ELEMENTS = 2_000


@transaction.atomic
def start_programme(*, title, cities, uuid=None, by, at, **facts) -> Programme:
    """Begin an empty programme of one or more cities, in the order of the title.

    facts: period, plan_kind, law_reference, predecessor of the programme, as far as they are known.
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
    programme = Programme.objects.create(document=document, started_at=at, **facts)
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
    if element.kind == Kind.PROGRAMME:
        raise Refused(_("Selve programmet kan ikke flyttes."))
    demand_living(element)
    if parent.programme_id != element.programme_id:
        raise Refused(_("Et element kan ikke flyttes til et annet program."))
    demand_room(parent, city_id=element.city_id, height=len(levels_of([element])), under=element)
    before = place_of(element)
    stand(element, parent, position)
    remember(element, act="move", before=before, after=place_of(element), by=by, at=at)
    return element


@transaction.atomic
def shift_element(*, element: Element, direction: str, by, at) -> Element:
    """Move one step: "up", "down", "in" (under the sibling above) or "out" (after its parent).

    Errors: Refused where there is nowhere to go in that direction.
    """
    lock(element.programme_id)
    element = Element.objects.get(pk=element.pk)
    if element.kind == Kind.PROGRAMME:
        raise Refused(_("Selve programmet kan ikke flyttes."))
    demand_living(element)
    siblings = list(Element.objects.filter(parent=element.parent_id, binned_at=None).order_by("position"))
    here = next(n for n, sibling in enumerate(siblings) if sibling.pk == element.pk)
    parent = element.parent
    if direction not in NOWHERE:
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
    demand_nothing_foreign(element, by)
    before = place_of(element)
    put_away(element, at)
    remember(element, act="bin", before=before, by=by, at=at)
    return element


def demand_nothing_foreign(element: Element, by) -> None:
    """Nobody throws away what another city's own elements hang under."""
    below = Element.objects.filter(pk__in=set().union(*levels_of([element])), binned_at=None, city__isnull=False)
    if foreign := below.exclude(city__in=visible(by, Act.EDIT_PROGRAMME, City)).select_related("city").first():
        raise Refused(
            _("Under «%(title)s» står noe som er %(city)s sitt eget. Flytt det ut først.")
            % {"title": element, "city": foreign.city}
        )


@transaction.atomic
def restore_element(*, element: Element, by, at) -> Element:
    """Fetch an element back from the bin: where it stood, or last under the programme if there is no room any more."""
    lock(element.programme_id)
    element = Element.objects.get(pk=element.pk)
    if not element.binned_at:
        return element
    if heirs := list(heirs_of(element)):
        raise Refused(went_on(element, heirs))
    parent, position = element.parent, None
    try:
        demand_room(parent, city_id=element.city_id, height=len(levels_of([element])))
    except Refused:
        parent = Element.objects.get(programme=element.programme_id, parent=None)
    else:
        binned = binning_of(element)
        position = binned and binned.before["position"]
    stand(element, parent, position)
    remember(element, act="restore", after=place_of(element), by=by, at=at)
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
