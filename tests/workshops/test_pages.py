"""The pages answer, write what they say, and cost what they should."""

import re
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from common.moments import OSLO
from tests.factories.workshops import GatheringFactory, ItemFactory, at
from tests.helpers.statements import statements
from workshops.contents import mark
from workshops.models import Gathering, Sitting, Workshop


@pytest.fixture
def browser(planner):
    client = Client()
    client.force_login(planner)
    return client


def address(kickoff, name, *more):
    return reverse(name, args=[kickoff.gathering.pk, *more])


def seen_of(page, kickoff):
    return re.search(rf'id="okt-{kickoff.sitting.pk}"[^>]*data-seen="(\w+)"', page.content.decode())[1]


def test_pages_show_the_gathering_its_programme_and_its_workshop(browser, kickoff):
    ItemFactory(sitting=kickoff.sitting, title="Hva kan staten gjøre?")

    for name, more in [("gathering_page", ()), ("gathering_programme", ()), ("workshop_page", (kickoff.workshop.pk,))]:
        page = browser.get(address(kickoff, name, *more))

        assert page.status_code == 200
        assert "Energi i bygg" in page.content.decode()


def test_list_and_month_show_what_is_when(browser, kickoff):
    GatheringFactory(title="Høstsamling", day=None, host=kickoff.gathering.host)

    listed = browser.get(reverse("gathering_list")).content.decode()
    month = browser.get(reverse("gathering_month") + "?maned=2008-08").content.decode()

    assert "Oppstart" in listed
    assert "Høstsamling" in listed
    assert month.count(">Oppstart") == 2  # two days
    assert "Høstsamling" not in month


def test_planner_makes_a_gathering_of_the_own_city(browser, planner, world):
    form = {
        "uuid": uuid4(), "kind": "network", "title": "Klimatilpasning", "day": "november 2008",
        "host": world.cities["skien"].pk, "venue": "Ibsenhuset", "organiser": "Miljøverndepartementet",
    }  # fmt: skip

    answer = browser.post(reverse("gathering_add"), form)

    made = Gathering.objects.get()
    assert answer.headers["Location"] == reverse("gathering_page", args=[made.pk])
    assert (made.audience, str(made.day), made.start, made.days) == ("draft", "november 2008", None, [])
    assert made.organiser_party == world.parties["md"]


def test_workshop_is_made_with_its_first_sitting(browser, kickoff):
    form = {
        "uuid": uuid4(), "kind": "workshop", "title": "Forbruk og avfall", "day": "2008-08-21", "start": "15.30",
        "end": "18.00", "room": kickoff.other.pk, "chair": "KS",
    }  # fmt: skip

    browser.post(address(kickoff, "workshop_add"), form)

    made = Sitting.objects.get(workshop__title="Forbruk og avfall")
    assert (made.hours, made.room, made.chair) == ("15.30–18.00", kickoff.other, "KS")


def test_room_that_is_taken_is_told_beside_what_was_typed(browser, kickoff):
    form = {
        "uuid": uuid4(), "kind": "workshop", "title": "Forbruk og avfall", "day": "2008-08-21", "start": "17.00",
        "room": kickoff.hall.pk,
    }  # fmt: skip

    page = browser.post(address(kickoff, "workshop_add"), form)

    assert page.status_code == 422
    assert "Plenumsal A er opptatt" in page.content.decode()
    assert 'value="Forbruk og avfall"' in page.content.decode()
    assert Workshop.objects.count() == 1


@pytest.mark.parametrize(
    ("way", "hours", "room"),
    [
        ("earlier", "15.15–17.45", "Plenumsal A"), ("later", "15.45–18.15", "Plenumsal A"),
        ("right", "15.30–18.00", "Plenumsal B"), ("left", "15.30–18.00", "Plenumsal A"),
    ],
)  # fmt: skip
def test_sitting_moves_a_step(browser, kickoff, way, hours, room):
    form = {"way": way, "seen": seen_of(browser.get(address(kickoff, "gathering_programme")), kickoff)}

    answer = browser.post(address(kickoff, "sitting_move", kickoff.sitting.pk), form, headers={"HX-Request": "true"})

    kickoff.sitting.refresh_from_db()
    assert answer.status_code == 200
    assert (kickoff.sitting.hours, str(kickoff.sitting.room)) == (hours, room)


