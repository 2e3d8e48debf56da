"""Milestones that count themselves: a version is frozen in one browser, and the cell turns in another. By the keys."""

import csv
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from playwright.sync_api import expect

from common.dates import LooseDate
from tests.factories.dashboard import MilestoneFactory
from tests.helpers.browser import axe_faults


@pytest.fixture
def draft(house):
    """The milestone that a frozen version reaches; its deadline was yesterday."""
    yesterday = localdate() - timedelta(days=1)
    return MilestoneFactory(name="Første utkast", rule="frozen", window=LooseDate.read(f"innen {yesterday:%d.%m.%Y}"))


def clean(page, width):
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def press(page, role, name):
    page.get_by_role(role, name=name).first.press("Enter")
    page.wait_for_load_state()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_cell_turns_when_a_version_is_frozen_and_both_pictures_can_be_compared(house, draft, width):
    secretary = house.browse(reverse("milestones"), width, person=house.people["secretariat", "network"])
    row = (
        secretary.get_by_role("row").filter(has_text="Skien")
        if width > 720
        else secretary.locator("tr", has_text="Skien")
    )
    expect(row).to_contain_text("1 dag over")
    clean(secretary, width)

    # The lead freezes a version.
    lead = house.browse(
        reverse("programme_freeze", args=[house.programmes.skien.pk]), width, person=house.people["lead", "skien"]
    )
    press(lead, "button", re.compile("Lås"))
    expect(lead).to_have_url(re.compile("/versjoner/"))

    # The cell has turned, and says which version it was.
    secretary.reload()
    expect(row).to_contain_text("Versjon 1")
    expect(row).not_to_contain_text("over")
    row.locator("td a:visible").first.press("Enter")
    expect(secretary.locator("#celle").get_by_text("Ferdig").first).to_be_visible()
    expect(secretary.get_by_role("heading", name="Skien · Første utkast")).to_be_focused()
    clean(secretary, width)

    # Escape closes it, and leads back to the cell.
    secretary.keyboard.press("Escape")
    expect(row.locator("td a:visible").first).to_be_focused()

    # Two days are held against one another.
    secretary.goto(reverse("milestone_changes"))
    days = [localdate() - timedelta(days=2), localdate()]
    for name, day in zip(("fra", "til"), days, strict=True):
        secretary.locator(f"[name={name}]").fill(f"{day:%d.%m.%Y}")
    press(secretary, "button", "Sammenlign")
    expect(secretary.locator(".feed li", has_text="Skien")).to_contain_text("til «ferdig»")
    clean(secretary, width)

    # What is shown is what is downloaded.
    secretary.goto(reverse("milestone_places") + "?status=late")
    count = secretary.locator(".listing tbody tr, table.ds-table tbody tr").count()
    with secretary.expect_download() as download:
        secretary.get_by_role("link", name="CSV").press("Enter")
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file, delimiter=";"))) == count == 3


def test_arrows_lead_through_the_matrix(house, draft):
    MilestoneFactory(name="Politisk behandlet")
    page = house.browse(reverse("milestones"), person=house.people["secretariat", "network"])
    cells = page.locator("[data-matrix] tbody .st")

    cells.nth(0).focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)

    expect(cells.nth(2)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    expect(cells.nth(0)).to_be_focused()
