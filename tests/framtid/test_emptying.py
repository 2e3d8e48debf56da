"""What a test has really written is gone before the next begins; what all lean on stays, under the same ids."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, transaction

from cities.models import City, User
from history.models import Entry
from tests import world as worlds
from tests.helpers.emptying import empty, nobody_is_at_work

pytestmark = pytest.mark.django_db(transaction=True)


def test_everything_written_goes_even_what_may_never_be_removed_and_permissions_stay():
    permissions = list(Permission.objects.values_list("pk", "codename"))
    worlds.build()
    assert City.objects.exists()
    assert Entry.objects.exists()

    empty()

    assert not any(model.objects.exists() for model in (City, Entry, User))
    assert list(Permission.objects.values_list("pk", "codename")) == permissions != []


def test_it_waits_for_what_another_is_still_writing():
    written, go_on = Event(), Event()

    def write():
        with transaction.atomic():
            User.objects.create_user("sen@nowhere.example", name="Sen")
            written.set()
            go_on.wait(60)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(write)
        assert written.wait(60)
        at_rest = nobody_is_at_work()
        go_on.set()
        empty()
        late.result()

    assert not at_rest
    assert not User.objects.exists()