def test_sitting_is_dragged_or_moved_by_a_plain_form_at_the_same_address(browser, kickoff):
    where = address(kickoff, "sitting_move", kickoff.sitting.pk)
    form = {"seen": mark(kickoff.sitting), "day": "2008-08-22", "start": "09.00", "room": kickoff.other.pk}

    plain = browser.post(where, form)
    kickoff.sitting.refresh_from_db()
    moved = (kickoff.sitting.day.isoformat(), kickoff.sitting.hours, kickoff.sitting.room)
    back = form | {"seen": mark(kickoff.sitting), "day": "2008-08-21"}
    dragged = browser.post(where, back, headers={"HX-Request": "true"})

    assert plain.status_code == 302
    assert moved == ("2008-08-22", "09.00–11.30", kickoff.other)
    kickoff.sitting.refresh_from_db()
    assert kickoff.sitting.day.isoformat() == "2008-08-21"
    assert f'id="okt-{kickoff.sitting.pk}"' in dragged.content.decode()


def test_move_that_is_refused_answers_with_the_grid_and_the_reason(browser, kickoff):
    kickoff.workshop.sittings.create(room=kickoff.other, starts_at=at(17), ends_at=at(19))
    form = {"way": "right", "seen": mark(kickoff.sitting)}
    where = address(kickoff, "sitting_move", kickoff.sitting.pk)

    refused = browser.post(where, form, headers={"HX-Request": "true"})
    stale = browser.post(where, form | {"seen": "gammel", "way": "later"}, headers={"HX-Request": "true"})

    kickoff.sitting.refresh_from_db()
    assert (refused.status_code, stale.status_code) == (422, 409)
    assert "Plenumsal B er opptatt" in refused.content.decode()
    assert (kickoff.sitting.hours, kickoff.sitting.room) == ("15.30–18.00", kickoff.hall)


def test_drag_to_what_is_no_place_answers_with_the_grid_too(browser, kickoff):
    form = {"seen": mark(kickoff.sitting), "day": "2008-08-30", "start": "09.00", "room": ""}
    where = address(kickoff, "sitting_move", kickoff.sitting.pk)

    answer = browser.post(where, form, headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert 'id="program"' in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_now_is_marked_while_it_is(browser, kickoff, monkeypatch):
    def page_at(hour, minute):
        moment = datetime(2008, 8, 21, hour, minute, tzinfo=OSLO)
        monkeypatch.setattr("workshops.views.programme.now", lambda: moment)
        return browser.get(address(kickoff, "gathering_programme")).content.decode()

    assert 'class="nowtag">' in page_at(15, 30)
    assert 'class="nowtag">' in page_at(17, 59)
    assert 'class="nowtag">' not in page_at(18, 0)


def test_grid_costs_eight_statements_however_much_there_is(browser, kickoff):
    where = address(kickoff, "gathering_programme")
    browser.get(where)
    few = len(statements(lambda: browser.get(where)))
    for hour in range(8, 15):
        sitting = kickoff.workshop.sittings.create(room=kickoff.other, starts_at=at(hour), ends_at=at(hour + 1))
        for minute in (0, 20, 40):
            ItemFactory(sitting=sitting, starts_at=at(hour, minute)).speakers.create(position=0, words="KS")

    many = len(statements(lambda: browser.get(where)))

    assert few == many
    assert many <= 8


@pytest.mark.parametrize("name", ["gathering_list", "gathering_month"])
def test_calendar_costs_the_same_for_many(browser, kickoff, name):
    where = reverse(name) + "?maned=2008-08"
    browser.get(where)
    few = len(statements(lambda: browser.get(where)))
    GatheringFactory.create_batch(4, host=kickoff.gathering.host)

    assert len(statements(lambda: browser.get(where))) == few <= 6
