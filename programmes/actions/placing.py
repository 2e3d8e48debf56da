"""Where an element may stand, and how room is made for it. Ask only while holding `lock`."""

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from cities.access import can
from cities.acts import Act
from cities.models import City
from common.refusals import Refused
from history.models import Entry
from history.queries import history_of
from programmes.lineage import heirs_of, went_on
from programmes.models import Element, Programme
from programmes.models.outline import DEEPEST


class Binned(Refused):
    """The element lies in the bin. `element` is what has to be fetched back: it, or the nearest one above it."""

    def __init__(self, message, *, element: Element):
        super().__init__(message)
        self.element = element


def lock(programme_id: int) -> None:
    """Hold the programme's outline until the transaction ends."""
    Programme.objects.select_for_update().only("pk").get(pk=programme_id)


def hold(elements) -> None:
    """Hold the elements and all under them, so that what is being written in them is written first, or refused."""
    ids = set().union(*levels_of(elements))
    list(Element.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def next_number() -> int:
    """The next permanent number of the network."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('programmes_number')")
        return cursor.fetchone()[0]


def demand_planner(city: City, by) -> None:
    """Nobody plans for another city than the own."""
    if not can(by, Act.EDIT_PROGRAMME, city):
        raise Refused(_("Bare planleggerne i %(city)s kan gjøre dette for byen.") % {"city": city})


def demand_living(element: Element) -> None:
    """Refuse what was thrown away meanwhile, and say by whom."""
    binned = next((above for above in ancestry(element) if above.binned_at), None)
    if binned is None:
        return
    if heirs := list(heirs_of(binned)):
        raise Refused(went_on(binned, heirs))
    entry = binning_of(binned)
    if entry and entry.person_name:
        words = _("%(name)s la «%(title)s» i papirkurven. Hent det tilbake først.")
        raise Binned(words % {"name": entry.person_name, "title": binned}, element=binned)
    raise Binned(_("«%(title)s» ligger i papirkurven.") % {"title": binned}, element=binned)


def binning_of(element: Element) -> Entry | None:
    """The act that threw a binned element away."""
    acts = history_of("element", element.pk).filter(
        act__in=["bin", "undo", "split", "joined"], before__has_key="position"
    )
    return acts.order_by("-pk").first()


def demand_room(parent: Element, *, city_id, height: int = 1, under: Element | None = None) -> None:
    """Refuse a parent that cannot hold the element: binned, another city's own, inside what is moved, or too deep."""
    demand_living(parent)
    line = ancestry(parent)
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


def stand(element: Element, parent: Element, position: int | None) -> Element:
    """Set the element under a parent, at a position or last; it leaves no gap where it stood."""
    if element.position is not None:
        close_gap(element)
    element.parent, element.position, element.binned_at = parent, make_room(parent, position, besides=element), None
    element.save(update_fields=["parent", "position", "binned_at"])
    return element


def return_to(element: Element, before: dict) -> Element:
    """Set the element back where it stood, as `place_of` told it."""
    number = int(before["parent"].removeprefix("T-"))
    parent = Element.objects.filter(programme=element.programme_id, number=number).first()
    if parent is None:
        raise Refused(_("Det «%(title)s» sto under, finnes ikke lenger.") % {"title": element})
    demand_room(parent, city_id=element.city_id, height=len(levels_of([element])), under=element)
    return stand(element, parent, before["position"])


def hang(element: Element, parent_id: int, position: int | None) -> None:
    """Set the element under a parent with what else goes there; one in the bin goes along and stays in it."""
    if element.binned_at:
        Element.objects.filter(pk=element.pk).update(parent=parent_id)
    else:
        stand(element, Element.objects.get(pk=parent_id), position)


def put_away(element: Element, at) -> Element:
    """Take the element out of its place and into the bin."""
    close_gap(element)
    element.position, element.binned_at = None, at
    element.save(update_fields=["position", "binned_at"])
    return element


def place_of(element: Element) -> dict:
    """Where it stands, as the history keeps it.

    place: its number in the outline at this moment, "1.2.3". under: the parent's title, if that is not the programme.
    """
    line = [f"{'parent__' * n}position" for n in range(DEEPEST)]
    steps = Element.objects.filter(pk=element.pk).values_list(*line).get()
    place = ".".join(str(step + 1) for step in reversed(steps) if step is not None)
    told = {"parent": element.parent.code, "position": element.position, "place": place}
    return told | {"under": element.parent.title} if element.parent.parent_id else told


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
