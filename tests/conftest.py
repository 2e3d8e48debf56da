"""What every test may ask for."""

import gc

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from tests import world as worlds
from tests.helpers.browser import chromium  # noqa: F401 – a fixture
from tests.helpers.emptying import empty

# A machine that is busy with other things is no fault.
hypothesis_settings.register_profile("framtid", deadline=None)
hypothesis_settings.load_profile("framtid")

# Every now and then Python looks for garbage through all there is. In a test run that is all code and all tests, which
# stay to the end, and a fifth of the processor's time went there.
gc.set_threshold(700, 10, 500)

TransactionTestCase._fixture_teardown = lambda _case: empty()


@pytest.fixture
def world(db):
    """Two of everything; see tests/world.py."""
    return worlds.build()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database. A browser's last request may still hold a connection when it is to be taken away."""
    gc.collect()  # the migrations have left hundreds of megabytes
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
