"""Factories of the models of gatherings that tests make by hand."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from common.dates import LooseDate
from workshops.models import Gathering, Item, Room, Sitting, Speaker, Workshop


def at(hour: int, minute: int = 0, day: int = 21) -> datetime:
    """A moment of the kick-off in August 2008, when Norway was two hours ahead of UTC."""
    return datetime(2008, 8, day, hour - 2, minute, tzinfo=UTC)


class GatheringFactory(DjangoModelFactory):
    kind = "network"
    title = factory.Sequence("Samling {}".format)
    day = LooseDate.read("21.–22. august 2008")

    class Meta:
        model = Gathering


class RoomFactory(DjangoModelFactory):
    gathering = factory.SubFactory(GatheringFactory)
    position = factory.Sequence(lambda n: n)
    name = factory.Sequence("Rom {}".format)

    class Meta:
        model = Room


class WorkshopFactory(DjangoModelFactory):
    gathering = factory.SubFactory(GatheringFactory)
    title = factory.Sequence("Verksted {}".format)

    class Meta:
        model = Workshop


class SittingFactory(DjangoModelFactory):
    workshop = factory.SubFactory(WorkshopFactory)
    starts_at = at(15, 30)
    ends_at = at(18)

    class Meta:
        model = Sitting


class ItemFactory(DjangoModelFactory):
    sitting = factory.SubFactory(SittingFactory)
    starts_at = at(15, 30)
    title = factory.Sequence("Post {}".format)

    class Meta:
        model = Item


class SpeakerFactory(DjangoModelFactory):
    item = factory.SubFactory(ItemFactory)
    position = 0
    words = factory.Sequence("Innleder {}".format)

    class Meta:
        model = Speaker
