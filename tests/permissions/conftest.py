"""One world for the whole walk: every step is undone."""

import pytest
from django.db import transaction
from django.test import override_settings

from tests.helpers.passwords import QUICK
from tests.permissions import world
from tests.permissions.walker import Walker


@pytest.fixture(scope="package")
def walker(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    with (
        django_db_blocker.unblock(),
        override_settings(FILES_ROOT=folder, EMAIL_FILE_PATH=folder / "post", PASSWORD_HASHERS=QUICK),
        transaction.atomic(),
    ):
        yield Walker(world.build())
        transaction.set_rollback(True)
