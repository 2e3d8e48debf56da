"""Whose prints wait behind whose, and how many one person may ask for."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cities.models import City
from common.refusals import Refused
from documents.actions import freeze, order_print, table_version
from documents.models import Print
from jobs.actions import claim, fail, finish
from jobs.models import Job, State
from tests.documents.queues import REFUSED
from tests.documents.routes import AT, DAY
from tests.jobs.test_actions import at_once


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
def test_a_print_waits_behind_those_of_the_city_of_whoever_asks(world, theirs, kind, place, slug):
    """Also where the document is shared; the secretariat stands behind its first city's."""
    edition = theirs.editions.get(city=world.cities["skien"])

    wanted = order_print(edition=edition, by=world.people[kind, place], at=AT)

    assert wanted.job.lane == lane(slug)


def test_what_is_printed_at_freezing_waits_behind_those_of_the_leads_city(theirs):
    assert theirs.editions.get(city=None).prints.get().job.lane == lane("porsgrunn")


def test_whoever_has_asked_for_as_many_as_one_may_is_refused_and_nothing_is_written(full):
    planner, edition = full
    before = (Job.objects.count(), Print.objects.count())

    with pytest.raises(Refused) as refusal:
        order_print(edition=edition, by=planner, at=AT)

    assert refusal.value.message == REFUSED
    assert (Job.objects.count(), Print.objects.count()) == before


@pytest.mark.parametrize("end", [finish, lambda job: fail(job, "Nei.")])
def test_a_print_that_has_ended_leaves_room_for_another(full, end):
    planner, edition = full
    end(claim(Job.objects.filter(asked_by=planner.pk).first().pk))

    assert order_print(edition=edition, by=planner, at=AT).job.active


def test_trying_a_failed_one_again_needs_room_too(full, world):
    planner, edition = full
    failed = order_print(edition=edition, by=world.people["lead", "skien"], at=AT)
    fail(claim(failed.job.pk), "Nei.")

    with pytest.raises(Refused):
        order_print(edition=edition, by=planner, at=AT)

    failed.refresh_from_db()
    assert (failed.job.state, failed.job.reason) == (State.FAILED, "Nei.")


def test_whoever_asks_for_what_is_already_on_its_way_needs_no_room(full, world):
    planner, edition = full
    theirs = order_print(edition=edition, by=world.people["lead", "skien"], at=AT)

    assert order_print(edition=edition, by=planner, at=AT) == theirs


def test_one_persons_prints_take_no_room_from_another(full, world):
    _planner, edition = full

    assert order_print(edition=edition, by=world.people["planner", "porsgrunn"], at=AT).job.active


def test_freezing_and_laying_forward_order_their_prints_however_many_wait(settings, world, theirs):
    settings.JOBS_PER_PERSON = 1
    lead = world.people["lead", "porsgrunn"]

    own = freeze(
        document=theirs.document, day=DAY, content=lambda: theirs.data, format=2, key=uuid4(),
        city=world.cities["porsgrunn"], by=lead, at=AT,
    )[0]  # fmt: skip
    table_version(version=own, city=world.cities["porsgrunn"], by=lead, at=AT)

    assert Job.objects.filter(asked_by=lead.pk, state=State.QUEUED).count() == 2


@pytest.mark.parametrize("htmx", [False, True])
def test_the_refusal_is_told_on_screen(client, full, htmx):
    planner, edition = full
    client.force_login(planner)
    address = reverse("edition_print", args=[edition.pk])

    asked = {"headers": {"HX-Request": "true"}} if htmx else {"follow": True}
    answer = client.post(address, **asked)

    assert answer.status_code == (422 if htmx else 200)
    assert 'role="alert"' in answer.content.decode()
    assert REFUSED in answer.content.decode()
    assert edition.prints.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_requests_of_one_person_cannot_both_take_the_last_room(settings, full):
    settings.JOBS_PER_PERSON = 3
    planner, edition = full
    other = edition.version.editions.get(city__slug="porsgrunn")

    answers = at_once(2, lambda number: ordered(edition if number else other, planner))

    assert sorted(answers) == [False, True]
    assert Job.objects.filter(asked_by=planner.pk).count() == 3


def ordered(edition, by) -> bool:
    try:
        return bool(order_print(edition=edition, by=by, at=AT))
    except Refused:
        return False
