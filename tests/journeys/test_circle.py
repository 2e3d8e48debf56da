"""A city is asked into a programme and comes in, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from programmes.queries import circle_of
from tests.helpers.browser import axe_faults

WIDTHS = [1280, 390]
MAXIMUM = 80


def tab_to(page, control) -> None:
    """As one goes there without a mouse."""
    for _press in range(MAXIMUM):
        if control.evaluate("control => control === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("it is never reached")


def enter(page, control) -> None:
    tab_to(page, control)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_lead_asks_the_twin_in_and_the_twin_says_yes(house, width):
    programme, measure = house.programmes.skien, house.programmes["bare-skien"]
    page = house.browse(f"/handlingsprogram/{programme.pk}/byer/", width, person=house.people["lead", "skien"])
    enter(page, page.get_by_role("link", name="Inviter en by"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Inviter en by")
    tab_to(page, page.get_by_role("combobox"))
    page.keyboard.type("Porsgrunn")
    tab_to(page, page.get_by_label("Blir felles for begge byene"))
    page.keyboard.press("Tab")
    page.keyboard.type("Skal vi skrive ett program sammen?")
    assert axe_faults(page) == []
    enter(page, page.get_by_role("button", name="Send invitasjon"))
    expect(page.get_by_text("Porsgrunn er invitert.")).to_be_visible()
    assert axe_faults(page) == []

    twin = house.browse("/", width, person=house.people["lead", "porsgrunn"])
    expect(twin.get_by_text("Skal vi skrive ett program sammen?")).to_be_visible()
    enter(twin, twin.get_by_role("link", name="Program bare-skien"))
    expect(twin.get_by_role("heading", level=1)).to_have_text("Program bare-skien")
    assert axe_faults(twin) == []
    enter(twin, twin.get_by_role("button", name="Bli med"))

    expect(twin.get_by_text("Porsgrunn er med i programmet.")).to_be_visible()
    expect(twin.locator("#disposisjon").get_by_text(measure.title)).to_be_attached()
    assert [city.name for city in circle_of(programme)] == ["Skien", "Porsgrunn"]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_lead_takes_the_city_out_again_and_goes_on_alone(house, width):
    programme = house.programmes.twins["skien", "porsgrunn"]
    page = house.browse(f"/handlingsprogram/{programme.pk}/byer/", width, person=house.people["lead", "porsgrunn"])
    enter(page, page.get_by_role("link", name="Gå ut – Porsgrunn"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Porsgrunn går ut")
    expect(page.get_by_text("1 eget element følger med")).to_be_visible()
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    enter(page, page.get_by_role("button", name="Gå ut av programmet"))

    expect(page.get_by_text("Porsgrunn har gått ut, og går videre her.")).to_be_visible()
    own = house.programmes["skien-porsgrunn:porsgrunn"]
    expect(page.locator("#disposisjon").get_by_text(own.title)).to_be_attached()
    assert [city.name for city in circle_of(programme)] == ["Skien"]
