"""A programme of all thirteen cities works as one of two does, and costs as little."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db.models import Count
from django.urls import reverse

from cities.access import rights_of
from cities.actions import give_role
from cities.models import City, RoleKind
from documents.models import Edition, Print
from programmes.actions import freeze_programme
from programmes.models import Element, Kind, Programme, Responsibility
from programmes.queries import circle_of, outline_of, with_cities
from tests.factories.cities import UserFactory
from tests.factories.programmes import ElementFactory, ProgrammeFactory
from tests.helpers.demonstration import demonstration  # noqa: F401 – a fixture
from tests.helpers.statements import statements

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2009, 2, 9)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    """Oslo's lead, which is one of the thirteen."""
    person = UserFactory()
    give_role(person=person, kind=RoleKind.LEAD, city=City.objects.get(slug="oslo"), by=None, at=AT)
    return person


@pytest.fixture
def joint():
    """The network's joint programme, with something of each city's own in it."""
    counted = Programme.objects.annotate(n=Count("document__city_rows"))
    return grown(counted.get(n=13))


@pytest.fixture
def many():
    return grown(ProgrammeFactory(cities=City.objects.all(), title="Tretten byer"))


@pytest.fixture
def few():
    return grown(ProgrammeFactory(cities=City.objects.filter(slug__in=["oslo", "bergen"]), title="To byer"))


def grown(programme) -> Programme:
    goal = ElementFactory(parent=programme.elements.get(parent=None), kind=Kind.GOAL, title="Felles mål")
    shared = ElementFactory(parent=goal, title="Felles tiltak")
    for city in circle_of(programme):
        ElementFactory(parent=goal, city=city, title=f"Eget for {city}")
        Responsibility.objects.create(element=shared, city=city, words=f"Byplan i {city}")
    return with_cities(Programme.objects.titled()).get(pk=programme.pk)


def freeze(programme, person):
    return freeze_programme(programme=programme, day=DAY, key=uuid4(), by=person, at=AT)


def test_the_outline_tells_each_citys_own_from_what_is_shared(joint, person):
    nodes = outline_of(joint, person, DAY)

    own = [node.element.city.name for node in nodes if node.element.title.startswith("Eget for")]
    assert own == [city.name for city in circle_of(joint)]
    assert len(own) == 13


def test_a_version_has_an_edition_for_each_city_and_one_for_all(joint, person):
    version = freeze(joint, person)

    assert [row.city and row.city.name for row in version.editions.order_by("pk")] == [
        None, *(city.name for city in circle_of(joint)),
    ]  # fmt: skip
    assert Print.objects.filter(edition__version=version).get().edition.city is None
    assert len(set(Edition.objects.filter(version=version).values_list("sha256", flat=True))) == 14


PAGES = [
    "programme_page", "programme_measures", "programme_coverage", "programme_readiness", "programme_report",
    "programme_organisation", "programme_versions", "programme_circle", "programme_freeze", "programme_comments",
]  # fmt: skip


@pytest.fixture
def cost(person, client):
    """How many statements a page takes, and how it answers."""
    client.force_login(person)

    def ask(name, thing):
        answers = []
        found = statements(lambda: answers.append(client.get(reverse(name, args=[thing.pk]))))
        return answers[0].status_code, len(found)

    return ask


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_as_many_statements_for_thirteen_cities_as_for_two(few, many, cost, name):
    assert cost(name, many) == cost(name, few)
    assert cost(name, many)[0] == 200


def test_a_measure_of_thirteen_opens_in_as_many_statements_as_one_of_two(few, many, cost):
    measures = Element.objects.filter(title="Felles tiltak")

    assert cost("element_page", measures.get(programme=many)) == cost("element_page", measures.get(programme=few))


def test_freezing_and_reading_take_as_many_statements_for_thirteen_cities_as_for_two(few, many, person, cost):
    rights_of(person)  # as a door has done
    versions, spent = [], []
    for programme in (few, many):
        spent.append(len(statements(lambda p=programme: versions.append(freeze(p, person)))))

    assert spent[0] == spent[1]
    assert cost("version_page", versions[0]) == cost("version_page", versions[1])
