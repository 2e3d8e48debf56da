"""A programme made ready for treatment by keyboard alone: a hole is filled, the list of what is missing emptied."""

import re

import pytest
from playwright.sync_api import expect

from cities.models import User
from framtid.demo.loading import load_demonstration
from programmes.models import Element, Measure, Programme, Theme, Waiver
from programmes.readiness import readiness_of
from tests.factories.programmes import ThemeFactory
from tests.helpers.browser import axe_faults, windows
from tests.helpers.demonstration import AT
from tests.journeys.steps import SAVED

WIDTHS = (1280, 390)


def tab_to(page, target) -> None:
    """Press Tab until the target has the focus."""
    for _press in range(150):
        if target.evaluate("control => control === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {target}")


def press(page, target, key="Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_hole_in_the_coverage_is_filled(house, width):
    theme = ThemeFactory(code="KT", number=4, name="Klimatilpasning")
    programme = house.programmes.skien
    page = house.browse(f"/handlingsprogram/{programme.pk}/", width, person=house.people["planner", "skien"])

    press(page, page.get_by_role("link", name="Dekning"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Dekning")
    faults = axe_faults(page)
    press(page, page.get_by_role("link", name="Klimatilpasning, Næringslivet: 0 hull"))
    page.wait_for_url(re.compile("celle="))
    faults += axe_faults(page)
    press(page, page.get_by_role("link", name="Fyll", exact=True))
    expect(page.get_by_role("textbox", name="Hva skal gjøres?")).to_be_focused()
    faults += axe_faults(page)
    page.keyboard.type("Flomvern for butikker")
    press(page, page.get_by_role("button", name="Legg til tiltak"))
    page.wait_for_url(re.compile(r"/element/\d+/"))
    page.goto(f"/handlingsprogram/{programme.pk}/dekning/")

    made = Element.objects.get(title="Flomvern for butikker").measure
    expect(page.get_by_role("link", name="Klimatilpasning, Næringslivet: 1")).to_have_count(1)
    assert (made.theme, made.targets) == (Theme.objects.get(pk=theme.pk), ["business"])
    assert faults == []


@pytest.fixture
def kristiansand(live_server, chromium, settings, tmp_path):
    """The demonstration, opened by Kristiansand's lead."""
    settings.FILES_ROOT = tmp_path / "files"
    load_demonstration(at=AT)
    programme = Programme.objects.titled().get(document__cities__slug="kristiansand", title__startswith="Handlingsplan")
    lead = User.objects.get(email="programleder@kristiansand.example")
    with windows(chromium, live_server.url) as browse:
        yield programme, lambda width: browse(f"/handlingsprogram/{programme.pk}/", width, person=lead)


@pytest.mark.parametrize("width", WIDTHS)
def test_kristiansands_list_is_emptied(kristiansand, width):
    programme, browse = kristiansand
    before = readiness_of(programme)
    page = browse(width)
    button = page.get_by_role("link", name="Klargjør for behandling")
    expect(button).to_have_text(f"Klargjør for behandling ({before.count})")

    # One is filled where the line leads.
    press(page, button)
    expect(page.get_by_text(f"{before.count} ting gjenstår")).to_be_visible()
    faults = axe_faults(page)
    undated = next(gap for rule, gaps in before.open.items() if rule.key == "deadline" for gap in gaps)
    press(page, page.locator(f"a[href='{undated.address}']"))
    expect(page.get_by_role("textbox", name="Periode", exact=True)).to_be_focused()
    page.keyboard.type("våren 2010")
    expect(page.locator("#save-state")).to_have_text(SAVED)
    page.goto(f"/handlingsprogram/{programme.pk}/klargjor/")
    expect(page.get_by_text(f"{before.count - 1} ting gjenstår")).to_be_visible()

    # One gets a reason of its own.
    hole = next(gap for rule, gaps in before.open.items() if rule.key == "coverage" for gap in gaps)
    press(page, page.get_by_role("link", name=f"Begrunn {hole.words}", exact=True))
    page.wait_for_url(re.compile("/begrunn/"))
    faults += axe_faults(page)
    tab_to(page, page.get_by_role("textbox", name="Begrunnelse"))
    page.keyboard.type("Kommunen har ingen egne tiltak her")
    press(page, page.get_by_role("button", name="Lagre begrunnelsen"))
    expect(page.get_by_text("Kommunen har ingen egne tiltak her")).to_be_visible()

    # The rest get one in common.
    programme = Programme.objects.get(pk=programme.pk)
    for box in page.get_by_role("checkbox", name=re.compile("^Alle ")).all():
        press(page, box, "Space")
    alone = [gaps[0] for gaps in readiness_of(programme).open.values() if len(gaps) == 1]
    for gap in alone:
        press(page, page.locator(f"[value='{gap.name}']"), "Space")
    tab_to(page, page.get_by_role("textbox", name="Begrunnelse"))
    page.keyboard.type("Avklares i neste versjon")
    press(page, page.get_by_role("button", name="Begrunn valgte"))

    expect(page.get_by_text("Klart til behandling")).to_be_visible()
    faults += axe_faults(page)
    press(page, page.get_by_role("link", name="Lås versjon"))
    page.wait_for_url(re.compile(r"/versjoner/las/$"))
    expect(page.get_by_text("gjenstår")).to_have_count(0)
    assert readiness_of(Programme.objects.get(pk=programme.pk)).ready
    assert Measure.objects.get(element=undated.element).period.words == "våren 2010"
    assert Waiver.objects.filter(reason="Avklares i neste versjon").count() == before.count - 2
    assert faults == []
