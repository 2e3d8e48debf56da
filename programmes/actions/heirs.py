"""A city takes over a branch of the outline: the operation behind splitting what is shared, and leaving a programme."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from cities.models import City
from programmes.actions.inheritance import carry_facts, carry_links, carry_rows, carry_talk, carry_waivers, copy_of
from programmes.actions.placing import hold, levels_of, make_room
from programmes.actions.starting import next_numbers
from programmes.models import Element, NumberAlias
from programmes.queries import cities_of
from programmes.rows_at_once import with_rows


@dataclass(frozen=True)
class Moved:
    """One of the city's own, and where it stood: under which parent (its id), at which position (none in the bin)."""

    element: Element
    parent: int
    position: int | None


@dataclass(frozen=True)
class Taken:
    """What became of a branch. heirs: each shared element's id → what carries it on. moved: only the tops."""

    heirs: dict[int, Element]
    moved: list[Moved]


@dataclass(frozen=True)
class Branch:
    """shared: level by level from the top down, without the bin. own: the tops of what is the city's own among them.

    binned: what lies under something shared in the bin, itself too → (the id of the living one above, since when).
    """

    shared: list[list[Element]]
    own: list[Element]
    binned: dict[int, tuple]


def take_over(
    top: Element, *, city: City, scope: City | None, parent: Element | None = None, place: int | None = None,
    heir: Element | None = None, at,
) -> Taken:  # fmt: skip
    """Let a city have a shared element, with all that hangs under it, for its own.

    What is shared and not in the bin is copied with all that belongs to it: facts, common rows and the city's, basis,
    comments, reasons for gaps. It gets a new number, and the old one leads there too. What is the city's own is moved
    under the copies, and keeps its number. The shared elements, and what is other cities' own, are left as they are.

    scope: whose own the copies become; none where the city takes them to a programme of its own. parent, place: where
    the top's copy stands; last, if no place is given. heir: carries the top on instead of a copy, as the root of a new
    programme does; only its facts and texts are the caller's to give.
    Call it while holding `lock` of both programmes and while the city still is in the old one, and write the history.
    As many statements for a large branch as for a small one that is as deep.
    """
    home = (heir or parent).programme_id
    leaving = home != top.programme_id
    hold([top])
    branch = branch_of(top, city, leaving)
    originals = [element for level in branch.shared for element in level]
    with_rows(originals, cities_of(top.programme))
    places = places_in([*originals[1:], *(element for element in branch.own if element.pk not in branch.binned)])
    if heir is None:
        places[top.pk] = make_room(parent, place)
    heirs = {top.pk: heir} if heir else {}
    for level in branch.shared:
        heirs |= copies_of([element for element in level if element.pk not in heirs], heirs, places, parent, scope, at)
    carry_facts([element for element in originals if heirs[element.pk] is not heir], heirs, city)
    carry_rows(originals, heirs, city)
    marks = carry_talk(originals, heirs)
    carry_numbers(originals, heirs, at)
    moved, along = move_in(branch, heirs, places, home, scope)
    carry_links(heirs, along, city)
    carry_waivers(marks, along if leaving else [], old=top.programme_id, new=home, city=city, scope=scope)
    return Taken(heirs, moved)


def branch_of(top: Element, city: City, leaving: bool) -> Branch:
    """What the city takes over. What is its own under something binned goes along only when it leaves the programme."""
    branch, level = Branch([], [], {}), [Element.objects.for_door().get(pk=top.pk)]
    while level:
        branch.shared.append([element for element in level if element.pk not in branch.binned])
        below = Element.objects.for_door().filter(Q(city=None) | Q(city=city), parent__in=level)
        below = list(below.order_by("parent", "position", "pk"))
        for element in below:
            under = branch.binned.get(element.parent_id)
            if under is None and element.binned_at and element.city_id is None:
                under = element.parent_id, element.binned_at
            if under:
                branch.binned[element.pk] = under
        branch.own.extend(own for own in below if own.city_id and (leaving or own.pk not in branch.binned))
        level = [element for element in below if element.city_id is None]
    return branch


def places_in(elements: list[Element]) -> dict[int, int]:
    """Where each will stand among those of its siblings that come along; what lies in the bin stands nowhere."""
    below = defaultdict(list)
    for element in elements:
        if element.position is not None:
            below[element.parent_id].append(element)
    siblings = (sorted(those, key=lambda element: element.position) for those in below.values())
    return {element.pk: place for those in siblings for place, element in enumerate(those)}


def copies_of(level, heirs, places, parent, scope, at) -> dict[int, Element]:
    """The elements of one level again, under the heirs of what they hang under."""
    copies = {}
    for element, number in zip(level, next_numbers(len(level)), strict=True):
        above = heirs.get(element.parent_id, parent)
        copies[element.pk] = copy_of(
            element, programme_id=above.programme_id, parent_id=above.pk, position=places[element.pk],
            city_id=scope and scope.pk, number=number, made_at=at,
        )  # fmt: skip
    Element.objects.bulk_create(copies.values())
    return copies


def carry_numbers(originals: list[Element], heirs: dict[int, Element], at) -> None:
    """Let the numbers lead to the heirs, and those that led to what they come from."""
    led = NumberAlias.objects.filter(element__in=heirs)
    led = [copy_of(alias, element_id=heirs[alias.element_id].pk) for alias in led]
    new = [NumberAlias(number=old.number, origin=old.pk, element=heirs[old.pk], at=at) for old in originals]
    NumberAlias.objects.bulk_create(new + led)


def move_in(branch: Branch, heirs, places, home, scope: City | None) -> tuple[list[Moved], list[Element]]:
    """Move the city's own to under the heirs. Gives back the tops as they were, and all that moved."""
    own = branch.own
    moved = [Moved(element, element.parent_id, element.position) for element in own]
    below = set().union(*levels_of(own)) - {element.pk for element in own}
    along = [*own, *Element.objects.filter(pk__in=below)]
    for element in along:
        element.programme_id, element.city_id = home, scope and scope.pk
    for element in own:
        above, since = branch.binned.get(element.pk, (element.parent_id, None))
        element.parent_id, element.position = heirs[above].pk, places.get(element.pk)
        element.binned_at = element.binned_at or since
    # All at once: the trigger looks at each when all of them have come.
    Element.objects.bulk_update(along, ["programme", "city", "parent", "position", "binned_at"])
    close_ranks({was.parent for was in moved})
    return moved, along


def close_ranks(parents: set[int]) -> None:
    """Let the children of the parents stand without gaps, in the order they have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programmes_element e SET position = r.place FROM ("
            "SELECT id, row_number() OVER (PARTITION BY parent_id ORDER BY position) - 1 AS place"
            " FROM programmes_element WHERE parent_id = ANY(%s) AND position IS NOT NULL"
            ") r WHERE e.id = r.id AND e.position <> r.place",
            [list(parents)],
        )
