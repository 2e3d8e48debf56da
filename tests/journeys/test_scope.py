"""A twin measure split, taken back, and two own ones made shared, by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from programmes.models import Element
from tests.helpers.browser import axe_faults
from tests.journeys.test_readiness import press, tab_to

WIDTHS = (1280, 390)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_shared_measure_is_split_and_that_is_taken_back(house, width):
    shared = house.programmes["skien-porsgrunn"]
    page = house.browse(f"/handlingsprogram/element/{shared.pk}/", width, person=house.people["planner", "skien"])

    press(page, page.locator("summary[aria-label='Flere valg']"))
    press(page, page.get_by_role("link", name="Gjør om til eget …"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("om til eget")
    faults = axe_faults(page)
    press(page, page.get_by_role("button", name="Gjør om til eget"))
    page.wait_for_url(re.compile(r"/element/\d+/$"))
    expect(page.get_by_text("er delt i")).to_be_visible()
    expect(page.get_by_text("Eget for Skien.")).to_be_visible()
    split = set(Element.objects.filter(aliases__origin=shared.pk).values_list("city__slug", flat=True))
    press(page, page.locator("summary[aria-label='Flere valg']"))
    press(page, page.get_by_role("button", name="Angre siste"))
    expect(page.locator(f"#node-{shared.pk}")).to_have_count(1)

    assert split == {"skien", "porsgrunn"}
    assert Element.objects.get(pk=shared.pk).binned_at is None
    assert faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_two_own_measures_become_one_when_the_twin_agrees(house, width):
    own, other = (house.programmes[f"skien-porsgrunn:{slug}"] for slug in ("skien", "porsgrunn"))
    mine = house.browse(f"/handlingsprogram/element/{own.pk}/", width, person=house.people["planner", "skien"])

    press(mine, mine.locator("summary[aria-label='Flere valg']"))
    press(mine, mine.get_by_role("link", name="Gjør felles …"))
    expect(mine.get_by_role("heading", level=1)).to_contain_text("felles")
    faults = axe_faults(mine)
    press(mine, mine.get_by_role("button", name="Se side om side"))
    expect(mine.get_by_role("group", name="Tittel")).to_be_visible()
    faults += axe_faults(mine)
    tab_to(mine, mine.get_by_role("group", name="Tittel").get_by_label("Skien"))
    mine.keyboard.press("ArrowDown")
    press(mine, mine.get_by_role("button", name="Foreslå å slå sammen"))
    mine.wait_for_url(re.compile("/sammenslaing/"))
    faults += axe_faults(mine)

    theirs = house.browse(f"/handlingsprogram/element/{other.pk}/", width, person=house.people["planner", "porsgrunn"])
    press(theirs, theirs.get_by_role("link", name="Se forslaget"))
    theirs.wait_for_url(re.compile("/sammenslaing/"))
    faults += axe_faults(theirs)
    press(theirs, theirs.get_by_role("button", name="Godta forslaget"))
    theirs.wait_for_url(re.compile(r"/element/\d+/$"))
    expect(theirs.get_by_text("er nå felles")).to_be_visible()
    theirs.goto(f"/handlingsprogram/element/{other.pk}/")
    expect(theirs.get_by_text("er slått sammen med andre i")).to_be_visible()
    faults += axe_faults(theirs)

    shared = Element.objects.get(pk=own.pk)
    assert (shared.city, shared.title) == (None, other.title)
    assert faults == []


def test_the_menu_of_a_row_offers_what_fits_it(house):
    shared, own = house.programmes["skien-porsgrunn"], house.programmes["skien-porsgrunn:skien"]
    page = house.browse(f"/handlingsprogram/element/{shared.pk}/", person=house.people["planner", "skien"])
    offered = []

    for element in (shared, own):
        page.locator(f"#t-{element.pk}").focus()
        page.keyboard.press("Shift+F10")
        menu = page.get_by_role("menu")
        offered.append(
            [menu.get_by_role("menuitem", name=name).is_visible() for name in ("Gjør om til eget", "Gjør felles")]
        )
        page.keyboard.press("Escape")
    page.locator(f"#t-{own.pk}").focus()
    page.keyboard.press("Shift+F10")
    page.get_by_role("menuitem", name="Gjør felles").press("Enter")
    page.wait_for_url(re.compile(f"/element/{own.pk}/gjor-felles/"))

    assert offered == [[True, False], [False, True]]
