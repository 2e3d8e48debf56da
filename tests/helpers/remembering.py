"""What many tests begin with is made once, and written again at once from what it left in the database.

The world of tests/world.py takes hundreds of statements to make, and nearly every test wants one.
"""

import json
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, models
from psycopg import sql

PERMISSIONS = "SELECT md5(string_agg(concat(id, codename, content_type_id), ' ' ORDER BY id)) FROM auth_permission"
_remembered: dict[Callable, "Remembered"] = {}


@dataclass(frozen=True)
class Remembered:
    """result: what the maker gave back, packed. script: writes its rows. ground: what the rows lean on."""

    result: bytes
    script: str
    ground: tuple = field(default=())


def remembered(make: Callable, *given):
    """What `make` gives back of what is given, with the rows it adds to those that are there.

    Each call gives a copy of its own. given: what was remembered too, so that what is there is the same each time. Rows
    lean on permissions; where those have other ids than before, all is made anew.
    """
    ground = permissions()
    known = _remembered.get(make)
    if known is None or known.ground != ground:
        known = _remembered[make] = made(make, given, ground)
        return pickle.loads(known.result)
    with connection.cursor() as cursor:
        cursor.execute(known.script)
    return pickle.loads(known.result)


def made(make: Callable, given: tuple, ground: tuple) -> Remembered:
    before = {model: rows_of(model) for model in tables()}
    result = pickle.dumps(make(*given))
    script = []
    for model in tables():
        rows = rows_of(model)
        if changed := [row for row in before[model] if row not in rows]:
            raise AssertionError(f"{model} had other rows before, which cannot be told from new ones: {changed}")
        if added := [row for row in rows if row not in before[model]]:
            script += [insertion(model, added), *counted_on(model)]
    return Remembered(result, "; ".join(script), ground)


def permissions() -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(PERMISSIONS)
        return cursor.fetchone()


def tables() -> list[type[models.Model]]:
    return apps.get_models(include_auto_created=True)


def rows_of(model) -> list:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT json_agg(found) FROM "{model._meta.db_table}" found')
        found = cursor.fetchone()[0]
    return json.loads(found) if isinstance(found, str) else found or []


def insertion(model, rows: list) -> str:
    columns = ", ".join(f'"{field.column}"' for field in model._meta.local_concrete_fields if not field.generated)
    table = f'"{model._meta.db_table}"'
    data = sql.Literal(json.dumps(rows)).as_string(None)
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, {data})"


def counted_on(model) -> list[str]:
    """The next number is none of those written: a test that empties the database begins to count anew."""
    column = model._meta.pk.column
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', column])
        sequence = cursor.fetchone()[0]
    if sequence is None:
        return []
    highest = f'(SELECT max("{column}") FROM "{table}"), (SELECT last_value FROM {sequence})'
    return [f"SELECT setval('{sequence}', greatest({highest}))"]
