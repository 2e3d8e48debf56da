"""Speaking about words in the text: marked by keyboard, painted over the text, answered and solved by the twin."""

import re

import pytest
from playwright.sync_api import expect

from history.models import Entry
from programmes.actions import comment_on, save_field
from programmes.fields import field_of
from programmes.models import Comment, Mention
from tests.helpers.browser import axe_faults
from tests.journeys.steps import SAVED, answer_message, element_page
from tests.world import MOMENT

WORDS = "Kommunene bygger 12 km sammenhengende sykkelvei fra Skien til Porsgrunn"
QUOTED = "12 km sammenhengende sykkelvei"
PAINTED = "() => [...(CSS.highlights.get('comment') ?? [])].map(range => range.toString())"


@pytest.fixture
def measure(house):
    """A measure the twins share, with a text worth discussing."""
    element = house.programmes["skien-porsgrunn"]
    planner = house.people["planner", "skien"]
    html = f"<p>{WORDS}</p><ul><li><p>lys og drift hele året</p></li></ul>"
    return save_field(element=element, field=field_of("measure", "text"), value=html, base=0, by=planner, at=MOMENT)


def said(house, measure, text="Har vi målt dette?", who="skien", **place):
    return comment_on(element=measure, text=text, by=house.people["planner", who], at=MOMENT, **place)


def tab(element) -> str:
    return f"{element_page(element)}?panel=kommentarer"


def body(page):
    return page.get_by_role("textbox", name="Hva skal gjøres", exact=True)


def to_the_text(page) -> None:
    """To the beginning. 20 ms after it got the focus the editor puts the caret right; a later timer waits for that."""
    body(page).focus()
    page.evaluate("() => new Promise(done => setTimeout(done, 20))")
    page.keyboard.press("Control+Home")


def mark(page, words: str) -> None:
    """Mark words of the text with the arrow keys, as one who looks at what is marked; a hasty key may be lost."""
    to_the_text(page)
    for _letter in WORDS[: WORDS.index(words)]:
        page.keyboard.press("ArrowRight")
    for _key in range(2 * len(words)):
        if page.evaluate("getSelection().toString()") == words:
            break
        page.keyboard.press("Shift+ArrowRight")


def painted(page, words: list[str]) -> None:
    page.wait_for_function(f"words => JSON.stringify(({PAINTED})()) === JSON.stringify(words)", arg=words)


@pytest.mark.parametrize("width", [1280, 390])
def test_words_are_commented_on_answered_and_solved_by_keyboard_alone(house, measure, width):
    page = house.browse(element_page(measure), width, person=house.people["planner", "skien"])

    mark(page, QUOTED)
    page.keyboard.press("Control+Alt+m")
    box = page.get_by_role("textbox", name="Ny kommentar")
    expect(box).to_be_focused()
    expect(page.locator(".quoting")).to_contain_text(QUOTED)
    page.keyboard.type("Er dette målt, @por")
    expect(page.locator(".names").get_by_role("option")).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="planner porsgrunn")).to_have_attribute("aria-selected", "true")
    assert axe_faults(page) == []
    page.keyboard.press("Enter")
    expect(box).to_have_value("Er dette målt, @planner porsgrunn ")
    page.keyboard.type("?")
    page.keyboard.press("Control+Enter")
    thread = page.get_by_role("article", name="Kommentar fra planner skien")
    expect(thread).to_be_focused()
    expect(page.locator("#live")).to_have_text("Kommentaren er lagt til.")
    painted(page, [QUOTED])
    assert axe_faults(page) == []

    theirs = house.browse(tab(measure), width, person=house.people["planner", "porsgrunn"])
    painted(theirs, [QUOTED])
    theirs.locator("summary", has_text="Svar").focus()
    theirs.keyboard.press("Enter")
    expect(theirs.get_by_role("textbox", name="Svar")).to_be_focused()
    theirs.keyboard.type("Ja, i fjor.")
    theirs.keyboard.press("Tab")
    theirs.keyboard.press("Enter")
    expect(theirs.locator(".said", has_text="Ja, i fjor.")).to_be_visible()
    expect(theirs.locator(".reply")).to_be_focused()  # it comes a little after
    theirs.get_by_role("button", name="Løst").press("Enter")
    expect(theirs.get_by_text("Vis løste (1)")).to_be_visible()
    expect(theirs.get_by_role("heading", name="Kommentarer")).to_be_focused()
    painted(theirs, [])
    assert axe_faults(theirs) == []

    comment = Comment.objects.get(answers=None)
    measure.refresh_from_db()
    assert (comment.quotation, comment.field, comment.prefix) == (QUOTED, "text", "Kommunene bygger")
    assert comment.solved_by == "planner porsgrunn"
    assert [str(mention.person) for mention in Mention.objects.all()] == ["planner porsgrunn"]
    assert (WORDS in measure.text, measure.revision("text")) == (True, 1)
    acts = Entry.objects.filter(thing="element", thing_id=measure.pk).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["edit", "comment", "comment", "solve"]


def test_solving_is_taken_back_from_the_message(house, measure):
    said(house, measure, field="text", quotation=QUOTED)
    page = house.browse(tab(measure), person=house.people["planner", "skien"])

    page.get_by_role("button", name="Løst").press("Enter")
    answer_message(page, "Angre")

    expect(page.get_by_role("button", name="Løst")).to_be_visible()
    painted(page, [QUOTED])
    assert Comment.objects.get().solved_at is None


