"""The outline by keyboard, in a real browser."""

import re
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import expect

from tests.helpers.browser import axe_faults
from tests.look.pages import STORE


@pytest.fixture
def page(browse):
    page = browse("/prove/")
    page.locator("#node-2").focus()
    return page


def node(page, number):
    return page.locator(f"#node-{number}")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_tree_is_one_stop_and_arrows_go_between_the_rows(page):
    press(page, "ArrowDown")
    expect(node(page, 3)).to_be_focused()
    press(page, "Home")
    expect(node(page, 8)).to_be_focused()
    press(page, "End")
    expect(node(page, 7)).to_be_focused()

    expect(page.locator("[role=treeitem][tabindex='0']")).to_have_count(1)


@pytest.mark.parametrize(("typed", "found"), [("t", 3), ("kl", 7), ("1.1", 1)])
def test_letters_find_a_row_by_title_or_code(page, typed, found):
    press(page, *typed)

    expect(node(page, found)).to_be_focused()


def test_folding_hides_the_rows_and_is_remembered(page):
    press(page, "ArrowLeft", "ArrowLeft")
    expect(node(page, 1)).to_be_hidden()
    press(page, "ArrowDown")
    expect(node(page, 7)).to_be_focused()
    press(page, "ArrowUp", "ArrowRight")
    expect(node(page, 1)).to_be_visible()
    press(page, "ArrowLeft")

    folded = page.evaluate("sessionStorage.getItem('framtid:folded:9')")

    assert folded == '["8"]'


def test_enter_opens_the_row(page):
    press(page, "Enter")

    expect(page).to_have_url(re.compile("/rad/2/$"))


def test_move_keeps_the_focus_says_where_and_offers_to_take_it_back(page):
    press(page, "Alt+Shift+ArrowUp")

    expect(page.locator("#toast")).to_contain_text("Tiltak 2 er flyttet til plass 1 av 3.")
    expect(page.locator("#live")).to_have_text("Tiltak 2 er flyttet til plass 1 av 3.")
    expect(node(page, 2)).to_be_focused()
    expect(page.locator("#toast").get_by_role("button", name="Angre")).to_be_visible()
    assert STORE.order == ["2", "1", "3"]
    assert STORE.moves == [("2", {"direction": "up", "seen": "8", "open": ""})]


def test_another_citys_own_is_left_alone(page):
    node(page, 3).focus()
    press(page, "Alt+Shift+ArrowUp", "F2", "n", "Delete")

    expect(page.locator("#toast")).to_contain_text("en annen bys eget")
    expect(page.locator("[data-tree] input")).to_have_count(0)
    assert STORE.moves == []


# -- The filter


def shown(page) -> list[str]:
    return page.locator("[role=treeitem]:visible").evaluate_all("rows => rows.map(row => row.id.slice(5))")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("klima", ["7"]),
        ("T-0147", ["7"]),
        ("1.2", ["8", "2"]),
        ("tiltak 3", ["8", "3"]),
        ("kapittel", ["8", "7"]),
        ("uten ansvarlig", ["8", "1"]),
        ("«Uten frist» tiltak", ["8", "1"]),
        ("uten ansvarlig uten virkemiddel", []),
    ],
)
def test_words_and_ready_made_filters_show_what_matches_and_what_stands_above_it(page, typed, found):
    box = page.get_by_role("searchbox", name="Filtrer disposisjonen")

    box.fill(typed)

    assert shown(page) == found
    hits = page.locator(".found").count()
    expect(page.locator("#live")).to_have_text(f"{hits} treff" if found else "Ingen treff")
    box.press("Escape")
    assert shown(page) == ["8", "1", "2", "3", "7"]


def test_a_folded_row_opens_for_its_match_and_folds_again(page):
    press(page, "ArrowLeft", "ArrowLeft")
    box = page.get_by_role("searchbox", name="Filtrer disposisjonen")

    box.fill("tiltak 3")
    box.press("ArrowDown")
    expect(node(page, 8)).to_be_focused()
    press(page, "ArrowDown")
    expect(node(page, 3)).to_be_focused()
    press(page, "Home", "ArrowUp")
    expect(box).to_be_focused()
    box.press("Escape")

    assert page.evaluate("sessionStorage.getItem('framtid:folded:9')") == '["8"]'


def test_ready_made_filters_tell_how_many_they_find(page):
    page.get_by_role("button", name="Ferdige filtre").click()
    expect(page.locator("#outline-filters button:visible")).to_have_count(2)
    page.get_by_role("button", name="uten ansvarlig 1").click()

    expect(page.get_by_role("searchbox", name="Filtrer disposisjonen")).to_have_value("uten ansvarlig")
    assert shown(page) == ["8", "1"]


