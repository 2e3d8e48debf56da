"""Counting what is asked of the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def statements(act) -> list[str]:
    """Do the act and give back the statements it sent, without the words that only begin and end transactions."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"] for query in captured if not query["sql"].startswith(TRANSACTION)]
