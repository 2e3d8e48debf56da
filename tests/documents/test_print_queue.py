"""Whose prints wait behind whose, and how many one person may ask for."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from cities.models import City
from common.refusals import Refused
from documents.actions import freeze, order_print, table_version
from documents.models import Document, DocumentCity, Print
from jobs.actions import claim, fail, finish
from jobs.models import Job, State
from tests.documents.contents import DAY, small
from tests.jobs.test_actions import at_once

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


REFUSED = "Du har allerede 2 utskrifter som ikke er ferdige. Vent på noen av dem før du ber om flere."


@pytest.fixture
def full(settings, world, version):
    """A planner who has asked for as many prints as one may. Gives the person and an edition that is not asked for."""
    settings.JOBS_PER_PERSON = 2
    planner = world.people["planner", "skien"]
    first, second = (version.editions.get(city=world.cities[slug]) for slug in TWINS)
    order_print(edition=first, by=planner, at=AT)
    order_print(edition=second, by=planner, at=AT)
    return planner, again(version, world.people["lead", "skien"]).editions.get(city=world.cities["skien"])


def again(version, by):
    """One more version of the same text."""
    return freeze(
        document=version.document, day=DAY, content=lambda: version.data, format=2, key=uuid4(), by=by, at=AT
    )[0]  # fmt: skip


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


def test_freezing_and_laying_forward_order_their_prints_however_many_wait(settings, world, version):
    settings.JOBS_PER_PERSON = 1
    lead = world.people["lead", "porsgrunn"]

    own = freeze(
        document=version.document, day=DAY, content=lambda: version.data, format=2, key=uuid4(),
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