def test_the_scope_is_chosen_and_remembered_for_the_visit(page):
    page.get_by_text("Bare Porsgrunn").click()
    own = shown(page)
    page.reload()
    remembered = shown(page)
    page.locator(".outlinetools .seg").get_by_text("Felles").click()

    assert (own, remembered) == (["8", "3"], ["8", "3"])
    assert shown(page) == ["8", "1", "2", "7"]


# -- The menu, and all keys


def test_the_rows_menu_opens_by_key_and_gives_the_focus_back(page):
    press(page, "Shift+F10")
    expect(page.get_by_role("menuitem", name="Åpne")).to_be_focused()
    press(page, "ArrowUp")
    expect(page.get_by_role("menuitem", name="Slett")).to_be_focused()
    assert axe_faults(page) == []
    press(page, "Escape")
    expect(node(page, 2)).to_be_focused()

    node(page, 1).hover()
    node(page, 1).get_by_role("button", name="Valg for raden").click()
    page.get_by_role("menuitem", name="Flytt ned").click()

    expect(node(page, 1)).to_be_focused()
    expect(page.locator("#toast")).to_contain_text("Tiltak 1 er flyttet til plass 2 av 3.")


def test_where_nothing_hovers_every_row_has_its_button(browse):
    page = browse("/prove/", 390, has_touch=True, is_mobile=True)

    expect(page.locator("[role=treeitem] > .node > .rowmenu")).to_have_count(5)


def test_single_letters_can_be_turned_off(page):
    press(page, "?")
    expect(page.get_by_role("dialog", name="Taster i disposisjonen")).to_be_visible()
    assert axe_faults(page) == []
    page.get_by_role("switch").click()
    page.get_by_role("button", name="Lukk").click()
    node(page, 2).focus()
    press(page, "n")
    expect(page.locator("[data-tree] input")).to_have_count(0)

    page.locator("[data-keys]").click()
    page.get_by_role("switch").click()
    page.get_by_role("button", name="Lukk").click()
    node(page, 2).focus()
    press(page, "n")

    expect(page.get_by_role("textbox", name="Tittel på det nye")).to_be_focused()


def test_a_name_is_written_in_the_row_and_escape_leaves_it(page):
    press(page, "F2")
    box = page.get_by_role("textbox", name="Nytt navn")
    expect(box).to_be_focused()
    expect(box).to_have_value("Tiltak 2")
    page.keyboard.type("noe annet")
    press(page, "Escape")

    expect(node(page, 2)).to_be_focused()
    expect(node(page, 2).locator(".t")).to_have_text("Tiltak 2")
    assert STORE.requests == []


# -- By mouse and finger


def drag(page, from_, to, part):
    """Press on a row, go to a part of another (0 top, 1 bottom), and let go."""
    start, goal = (node(page, n).locator(".node").first.bounding_box() for n in (from_, to))
    page.mouse.move(start["x"] + 80, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(goal["x"] + 80, goal["y"] + goal["height"] / 2)
    page.mouse.move(goal["x"] + 80, goal["y"] + goal["height"] * part)
    page.mouse.move(goal["x"] + 82, goal["y"] + goal["height"] * part)  # where the finger comes to rest counts


@pytest.mark.parametrize(
    ("from_", "to", "part", "place"),
    [
        (3, 1, 0.1, {"parent": "8", "position": "0"}),
        (1, 3, 0.9, {"parent": "8", "position": "2"}),
        (1, 2, 0.5, {"parent": "2", "position": ""}),
        (2, 7, 0.1, {"parent": "9", "position": "1"}),
    ],
)
def test_a_row_dragged_is_moved_by_the_same_address(page, from_, to, part, place):
    page.evaluate("document.querySelector('#node-3').removeAttribute('data-c')")
    drag(page, from_, to, part)
    expect(page.locator(".dropline")).to_be_visible()
    with page.expect_request("**/flytt/") as sent:
        page.mouse.up()

    form = dict(parse_qsl(sent.value.post_data, keep_blank_values=True))
    assert {name: form[name] for name in place} == place
    assert sent.value.url.endswith(f"/rad/{from_}/flytt/")
    expect(page).to_have_url(re.compile("/prove/$"))


def test_escape_lets_go_of_a_dragged_row(page):
    drag(page, 1, 7, 0.9)
    press(page, "Escape")
    page.mouse.up()

    expect(page.locator(".dropline")).to_have_count(0)
    assert STORE.moves == []


def test_a_row_dropped_on_itself_or_under_itself_stays(page):
    drag(page, 8, 2, 0.5)
    expect(page.locator(".dropline")).to_be_hidden()
    page.mouse.up()

    assert STORE.moves == []
