"""What a person does on several journeys."""

import re

from playwright.sync_api import Page, expect

from tests.helpers.patience import until
from tests.journeys.conftest import PASSWORD

SAVED = re.compile(r"^Lagret \d\d:\d\d$")
PATIENCE = 90_000
"""Milliseconds for a worker on a busy machine to print some pages."""


def element_page(element) -> str:
    return f"/handlingsprogram/element/{element.pk}/"


def sign_in(page: Page, person) -> None:
    page.get_by_label("E-post").fill(person.email)
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logg inn").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("God dag")


def title_of(page: Page):
    return page.get_by_role("textbox", name="Tittel", exact=True)


def retitle(page: Page, title: str) -> None:
    title_of(page).fill(title)
    expect(page.locator("#save-state")).to_have_text(SAVED)


def answer_message(page: Page, button: str) -> None:
    """Press the button of the message that has just come, without a mouse; the row may still be taking the focus."""
    way = page.locator("#toast").get_by_role("button", name=button)
    expect(way).to_be_visible()
    until(lambda: page.keyboard.press("F8") or way.evaluate("button => button === document.activeElement"))
    page.keyboard.press("Enter")


def freeze(page: Page, programme) -> None:
    page.goto(f"/handlingsprogram/{programme.pk}/")
    page.get_by_role("link", name="Klargjør for behandling").press("Enter")
    page.get_by_role("link", name="Lås versjon").press("Enter")
    page.get_by_role("checkbox", name="Skien").press("Space")
    page.get_by_role("button", name="Lås versjon").press("Enter")
    page.wait_for_url(re.compile(r"/versjoner/\d+/$"))
