"""All rows of many elements in one statement, however many tables there are."""

import json

from django.db import connection
from psycopg import sql

from cities.models import City
from files.models import StoredFile
from programmes.models import Element
from programmes.tables import ATTACHMENTS, TABLES

NAMES = {table.name: table for table in TABLES}
ONE_TABLE = "SELECT {name} AS sort, to_jsonb(r) AS row FROM {table} r WHERE r.element_id = ANY(%(elements)s)"
WITH_FILE = (
    "SELECT {name} AS sort, to_jsonb(r) || jsonb_build_object('file', to_jsonb(f)) AS row FROM {table} r"
    " JOIN files_storedfile f ON f.id = r.file_id WHERE r.element_id = ANY(%(elements)s)"
)


def with_rows(elements: list[Element], cities: list[City]) -> list[Element]:
    """Give each element its rows of every table, as if they had been prefetched, each with its city and indicator.

    cities: those of the programme, which the rows' cities are among.
    """
    rows = {(element.pk, name): [] for element in elements for name in NAMES}
    known = {city.pk: city for city in cities}
    indicators = {}
    for sort, values in fetched([element.pk for element in elements]):
        row = made(NAMES[sort].model, values)
        if file := values.get("file"):
            row.file = made(StoredFile, file)
        row.city = known.get(row.city_id)
        rows[row.element_id, sort].append(row)
        if sort == "indicator":
            indicators[row.pk] = row
    for element in elements:
        cache = element.__dict__.setdefault("_prefetched_objects_cache", {})
        for name, table in NAMES.items():
            cache[f"{name}_rows"] = result = table.model.objects.none()
            result._result_cache = rows[element.pk, name]
        for reading in rows[element.pk, "reading"]:
            reading.indicator = indicators[reading.indicator_id]
    return elements


def fetched(elements: list[int]):
    """(name of the table, its columns as JSON), in the order the rows were made."""
    parts = [part_of(name, table) for name, table in NAMES.items()]
    query = sql.SQL("SELECT * FROM ({}) AS every ORDER BY (row->>'id')::bigint").format(
        sql.SQL(" UNION ALL ").join(parts)
    )
    with connection.cursor() as cursor:
        cursor.execute(query, {"elements": elements})
        return [(sort, json.loads(row)) for sort, row in cursor.fetchall()]


def part_of(name: str, table) -> sql.Composed:
    query = sql.SQL(WITH_FILE if table is ATTACHMENTS else ONE_TABLE)
    return query.format(name=sql.Literal(name), table=sql.Identifier(table.model._meta.db_table))


def made(model, values: dict):
    """A row of the model from its columns as JSON writes them."""
    row = model(**{field.attname: field.to_python(values[field.column]) for field in model._meta.concrete_fields})
    row._state.adding = False
    row._state.db = "default"
    return row
