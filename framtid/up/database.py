"""Makes the database ready: tables, the cache's table, and the demonstration in an empty house."""

import io
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from cities.models import City
from framtid.up.trouble import Trouble

LOCK = 0x4672616D  # any number, as long as all who prepare the same database use it


def make_ready() -> None:
    """One at a time: several may start at once.

    Errors: Trouble if the database does not answer.
    """
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise Trouble(f"The database does not answer ({error}): look at DATABASE_URL") from None
    with _alone():
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not settings.PRODUCTION and not City.objects.exists():
            call_command("demonstrasjon", stdout=io.StringIO())


@contextmanager
def _alone():
    """Without the time limits of a request: a migration may take as long as it needs."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0; SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        connection.close()  # gives the lock back
