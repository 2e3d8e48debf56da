from uuid import uuid4

import pytest

from documents.actions import approve, freeze, start_route
from documents.editions import shared
from documents.models import Document, DocumentCity
from tests.documents.contents import small
from tests.documents.routes import AT, DAY, lead


@pytest.fixture
def version(world):
    """A joint version of the twins, approved by both."""
    document = Document.objects.create()
    for position, slug in enumerate(("skien", "porsgrunn")):
        DocumentCity.objects.create(document=document, city=world.cities[slug], position=position)
    content = small(cities=[{"slug": slug, "name": slug.title()} for slug in ("skien", "porsgrunn")])
    for slug in ("skien", "porsgrunn"):
        approve(document=document, city=world.cities[slug], part=shared(content), by=lead(world, slug), at=AT)
    return freeze(
        document=document, day=DAY, content=lambda: content, format=2, key=uuid4(), by=lead(world), at=AT
    )[0]  # fmt: skip


@pytest.fixture
def route(world, version):
    return start_route(version=version, city=world.cities["skien"], start="formannskap", by=lead(world), at=AT)
