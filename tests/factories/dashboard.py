"""Factories of the models of the dashboard that tests make by hand."""

from datetime import UTC, date, datetime
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from common.dates import LooseDate
from dashboard.models import Arrangement, Milestone


class MilestoneFactory(DjangoModelFactory):
    name = factory.Sequence("Milepæl {}".format)
    window = LooseDate.read("1. januar–30. april 2009")
    rule = "treated"
    position = factory.LazyFunction(Milestone.objects.count)

    class Meta:
        model = Milestone


class ArrangementFactory(DjangoModelFactory):
    """What the secretariat has agreed with a city."""

    milestone = factory.SubFactory(MilestoneFactory)
    sort = "deadline"
    day = LooseDate.read("31. mai 2009")
    reason = "Avtalt"
    agreed_on = date(2009, 2, 1)
    recorded_at = datetime(2009, 2, 1, 12, tzinfo=UTC)
    uuid = factory.LazyFunction(uuid4)

    class Meta:
        model = Arrangement
