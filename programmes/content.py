"""A programme as plain data, as it stands and as of a day: what is frozen, printed and compared.

The shape is format 1, described in docs/content-1.schema.json.
"""

from datetime import date

from django.db.models import Prefetch
from django.utils.translation import override

from cities.models import Network
from cities.queries import identities_on
from programmes.fields import FIELDS
from programmes.models import Element, Kind, Programme
from programmes.queries import Node, cities_of, living, outline
from programmes.tables import TABLES, tables_of

FORMAT = 1


def programme_content(programme: Programme, day: date, language: str = "nb") -> dict:
    """All of the programme's living elements with their fields, names and numbers resolved as of the day."""
    with override(language):
        elements = living(programme).select_related("city", *FACTS_WITH_REFERENCES).prefetch_related(*ROWS)
        nodes = outline(elements.order_by())
        root, elements, code_of = nodes[0].element, nodes[1:], codes(nodes)
        root.programme = programme
        return {
            "format": FORMAT,
            "network": str(Network.objects.first() or ""),
            "language": language,
            "title": root.title,
            "day": day.isoformat(),
            "edition": None,
            "cities": cities_content(cities_of(programme), day),
            "text": root.text,
            "facts": facts_content(root),
            "elements": [element_content(node, day, code_of) for node in elements],
        }


FACTS_WITH_REFERENCES = (
    "chapter__theme", "strategy__theme", "goal__theme", "instrument__theme", "measure__theme", "measure__area",
)  # fmt: skip
ROWS = (
    "bases",
    "measure__area__labels",
    *(Prefetch(f"{table.name}_rows", queryset=table.model.objects.select_related("city")) for table in TABLES),
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
        }
        for city in cities
    ]


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
        "tables": [table_content(table, element, day) for table in tables_of(element.kind)],
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


def table_content(table, element, day) -> dict:
    return {
        "name": table.name,
        "label": str(table.label),
        "columns": [str(field.label) for field in table.fields],
        "rows": [
            {"city": row.city.slug if row.city else None, "value": table.typed(row), "cells": table.cells(row)}
            for row in table.rows_of(element)
            if happened_by(row, day)
        ],
    }


def happened_by(row, day: date) -> bool:
    """A progress entry about a later day was not known on the document's day; everything else stands."""
    stated = getattr(row, "day", None)
    return not (stated and stated.earliest and stated.earliest > day)


def basis_content(basis) -> dict:
    return {
        "kind": str(basis.get_kind_display()),
        "title": basis.title,
        "place": basis.place,
        "quotation": basis.quotation,
        "because": basis.because,
    }
