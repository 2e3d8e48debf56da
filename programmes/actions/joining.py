"""Several cities' own become one that they share: the deed itself, once every city has agreed – and that taken back."""

from cities.models import City
from history.models import Entry
from programmes.actions.fields import put
from programmes.actions.inheritance import copy_of, mark_in, waivers_about
from programmes.actions.memory import remember_all, remembered
from programmes.actions.placing import demand_living, demand_room, hang, levels_of, place_of, put_away, return_to
from programmes.actions.sharing import demand_only_own, demand_unchanged, give, take_back
from programmes.fields import field_of
from programmes.lineage import codes_said
from programmes.models import Basis, CityPart, Comment, Element, Measure, NumberAlias, Waiver
from programmes.queries import cities_of
from programmes.tables import TABLES

ROWS = tuple(table.model for table in TABLES if table.model is not CityPart)


def join(keeps: Element, others: list[Element], values: dict, *, by, at) -> Element:
    """Make several cities' own into one that they share, with the number and the place of the one that is kept.

    values: by field, the value it gets where that is not what it has. All that belongs to the others – rows, basis,
    comments, what hangs under them – goes over to it, each city's rows as that city's; their numbers lead to it.
    Call it while holding them all, and having seen that they can be joined.
    """
    told, codes = {"by": by, "at": at}, codes_said(others)
    parts = [{"city": each.city.slug, "given": give(each, each.city, ROWS)} for each in (keeps, *others)]
    keeps.city = None
    keeps.save(update_fields=["city"])
    edits = [edit for name, value in values.items() if (edit := written(keeps, name, value, told))]
    lines = []
    for part, other in zip(parts[1:], others, strict=True):
        part |= pour(other, keeps, at) | place_of(other)
        lines.append(remembered(other, act="joined", before=place_of(other), after={"words": keeps.code}, **told))
        put_away(Element.objects.get(pk=other.pk), at)
    before = {"parts": parts, "fields": {edit.field: edit.before for edit in edits}}
    lines.append(remembered(keeps, act="join", before=before, after={"words": codes}, **told))
    remember_all([*edits, *lines])
    return keeps


def written(element: Element, name: str, value, told) -> Entry | None:
    """Give one field its value, and the line of the history that says so; none where it has it already."""
    field = field_of(element.kind, name)
    holder = field.holder(element)
    before = field.typed(field.get(holder))
    if before == field.typed(value):
        return None
    put(element, holder, field, value)
    return remembered(element, act="edit", field=name, before=before, after=field.typed(value), **told)


def pour(other: Element, keeps: Element, at) -> dict:
    """Let all that belongs to one element belong to another; what went over, as `pour_back` wants it."""
    rows = {model._meta.model_name: ids(model.objects.filter(element=other)) for model in (*ROWS, CityPart)}
    children = list(other.children.order_by("position", "pk"))
    bases, comments = Basis.objects.filter(element=other), Comment.objects.filter(element=other)
    # An element answers a point once; the other's answer goes over with its words, and points at the paper alone.
    answered = bases.filter(point__in=Basis.objects.filter(element=keeps).values("point"))
    told = {
        "id": other.pk,
        "rows": rows,
        "points": list(answered.values_list("pk", "point")),
        "bases": ids(bases),
        "comments": ids(comments),
        "children": [(child.pk, child.position) for child in children],
        "leaning": lean_over(other, keeps),
        "reasons": reasons_over(other, keeps),
        "aliases": numbers_over(other, keeps, at),
    }
    answered.update(point=None)
    for table in TABLES:
        table.model.objects.filter(element=other).update(element=keeps)
    bases.update(element=keeps)
    comments.update(element=keeps)
    demand_room(keeps, city_id=None, height=len(levels_of(children)))
    for child in children:
        hang(child, keeps.pk, None)
    return told


