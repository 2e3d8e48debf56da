"""The afternoon of the kick-off is planned by keyboard, and moved by keyboard, mouse and finger; a clash is told."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.workshops import GatheringFactory, RoomFactory, SittingFactory, WorkshopFactory, at
from tests.helpers.browser import axe_faults
from workshops.models import Gathering, Sitting

ROOMS = ("BI-bygget", "Plenumsal A", "Plenumsal B", "Grupperom C")
WORKSHOPS = ("Areal og transport", "Energi i bygg", "Forbruk og avfall", "Klimatilpasning")


@pytest.fixture
def secretary(house):
    return house.people["secretariat", "network"]


def fill(page, **fields):
    """Fill in fields by their label, and send the form by Enter."""
    for label, text in fields.items():
        page.get_by_label(re.compile(f"^{label.replace('_', ' ')}")).fill(text)
    page.keyboard.press("Enter")


def plan(page):
    page.get_by_role("link", name="Ny samling").press("Enter")
    fill(page, Tittel="Oppstart i Nydalen", Dag_eller_periode="21.–22. august 2008")
    page.get_by_role("link", name="Se programmet").press("Enter")
    page.get_by_role("link", name="Rom", exact=True).press("Enter")
    for name in ROOMS:
        fill(page, Navn=name)
        expect(page.get_by_role("heading", name="Rommene")).to_be_visible()
    page.get_by_role("link", name="Gå tilbake").press("Enter")
    for title, room in zip(WORKSHOPS, ROOMS, strict=True):
        page.get_by_role("link", name="Nytt på programmet").first.press("Enter")
        page.get_by_label("Rom").select_option(room)
        fill(page, Tittel=title, Til_klokka="18.00", Fra_klokka="15.30")
        expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
    page.get_by_role("link", name="Nytt på programmet").first.press("Enter")
    page.get_by_label("Slag").select_option("Pause, mat eller samvær")
    fill(page, Tittel="Middag", Fra_klokka="19.30")
    expect(page.get_by_role("link", name="Middag", exact=True)).to_be_visible()


def sitting(title: str) -> tuple[str, str]:
    one = Sitting.objects.select_related("room").get(workshop__title=title)
    return str(one.room), one.hours


def link(page, title):
    return page.get_by_role("link", name=title, exact=True)


def test_kick_off_is_planned_moved_by_keyboard_and_a_clash_is_told(house, secretary):
    page = house.browse("/samlinger/", person=secretary)
    plan(page)

    assert [sitting(title) for title in WORKSHOPS] == [(room, "15.30–18.00") for room in ROOMS]
    assert axe_faults(page) == []

    # A quarter later twice; then into the next room, which is taken; into it again once it is free.
    link(page, "Energi i bygg").focus()
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(page.locator("#live")).to_have_text("Energi i bygg er flyttet: Plenumsal A, 15.45–18.15.")
    expect(link(page, "Energi i bygg")).to_be_focused()
    page.keyboard.press("Alt+Shift+ArrowRight")
    expect(page.get_by_role("alert")).to_have_text("Plenumsal B er opptatt: «Forbruk og avfall» er der 15.30–18.00.")
    assert sitting("Energi i bygg") == ("Plenumsal A", "15.45–18.15")
    assert axe_faults(page) == []
    page.set_viewport_size({"width": 390, "height": 900})
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 1280, "height": 900})

    # The dinner has no room, and is dragged to where the clock is 18.00.
    target = page.locator('tr[data-start="18.15"] td').first.bounding_box()
    handle = page.locator(".sitting.social .where").bounding_box()
    page.mouse.move(handle["x"] + 20, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(target["x"] + 30, target["y"] + 10, steps=5)
    page.mouse.up()
    expect(page.locator("#live")).to_have_text("Middag er flyttet: BI-bygget, 18.15.")
    assert sitting("Middag") == ("BI-bygget", "18.15")


@pytest.fixture
def kickoff(db):
    gathering = GatheringFactory(title="Oppstart")
    rooms = [RoomFactory(gathering=gathering, name=name) for name in ROOMS[:2]]
    SittingFactory(workshop=WorkshopFactory(gathering=gathering, title="Energi i bygg"), room=rooms[0])
    second = WorkshopFactory(gathering=gathering, title="Klimatilpasning")
    SittingFactory(workshop=second, room=rooms[0], starts_at=at(18), ends_at=at(20))
    return gathering


def test_workshop_is_moved_by_a_finger_that_waits_a_moment(house, kickoff, secretary, finger):
    page = house.browse(f"/samlinger/{kickoff.pk}/program/", person=secretary, has_touch=True)
    hand = finger(page)
    handle = page.locator(".sitting .where").first.bounding_box()
    target = page.locator('tr[data-start="18.00"] td').nth(1).bounding_box()

    hand.press(handle["x"] + 20, handle["y"] + 5)
    expect(page.locator(".sitting.dragged")).to_contain_text("Energi i bygg")
    hand.move(target["x"] + 30, target["y"] + 9)
    hand.move(target["x"] + 30, target["y"] + 10)
    hand.lift()

    expect(page.locator("#live")).to_have_text("Energi i bygg er flyttet: Plenumsal A, 18.00–20.30.")
    assert sitting("Energi i bygg") == ("Plenumsal A", "18.00–20.30")


def test_now_follows_the_clock_while_the_programme_stands_open(house, kickoff, secretary):
    page = house.browse("/samlinger/", person=secretary)
    page.clock.install(time=at(17, 59))
    page.goto(f"/samlinger/{kickoff.pk}/program/")
    now = page.locator("tr.now")

    page.clock.run_for(15_000)
    expect(now).to_have_attribute("data-start", "15.30")
    page.clock.run_for(60_000)
    expect(now).to_have_attribute("data-start", "18.00")
    expect(now.get_by_text("Nå", exact=True)).to_be_visible()
    assert axe_faults(page) == []
    page.clock.run_for(2 * 3_600_000)
    expect(now).to_have_count(0)


def test_workshop_is_moved_without_script(house, secretary):
    page = house.browse("/samlinger/", person=secretary, java_script_enabled=False)
    plan(page)
    page.get_by_role("link", name="Flytt Klimatilpasning").click()
    page.get_by_label("Dag").select_option("22. august 2008")
    page.get_by_label("Rom").select_option("Plenumsal A")
    page.get_by_role("button", name="Flytt").click()

    expect(page.get_by_role("heading", name="Program", exact=True)).to_be_visible()
    moved = Gathering.objects.get().workshops.get(title="Klimatilpasning").sittings.get()
    assert (moved.day.isoformat(), str(moved.room)) == ("2008-08-22", "Plenumsal A")
