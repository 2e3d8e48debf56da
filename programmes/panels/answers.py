from itertools import groupby

from programmes.models import Kind, Responsibility
from programmes.queries import cities_of, status_on
from programmes.rows_at_once import with_rows
from programmes.tables import ANSWERS, tables_of

ORDER = {part: n for n, part in enumerate(Responsibility.Part.values)}


def gather(element, request) -> dict:
    """Who answers for the element, by role; when it is to be done, and what was told last."""
    with_rows([element], cities_of(element.programme))
    rows = sorted(element.responsibility_rows.all(), key=lambda row: ORDER[row.part])
    measure = element.kind == Kind.MEASURE
    return {
        "answers": [(part, list(its)) for part, its in groupby(rows, key=lambda row: row.get_part_display())],
        "answerable": ANSWERS in tables_of(element.kind),
        "period": element.measure.period if measure else None,
        "parts": list(element.citypart_rows.all()) if measure else [],
        "last": status_on(list(element.progress_rows.all()), request.day) if measure else None,
    }
