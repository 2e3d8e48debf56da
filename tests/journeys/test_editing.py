"""Writing in the programme: in two windows at once, by keyboard alone, formatted, and without JavaScript."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from history.models import Entry
from programmes.models import Element
from tests.journeys.steps import SAVED, element_page, title_of


def state(page):
    return page.locator("#save-state")


def test_two_windows_on_one_field_lose_nothing(house):
    measure = house.programmes["skien-porsgrunn"]
    mine = house.browse(element_page(measure), person=house.people["planner", "skien"])
    theirs = house.browse(element_page(measure), person=house.people["planner", "porsgrunn"])

    title_of(theirs).fill("Gang- og sykkelvei")
    expect(state(theirs)).to_have_text(SAVED)
    title_of(mine).fill("Sykkelekspressvei")
    card = mine.get_by_role("group", name=re.compile("planner porsgrunn i Porsgrunn har endret «Tittel» samtidig"))
    expect(card).to_contain_text("Gang- og sykkelvei")
    expect(state(mine)).to_have_text("1 felt venter på deg")
    mine.get_by_role("textbox", name="Periode").fill("2009–2012")
    expect(mine.get_by_text("1. januar 2009 – 31. desember 2012")).to_be_visible()
    card.get_by_role("button", name="Behold min").press("Enter")

    expect(card).to_have_count(0)
    expect(state(mine)).to_have_text(SAVED)
    expect(title_of(mine)).to_have_value("Sykkelekspressvei")
    measure = Element.objects.for_door().get(pk=measure.pk)
    acts = Entry.objects.filter(thing="element", thing_id=measure.pk, field="title").order_by("pk")
    assert (measure.title, measure.measure.period.words) == ("Sykkelekspressvei", "2009–2012")
    assert [(entry.act, entry.after) for entry in acts] == [
        ("edit", "Gang- og sykkelvei"),
        ("conflict", "Sykkelekspressvei"),
        ("edit", "Sykkelekspressvei"),
    ]


def test_typing_goes_on_while_another_element_is_fetched(house):
    measure, goal = house.programmes["bare-skien"], house.programmes["bare-skien:goal"]
    page = house.browse(element_page(goal), person=house.people["planner", "skien"])
    held = []
    page.route(re.compile(rf"{element_page(measure)}(\?.*)?$"), lambda route: held.append(route))

    page.locator(f"#node-{measure.pk}").press("Enter")
    title_of(page).focus()
    page.keyboard.type("!")
    with page.expect_response(f"**{element_page(goal)}felt/title/") as saved:
        held[0].continue_()

    expect(title_of(page)).to_have_value(measure.title)
    goal.refresh_from_db()
    assert (saved.value.status, "!" in goal.title) == (200, True)
    assert urlsplit(page.url).path == element_page(measure)


def test_everything_works_as_plain_forms(house):
    measure, goal = house.programmes["bare-skien"], house.programmes["bare-skien:goal"]
    page = house.browse(element_page(measure), person=house.people["planner", "skien"], java_script_enabled=False)

    expect(page.locator(".richread").first).to_have_text("Tekst felles bare-skien")
    expect(page.locator("textarea[data-richtext]").first).to_be_hidden()
    title_of(page).fill("Bysykler")
    page.locator("form", has=title_of(page)).get_by_role("button", name="Lagre").click()
    expect(title_of(page)).to_have_value("Bysykler")

    page.goto(element_page(goal) + "nytt/")
    page.get_by_role("textbox", name="Tittel").fill("Gatebruksplan")
    page.get_by_role("button", name="Legg til").click()
    expect(title_of(page)).to_have_value("Gatebruksplan")
    choose(page, "Flytt opp")
    assert titles_under(goal) == ["Gatebruksplan", "Bysykler"]
    choose(page, "Slett")
    assert titles_under(goal) == ["Bysykler"]
    page.get_by_role("link", name="Papirkurv").click()
    page.get_by_role("button", name="Hent tilbake").click()

    expect(title_of(page)).to_have_value("Gatebruksplan")
    assert titles_under(goal) == ["Gatebruksplan", "Bysykler"]


def choose(page, name) -> None:
    """Something in the menu of the opened element."""
    page.locator("summary[aria-label='Flere valg']").click()
    page.get_by_role("button", name=name, exact=True).click()


def titles_under(parent) -> list[str]:
    living = Element.objects.filter(parent=parent, binned_at=None).order_by("position")
    return list(living.values_list("title", flat=True))


def test_formatted_text_is_saved_clean(house):
    measure = house.programmes["bare-skien"]
    page = house.browse(element_page(measure), person=house.people["planner", "skien"])
    text = page.get_by_role("textbox", name="Hva skal gjøres")
    tools = page.get_by_role("toolbar", name="Formatering").first

    text.fill("Bysykler ved knutepunkt")
    text.press("Control+a")
    tools.get_by_role("button", name="Fet", exact=True).press("Enter")
    tools.get_by_role("button", name="Punktliste").press("Enter")
    expect(state(page)).to_have_text(SAVED)
    page.wait_for_function("() => !document.querySelector('#save-state').textContent.startsWith('Lagrer')")
    page.reload()

    expect(text.locator("li strong")).to_have_text("Bysykler ved knutepunkt")
    measure.refresh_from_db()
    assert measure.text == "<ul><li><p><strong>Bysykler ved knutepunkt</strong></p></li></ul>"
