"""The outline kept by keyboard alone, wide and narrow: write a measure, move it, take it back, find it again."""

import pytest
from playwright.sync_api import expect

from programmes.actions import bin_element
from programmes.models import Element
from tests.factories.programmes import ElementFactory
from tests.helpers.browser import axe_faults
from tests.journeys.steps import SAVED, answer_message, element_page, title_of

WIDTHS = [1280, 390]
MAXIMUM = 60


def row(page, element):
    return page.locator(f"#node-{element.pk}")


def told(page):
    return page.locator("#live")


def titles_under(parent) -> list[str]:
    living = Element.objects.filter(parent=parent, binned_at=None).order_by("position")
    return list(living.values_list("title", flat=True))


def places_in(programme) -> list[tuple]:
    """(id, parent's id, position) of every living element."""
    living = Element.objects.filter(programme=programme, binned_at=None)
    return list(living.order_by("pk").values_list("pk", "parent", "position"))


def tab_into_tree(page) -> None:
    """As one goes there without a mouse."""
    for _press in range(MAXIMUM):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[role=treeitem]')"):
            return
    raise AssertionError("the tree is never reached")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_measure_is_written_and_moved_by_keyboard_alone(house, width):
    goal, measure = house.programmes["bare-skien:goal"], house.programmes["bare-skien"]
    page = house.browse(f"/handlingsprogram/{goal.programme_id}/", width, person=house.people["planner", "skien"])
    keys = page.keyboard

    tab_into_tree(page)
    keys.press("End")
    expect(row(page, measure)).to_be_focused()
    keys.press("n")
    keys.type("Bysykler")
    keys.press("Enter")
    expect(told(page)).to_have_text("1.1.2 Bysykler er lagt til.")
    new = Element.objects.get(title="Bysykler")
    expect(row(page, new)).to_be_focused()
    keys.press("Alt+Shift+ArrowUp")
    expect(told(page)).to_have_text("1.1.1 Bysykler er flyttet til plass 1 av 2.")
    expect(row(page, new)).to_be_focused()
    assert titles_under(goal) == ["Bysykler", measure.title]
    assert axe_faults(page) == []

    keys.press("F2")
    keys.press("Control+a")
    keys.type("Bysykler ved knutepunkt")
    keys.press("Enter")
    expect(told(page)).to_have_text("Navnet er nå «Bysykler ved knutepunkt».")
    expect(row(page, new)).to_be_focused()
    keys.press("Delete")
    expect(row(page, new)).to_have_count(0)
    expect(row(page, measure)).to_be_focused()
    for words in ("1.1.1 Bysykler ved knutepunkt er flyttet", "1.1.2 Bysykler ved knutepunkt er flyttet"):
        keys.press("Control+z")
        expect(told(page)).to_contain_text(f"Angret. {words}")
        expect(row(page, new)).to_be_focused()

    assert titles_under(goal) == [measure.title, "Bysykler ved knutepunkt"]
    keys.press("Control+z")
    expect(row(page, new)).to_have_count(0)
    keys.press("Control+z")
    expect(told(page)).to_contain_text("ingenting å angre")
    assert titles_under(goal) == [measure.title]
    assert axe_faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_an_element_is_moved_far_by_keyboard_alone(house, width):
    own, chapter = house.programmes["skien-porsgrunn:skien"], house.programmes["skien-porsgrunn:chapter"]
    page = house.browse(f"/handlingsprogram/{own.programme_id}/", width, person=house.people["planner", "skien"])
    row(page, own).focus()

    page.keyboard.press("m")
    expect(page.get_by_role("searchbox", name="Finn")).to_be_focused()
    page.keyboard.type("kapittel")
    expect(told(page)).to_have_text("1 treff")
    page.wait_for_function("() => document.getAnimations().length === 0")
    assert axe_faults(page) == []
    page.keyboard.press("Enter")

    expect(told(page)).to_contain_text("er flyttet til plass 2 av 2.")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(row(page, own)).to_be_focused()
    assert titles_under(chapter)[-1] == own.title


