"""The secretariat's pages about reminders."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from dashboard.models import Reminding
from tests.dashboard.reminding import key, two_milestones
from tests.factories.cities import RoleFactory
from tests.helpers.cities import many_cities
from tests.helpers.jobs import do_all
from tests.helpers.statements import statements

HERE = "/milepaeler/paminnelse/"


@pytest.fixture
def late_and_due(world):
    return two_milestones()


@pytest.fixture
def browser(world, client):
    client.force_login(world.people["secretariat", "network"])
    return client


def ticked(page: str) -> set[str]:
    boxes = [part.split(">")[0] for part in page.split('name="celle" value="')[1:]]
    return {box.split('"')[0] for box in boxes if "checked" in box}


def test_all_that_is_late_is_chosen_to_begin_with_and_one_cell_when_asked_for(world, browser, late_and_due):
    late, due = late_and_due
    cell = key(world.cities["skien"], due)

    begun, one, every, none = (
        ticked(browser.get(HERE + query).content.decode())
        for query in ("", f"?celle={cell}", "?velg=alle", "?velg=ingen")
    )

    assert begun == {key(city, late) for city in world.cities.values()}
    assert one == {cell}
    assert every == begun | {key(city, due) for city in world.cities.values()}
    assert none == set()


def test_only_the_most_delayed_cities_are_listed_and_the_one_that_is_asked_for(
    world, browser, late_and_due, monkeypatch
):
    monkeypatch.setattr("dashboard.views.reminding.CITIES", 1)
    skien = key(world.cities["skien"], late_and_due[0])

    few, asked = browser.get(HERE).content.decode(), browser.get(f"{HERE}?celle={skien}").content.decode()

    assert (few.count('role="group" aria-labelledby="by-'), asked.count('role="group" aria-labelledby="by-')) == (1, 2)
    assert "3 byer til har noe som gjenstår." in few
    assert ticked(asked) == {skien}


def test_letters_are_seen_then_sent_and_told_on_the_cell(world, browser, late_and_due):
    late, _due = late_and_due
    skien = world.cities["skien"]
    sent = {"celle": [key(skien, late)], "uuid": uuid4(), "message": "Ring oss gjerne."}
    cell = reverse("milestone_cell", args=["skien", late.pk])

    panel = browser.get(cell).content.decode()
    preview = browser.post(HERE, sent)
    nothing = Reminding.objects.count()
    answer = browser.post(HERE, sent | {"send": "ja"})
    do_all()
    do_all()
    followed = browser.get(answer.url).content.decode()
    fragment = browser.get(answer.url, headers={"hx-request": "true"}).content.decode()
    told = browser.get(cell).content.decode()

    assert f'href="{HERE}?celle=skien.{late.pk}"' in panel
    assert "Sist varslet" not in panel
    assert "Ring oss gjerne." in preview.content.decode()
    assert "lead@skien.example" in preview.content.decode()
    assert (preview.status_code, nothing) == (200, 0)
    assert (answer.status_code, answer.url) == (302, f"{HERE}{Reminding.objects.get().pk}/")
    assert "Sendt" in followed
    assert fragment.strip() in followed
    assert "<dt>Sist varslet</dt>" in told
    assert "til lead skien" in told


def test_one_who_was_reminded_is_held_back_until_confirmed(world, browser, late_and_due):
    sent = {"celle": [key(world.cities["skien"], late_and_due[0])], "uuid": uuid4(), "send": "ja"}
    browser.post(HERE, sent)

    preview = browser.post(HERE, sent | {"uuid": uuid4()})
    page = preview.content.decode()
    confirmation = page.split('name="likevel" value="')[1].split('"')[0]
    again = browser.post(HERE, sent | {"uuid": uuid4(), "likevel": [confirmation]})

    assert preview.status_code == 422
    assert "Alle ble varslet for mindre enn tre dager siden." in page
    assert "av secretariat network (Skien: Første utkast)" in page
    assert again.status_code == 302
    assert Reminding.objects.count() == 2


def test_nobody_chosen_and_nobody_to_write_to_are_told(world, browser, late_and_due):
    skien, oslo = world.cities["skien"], world.cities["oslo"]
    skien.roles.filter(kind__in=["lead", "planner"]).update(withdrawn_at=now())
    keys = [key(skien, late_and_due[0]), key(oslo, late_and_due[0])]

    nothing = browser.post(HERE, {"uuid": uuid4()})
    page = browser.get(HERE).content.decode()
    preview = browser.post(HERE, {"celle": keys, "uuid": uuid4()}).content.decode()

    assert nothing.status_code == 422
    assert "Velg minst én milepæl." in nothing.content.decode()
    assert "Ingen programleder eller planlegger å skrive til." in page
    assert "Skien har ingen programleder eller planlegger" in preview
    assert "lead@oslo.example" in preview


def test_too_long_words_come_back_and_nothing_is_sent(world, browser, late_and_due):
    sent = {"celle": [key(world.cities["skien"], late_and_due[0])], "uuid": uuid4(), "message": "x" * 1001}

    answer = browser.post(HERE, sent | {"send": "ja"})

    assert answer.status_code == 422
    assert "x" * 1001 in answer.content.decode()
    assert not Reminding.objects.exists()


def test_pages_take_as_many_statements_for_many_cities_as_for_few(world, browser, late_and_due):
    skien = [key(world.cities["skien"], late_and_due[0])]
    browser.post(HERE, {"celle": skien, "uuid": uuid4(), "send": "ja"})
    do_all()

    def ask():
        browser.get(HERE)

    few = len(statements(ask))
    for city in many_cities(20, at=now()):
        RoleFactory(city=city, kind="lead")
    browser.post(HERE, {"celle": skien, "uuid": uuid4(), "send": "ja", "likevel": []})
    many = len(statements(ask))

    assert few == many


def test_only_so_many_letters_are_drawn_until_the_others_are_asked_for(world, browser, late_and_due, monkeypatch):
    monkeypatch.setattr("dashboard.views.reminding.LETTERS", 1)
    sent = {"celle": [key(city, late_and_due[0]) for city in world.cities.values()], "uuid": uuid4()}

    few = browser.post(HERE, sent).content.decode()
    more = browser.post(HERE, sent | {"vis": [world.people["lead", "oslo"].pk]}).content.decode()

    assert (few.count("lettertext"), more.count("lettertext")) == (1, 2)
    assert "Vis brevet" in few


def test_a_reminder_of_a_later_day_is_not_told_on_an_earlier_one(world, browser, late_and_due):
    late, _due = late_and_due
    browser.post(HERE, {"celle": [key(world.cities["skien"], late)], "uuid": uuid4(), "send": "ja"})
    do_all()
    session = browser.session
    session["day"] = (localdate() - timedelta(1)).isoformat()
    session.save()

    page = browser.get(reverse("milestone_cell", args=["skien", late.pk])).content.decode()

    assert "Sist varslet" not in page


def test_pages_lead_to_the_post_of_a_trial_only(world, browser, settings):
    told = []
    for settings.POST_SHOWN in (True, False):
        told.append('href="/post/"' in browser.get(HERE).content.decode())

    assert told == [True, False]
