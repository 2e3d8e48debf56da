"""The secretariat's day, by the keys alone: who is latest, why, a reminder, and what stands on the cell afterwards."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from tests.dashboard.reminding import two_milestones
from tests.helpers.browser import axe_faults
from tests.helpers.jobs import do_all

pytestmark = pytest.mark.django_db(transaction=True)


def clean(page, width):
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def press(page, role, name):
    page.get_by_role(role, name=name).first.press("Enter")
    page.wait_for_load_state()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_latest_city_is_found_understood_reminded_and_remembered(house, width):
    late, _due = two_milestones()
    page = house.browse(reverse("milestones"), width, person=house.people["secretariat", "network"])
    clean(page, width)

    # The latest stands first; its cell says why.
    first = page.locator("td a:visible").first
    first.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Første utkast"))).to_be_visible()
    panel = page.locator("#celle")
    expect(panel.get_by_text("Ingen låst versjon")).to_be_visible()
    cell = panel.get_by_role("heading", level=2).inner_text()
    city = cell.split(" · ")[0]
    clean(page, width)

    # Its contact is written to, the letter seen first.
    press(page, "link", "Skriv til kontakten")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    clean(page, width)
    page.get_by_label("Egne ord i brevet").press_sequentially("Ring oss gjerne.")
    press(page, "button", "Se brevene")
    expect(page.get_by_text("Ring oss gjerne.").last).to_be_visible()
    expect(page.get_by_text(f"Påminnelse om milepæler for {city}")).to_be_visible()
    clean(page, width)
    press(page, "button", "Send 1 brev")

    # How far it has come follows by itself.
    expect(page.get_by_role("status").get_by_text("Brevene skrives")).to_be_visible()
    clean(page, width)
    do_all()
    do_all()
    expect(page.get_by_text(re.compile("^ ?Sendt .* kl"))).to_be_visible()
    assert [letter.subject for letter in mail.outbox] == [f"Påminnelse om milepæler for {city}"]

    # And the cell remembers it.
    press(page, "link", f"{city}: {late}")
    expect(page.locator("#celle").get_by_text("Sist varslet")).to_be_visible()
    expect(page.locator("#celle").get_by_text(f"til lead {city.lower()}")).to_be_visible()
    clean(page, width)
