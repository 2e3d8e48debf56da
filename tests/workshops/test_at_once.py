"""Two who plan at once: one room is given to one of them, and a form sent many times makes one thing."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.factories.workshops import SittingFactory, WorkshopFactory, at
from tests.helpers.crowd import crowd
from workshops.contents import mark
from workshops.models import Gathering, Sitting, Workshop

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 6


def test_of_many_who_move_into_one_room_at_once_one_gets_it(kickoff, planner):
    gathering = kickoff.gathering
    others = [SittingFactory(workshop=WorkshopFactory(gathering=gathering)) for _one in range(MANY)]
    into = {"day": "2008-08-21", "start": "15.30", "room": kickoff.other.pk}
    sent = [
        (planner, reverse("sitting_move", args=[gathering.pk, one.pk]), into | {"seen": mark(one)}) for one in others
    ]

    with crowd(MANY) as many:
        answers = many.post(*sent)

    assert sorted(answer.status_code for answer in answers) == [302] + [422] * (MANY - 1)
    assert Sitting.objects.filter(room=kickoff.other).count() == 1
    assert Sitting.objects.filter(starts_at=at(15, 30), ends_at=at(18)).count() == MANY + 1


def test_a_room_taken_away_while_many_move_there_loses_nothing(kickoff, planner):
    gathering = kickoff.gathering
    others = [SittingFactory(workshop=WorkshopFactory(gathering=gathering)) for _one in range(MANY - 1)]
    sent = [
        (
            planner,
            reverse("sitting_move", args=[gathering.pk, one.pk]),
            {"day": "2008-08-22", "start": f"{8 + 3 * n}.00", "room": kickoff.other.pk, "seen": mark(one)},
        )
        for n, one in enumerate(others)
    ]

    with crowd(MANY) as many:
        answers = many.post(*sent, (planner, reverse("room_remove", args=[gathering.pk, kickoff.other.pk]), {}))

    assert {answer.status_code for answer in answers} <= {302, 422}
    assert not gathering.rooms.filter(pk=kickoff.other.pk).exists()
    assert Sitting.objects.filter(workshop__gathering=gathering).count() == MANY
    assert not Sitting.objects.exclude(pk=kickoff.sitting.pk).exclude(room=None).exists()


def test_the_same_form_many_times_at_once_makes_one(kickoff, planner, world):
    new = {"uuid": uuid4(), "kind": "network", "title": "Høstsamling", "host": world.cities["skien"].pk}
    workshop = {"uuid": uuid4(), "kind": "workshop", "title": "Klima", "day": "2008-08-22", "start": "9"}
    where = reverse("workshop_add", args=[kickoff.gathering.pk])

    with crowd(MANY) as many:
        answers = many.post(*[(planner, reverse("gathering_add"), new)] * MANY)
        answers += many.post(*[(planner, where, workshop)] * MANY)

    assert {answer.status_code for answer in answers} == {302}
    assert Gathering.objects.filter(title="Høstsamling").count() == 1
    assert (Workshop.objects.filter(title="Klima").count(), Sitting.objects.count()) == (1, 2)
