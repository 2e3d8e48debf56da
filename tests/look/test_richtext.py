"""The rich text editor with our own toolbar, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.look.pages import STORE


@pytest.fixture
def page(browse):
    page = browse("/prove/")
    expect(text(page)).to_be_visible()
    return page


def text(page):
    return page.get_by_role("textbox", name="Virkning", exact=False)


def tool(page, name):
    return page.get_by_role("toolbar", name="Formatering").get_by_role("button", name=name, exact=True)


def stored(page):
    return page.locator("#value-effect").input_value()


def test_editor_is_named_by_its_label_and_shows_the_text(page):
    expect(text(page)).to_have_attribute("aria-multiline", "true")
    expect(text(page)).to_have_text("Ca. 900 tonn CO2")
    expect(page.locator(".richread")).to_be_hidden()


def test_opening_the_editor_changes_nothing(page):
    text(page).click()
    page.get_by_label("Tittel").click()

    assert STORE.requests == []
    assert stored(page) == STORE.values["effect"]


def test_buttons_format_the_text_and_say_whether_they_are_on(page):
    text(page).fill("Vei")
    text(page).press("Control+a")
    tool(page, "Fet").click()
    expect(tool(page, "Fet")).to_have_attribute("aria-pressed", "true")
    tool(page, "Kursiv").click()
    tool(page, "Punktliste").click()

    expect(page.locator("#value-effect")).to_have_value("<ul><li><p><strong><em>Vei</em></strong></p></li></ul>")
    tool(page, "Nummerert liste").click()
    expect(page.locator("#value-effect")).to_have_value(re.compile("^<ol>"))
    tool(page, "Nummerert liste").click()
    tool(page, "Sitat").click()
    expect(page.locator("#value-effect")).to_have_value(re.compile("^<blockquote>"))
    tool(page, "Angre").click()
    expect(page.locator("#value-effect")).to_have_value(re.compile("^<p>"))
    tool(page, "Gjør om").click()
    expect(page.locator("#value-effect")).to_have_value(re.compile("^<blockquote>"))


def test_change_is_saved_like_any_field(page):
    text(page).press("End")
    text(page).press_sequentially(" i året")

    expect(page.locator("#save-state")).to_have_text(re.compile("^Lagret"))
    assert STORE.values["effect"] == "<p>Ca. <strong>900</strong> tonn CO<sub>2 i året</sub></p>"


def test_emptied_text_is_stored_as_nothing(page):
    text(page).fill("")

    expect(page.locator("#value-effect")).to_have_value("")


def test_link_is_set_by_key_and_refused_without_a_scheme(page):
    text(page).fill("Skien")
    text(page).press("Control+a")
    text(page).press("Control+k")
    address = page.get_by_label("Adresse")
    address.fill("skien.example")
    address.press("Enter")
    expect(page.get_by_text("Adressen må begynne med")).to_be_visible()
    address.fill("https://skien.example/plan")
    address.press("Enter")

    expect(page.locator("#value-effect")).to_have_value(
        re.compile(r'^<p><a [^>]*href="https://skien\.example/plan"[^>]*>Skien</a></p>$')
    )
    expect(address).to_be_hidden()
    expect(tool(page, "Lenke")).to_have_attribute("aria-pressed", "true")


def test_toolbar_is_one_stop_and_arrows_go_between(page):
    tool(page, "Fet").focus()
    page.keyboard.press("ArrowLeft")
    expect(tool(page, "Kommenter")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(tool(page, "Kursiv")).to_be_focused()

    stops = page.locator("[role=toolbar] button[tabindex='0']")

    expect(stops).to_have_count(1)
    page.keyboard.press("Escape")
    expect(text(page)).to_be_focused()


def test_editor_keeps_only_what_the_server_keeps(browse):
    STORE.values["effect"] = '<h1>Stor</h1><p class="x">Rød <u>strek</u> over m<sup>2</sup></p>'

    page = browse("/prove/")
    text(page).press("Control+End")
    text(page).press_sequentially("!")

    expect(page.locator("#value-effect")).to_have_value("<p>Stor</p><p>Rød strek over m<sup>2!</sup></p>")
