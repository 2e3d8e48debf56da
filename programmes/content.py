"""A programme as plain data, as it stands and as of a day: what is frozen, printed and compared.

The shape is format 2, described in docs/content-2.schema.json.
"""

from datetime import date

from django.db.models import Prefetch, Subquery
from django.utils.translation import override

from cities.models import City, Network, Unit
from cities.queries import identities_on, organisation_of
from programmes.fields import FIELDS
from programmes.models import Basis, Element, Kind, Programme
from programmes.queries import Node, cities_of, living, outline
from programmes.readiness import standing
from programmes.rows_at_once import with_rows
from programmes.tables import ATTACHMENTS, tables_of

FORMAT = 2


def programme_content(programme: Programme, day: date, language: str = "nb") -> dict:
    """All of the programme's living elements with their fields, names and numbers resolved as of the day."""
    with override(language):
        cities = cities_of(programme)
        network = Subquery(Network.objects.values("name")[:1])  # rides along: a freeze has few statements to spare
        found = living(programme).annotate(network=network)
        found = found.select_related("city", *FACTS_WITH_REFERENCES).prefetch_related(*REFERENCES)
        nodes = outline(with_rows(list(found.order_by()), cities))
        root, elements, code_of = nodes[0].element, nodes[1:], codes(nodes)
        root.programme = programme
        return {
            "format": FORMAT,
            "network": root.network or "",
            "language": language,
            "title": root.title,
            "day": day.isoformat(),
            "edition": None,
            "cities": cities_content(cities, day),
            "text": root.text,
            "facts": facts_content(root),
            "tables": tables_content(root, day),
            "basis": [basis_content(basis) for basis in root.bases.all()],
            "organisation": organisation_content(cities),
            "waivers": waivers_content(programme, nodes),
            "elements": [element_content(node, day, code_of) for node in elements],
        }


FACTS_WITH_REFERENCES = (
    "chapter__theme", "strategy__theme", "goal__theme", "instrument__theme", "measure__theme", "measure__area",
)  # fmt: skip
REFERENCES = (
    Prefetch("bases", queryset=Basis.objects.select_related("paper", "point")),
    "measure__area__labels",
    "measure__secondary_themes",
    "measure__instruments",
)


def cities_content(cities, day) -> list[dict]:
    known = identities_on([city.party for city in cities], day)
    return [
        {
            "slug": city.slug,
            "name": city.name,
            "official": known[city.party_id].official,
            "number": known[city.party_id].number,
            "county": known[city.party_id].county,
            **language(city),
            **dress(city),
        }
        for city in cities
    ]


def language(city) -> dict:
    """Which of the two it writes, where it has chosen one."""
    written = City.Standard
    return {"language": city.written_standard} if city.written_standard in (written.BOKMAAL, written.NYNORSK) else {}


def dress(city) -> dict:
    """How its prints are dressed, where it has said so."""
    colour = {"colour": city.colour} if city.colour else {}
    if not city.arms:
        return colour
    arms = {"sha256": city.arms.sha256, "media_type": city.arms.media_type, "size": city.arms.size}
    return colour | {"arms": arms | {"description": city.arms_description}}


def codes(nodes: list[Node]) -> dict[int, str]:
    return {node.element.pk: node.element.code for node in nodes}


def element_content(node: Node, day: date, code_of: dict) -> dict:
    element = node.element
    return {
        "code": element.code,
        "uuid": str(element.uuid),
        "kind": element.kind,
        "kind_name": str(Kind(element.kind).label),
        "place": node.place,
        "depth": node.depth,
        "parent": code_of[element.parent_id] if node.depth > 1 else None,
        "city": element.city.slug if element.city else None,
        "title": element.title,
        "text": element.text,
        "facts": facts_content(element),
        "tables": tables_content(element, day),
        "basis": [basis_content(basis) for basis in element.bases.all()],
        "sources": element.sources,
    }


def facts_content(element: Element) -> list[dict]:
    return [
        {"name": field.name, "label": str(field.label), "value": field.typed(value), "words": field.words(value)}
        for field in FIELDS[element.kind]
        if field.name not in ("title", "text")
        for value in [field.get(field.holder(element))]
    ]


def tables_content(element: Element, day: date) -> list[dict]:
    return [table_content(table, element, day) for table in tables_of(element.kind)]


def table_content(table, element, day) -> dict:
    return {
        "name": table.name,
        "label": str(table.label),
        "columns": [str(field.label) for field in table.fields],
        "rows": [row_content(table, row) for row in table.rows_of(element) if happened_by(row, day)],
    }


def row_content(table, row) -> dict:
    content = {
        "uuid": str(row.uuid),
        "city": row.city.slug if row.city else None,
        "value": table.typed(row),
        "cells": table.cells(row),
    }
    if table is ATTACHMENTS:
        file = row.file
        content["file"] = {
            "sha256": file.sha256, "name": row.name, "media_type": file.media_type, "size": file.size,
        }  # fmt: skip
    return content


def happened_by(row, day: date) -> bool:
    """A progress entry about a later day was not known on the document's day; everything else stands."""
    stated = getattr(row, "day", None)
    return not (stated and stated.earliest and stated.earliest > day)


def basis_content(basis) -> dict:
    return {
        "uuid": str(basis.uuid),
        "kind": str(basis.get_kind_display()),
        "title": basis.title,
        "paper": basis.paper.title if basis.paper else None,
        "point": {"number": basis.point.number, "title": basis.point.title} if basis.point else None,
        "place": basis.place,
        "quotation": basis.quotation,
        "followed_up": basis.followed_up,
        "because": basis.because,
    }


def organisation_content(cities) -> list[dict]:
    """What the cities' organisations have for the programme: political bodies and units, and what is new about them."""
    slugs = {city.party_id: city.slug for city in cities}
    return [
        {
            "city": slugs[row["party_id"]],
            "sort": row["sort"],
            "name": row["name"],
            "under": row["under"],
            "novelty": row["novelty"],
            "novelty_name": str(Unit.Novelty(row["novelty"]).label),
            "note": row["note"],
        }
        for row in organisation_of(list(slugs))
    ]


def waivers_content(programme, nodes: list[Node]) -> list[dict]:
    """The gaps that are there and that somebody has given a reason for."""
    return [
        {
            "gap": waiver.gap,
            "words": gap.words,
            "city": waiver.city.slug if waiver.city else None,
            "reason": waiver.reason,
        }
        for gap, waiver in standing(programme, nodes, list(programme.waivers.select_related("city")))
    ]
