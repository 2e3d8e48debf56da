"""What goes along when a city takes over elements (`heirs.py`): all that belongs to each of them.

heirs: each original's id → what carries it on. Everything is fetched and written for all of them at once.
"""

from uuid import uuid4

from django.db.models import F, Q

from cities.models import City
from programmes.lineage import inherited_name
from programmes.models import (
    FACTS,
    Basis,
    CityPart,
    Comment,
    Element,
    Indicator,
    Measure,
    Reading,
    Waiver,
)
from programmes.tables import TABLES


def copy_of(thing, **changes):
    """The same thing once more, not saved. changes: by column; `element_id` gives a row the name it has there."""
    values = {field.attname: getattr(thing, field.attname) for field in thing._meta.concrete_fields}
    values.pop(thing._meta.pk.attname)
    if "uuid" in values:
        heir = changes.get("element_id")
        values["uuid"] = inherited_name(thing.uuid, heir) if heir else uuid4()
    return type(thing)(**values | changes)


def carry_facts(originals: list[Element], heirs, city: City) -> None:
    """Each kind's own fields. What the city alone said of a measure is now what the measure says."""
    for kind, model in FACTS.items():
        model.objects.bulk_create(
            folded(copy_of(element.facts, element_id=heirs[element.pk].pk), element.citypart_rows.all(), city)
            for element in originals
            if element.kind == kind
        )
    themes = Measure.secondary_themes.through
    found = themes.objects.filter(measure__in=heirs).order_by("pk")
    themes.objects.bulk_create([copy_of(link, measure_id=heirs[link.measure_id].pk) for link in found])


def folded(facts, parts, city: City):
    for part in parts:
        if part.city_id == city.pk:
            facts.period = part.period or facts.period
            facts.note = "\n".join(filter(None, [facts.note, part.note]))
    return facts


def carry_rows(originals: list[Element], heirs, city: City) -> None:
    """The common rows of every table and the city's, which are common from now on."""

    def ours(row) -> bool:
        return row.city_id in (None, city.pk)

    def copies(rows, **changes) -> list:
        return [copy_of(row, element_id=heirs[row.element_id].pk, city_id=None, **changes) for row in rows]

    rows = {table.model: [row for one in originals for row in table.rows_of(one)] for table in TABLES}
    del rows[CityPart]  # folded into the facts
    readings = list(filter(ours, rows.pop(Reading)))
    read = {row.indicator_id for row in readings}
    indicators = [row for row in rows.pop(Indicator) if ours(row) or row.pk in read]
    for model, found in rows.items():
        model.objects.bulk_create(copies(filter(ours, found)))
    new = Indicator.objects.bulk_create(copies(indicators))
    carry_readings(readings, dict(zip((row.pk for row in indicators), new, strict=True)))


def carry_readings(readings: list[Reading], indicators: dict[int, Indicator]) -> None:
    """indicators: the id of each that is read → its copy."""
    common = {read_from(row) for row in readings if row.city_id is None}
    copies = []
    for row in readings:
        indicator = indicators[row.indicator_id]
        # The city's own figure beside a common one of the same source stays the city's: both stand, as before.
        city = row.city_id if read_from(row) in common else None
        copies.append(copy_of(row, element_id=indicator.element_id, indicator_id=indicator.pk, city_id=city))
    Reading.objects.bulk_create(copies)


def read_from(row: Reading) -> tuple:
    """What a city has one reading of."""
    return row.indicator_id, row.day.earliest, row.day.latest, row.place, row.sector, row.source, row.edition


def carry_talk(originals: list[Element], heirs) -> dict[str, str]:
    """Basis and comments with their answers; nobody is told again. Gives back old → new marks, as gaps name them."""
    marks = {old.code: heirs[old.pk].code for old in originals}
    bases = list(Basis.objects.filter(element__in=heirs))
    comments = list(Comment.objects.filter(element__in=heirs).order_by("pk"))
    firsts = carried([comment for comment in comments if comment.answers_id is None], heirs, marks)
    replies = [comment for comment in comments if comment.answers_id]
    carried(bases, heirs, marks)
    Comment.objects.bulk_create(
        copy_of(reply, element_id=heirs[reply.element_id].pk, answers_id=firsts[reply.answers_id].pk)
        for reply in replies
    )
    return marks


def carried(rows: list, heirs, marks: dict[str, str]) -> dict:
    """Copy the rows, note their marks, and give back each row's id → its copy."""
    copies = [copy_of(row, element_id=heirs[row.element_id].pk) for row in rows]
    if rows:
        type(rows[0]).objects.bulk_create(copies)
    marks |= {row.uuid.hex: copy.uuid.hex for row, copy in zip(rows, copies, strict=True)}
    return {row.pk: copy for row, copy in zip(rows, copies, strict=True)}


def carry_links(heirs, along: list[Element], city: City) -> None:
    """The instruments measures lean on: the heir's, where there is one. along: the city's own that moved in."""
    links = Measure.instruments.through.objects
    moved = [element.pk for element in along]
    home = next(iter(heirs.values())).programme_id
    found = links.filter(measure__in=heirs).select_related("element").order_by("pk")
    links.bulk_create(
        copy_of(link, measure_id=heirs[link.measure_id].pk, element_id=heirs.get(link.element_id, link.element).pk)
        for link in found
        if link.element_id in heirs or (link.element.programme_id == home and link.element.city_id in (None, city.pk))
    )
    to_heirs = list(links.filter(measure__in=moved, element__in=heirs))
    for link in to_heirs:
        link.element_id = heirs[link.element_id].pk
    links.bulk_update(to_heirs, ["element"])
    across = links.filter(Q(measure__in=moved) | Q(element__in=moved))
    across.exclude(measure__element__programme=F("element__programme")).delete()


def carry_waivers(marks, along: list[Element], *, old: int, new: int, city: City, scope: City | None) -> None:
    """Reasons for gaps in what was copied, once more; those for gaps in what moved, along with it.

    marks: as `carry_talk` says. along: what moved to another programme.
    """
    if along:
        Waiver.objects.filter(pk__in=[waiver.pk for waiver in waivers_about(along, old)]).update(
            programme=new, city=scope
        )
    copies = []
    for waiver in Waiver.objects.filter(Q(city=None) | Q(city=city), programme=old):
        mark = mark_in(waiver.gap)
        if mark in marks:
            gap = waiver.gap.replace(mark, marks[mark], 1)
            copies.append(copy_of(waiver, programme_id=new, city_id=scope and scope.pk, gap=gap))
    Waiver.objects.bulk_create(copies)


def waivers_about(elements: list[Element], programme: int) -> list[Waiver]:
    """The programme's reasons for gaps in the elements, and in what they build on and is said of them."""
    marks = {element.code for element in elements}
    for model in (Basis, Comment):
        marks |= {row.uuid.hex for row in model.objects.filter(element__in=elements).only("uuid")}
    return [waiver for waiver in Waiver.objects.filter(programme=programme) if mark_in(waiver.gap) in marks]


def mark_in(gap: str) -> str:
    """What a gap is about, in its name: the number of an element, or the name of a comment or a basis."""
    return gap.partition(":")[2].partition(":")[0]
