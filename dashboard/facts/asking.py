"""One statement for many facts, put together once: writing it costs more than what it asks, and it is asked all day."""

from django.db import connection
from django.db.models import F, Lookup, QuerySet

from dashboard.facts.evidence import Evidence

ASKED = object()
"""Stands in a written statement where the cities asked about are to stand."""


class OneOfThose(Lookup):
    """One parameter, however many cities: so that the statement is the same."""

    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, self.rhs]


def written(parts: list[QuerySet], *, of_all: bool) -> tuple[str, tuple]:
    """Joined by UNION: statement and parameters. Each part is narrowed, since the database does not do it for us."""
    first, *rest = parts if of_all else [rows.filter(OneOfThose(F("e_city_id"), ASKED)) for rows in parts]
    return (first.union(*rest, all=True) if rest else first).query.sql_with_params()


def told_by(sql: str, params: tuple, cities: list[int] | None) -> list[Evidence]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [cities if param is ASKED else param for param in params])
        return [Evidence._make(row) for row in cursor.fetchall()]
