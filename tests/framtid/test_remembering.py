"""What many tests begin with is made once, and then written again at once."""

import pytest
from django.contrib.auth.models import Permission

from cities.models import Role, User
from tests import world as worlds
from tests.helpers.remembering import remembered
from tests.helpers.statements import statements

pytestmark = pytest.mark.django_db


def nobody() -> User:
    return User.objects.create_user("nobody@nowhere.example", name="Ingen")


def rows() -> list[dict]:
    return list(User.objects.values())


def test_what_is_written_again_is_what_was_made():
    remembered(nobody)
    made = rows()
    User.objects.all().delete()

    again = remembered(nobody)

    assert rows() == made == [User.objects.filter(pk=again.pk).values().get()]


def test_writing_again_takes_two_statements():
    remembered(nobody)
    User.objects.all().delete()

    assert len(statements(lambda: remembered(nobody))) == 2


def test_each_gets_a_copy_of_its_own():
    remembered(nobody).name = "En annen"
    User.objects.all().delete()

    assert remembered(nobody).name == "Ingen"


def test_it_is_made_anew_where_permissions_have_other_ids():
    before = remembered(nobody)
    User.objects.all().delete()
    Permission.objects.last().delete()

    assert remembered(nobody).pk > before.pk


def test_whoever_changes_what_was_there_is_refused():
    remembered(nobody)

    with pytest.raises(AssertionError, match="had other rows before"):
        remembered(lambda: User.objects.update(name="Alle"))


def test_the_world_has_each_role_of_each_place():
    worlds.build()

    assert Role.objects.count() == len(worlds.CITIES) * 4 + len(worlds.MINISTRIES) + 1