@pytest.mark.parametrize("arrow", ["ArrowUp", "ArrowDown", "ArrowRight", "ArrowLeft"])
def test_undone_move_puts_the_element_back_where_it_was(house, arrow):
    programme, own = house.programmes["skien-porsgrunn"].programme, house.programmes["skien-porsgrunn:skien"]
    page = house.browse(element_page(own), person=house.people["planner", "skien"])
    before, place = places_in(programme), page.locator("#element-place").inner_text()

    with page.expect_response("**/flytt/"):
        row(page, own).press(f"Alt+Shift+{arrow}")
    expect(page.locator("#element-place")).not_to_have_text(place)
    moved = places_in(programme)
    with page.expect_response("**/angre/") as undone:
        answer_message(page, "Angre")

    assert (undone.value.status, moved != before) == (200, True)
    assert places_in(programme) == before
    expect(page.locator("#element-place")).to_have_text(place)


def test_two_moves_in_one_breath_are_two_moves(house):
    goal = house.programmes["bare-skien:goal"]
    new = [ElementFactory(parent=goal, title=f"Tiltak {n}") for n in range(3)]
    page = house.browse(element_page(goal), person=house.people["planner", "skien"])

    row(page, new[2]).focus()
    for arrow in ("ArrowUp", "ArrowUp", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(f"Alt+Shift+{arrow}")
    expect(told(page)).to_have_text("2 Tiltak 2 er flyttet til plass 2 av 2.")

    expect(row(page, new[2])).to_be_focused()
    assert titles_under(goal.parent.parent)[-1] == "Tiltak 2"


def test_an_outline_fetched_while_an_act_is_under_way_does_not_hide_its_answer(house):
    own = house.programmes["skien-porsgrunn:skien"]
    page = house.browse(element_page(own), person=house.people["planner", "skien"])
    place, held = page.locator("#element-place").inner_text(), []
    page.route("**/flytt/", lambda route: held.append(route))

    with page.expect_request("**/flytt/"):
        row(page, own).press("Alt+Shift+ArrowUp")
    with page.expect_response("**/disposisjon/**") as fetched:
        page.evaluate(FETCH, fetched_address(own))
    fetched.value.finished()
    held[0].continue_()

    expect(page.locator("#element-place")).not_to_have_text(place)
    expect(told(page)).to_contain_text("er flyttet til plass")
    expect(row(page, own)).to_be_focused()


def fetched_address(element) -> str:
    return f"/handlingsprogram/{element.programme_id}/disposisjon/?element={element.pk}"


# As presence.js asks for it.
FETCH = "at => htmx.ajax('GET', at, {source: '#presence', target: '#outline', swap: 'outerHTML show:none'})"


def test_the_message_is_left_by_escape_and_gives_the_focus_back(house):
    own = house.programmes["skien-porsgrunn:skien"]
    page = house.browse(element_page(own), person=house.people["planner", "skien"])
    row(page, own).press("Alt+Shift+ArrowUp")
    way = page.locator("#toast").get_by_role("button", name="Angre")
    expect(way).to_be_visible()
    expect(row(page, own)).to_be_focused()

    page.keyboard.press("F8")
    expect(way).to_be_focused()
    assert axe_faults(page) == []
    page.keyboard.press("Escape")

    expect(page.locator("#toast")).to_be_hidden()
    expect(row(page, own)).to_be_focused()


def test_the_open_elements_own_title_follows_what_is_written_in_its_row(house):
    own = house.programmes["skien-porsgrunn:skien"]
    page = house.browse(element_page(own), person=house.people["planner", "skien"])

    row(page, own).press("F2")
    page.keyboard.press("Control+a")
    page.keyboard.type("Skysstasjon")
    page.keyboard.press("Enter")
    expect(title_of(page)).to_have_value("Skysstasjon")
    title_of(page).fill("Skysstasjon ved elva")

    expect(page.locator("#save-state")).to_have_text(SAVED)
    expect(row(page, own)).to_contain_text("Skysstasjon ved elva")
    row(page, own).press("F2")
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text("Navnet er nå «Skysstasjon ved elva!».")
    own.refresh_from_db()
    assert own.title == "Skysstasjon ved elva!"


def test_a_name_another_has_changed_is_not_written_over(house):
    measure = house.programmes["bare-skien"]
    page = house.browse(element_page(measure), person=house.people["planner", "skien"])
    Element.objects.filter(pk=measure.pk).update(title="Deres", revisions={"title": 1})

    row(page, measure).press("F2")
    page.keyboard.type("Mitt")
    page.keyboard.press("Enter")

    expect(page.locator("#toast")).to_contain_text("Noen andre har endret navnet")
    expect(title_of(page)).to_have_value("Deres")
    measure.refresh_from_db()
    assert measure.title == "Deres"


def test_what_another_threw_away_can_be_fetched_back_from_the_message(house):
    measure, goal = house.programmes["bare-skien"], house.programmes["bare-skien:goal"]
    page = house.browse(element_page(measure), person=house.people["planner", "skien"])
    bin_element(element=measure, by=house.people["lead", "skien"], at=measure.made_at)

    row(page, measure).press("Alt+Shift+ArrowLeft")
    expect(page.locator("#toast")).to_contain_text("i papirkurven. Hent det tilbake først.")
    expect(page.get_by_text("Dette ligger i papirkurven.")).to_be_visible()
    answer_message(page, "Hent tilbake")

    expect(row(page, measure)).to_be_focused()
    expect(page.get_by_text("Dette ligger i papirkurven.")).to_have_count(0)
    assert titles_under(goal) == [measure.title]


def test_a_dragged_row_that_may_not_stand_there_stays_and_is_told_why(house):
    shared, own = house.programmes["skien-porsgrunn"], house.programmes["skien-porsgrunn:skien"]
    page = house.browse(element_page(shared), person=house.people["planner", "skien"])
    before = places_in(shared.programme)

    row(page, shared).locator(".t").hover()
    page.mouse.down()
    row(page, own).locator(".t").hover()
    row(page, own).locator(".code").hover()
    page.mouse.up()

    expect(page.locator("#toast")).to_contain_text("Under et eget element kan bare samme bys egne elementer stå.")
    assert places_in(shared.programme) == before


def test_moving_works_as_plain_forms(house):
    measure, chapter = house.programmes["bare-skien"], house.programmes["bare-skien:chapter"]
    page = house.browse(element_page(measure), person=house.people["planner", "skien"], java_script_enabled=False)

    page.locator("summary[aria-label='Flere valg']").click()
    page.get_by_role("link", name="Flytt til …").click()
    page.get_by_role("listbox").select_option(label=f"1 {chapter}")
    page.get_by_role("button", name="Flytt hit").click()
    expect(page.get_by_text("er flyttet til plass 2 av 2.")).to_be_visible()
    assert titles_under(chapter)[-1] == measure.title
    page.locator("summary[aria-label='Flere valg']").click()
    page.get_by_role("button", name="Angre siste").click()

    expect(page.get_by_text("Angret.")).to_be_visible()
    assert titles_under(house.programmes["bare-skien:goal"]) == [measure.title]


def test_focus_that_a_redrawing_has_taken_for_a_moment_is_given_back_all_the_same(house):
    own = house.programmes["skien-porsgrunn:skien"]
    page = house.browse(element_page(own), person=house.people["planner", "skien"])
    row(page, own).press("Alt+Shift+ArrowUp")
    expect(page.locator("#toast")).to_be_visible()
    expect(row(page, own)).to_be_focused()
    page.evaluate(
        "id => { const row = document.getElementById(id); row.replaceWith(row.cloneNode(true)) }", f"node-{own.pk}"
    )

    page.keyboard.press("F8")
    page.keyboard.press("Escape")

    expect(row(page, own)).to_be_focused()
