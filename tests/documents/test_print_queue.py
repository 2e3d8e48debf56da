"""Whose prints wait behind whose."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from cities.models import City
from documents.actions import freeze, order_print
from documents.models import Document, DocumentCity
from tests.documents.contents import DAY, small

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
TWINS = ("skien", "porsgrunn")


@pytest.fixture
def version(world):
    """A version of the twins', frozen by Porsgrunn's lead."""
    document = Document.objects.create()
    for n, slug in enumerate(TWINS):
        DocumentCity.objects.create(document=document, city=world.cities[slug], position=n)
    content = small(
        cities=[
            {"slug": slug, "name": slug.title(), "official": None, "number": None, "county": None} for slug in TWINS
        ]
    )
    return freeze(
        document=document, day=DAY, content=lambda: content, format=2, key=uuid4(),
        by=world.people["lead", "porsgrunn"], at=AT,
    )[0]  # fmt: skip


def lane(slug: str) -> str:
    return f"city:{City.objects.get(slug=slug).pk}"


@pytest.mark.parametrize(
    ("kind", "place", "slug"),
    [
        ("planner", "skien", "skien"),
        ("planner", "porsgrunn", "porsgrunn"),
        ("secretariat", "network", "skien"),
    ],
)
def test_a_print_waits_behind_those_of_the_city_of_whoever_asks(world, version, kind, place, slug):
    """Also where the document is shared; the secretariat stands behind its first city's."""
    edition = version.editions.get(city=world.cities["skien"])

    wanted = order_print(edition=edition, by=world.people[kind, place], at=AT)

    assert wanted.job.lane == lane(slug)


def test_what_is_printed_at_freezing_waits_behind_those_of_the_leads_city(version):
    assert version.editions.get(city=None).prints.get().job.lane == lane("porsgrunn")
