"""Database triggers for what may never change, written the same way in every room's migrations."""

from django.db import migrations


def append_only(table: str) -> migrations.RunSQL:
    """Rows of the table can be added and read, never changed or removed."""
    return _trigger(table, "append_only", "UPDATE OR DELETE", "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;")


def unchanging(table: str) -> migrations.RunSQL:
    """Rows of the table never change; one that nothing points to may be removed."""
    return _trigger(table, "unchanging", "UPDATE", "RAISE EXCEPTION '% never changes', TG_TABLE_NAME;")


def frozen_when(table: str, condition: str) -> migrations.RunSQL:
    """Once the condition on OLD holds, a row of the table can be neither changed nor removed."""
    body = f"IF {condition} THEN RAISE EXCEPTION '% is frozen', TG_TABLE_NAME; END IF; RETURN COALESCE(NEW, OLD);"
    return _trigger(table, "frozen", "UPDATE OR DELETE", body)


def _trigger(table: str, name: str, events: str, body: str) -> migrations.RunSQL:
    function = f"{table}_{name}"
    return migrations.RunSQL(
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$;"
        f"CREATE TRIGGER {function} BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}();",
        f"DROP TRIGGER {function} ON {table}; DROP FUNCTION {function}();",
    )
