"""Factories of the models of programmes that tests make by hand; `tests.programmes.world` grows whole outlines."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from documents.models import Document, DocumentCity
from programmes.models import FACTS, Element, Kind, Paper, Point, Programme, Theme

MOMENT = datetime(2009, 2, 9, 12, tzinfo=UTC)


class ThemeFactory(DjangoModelFactory):
    code = factory.Sequence("T{}".format)
    number = factory.Sequence(lambda n: n)
    name = factory.Sequence("Tema {}".format)

    class Meta:
        model = Theme


class ProgrammeFactory(DjangoModelFactory):
    """A programme of the cities given, with its root element."""

    document = factory.LazyFunction(Document.objects.create)
    started_at = MOMENT

    class Meta:
        model = Programme
        skip_postgeneration_save = True

    @factory.post_generation
    def cities(self, create, extracted, **kwargs):
        rows = (DocumentCity(document=self.document, city=city, position=n) for n, city in enumerate(extracted or []))
        DocumentCity.objects.bulk_create(rows)

    @factory.post_generation
    def title(self, create, extracted, **kwargs):
        ElementFactory(programme=self, kind=Kind.PROGRAMME, parent=None, position=None, title=extracted or "Program")


class ElementFactory(DjangoModelFactory):
    """An element under a parent, with its facts; last among its siblings."""

    programme = factory.SelfAttribute("parent.programme")
    kind = Kind.MEASURE
    parent = None
    position = factory.LazyAttribute(lambda new: new.parent.children.count())
    title = factory.Sequence("Element {}".format)
    number = factory.Sequence(lambda n: 100_000 + n)
    made_at = MOMENT

    class Meta:
        model = Element
        skip_postgeneration_save = True

    @factory.post_generation
    def facts_row(self, create, extracted, **kwargs):
        if self.kind in FACTS:
            FACTS[self.kind].objects.create(element=self)


class PaperFactory(DjangoModelFactory):
    """A paper of the cities given, or of the whole network."""

    kind = Paper.Kind.PLAN
    title = factory.Sequence("Plan {}".format)

    class Meta:
        model = Paper
        skip_postgeneration_save = True

    @factory.post_generation
    def cities(self, create, extracted, **kwargs):
        self.cities.set(extracted or [])


class PointFactory(DjangoModelFactory):
    """A point of a paper; last in it."""

    paper = factory.SubFactory(PaperFactory)
    position = factory.LazyAttribute(lambda new: new.paper.points.count())
    number = factory.LazyAttribute(lambda new: str(new.position + 1))
    title = factory.Sequence("Punkt {}".format)

    class Meta:
        model = Point
