"""What a test has really written is swept away, for the next to begin with an empty house.

Django empties all tables, and then writes content types and permissions anew, under other ids: a third of a second,
and as much for the next test, whose world leans on those. Here they stay, and rows go only from where they are.
"""

from django.db import connection, transaction

from tests.helpers.patience import until

STAY = {"django_content_type", "auth_permission"}
BUSY = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend' AND state <> 'idle'
"""


def empty() -> None:
    """Remove the rows of all models, past the triggers that forbid it, once nobody else is at work in the database."""
    until(nobody_is_at_work)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL session_replication_role = replica; {removal()}")


def nobody_is_at_work() -> bool:
    """A browser's last request may still be answered after its window is closed."""
    with connection.cursor() as cursor:
        cursor.execute(BUSY)
        return cursor.fetchone() == (0,)


def removal() -> str:
    tables = set(connection.introspection.django_table_names()) - STAY
    return "; ".join(f"DELETE FROM {connection.ops.quote_name(table)}" for table in sorted(tables))
