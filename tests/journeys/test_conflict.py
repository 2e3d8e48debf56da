"""Two windows on one measure: who is there, what the other does, and a conflict settled by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from history.queries import history_of
from programmes.actions import bin_element, move_element
from programmes.models import Element
from tests.helpers.browser import axe_faults
from tests.journeys.steps import SAVED, element_page, title_of

WIDTHS = [1280, 390]


def state(page):
    return page.locator("#save-state")


def open_two(house, width):
    """My window and the twin's on the measure they share."""
    measure = house.programmes["skien-porsgrunn"]
    mine = house.browse(element_page(measure), width, person=house.people["planner", "skien"])
    theirs = house.browse(element_page(measure), person=house.people["planner", "porsgrunn"])
    return measure, mine, theirs


def type_over(page, text):
    title_of(page).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def conflict(house, width):
    """Both have retitled the measure; the card is on my page."""
    measure, mine, theirs = open_two(house, width)
    type_over(theirs, "Gang- og sykkelvei")
    expect(state(theirs)).to_have_text(SAVED)
    type_over(mine, "Sykkelekspressvei")
    card = mine.get_by_role("group", name=re.compile("planner porsgrunn i Porsgrunn har endret «Tittel» samtidig"))
    expect(card).to_be_in_viewport()
    expect(title_of(mine)).to_be_focused()
    return measure, mine, card


def tab_to(page, target):
    """Press Tab until the focus is there."""
    for _step in range(12):
        page.keyboard.press("Tab")
        if target.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError("never reached by Tab")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("button", "title"), [("Behold min", "Sykkelekspressvei"), ("Bruk Porsgrunns", "Gang- og sykkelvei")]
)
def test_conflict_is_settled_by_choosing(house, width, button, title):
    measure, page, card = conflict(house, width)
    assert axe_faults(page) == []

    tab_to(page, card.get_by_role("button", name=button))
    page.keyboard.press("Enter")

    expect(card).to_have_count(0)
    expect(title_of(page)).to_be_focused()
    expect(title_of(page)).to_have_value(title)
    expect(state(page)).not_to_contain_text("venter på deg")
    acts = history_of("element", measure.pk).filter(field="title").values_list("after", flat=True)
    assert {"Gang- og sykkelvei", "Sykkelekspressvei"} <= set(acts)
    assert Element.objects.get(pk=measure.pk).title == title


@pytest.mark.parametrize("width", WIDTHS)
def test_conflict_is_settled_by_writing_both_together(house, width):
    measure, page, card = conflict(house, width)

    tab_to(page, card.get_by_role("button", name="Slå sammen selv"))
    page.keyboard.press("Enter")
    other = page.get_by_role("group", name="Teksten fra planner porsgrunn, Porsgrunn")
    expect(other).to_contain_text("Gang- og sykkelvei")
    expect(title_of(page)).to_be_focused()
    assert axe_faults(page) == []
    type_over(page, "Gang- og sykkelekspressvei")
    expect(state(page)).to_have_text("1 felt venter på deg")
    tab_to(page, other.get_by_role("button", name="Lagre teksten"))
    page.keyboard.press("Enter")

    expect(other).to_have_count(0)
    expect(state(page)).to_have_text(SAVED)
    assert Element.objects.get(pk=measure.pk).title == "Gang- og sykkelekspressvei"


