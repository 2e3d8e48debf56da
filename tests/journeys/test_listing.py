"""A list in the browser: narrowed while one types, sorted by keyboard, kept in the address, and without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.programmes import ElementFactory
from tests.helpers.browser import axe_faults


@pytest.fixture
def address(house):
    goal = house.programmes["bare-skien:goal"]
    for title in ("Ærlig sykkelvei", "Sykkelvei til byen", "Aasen sykkelvei", "Buss"):
        ElementFactory(parent=goal, title=title)
    return reverse("programme_measures", args=[goal.programme_id])


def titles(page):
    return page.locator("tbody th")


def test_a_list_is_narrowed_sorted_and_remembered_by_keyboard(house, address):
    page = house.browse(address, person=house.people["planner", "skien"])

    page.get_by_role("searchbox").press_sequentially("sykkelvei")
    expect(titles(page)).to_have_count(3)
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator("#live")).to_have_text("3 av 5 tiltak")
    expect(page).to_have_url(re.compile(r"\?sok=sykkelvei$"))
    expect(page.get_by_role("navigation", name="Ferdige utvalg").locator("[aria-current]")).to_have_count(0)
    page.get_by_role("link", name="Tittel", exact=True).press("Enter")
    expect(titles(page)).to_have_text(["Sykkelvei til byen", "Ærlig sykkelvei", "Aasen sykkelvei"])
    expect(page.get_by_role("columnheader", name="Tittel")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("link", name="Tittel", exact=True)).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("sykkelvei")
    expect(page).to_have_url(re.compile(r"\?sok=sykkelvei&sorter=tittel$"))
    page.go_back()

    expect(titles(page)).to_have_text(["Ærlig sykkelvei", "Sykkelvei til byen", "Aasen sykkelvei"])


def test_sorting_while_one_types_loses_neither_the_letters_nor_the_order(house, address):
    page = house.browse(address, person=house.people["planner", "skien"])

    page.get_by_role("searchbox").press_sequentially("sykkelvei")
    page.get_by_role("link", name="Tittel", exact=True).press("Enter")

    expect(page).to_have_url(re.compile(r"\?sok=sykkelvei&sorter=tittel$"))
    expect(titles(page)).to_have_text(["Sykkelvei til byen", "Ærlig sykkelvei", "Aasen sykkelvei"])
    expect(page.get_by_role("searchbox")).to_have_value("sykkelvei")
    with page.expect_request(lambda request: "sok=sykkelv" in request.url):
        page.get_by_role("searchbox").press("End")
        page.get_by_role("searchbox").press("Backspace")
    expect(page).to_have_url(re.compile(r"sok=sykkelve\b"))


def test_what_stands_open_stays_open_and_each_filter_can_be_taken_away(house, address):
    page = house.browse(address, person=house.people["planner", "skien"])
    page.locator("summary", has_text="Filter").press("Enter")
    wide = axe_faults(page)

    page.get_by_role("checkbox", name="Felles", exact=True).press("Space")
    page.get_by_role("link", name="Ta bort filteret Felles eller eget: Felles").press("Enter")

    expect(page.get_by_role("link", name="Ta bort filteret")).to_have_count(0)
    expect(page.get_by_role("group", name="Felles eller eget")).to_be_visible()
    assert wide == []


def test_on_a_telephone_each_row_is_a_card_and_still_a_table_to_those_who_listen(house, address):
    page = house.browse(address, width=390, person=house.people["planner", "skien"])

    card = page.get_by_role("row").filter(has_text="Buss")

    expect(card.get_by_role("rowheader")).to_have_text("Buss")
    expect(card.get_by_role("cell").filter(has_text="Felles")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Ansvarlig")).to_have_count(1)
    page.get_by_label("Sorter etter").focus()
    page.keyboard.type("Tittel, s")
    page.keyboard.press("ArrowDown")
    expect(titles(page).first).to_have_text("Aasen sykkelvei")
    assert axe_faults(page) == []


def test_a_list_works_without_javascript(house, address):
    page = house.browse(address, person=house.people["planner", "skien"], java_script_enabled=False)

    page.get_by_role("searchbox").fill("sykkelvei")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_role("link", name="Tittel", exact=True).click()
    page.get_by_role("link", name="Tittel", exact=True).click()

    expect(titles(page)).to_have_text(["Aasen sykkelvei", "Ærlig sykkelvei", "Sykkelvei til byen"])
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert [line.split(";")[2] for line in text.splitlines()[1:]] == [
        "Aasen sykkelvei", "Ærlig sykkelvei", "Sykkelvei til byen",
    ]  # fmt: skip
