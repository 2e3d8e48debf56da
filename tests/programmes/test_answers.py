"""Who answers: known parties are recognised, and a new name can be taken in among them on the spot."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cities.models import Party
from programmes.models import Responsibility


@pytest.fixture
def planner(client, programmes):
    client.force_login(programmes.world.people["planner", "skien"])
    return client


@pytest.fixture
def answer(planner, programmes):
    def post(words, **more):
        sent = {"uuid": uuid4(), "words": words, "part": "responsible", "part_words": "", "certain": "yes", **more}
        return planner.post(reverse("element_row_add", args=[programmes["bare-skien"].pk, "responsibility"]), sent)

    return post


def test_an_unknown_name_stands_as_it_is_written(answer):
    answer("Nærmiljøgruppa på Borgestad")

    assert Responsibility.objects.get().party is None


def test_an_unknown_name_becomes_a_party_when_asked_for(answer):
    answer("Nærmiljøgruppa på Borgestad", new_party="other")

    row = Responsibility.objects.get()
    assert (row.party, row.party.kind) == (Party.objects.get(name="Nærmiljøgruppa på Borgestad"), "other")


def test_the_same_form_twice_makes_one_party_and_one_row(answer):
    form = {"uuid": uuid4(), "new_party": "other"}

    for _time in range(2):
        answer("Nærmiljøgruppa på Borgestad", **form)

    assert (Responsibility.objects.count(), Party.objects.filter(name__startswith="Nærmiljø").count()) == (1, 1)


def test_a_known_name_is_not_taken_in_again(answer, programmes):
    known = programmes.world.cities["skien"].party

    refused = answer(known.name, new_party="other")

    assert refused.status_code == 422
    assert "er alt i partslista" in refused.content.decode()
    assert not Responsibility.objects.exists()


def test_the_panel_tells_who_answers_by_role(planner, answer, programmes):
    answer("Skien kommune")
    answer("Statens vegvesen", part="contributor")

    panel = planner.get(reverse("element_panel", args=[programmes["bare-skien"].pk]) + "?panel=ansvar").content.decode()

    assert panel.index("Ansvarlig</p>") < panel.index("Skien kommune") < panel.index("Medvirkende</p>")
