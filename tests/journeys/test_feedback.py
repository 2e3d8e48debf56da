"""Answering a letter by keyboard alone: its points are pasted, answered one by one, and stand in the programme."""

import pytest
from playwright.sync_api import expect

from programmes.models import Basis, Paper
from programmes.papers import unanswered_points
from tests.helpers.browser import axe_faults
from tests.journeys.steps import element_page

POINTS = "1 Tallfest målene\n2 Ta med næringslivet"


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def reach(page, place, key="Tab", most=120):
    """Go on with the key until the focus is there, as somebody without a mouse does."""
    for _step in range(most):
        if place.evaluate("box => box === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"the keyboard does not come to {place}")


def answer(page, title, search, tick, choice, because=""):
    reach(page, page.get_by_role("link", name=f"Svar på {title}"))
    press(page, "Enter")
    expect(page.get_by_role("searchbox", name="Finn element")).to_be_focused()
    page.keyboard.type(search, delay=30)
    box = page.get_by_role("checkbox", name=tick)
    expect(box).to_be_visible()
    reach(page, box)
    press(page, "Space", "Tab")
    reach(page, page.get_by_role("radio").first)
    press(page, "Space")
    if choice == "Ikke fulgt opp":
        press(page, "ArrowDown")
    expect(page.get_by_role("radio", name=choice, exact=True)).to_be_checked()
    press(page, "Tab")
    page.keyboard.type(because)
    reach(page, page.get_by_role("button", name="Lagre svaret"))
    assert axe_faults(page) == []
    press(page, "Enter")
    expect(page.get_by_role("link", name=f"Legg til svar på {title}")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_feedback_letter_is_answered_by_keyboard(house, width):
    skien, measure = house.programmes.skien, house.programmes["bare-skien"]
    letter = Paper.objects.create(kind="feedback", title="Tilbakemelding til Skien")
    letter.cities.add(house.programmes.world.cities["skien"])
    page = house.browse(f"/grunnlag/{letter.pk}/punkter/", person=house.people["planner", "skien"])
    page.set_viewport_size({"width": width, "height": 900})

    reach(page, page.get_by_role("textbox", name="Punkter"))
    page.keyboard.insert_text(POINTS)
    reach(page, page.get_by_role("button", name="Se over"))
    press(page, "Enter")
    expect(page.get_by_role("cell", name="Ta med næringslivet")).to_be_visible()
    reach(page, page.get_by_role("button", name="Lagre 2 punkter"))
    press(page, "Enter")
    expect(page.get_by_role("heading", name="2 Ta med næringslivet")).to_be_visible()
    page.goto(f"/handlingsprogram/{skien.pk}/grunnlag/?vis=ubesvart")
    expect(page.locator("#waiting")).to_have_text("2 av 2 punkter er ubesvart")
    answer(page, "1 Tallfest målene", "felles", measure.title, "Fulgt opp")
    expect(page.locator("#waiting")).to_have_text("1 av 2 punkter er ubesvart")
    answer(page, "2 Ta med næringslivet", "", "Gjelder hele programmet", "Ikke fulgt opp", "Det er gjort i 2007.")

    expect(page.locator("#waiting")).to_have_text("Alle de 2 punktene er besvart")
    expect(page.get_by_text("Det er gjort i 2007.")).to_be_visible()
    assert unanswered_points(skien) == []
    assert {basis.element.kind for basis in Basis.objects.select_related("element")} == {"measure", "programme"}


@pytest.mark.parametrize("width", [1280, 390])
def test_a_point_is_linked_beside_the_element_by_keyboard(house, width):
    measure = house.programmes["bare-skien"]
    letter = Paper.objects.create(kind="letter_of_intent", title="Intensjonsavtalen")
    point = letter.points.create(position=0, number="3.1", title="Redusere utslipp fra vegtransport")
    page = house.browse(element_page(measure) + "?panel=grunnlag", person=house.people["planner", "skien"])
    page.set_viewport_size({"width": width, "height": 900})

    page.get_by_role("link", name="Legg til", exact=True).focus()
    press(page, "Enter")
    expect(page.get_by_role("searchbox", name="Finn dokument eller punkt")).to_be_focused()
    page.keyboard.type("vegtransport", delay=30)
    expect(page.locator("#basis-found a")).to_have_count(1)
    reach(page, page.locator("#basis-found a"))
    press(page, "Enter")
    expect(page.get_by_role("textbox", name="Sitat")).to_be_focused()
    page.keyboard.type("Byene skal legge til rette for gange.")
    assert axe_faults(page) == []
    reach(page, page.locator("#rowform-basis").get_by_role("button", name="Lagre"))
    press(page, "Enter")

    expect(page.get_by_role("link", name="Legg til", exact=True)).to_be_focused()
    expect(page.locator("#tab-grunnlag .count")).to_have_text("1")
    expect(page.get_by_text("«Byene skal legge til rette for gange.»")).to_be_visible()
    assert measure.bases.get().point == point