def test_the_paint_follows_the_words_while_one_writes(house, measure):
    said(house, measure, field="text", quotation=QUOTED, prefix="Kommunene bygger")
    page = house.browse(tab(measure), person=house.people["planner", "skien"])
    gone = page.get_by_text("Teksten er endret siden.")
    painted(page, [QUOTED])

    to_the_text(page)
    page.keyboard.type("12 km sykkelvei, nei: ")
    painted(page, [QUOTED])
    expect(gone).to_be_hidden()
    mark(page, "12")
    page.keyboard.press("Control+a")
    page.keyboard.type("Noe helt annet")
    painted(page, [])
    expect(gone).to_be_visible()
    expect(page.locator("#save-state")).to_have_text(SAVED)

    page.reload()
    expect(gone).to_be_visible()
    expect(page.locator("#talk [data-quoted]")).to_have_text(QUOTED)


def test_words_lead_to_their_comment_and_the_comment_to_its_words(house, measure):
    said(house, measure, field="text", quotation="lys og drift hele året", prefix="Porsgrunn")
    page = house.browse(element_page(measure), person=house.people["planner", "skien"])
    painted(page, ["lys og drift hele året"])

    body(page).get_by_text("lys og drift").click()
    thread = page.get_by_role("article", name="Kommentar fra planner skien")
    expect(thread).to_have_class(re.compile("active"))
    expect(body(page)).to_be_focused()
    thread.get_by_role("link", name="lys og drift hele året").press("Enter")

    expect(body(page)).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "lys og drift hele året"


def test_the_caret_in_the_words_leads_to_their_comment_by_keyboard(house, measure):
    said(house, measure, field="text", quotation=QUOTED, prefix="Kommunene bygger")
    page = house.browse(element_page(measure), person=house.people["planner", "skien"])
    painted(page, [QUOTED])

    to_the_text(page)
    for _letter in WORDS[: WORDS.index("sykkelvei")]:
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+Alt+m")

    expect(page.get_by_role("article", name="Kommentar fra planner skien")).to_be_focused()


def test_a_reader_comments_on_what_he_may_not_write(house, measure):
    page = house.browse(element_page(measure), person=house.people["secretariat", "network"])

    page.get_by_text("lys og drift hele året").dblclick(position={"x": 8, "y": 8})
    page.locator(".sayhere").click()
    page.get_by_role("textbox", name="Ny kommentar").fill("Bra!")
    page.get_by_role("button", name="Kommenter", exact=True).click()

    expect(page.get_by_role("article", name="Kommentar fra secretariat network")).to_be_focused()
    assert Comment.objects.values_list("field", "quotation", "text").get() == ("text", "lys", "Bra!")
    painted(page, ["lys"])


def test_words_in_a_plain_box_are_found_by_marking_them(house, measure):
    page = house.browse(tab(measure), person=house.people["planner", "skien"])
    title = page.get_by_role("textbox", name="Tittel", exact=True)

    title.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type("Mer presist?")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("article", name="Kommentar fra planner skien")).to_be_focused()
    quotation = page.locator("#talk [data-quoted]").get_by_role("link", name="Tittel")
    quotation.press("Enter")

    expect(title).to_be_focused()
    assert page.evaluate("getSelection().toString()").strip() == "Tittel"


def test_a_field_is_commented_on_as_a_whole_where_nothing_is_marked(house, measure):
    page = house.browse(element_page(measure), person=house.people["planner", "skien"])

    page.get_by_role("toolbar", name="Formatering").first.get_by_role("button", name="Fet").focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator(".quoting")).to_contain_text("Om «Hva skal gjøres»")
    page.keyboard.type("For langt?")
    page.keyboard.press("Control+Enter")

    thread = page.get_by_role("article", name="Kommentar fra planner skien")
    expect(thread).to_contain_text("Om «Hva skal gjøres»")
    assert Comment.objects.values_list("field", "quotation").get() == ("text", "")


def test_everything_said_works_without_script(house, measure):
    page = house.browse(tab(measure), person=house.people["planner", "skien"], java_script_enabled=False)

    page.get_by_role("textbox", name="Ny kommentar").fill("@planner porsgrunn, ser du på dette?")
    page.get_by_role("button", name="Kommenter", exact=True).click()
    expect(page.get_by_text("ser du på dette?").first).to_be_visible()
    page.get_by_text("Svar", exact=True).first.click()
    page.get_by_role("textbox", name="Svar").fill("x" * 20_001)
    page.get_by_role("button", name="Svar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Svar på kommentaren")
    page.get_by_role("textbox", name="Svar").fill("Kort svar")
    page.get_by_role("button", name="Svar").click()
    page.get_by_role("button", name="Løst").click()
    page.get_by_text("Vis løste (1)").click()
    page.get_by_role("button", name="Åpne igjen").click()
    page.get_by_role("link", name="Vis alle").click()

    expect(page.get_by_role("link", name="Vis 1 svar")).to_be_visible()
    assert [str(mention.person) for mention in Mention.objects.all()] == ["planner porsgrunn"]
