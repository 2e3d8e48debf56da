"""Many at once: a form that is sent many times does one thing, and nobody's move is lost."""

from uuid import uuid4

import pytest
from django.urls import reverse

from dashboard.models import Arrangement, Milestone
from tests.factories.dashboard import MilestoneFactory
from tests.helpers.crowd import crowd

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 6


def test_the_same_plan_many_times_at_once_is_one(world):
    where = reverse("milestone_arrange", args=["skien", MilestoneFactory().pk, "plan"])
    form = {"uuid": uuid4(), "day": "26. mars 2009"}

    with crowd(MANY) as many:
        answers = many.post(*[(world.people["lead", "skien"], where, form)] * MANY)

    assert {answer.status_code for answer in answers} == {302}
    assert Arrangement.objects.count() == 1


def test_the_same_new_milestone_many_times_at_once_is_one_and_others_get_a_place_each(world):
    form = {"name": "Rapport", "window": "innen 1. mai 2010", "rule": "reported"}
    keys = [*[uuid4()] * 3, *(uuid4() for _n in range(3))]
    person, where = world.people["secretariat", "network"], reverse("milestone_add")

    with crowd(MANY) as many:
        answers = many.post(*[(person, where, form | {"uuid": key}) for key in keys])

    assert {answer.status_code for answer in answers} == {302}
    assert list(Milestone.objects.values_list("position", flat=True)) == [0, 1, 2, 3]


def test_moves_at_once_all_count(world):
    names = [MilestoneFactory(name=name).pk for name in "ABCDEF"]
    person = world.people["secretariat", "network"]

    with crowd(3) as many:
        many.post(*[(person, reverse("milestone_shift", args=[pk, "opp"]), {}) for pk in names[1::2]])

    assert "".join(Milestone.objects.values_list("name", flat=True)) == "BADCFE"
