"""The demonstration, loaded once for a file whose tests only read it."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from framtid.demo.loading import load_demonstration

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def demonstration(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_demonstration(at=AT)
        yield
        transaction.set_rollback(True)
