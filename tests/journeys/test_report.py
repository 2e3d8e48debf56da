"""A measure owner reports once, by keyboard alone; the planner reads it as a report."""

import re

import pytest
from playwright.sync_api import expect

from programmes.models import Indicator, Progress, Reading, Responsibility
from tests.helpers.browser import axe_faults
from tests.journeys.steps import element_page

WIDTHS = [1280, 390]


@pytest.fixture
def measure(house):
    """The measure that Skien's Byplan answers for, with an indicator."""
    measure = house.programmes["bare-skien"]
    skien = measure.programme.document.cities.get()
    Responsibility.objects.create(element=measure, words="Byplan i Skien", unit=skien.party.units.first())
    Indicator.objects.create(element=measure, name="Reiser", unit="reiser per dag")
    return measure


def tab_to(page, thing, limit=80):
    """Press Tab until the thing has the focus."""
    for _press in range(limit):
        if thing.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{thing} is not reached with Tab")


@pytest.mark.parametrize("width", WIDTHS)
def test_progress_is_reported_by_keyboard_and_read_as_a_report(house, measure, width):
    page = house.browse(element_page(measure), person=house.people["measure_owner", "skien"])
    page.set_viewport_size({"width": width, "height": 900})

    tab_to(page, page.get_by_role("link", name="Meld status"), limit=200)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Meld status")
    tab_to(page, page.get_by_role("combobox", name="Status"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("2015–2009")
    page.keyboard.press("Tab")
    page.keyboard.type("Godt i gang")
    page.keyboard.press("Tab")
    page.keyboard.type("1 250")
    page.keyboard.press("Enter")

    expect(page.locator(".ds-error-summary")).to_contain_text("Sluttdato må være etter startdato.")
    assert axe_faults(page) == []
    assert not Progress.objects.exists()
    tab_to(page, page.get_by_role("textbox", name="Dag"))
    expect(page.get_by_role("textbox", name="Med egne ord")).to_have_value("Godt i gang")
    page.keyboard.press("Control+a")
    page.keyboard.type("mars 2010")
    page.keyboard.press("Enter")

    entry = page.locator(".timeline > li")
    expect(entry).to_contain_text(re.compile(r"mars 2010.*Pågår.*Godt i gang.*Reiser: 1 250 reiser per dag", re.DOTALL))
    assert (Progress.objects.count(), Reading.objects.count()) == (1, 1)
    assert axe_faults(page) == []

    page.goto(f"/handlingsprogram/{measure.programme_id}/rapport/")
    tab_to(page, page.get_by_role("textbox", name="Slik det var"))
    page.keyboard.press("Control+a")
    page.keyboard.type("31.3.2010")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Slik det var 31.03.2010")).to_be_visible()
    expect(page.locator(".measures > li")).to_contain_text("Godt i gang")
    assert axe_faults(page) == []
    tab_to(page, page.get_by_role("link", name="Evaluering"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name="Reiser")).to_be_visible()
    expect(page.get_by_role("table", name="Reiser")).to_contain_text("1 250")
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