def ids(rows) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def lean_over(other: Element, keeps: Element) -> list[list]:
    """Let measures that lean on one lean on the other: each measure's id, and whether it leant on that already."""
    links = Measure.instruments.through.objects
    both = set(links.filter(element=keeps).values_list("measure", flat=True))
    told = [[measure, measure in both] for measure in links.filter(element=other).values_list("measure", flat=True)]
    links.filter(element=other).exclude(measure__in=both).update(element=keeps)
    links.filter(element=other).delete()
    return told


def reasons_over(other: Element, keeps: Element) -> list[int]:
    """Let reasons for gaps in one stand for the other too, where it has none for such a gap; the ids of the new."""
    named = {waiver.gap for waiver in waivers_about([keeps], keeps.programme_id)}
    new = [
        copy_of(waiver, gap=gap)
        for waiver in waivers_about([other], other.programme_id)
        if mark_in(waiver.gap) == other.code and waiver.city_id is None
        if (gap := waiver.gap.replace(other.code, keeps.code, 1)) not in named
    ]
    return [waiver.pk for waiver in Waiver.objects.bulk_create(new)]


def numbers_over(other: Element, keeps: Element, at) -> list[int]:
    """Let its number, and those that led to it, lead to what carries it on; the ids of the new aliases."""
    led = {alias.number: alias for alias in NumberAlias.objects.filter(element=other)}
    for known in NumberAlias.objects.filter(element=keeps):
        led.pop(known.number, None)
    new = [NumberAlias(number=other.number, origin=other.pk, element=keeps, at=at)]
    new += [copy_of(alias, element_id=keeps.pk) for alias in led.values()]
    return [alias.pk for alias in NumberAlias.objects.bulk_create(new)]


# -- Taking it back


def part_again(keeps: Element, entry: Entry, by, at) -> None:
    """Let each be its own city's again, where it stood, with what belonged to it.

    Errors: Refused when anything has been done to the shared one since, or something has come under it.
    """
    demand_living(keeps)
    demand_unchanged(keeps, entry)
    own, *others = entry.before["parts"]
    told, cities = {"by": by, "at": at}, {city.slug: city for city in cities_of(keeps.programme)}
    edits = [
        edit
        for name, value in entry.before["fields"].items()
        if (edit := written(keeps, name, field_of(keeps.kind, name).untyped(value, keeps), told))
    ]
    for part in reversed(others):
        pour_back(part, keeps, cities[part["city"]])
    city = cities[own["city"]]
    demand_only_own(keeps, city)
    take_back(own["given"], city)
    keeps.city = city
    keeps.save(update_fields=["city"])
    back = [
        remembered(other, act="part", after={"words": keeps.code}, **told)
        for other in Element.objects.filter(pk__in=[part["id"] for part in others])
    ]
    remember_all(edits + back)


def pour_back(part: dict, keeps: Element, city: City) -> None:
    """The other way round from `pour`: what still is where it went, comes back."""
    other = Element.objects.for_door().get(pk=part["id"])
    for table in TABLES:
        table.model.objects.filter(pk__in=part["rows"].get(table.name, [])).update(element=other)
    take_back(part["given"], city)
    Basis.objects.filter(pk__in=part["bases"]).update(element=other)
    for basis, point in part["points"]:
        Basis.objects.filter(pk=basis).update(point=point)
    Comment.objects.filter(pk__in=part["comments"]).update(element=other)
    NumberAlias.objects.filter(pk__in=part["aliases"]).delete()
    Waiver.objects.filter(pk__in=part["reasons"]).delete()
    lean_back(part["leaning"], other, keeps)
    return_to(other, part)
    for pk, position in part["children"]:
        if child := Element.objects.filter(pk=pk, parent=keeps).first():
            hang(child, other.pk, position)


def lean_back(leaning: list[list], other: Element, keeps: Element) -> None:
    links = Measure.instruments.through.objects
    measures = [measure for measure, _both in leaning]
    links.filter(element=keeps, measure__in=[measure for measure, both in leaning if not both]).delete()
    there = Measure.objects.filter(pk__in=measures).values_list("pk", flat=True)
    links.bulk_create(
        (Measure.instruments.through(measure_id=measure, element=other) for measure in there), ignore_conflicts=True
    )
