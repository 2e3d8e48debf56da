"""The routes of the facts, as they look on a day."""

from datetime import date

import pytest
from django.utils import timezone

from cities.access import visible
from cities.acts import Act
from cities.models import User
from documents.models import Route, Sharing, Version
from documents.treatment import last_word
from framtid.demo.loading import load_demonstration
from framtid.demo.people import MINISTRY, MINISTRY_NAME

pytestmark = pytest.mark.django_db


@pytest.fixture
def routes(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    load_demonstration(at=timezone.now())
    return {route.city.name: route for route in Route.objects.with_steps()}


def shown(route, day) -> list[tuple]:
    """Each step: the body, the day as stated, and what is known of it on the day."""
    return [
        (
            str(step),
            str(step.day or ""),
            (step.decision_on(day) or ("må bekreftes" if step.unconfirmed_on(day) else "")),
        )
        for step in route.steps.all()
    ]


def test_the_ministry_has_one_version_to_read_and_write_about(routes):
    sharing = Sharing.objects.get()
    contact = User.objects.get(email=MINISTRY)

    assert (sharing.version, sharing.party.name, sharing.message) == (routes["Bergen"].version, MINISTRY_NAME, "")
    assert list(visible(contact, Act.READ_VERSION, Version)) == [sharing.version]


def test_twins_have_a_route_each_for_one_version(routes):
    assert routes["Stavanger"].version == routes["Sandnes"].version
    assert len(routes) == 7


def test_other_bodies_and_other_days_in_each(routes):
    early, late = date(2009, 1, 22), date(2009, 4, 1)

    assert [step[:2] for step in shown(routes["Stavanger"], early)] == [
        ("Styringsgruppe for lokal Agenda 21", ""),
        ("Bystyret", "9. februar 2009"),
    ]
    assert [step[2] for step in shown(routes["Sandnes"], early)] == ["", "", ""]
    assert [step[2] for step in shown(routes["Sandnes"], late)] == ["", "", "må bekreftes"]
    assert "Ingen høring." in routes["Sandnes"].steps.last().note


def test_a_day_that_is_about_stays_about(routes):
    step = routes["Bergen"].steps.get()

    assert str(step.day) == "ca. 15. februar 2009"
    assert step.unconfirmed_on(date(2009, 3, 1))


def test_what_was_adopted_is_so_from_that_day_on(routes):
    days = date(2013, 6, 4), date(2013, 6, 5)

    assert [bool(last_word(routes["Kristiansand"], day)) for day in days] == [False, True]
    assert [step.kind for step in routes["Fredrikstad"].steps.all()] == ["hearing", "meeting"]
