"""Whoever orders a print must still be one who may read it when a worker comes to it."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from cities.actions import give_role, withdraw_role
from cities.acts import RoleKind
from cities.models import User
from documents.actions import approve, freeze, order_print, table_version
from documents.editions import shared
from documents.models import Document, DocumentCity, Edition, Print
from files.models import StoredFile
from jobs.models import Job, State
from tests.documents.contents import DAY, small
from tests.helpers.jobs import do

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
TWINS = [
    {"slug": slug, "name": slug.title(), "official": None, "number": None, "county": None}
    for slug in ("skien", "porsgrunn")
]
NO_LONGER = "Den som ba om utskriften, har ikke lenger tilgang til den."


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def edition(world) -> Edition:
    """Skien's edition of a version of the twins'; nobody has asked for its print."""
    document = Document.objects.create()
    for n, slug in enumerate(("skien", "porsgrunn")):
        DocumentCity.objects.create(document=document, city=world.cities[slug], position=n)
    content = small(cities=TWINS)
    version, _made = freeze(
        document=document, day=DAY, content=lambda: content, format=2, key=uuid4(),
        by=world.people["lead", "porsgrunn"], at=AT,
    )  # fmt: skip
    return version.editions.get(city=world.cities["skien"])


def leave(person: User) -> None:
    withdraw_role(role=person.roles.get(), by=None, at=AT)


def stopped(job: Job) -> bool:
    """Did it end with the reason, and without a file?"""
    assert not StoredFile.objects.exists()
    assert not Print.objects.exclude(file=None).exists()
    return (job.state, job.reason) == (State.FAILED, NO_LONGER)


def test_a_print_of_somebody_who_has_lost_the_right_is_stopped_with_the_reason(edition, world):
    planner = world.people["planner", "skien"]
    wanted = order_print(edition=edition, by=planner, at=AT)
    leave(planner)

    job = do(wanted.job)

    assert stopped(job)


def test_it_is_made_when_somebody_else_asked_for_it_too(edition, world):
    planner, twin = world.people["planner", "skien"], world.people["planner", "porsgrunn"]
    wanted = order_print(edition=edition, by=planner, at=AT)
    same = order_print(edition=edition, by=twin, at=AT)
    leave(planner)

    job = do(wanted.job)

    assert (same, job.askers) == (wanted, [planner.pk, twin.pk])
    assert (job.state, Print.objects.get(pk=wanted.pk).file is None) == (State.DONE, False)


def test_it_is_stopped_when_all_who_asked_have_lost_the_right(edition, world):
    people = [world.people["planner", "skien"], world.people["planner", "porsgrunn"]]
    for person in people:
        wanted = order_print(edition=edition, by=person, at=AT)
    for person in people:
        leave(person)

    job = do(wanted.job)

    assert stopped(job)


def test_a_closed_account_has_ordered_nothing(edition, world):
    planner = world.people["planner", "skien"]
    wanted = order_print(edition=edition, by=planner, at=AT)
    User.objects.filter(pk=planner.pk).update(is_active=False)

    job = do(wanted.job)

    assert stopped(job)


def test_another_role_that_reads_it_will_do(edition, world):
    planner = world.people["planner", "skien"]
    wanted = order_print(edition=edition, by=planner, at=AT)
    leave(planner)
    give_role(person=planner, kind=RoleKind.MEASURE_OWNER, city=world.cities["porsgrunn"], by=None, at=AT)

    assert do(wanted.job).state == State.DONE


def test_whoever_lays_a_version_before_the_politicians_asks_for_prints_that_say_so(edition, world):
    lead = world.people["lead", "skien"]
    draft = order_print(edition=edition, by=world.people["planner", "skien"], at=AT)
    for slug in ("skien", "porsgrunn"):
        version, by = edition.version, world.people["lead", slug]
        approve(document=version.document, city=world.cities[slug], part=shared(version.data), by=by, at=AT)
    table_version(version=edition.version, city=world.cities["skien"], by=lead, at=AT)

    laid = edition.prints.get(mark=Print.Mark.TREATMENT)
    assert laid.job.askers == [lead.pk]
    assert edition.prints.get(mark=Print.Mark.DRAFT) == draft


def test_a_stopped_print_is_made_for_the_next_who_asks(edition, world):
    planner = world.people["planner", "skien"]
    wanted = order_print(edition=edition, by=planner, at=AT)
    leave(planner)
    do(wanted.job)

    again = order_print(edition=edition, by=world.people["lead", "skien"], at=AT)

    assert (again, do(again.job).state) == (wanted, State.DONE)


def test_asking_twice_names_nobody_twice(edition, world):
    people = [world.people["planner", "skien"], world.people["lead", "skien"]]

    for person in people * 2:
        wanted = order_print(edition=edition, by=person, at=AT)

    wanted.job.refresh_from_db()
    assert wanted.job.askers == [person.pk for person in people]


def test_what_the_house_itself_asks_for_needs_nobody(edition):
    job = Job.objects.create(kind="print", key="house", subject=edition.pk, queued_at=AT, rung_at=AT)
    Print.objects.create(edition=edition, job=job)

    assert do(job).state == State.DONE
