"""Counting what is asked of the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def statements(act) -> list[str]:
    """Do the act and give back the statements it sent, without the words that only begin and end transactions."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"] for query in captured if not query["sql"].startswith(TRANSACTION)]


RIGHTS = ("_role", "_citygroupright", "_partygroupright", "_networkgroupright", "auth_group", "auth_permission")
"""Tables that only the rules about who may need. The door's own question fetches the thing, and is no addition."""


def statements_of_rights(act) -> list[str]:
    """Those of an act's statements that ask for roles, groups and rights, whatever else they ask for."""
    return [sql for sql in statements(act) if any(f'{table}"' in sql for table in RIGHTS)]
