"""Loading: once, fast, and never by accident where real people are."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cities.access import can
from cities.acts import Act
from cities.models import City, User
from framtid.demo.loading import load_demonstration
from framtid.demo.people import PASSWORD, accounts

pytestmark = pytest.mark.django_db
# 54 find the group of a role; six versions are frozen, seven routes laid, one shared, two dates chosen, act by act
STATEMENTS = 520


def rows_of_all_tables() -> dict:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def run() -> str:
    out = StringIO()
    call_command("demonstrasjon", stdout=out)
    return out.getvalue()


def test_command_loads_an_empty_database_and_tells_the_password():
    said = run()

    assert City.objects.count() == 13
    assert said == f"The demonstration is loaded: 54 people, password {PASSWORD}\n"


def test_command_leaves_a_database_with_cities_alone():
    run()
    before = rows_of_all_tables()

    said = run()

    assert said == "There are cities in the database already; nothing was loaded.\n"
    assert rows_of_all_tables() == before


def test_loading_takes_few_statements():
    with CaptureQueriesContext(connection) as statements:
        load_demonstration(at=timezone.now())

    assert len(statements) <= STATEMENTS


def test_production_refuses_the_known_password(settings, monkeypatch):
    monkeypatch.delenv("FRAMTID_DEMO", raising=False)
    settings.PRODUCTION = True
    before = rows_of_all_tables()

    with pytest.raises(CommandError, match="FRAMTID_DEMO"):
        run()

    assert rows_of_all_tables() == before


def test_production_loads_when_it_is_asked_to(settings, monkeypatch):
    monkeypatch.setenv("FRAMTID_DEMO", "1")
    settings.PRODUCTION = True

    run()

    assert City.objects.count() == 13


def test_accounts_are_the_people_and_share_the_password():
    run()

    people = {person.email: person for person in User.objects.all()}

    assert {email for email, _role, _place in accounts()} == people.keys()
    assert ("planlegger@kristiansand.example", "Planlegger", "Kristiansand") in accounts()
    assert len({person.password for person in people.values()}) == 1
    assert check_password(PASSWORD, people["sekretariat@framtid.example"].password)
    validate_password(PASSWORD, people["planlegger@baerum.example"])


def test_people_may_what_their_role_says():
    run()
    skien, bergen = City.objects.get(slug="skien"), City.objects.get(slug="bergen")
    planner = User.objects.get(email="planlegger@skien.example")
    secretariat = User.objects.get(email="sekretariat@framtid.example")

    assert can(planner, Act.EDIT_PROGRAMME, skien)
    assert not can(planner, Act.READ_PROGRAMME, bergen)
    assert can(secretariat, Act.READ_PROGRAMME, bergen)
