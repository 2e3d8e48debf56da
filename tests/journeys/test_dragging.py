"""The outline by finger and by mouse, longer than the window: press and wait, carry a row, and let the edge scroll."""

import pytest
from playwright.sync_api import expect

from programmes.models import Element
from tests.factories.programmes import ElementFactory

ROWS = 60


@pytest.fixture
def long(house):
    """A goal with many measures: more than a window holds."""
    goal = house.programmes["bare-skien:goal"]
    for n in range(ROWS):
        ElementFactory(parent=goal, title=f"Tiltak {n}")
    return goal


def open_outline(house, goal, width, **options):
    person = house.people["planner", "skien"]
    return house.browse(f"/handlingsprogram/{goal.programme_id}/", width, person=person, **options)


def row(page, title):
    return page.get_by_role("treeitem").filter(has=page.locator(":scope > .node .t", has_text=title)).last


def middle(page, title) -> tuple[float, float]:
    box = page.locator(".tree .node", has=page.get_by_role("link", name=title, exact=True, include_hidden=True))
    at = box.bounding_box()
    return at["x"] + at["width"] / 2, at["y"] + at["height"] / 2


def titles_under(parent) -> list[str]:
    return list(
        Element.objects.filter(parent=parent, binned_at=None).order_by("position").values_list("title", flat=True)
    )


def lifted(page):
    """The row that hangs on the finger or the mouse."""
    return page.locator(".tree .dragged")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_row_pressed_for_a_moment_follows_the_finger_and_stands_where_it_is_let_go(house, long, finger, width):
    page = open_outline(house, long, width, has_touch=True, is_mobile=True)
    hand = finger(page)
    x, y = middle(page, "Tiltak 2")
    goal = middle(page, "Tiltak 5")

    hand.press(x, y)
    expect(lifted(page)).to_contain_text("Tiltak 2")
    hand.move(goal[0], goal[1] - 10)
    hand.move(goal[0], goal[1] - 11)
    expect(page.locator(".dropline")).to_have_attribute("data-where", "before")
    hand.lift()

    expect(page.locator("#live")).to_contain_text("Tiltak 2 er flyttet")
    order = titles_under(long)
    assert order.index("Tiltak 2") == order.index("Tiltak 5") - 1
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_finger_that_moves_at_once_scrolls_and_moves_nothing(house, long, finger):
    page = open_outline(house, long, 390, has_touch=True, is_mobile=True)
    hand, before = finger(page), titles_under(long)
    x, y = middle(page, "Tiltak 9")

    hand.press(x, y)
    for step in range(1, 11):
        hand.move(x, y - 20 * step)
    page.wait_for_function("() => scrollY > 0 || document.querySelector('[data-tree]').scrollTop > 0")
    hand.lift()

    expect(lifted(page)).to_have_count(0)
    assert titles_under(long) == before


@pytest.mark.parametrize("width", [1280, 390])
def test_a_finger_held_at_the_edge_scrolls_the_outline_until_it_moves_away(house, long, finger, width):
    page = open_outline(house, long, width, has_touch=True, is_mobile=True)
    hand = finger(page)
    x, y = middle(page, "Tiltak 2")
    hand.press(x, y)
    expect(lifted(page)).to_contain_text("Tiltak 2")
    hand.move(x, y + 20)

    hand.move(x, page.viewport_size["height"] - 4)
    expect(row(page, "Tiltak 40")).to_be_in_viewport()
    hand.move(x, page.viewport_size["height"] / 2)  # away from the edge: it stands still again
    expect(page.locator(".dropline")).to_be_visible()
    top, title = page.evaluate(UNDER, [x, page.viewport_size["height"] / 2])
    hand.move(x, top + 3)
    expect(page.locator(".dropline")).to_have_attribute("data-where", "before")
    hand.lift()

    expect(page.locator("#live")).to_contain_text("Tiltak 2 er flyttet")
    order = titles_under(long)
    assert order.index("Tiltak 2") == order.index(title) - 1 > 15


# Where the row under a point begins, and its title.
UNDER = """at => {
  const node = document.elementFromPoint(...at).closest(".node")
  return [node.getBoundingClientRect().top, node.querySelector(".t").textContent]
}"""
AT_END = """() => {
  const tree = document.querySelector("[data-tree]")
  return tree.scrollTop > 0 && tree.scrollTop + tree.clientHeight >= tree.scrollHeight - 1
}"""


def test_the_mouse_held_at_the_edge_scrolls_there_and_back(house, long):
    page = open_outline(house, long, 1280)
    x, y = middle(page, "Tiltak 2")
    tree = page.locator("[data-tree]").bounding_box()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 20)
    expect(lifted(page)).to_contain_text("Tiltak 2")

    page.mouse.move(x, tree["y"] + tree["height"] - 4)
    page.wait_for_function(AT_END)
    expect(row(page, f"Tiltak {ROWS - 1}")).to_be_in_viewport()
    page.mouse.move(x, tree["y"] + 4)
    page.wait_for_function("() => document.querySelector('[data-tree]').scrollTop === 0")
    page.keyboard.press("Escape")
    page.mouse.up()

    expect(lifted(page)).to_have_count(0)
    expect(page.locator(".dropline")).to_have_count(0)
