"""The outline by keyboard, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

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


def test_move_keeps_the_focus_says_where_and_can_be_undone(page):
    press(page, "Alt+Shift+ArrowUp")

    expect(page.locator("#toast")).to_contain_text("Tiltak 2 er flyttet til plass 1 av 3.")
    expect(page.locator("#live")).to_have_text("Tiltak 2 er flyttet til plass 1 av 3.")
    expect(node(page, 2)).to_be_focused()
    assert STORE.order == ["2", "1", "3"]
    page.get_by_role("button", name="Angre", exact=True).last.click()
    expect(page.locator("#toast")).to_contain_text("plass 2 av 3.")
    assert STORE.order == ["1", "2", "3"]
    assert STORE.moves == [("2", {"direction": "up"}), ("2", {"parent": "8", "position": "1"})]


def test_control_z_undoes_the_move(page):
    press(page, "Alt+Shift+ArrowDown")
    expect(page.locator("#toast")).to_contain_text("plass 3 av 3.")

    press(page, "Control+z")

    expect(page.locator("#toast")).to_contain_text("plass 2 av 3.")
    assert STORE.order == ["1", "2", "3"]


def test_f2_goes_to_the_title_of_the_opened_element(page):
    press(page, "F2")

    expect(page.get_by_label("Tittel")).to_be_focused()
