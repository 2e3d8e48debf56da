"""What a gathering came to: owned by a person or in words, done or not, and on the owner's front page till then."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from common.refusals import Refused
from tests.world import MOMENT
from workshops import actions
from workshops.models import Conclusion, Gathering

pytestmark = pytest.mark.django_db


@pytest.fixture
def gathering(kickoff):
    Gathering.objects.update(audience=Gathering.Audience.NETWORK)
    return kickoff.gathering


@pytest.fixture
def owner(world):
    return world.people["politician", "oslo"]


def browse(person):
    client = Client()
    client.force_login(person)
    return client


def test_owner_meets_it_on_the_front_page_until_it_is_done(gathering, planner, owner):
    said = {"uuid": uuid4(), "text": "Rydd i hovedaktivitetene", "owner_words": owner.email, "due_on": "1.12.2008"}
    for _twice in range(2):
        browse(planner).post(reverse("conclusion_add", args=[gathering.pk]), said)
    one, client = Conclusion.objects.get(), browse(owner)
    assert (one.owner, one.owner_words) == (owner, "")
    assert "Rydd i hovedaktivitetene" in client.get("/").content.decode()
    assert "Rydd i hovedaktivitetene" not in browse(planner).get("/").content.decode()

    client.post(reverse("conclusion_finish", args=[gathering.pk, one.pk]))

    one.refresh_from_db()
    assert one.done_on
    assert "Rydd i hovedaktivitetene" not in client.get("/").content.decode()
    client.post(reverse("conclusion_finish", args=[gathering.pk, one.pk]), {"angre": "1"})
    assert "Rydd i hovedaktivitetene" in client.get("/").content.decode()


def test_an_owner_in_words_stays_in_words_and_others_cannot_finish_it(gathering, planner, owner):
    values = {"text": "Vis fasene", "owner_words": "KS", "due_on": None}
    one = actions.save_conclusion(gathering=gathering, values=values, by=planner, at=MOMENT)

    with pytest.raises(Refused):
        actions.finish_conclusion(gathering=gathering, conclusion=one, day=MOMENT.date(), by=owner, at=MOMENT)

    one.refresh_from_db()
    assert (one.owner, one.owner_words, one.done_on) == (None, "KS", None)
    assert "Vis fasene" in browse(owner).get(reverse("gathering_page", args=[gathering.pk])).content.decode()


def test_an_owner_who_may_no_longer_read_of_the_gathering_meets_and_finishes_nothing(gathering, planner, owner):
    values = {"text": "Vis fasene", "owner_words": owner.email, "due_on": None}
    one = actions.save_conclusion(gathering=gathering, values=values, by=planner, at=MOMENT)
    actions.show_gathering(gathering=gathering, audience="draft", by=planner, at=MOMENT)

    with pytest.raises(Refused):
        actions.finish_conclusion(gathering=gathering, conclusion=one, day=MOMENT.date(), by=owner, at=MOMENT)

    assert "Vis fasene" not in browse(owner).get("/").content.decode()


def test_what_is_public_tells_no_conclusions_to_those_without_a_role(gathering, planner):
    values = {"text": "Vis fasene", "owner_words": "Kari Nordmann", "due_on": None}
    actions.save_conclusion(gathering=gathering, values=values, by=planner, at=MOMENT)
    actions.show_gathering(gathering=gathering, audience="public", by=planner, at=MOMENT)

    page = Client().get(reverse("gathering_page", args=[gathering.pk]))

    assert (page.status_code, "Vis fasene" in page.content.decode()) == (200, False)
