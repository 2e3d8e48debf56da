"""Two acts that cross: the database takes one back, and it is done anew, unseen."""

from threading import Barrier

import pytest
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from psycopg.errors import DeadlockDetected

from common.refusals import Refused
from framtid.urls import urlpatterns as ours
from programmes.models import Programme
from tests.factories.programmes import ProgrammeFactory
from tests.helpers.crowd import PATIENCE, crowd

meeting, tried = None, []


def crossing(request, first, second):
    """Lock two programmes in the order of the address; the first two go on when each holds one of them."""
    tried.append(request.POST.get("word"))
    with transaction.atomic():
        lock(first)
        if len(tried) <= 2:
            meeting.wait(PATIENCE)
        lock(second)
        Programme.objects.filter(pk__in=[first, second]).update(law_reference=request.POST["word"])
    return HttpResponse(request.POST["word"])


def lock(programme):
    Programme.objects.select_for_update().get(pk=programme)


def hopeless(request):
    tried.append(request.method)
    if request.POST.get("refuse") and len(tried) > 1:
        raise Refused("Det går ikke lenger.")
    raise OperationalError("crossed") from DeadlockDetected()


crossing.door = hopeless.door = "everybody: only in this test"
urlpatterns = [path("kryss/<int:first>/<int:second>/", crossing), path("aldri/", hopeless), *ours]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def _forget():
    tried.clear()


def test_both_of_two_that_cross_are_done(world):
    global meeting
    meeting = Barrier(2)
    here, there = (ProgrammeFactory(cities=[world.cities["skien"]]).pk for _n in range(2))
    person = world.people["planner", "skien"]

    with crowd(2) as people:
        answers = people.post(
            (person, f"/kryss/{here}/{there}/", {"word": "ene"}), (person, f"/kryss/{there}/{here}/", {"word": "andre"})
        )

    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(tried) == 3
    assert len(set(Programme.objects.values_list("law_reference", flat=True))) == 1


def test_what_crosses_every_time_is_told_after_three_tries():
    answer = Client(raise_request_exception=False).post("/aldri/")

    assert (answer.status_code, tried) == (503, ["POST"] * 3)


def test_what_is_refused_the_second_time_is_refused_in_words():
    answer = Client().post("/aldri/", {"refuse": "1"})

    assert answer.status_code == 422
    assert "Det går ikke lenger." in answer.content.decode()


def test_a_page_that_is_only_read_is_not_tried_again():
    answer = Client(raise_request_exception=False).get("/aldri/")

    assert (answer.status_code, tried) == (503, ["GET"])
    assert connection.connection is None or not connection.in_atomic_block
