"""Two want the last place: one gets it, the other waits, and moves up by itself when it is given back."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.workshops import GatheringFactory
from tests.helpers.browser import axe_faults
from tests.helpers.pdf import text_of


@pytest.fixture
def gathering(house):
    return GatheringFactory(title="Oppstart", audience="network", host=house.programmes.world.cities["skien"])


def clean(page):
    """At both widths, and nothing to scroll aside for."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def press(page, role, name):
    page.get_by_role(role, name=name, exact=True).press("Enter")


def test_the_last_place_is_taken_and_given_back(house, gathering):
    at = f"/samlinger/{gathering.pk}/"
    planner, first, second = (
        house.browse(at, person=house.people[who])
        for who in (("planner", "skien"), ("politician", "skien"), ("planner", "oslo"))
    )
    expect(first.get_by_text("Påmeldingen er ikke åpnet.")).to_be_visible()
    expect(first.get_by_role("link", name="Meld deg på")).to_have_count(0)
    press(planner, "link", "Åpne påmelding")
    clean(planner)
    planner.get_by_label(re.compile("^Antall plasser")).fill("1")
    press(planner, "button", "Lagre")

    for page in (first, second):
        page.reload()
        press(page, "link", "Meld deg på")
        clean(page)
        page.get_by_label(re.compile("^Mat")).fill("vegetar")
        press(page, "button", "Meld deg på")
    expect(first.get_by_role("status").filter(has_text="Du har plass.")).to_be_visible()
    expect(second.get_by_role("status").filter(has_text="Du står på venteliste som nummer 1.")).to_be_visible()
    clean(second)
    planner.reload()
    expect(planner.get_by_text("1 av 1 plasser er tatt. 1 venter på en plass.")).to_be_visible()
    clean(planner)

    press(first, "button", "Meld deg av")
    expect(first.get_by_text("Du er meldt av, og det du skrev, er slettet.")).to_be_visible()
    second.reload()
    expect(second.get_by_role("status").filter(has_text="Du har plass.")).to_be_visible()
    second.goto(at)
    expect(second.get_by_role("link", name="Din påmelding")).to_be_visible()
    planner.reload()
    tags = planner.get_by_role("link", name="Navneskilt (PDF)").get_attribute("href")
    assert text_of(planner.request.get(tags).body()) == f"{house.people['planner', 'oslo'].name} Oslo"
