from programmes.queries import cities_of
from programmes.rows_at_once import with_rows
from programmes.tables import table_of


def gather(element, request) -> dict:
    """Who answers for the element."""
    with_rows([element], cities_of(element.programme))
    table = table_of(element.kind, "responsibility")
    return {"answers": table.told_rows(element) if table else []}