def ping(page):
    """What a window asks every ten seconds, now."""
    with page.expect_response("**/naervaer/"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_two_see_each_other_and_where_the_other_writes(house):
    measure, mine, theirs = open_two(house, 1280)
    with theirs.expect_response(lambda answer: "field=period" in (answer.request.post_data or "")):
        theirs.get_by_role("textbox", name="Periode").focus()

    ping(mine)

    here = mine.get_by_role("group", name="Andre som er her nå")
    expect(here.get_by_role("img", name="planner porsgrunn, Porsgrunn")).to_be_visible()
    expect(mine.locator(f"#e{measure.pk}-period")).to_contain_text("Porsgrunn skriver")
    expect(mine.locator(f"#node-{measure.pk} > .node").get_by_role("img", name="planner porsgrunn")).to_have_count(1)
    assert axe_faults(mine) == []


def test_fields_another_saved_are_renewed_but_never_under_the_cursor(house):
    measure, mine, theirs = open_two(house, 1280)
    period = mine.get_by_role("textbox", name="Periode")
    title_of(mine).focus()
    theirs.get_by_role("textbox", name="Periode").fill("våren 2009")
    expect(state(theirs)).to_have_text(SAVED)
    type_over(theirs, "Gangvei")
    with theirs.expect_response("**/felt/title/"):
        theirs.keyboard.press("Tab")

    ping(mine)

    expect(period).to_have_value("våren 2009")
    expect(mine.locator(f"#e{measure.pk}-title > .changed")).to_have_text(
        "planner porsgrunn har endret dette feltet nå."
    )
    expect(title_of(mine)).to_be_focused()
    expect(title_of(mine)).to_have_value("Tittel felles skien-porsgrunn")


def test_moved_and_binned_by_another_is_told(house):
    measure, mine, _theirs = open_two(house, 1280)
    other, chapter = house.people["planner", "porsgrunn"], house.programmes["skien-porsgrunn:chapter"]
    ping(mine)
    move_element(element=measure, parent=chapter, position=None, by=other, at=measure.made_at)
    ping(mine)
    notice = mine.locator("#element-notice")
    expect(notice).to_contain_text(re.compile(r"planner porsgrunn flyttet dette til 1\.2 "))
    expect(mine.locator(f"#node-{measure.pk}")).to_have_attribute("aria-level", "2")

    bin_element(element=measure, by=other, at=measure.made_at)
    ping(mine)
    expect(notice).to_contain_text("planner porsgrunn la dette i papirkurven")
    expect(mine.locator(f"#node-{measure.pk}")).to_have_count(0)
    assert axe_faults(mine) == []
    notice.get_by_role("button", name="Hent tilbake").press("Enter")

    expect(mine.get_by_text("er hentet tilbake.")).to_be_visible()
    assert Element.objects.get(pk=measure.pk).binned_at is None


# -- Rows


def responsibles(page):
    return page.locator("#table-responsibility tbody tr")


def settled(page):
    """The row's form once the page has taken it up: sent in the same instant, it would leave the page."""
    return page.locator("#slot-responsibility:not(.htmx-settling) #rowform-responsibility")


def add_responsible(page, words):
    page.get_by_role("link", name="Legg til ansvarlig").press("Enter")
    settled(page).get_by_label("Hvem").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("#table-responsibility").get_by_role("cell", name=words, exact=True)).to_be_visible()


def test_rows_another_saved_are_renewed_but_never_behind_an_open_form(house):
    _measure, mine, theirs = open_two(house, 1280)
    ping(mine)
    add_responsible(theirs, "byene")
    ping(mine)
    expect(responsibles(mine)).to_have_count(1)

    mine.get_by_role("link", name="Legg til ansvarlig").press("Enter")
    settled(mine).get_by_label("Hvem").fill("fylket")
    add_responsible(theirs, "staten")
    ping(mine)
    expect(mine.locator("#rowform-responsibility").get_by_label("Hvem")).to_have_value("fylket")
    expect(responsibles(mine)).to_have_count(1)
    mine.keyboard.press("Escape")
    title_of(mine).focus()
    ping(mine)

    expect(responsibles(mine)).to_have_count(2)
    expect(title_of(mine)).to_be_focused()
    assert axe_faults(mine) == []


def test_a_row_saved_takes_away_the_warning_and_what_is_counted(house):
    measure, page, _theirs = open_two(house, 1280)
    marks, left = page.locator(f"#marks-{measure.pk}"), page.locator("#gaps-left")
    expect(left).to_have_text(re.compile(r"\(\d+\)"))
    before = left.inner_text()
    expect(marks.get_by_role("img", name="Mangler ansvarlig")).to_be_visible()
    find = page.get_by_role("searchbox", name="Filtrer disposisjonen")
    find.fill("uten ansvarlig")
    expect(page.locator(f"#node-{measure.pk}")).to_be_visible()

    with page.expect_response("**/rad/responsibility/"):
        add_responsible(page, "byene")

    expect(marks.get_by_role("img", name="Mangler ansvarlig")).to_have_count(0)
    expect(left).not_to_have_text(before)
    expect(page.locator(f"#node-{measure.pk}")).to_be_hidden()
