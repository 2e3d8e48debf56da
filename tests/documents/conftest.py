"""What many tests of the room begin with: the twins' document, versions of it, a route, a full queue."""

from uuid import uuid4

import pytest

from documents.actions import approve, freeze, order_print, start_route
from documents.editions import shared
from documents.models import Document, DocumentCity
from tests.documents.contents import small
from tests.documents.queues import again
from tests.documents.routes import AT, DAY, lead
from tests.helpers.printing import printed_once  # noqa: F401 – a fixture

PAIR = ("skien", "porsgrunn")
UNKNOWN = {"official": None, "number": None, "county": None}


@pytest.fixture(autouse=True)
def _own_shelf(settings, tmp_path_factory):
    """A press that has printed nothing yet."""
    settings.PRESS_SHELF = tmp_path_factory.getbasetemp() / "shelf" / str(uuid4())


@pytest.fixture
def document(world):
    """The twins', with nothing in it."""
    document = Document.objects.create()
    for position, slug in enumerate(PAIR):
        DocumentCity.objects.create(document=document, city=world.cities[slug], position=position)
    return document


def frozen(document, by):
    content = small(cities=[{"slug": slug, "name": slug.title(), **UNKNOWN} for slug in PAIR])
    return freeze(document=document, day=DAY, content=lambda: content, format=2, key=uuid4(), by=by, at=AT)[0]


@pytest.fixture
def version(world, document):
    """A joint version of the twins, frozen by Skien's lead and approved by both."""
    version = frozen(document, lead(world))
    for slug in PAIR:
        part = shared(version.data)
        approve(document=document, city=world.cities[slug], part=part, by=lead(world, slug), at=AT)
    return version


@pytest.fixture
def theirs(world, document):
    """A joint version of the twins, frozen by Porsgrunn's lead, and approved by nobody."""
    return frozen(document, lead(world, "porsgrunn"))


@pytest.fixture
def route(world, version):
    return start_route(version=version, city=world.cities["skien"], start="formannskap", by=lead(world), at=AT)


@pytest.fixture
def full(settings, world, theirs):
    """A planner who has asked for as many prints as one may. Gives the person and an edition that is not asked for."""
    settings.JOBS_PER_PERSON = 2
    planner = world.people["planner", "skien"]
    for slug in PAIR:
        order_print(edition=theirs.editions.get(city=world.cities[slug]), by=planner, at=AT)
    return planner, again(theirs, lead(world)).editions.get(city=world.cities["skien"])
