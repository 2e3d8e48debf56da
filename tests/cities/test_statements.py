"""What the rules about who may cost: as much in a network of hundreds as with one role in one city."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from cities.access import rights_of, visible
from cities.acts import Act, RoleKind
from cities.models import City, Network, User
from tests.factories.cities import RoleFactory
from tests.factories.programmes import ProgrammeFactory
from tests.helpers.cities import many_cities
from tests.helpers.statements import statements, statements_of_rights

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
PAGES = ("front", "programme_list", "city_list", "paper_list", "theme_list")
BUDGET = 3

pytestmark = pytest.mark.django_db

OWNED = [
    model
    for model in apps.get_models()
    if hasattr(model, "CITY_PATH") or hasattr(model, "PARTY_PATH") or model is Network
]


@pytest.fixture
def planner(world):
    """Plans in three cities, and is nothing else."""
    person = User.objects.create_user("tre@byer.example", name="Tre Byer")
    for slug in ("skien", "porsgrunn", "oslo"):
        RoleFactory(person=person, kind=RoleKind.PLANNER, city=world.cities[slug])
    return person


@pytest.fixture
def secretary(world):
    return world.people["secretariat", "network"]


@pytest.fixture
def asked(client, world):
    """How many statements about rights each page sends for a person."""
    programme = ProgrammeFactory(cities=[world.cities["skien"]])
    pages = [reverse(name) for name in PAGES] + [reverse("programme_page", args=[programme.pk])]

    def get(page):
        assert client.get(page).status_code == 200

    def count(person) -> dict[str, int]:
        client.force_login(person)
        return {page: len(statements_of_rights(lambda page=page: get(page))) for page in pages}

    return count


def test_permissions_cost_a_request_the_same_for_one_city_and_hundreds(asked, world, planner, secretary):
    many_cities(1, at=AT)
    one_role = asked(world.people["planner", "skien"])
    three, few = asked(planner), asked(secretary)
    many_cities(13, at=AT)
    network = asked(secretary)
    many_cities(300, at=AT)
    hundreds = asked(secretary)

    assert City.objects.count() == 318
    assert max(*one_role.values(), *three.values(), *few.values()) <= BUDGET
    assert few == network == hundreds


def test_somebody_with_a_role_in_each_of_hundreds_of_cities_costs_no_more(asked, planner):
    few = asked(planner)
    for city in many_cities(200, at=AT):
        RoleFactory(person=planner, kind=RoleKind.PLANNER, city=city)

    assert asked(planner) == few


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_the_list_of_what_a_person_may_see_is_one_statement(planner, secretary, model):
    for person in (planner, secretary):
        rights_of(person)  # which is one statement of its own, once a request

        for act in Act:
            assert len(statements(lambda person=person, act=act: list(visible(person, act, model)))) <= 1, act


def test_the_list_holds_what_there_is_to_see(planner, secretary):
    many_cities(20, at=AT)

    assert len(visible(secretary, Act.READ_PROGRAMME, City)) == 24
    assert {city.slug for city in visible(planner, Act.READ_PROGRAMME, City)} == {"skien", "porsgrunn", "oslo"}


def test_rights_are_counted_where_they_are_asked(planner):
    with_rights = statements_of_rights(lambda: rights_of(planner))

    def other():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    assert (len(with_rights), statements_of_rights(other)) == (1, [])
