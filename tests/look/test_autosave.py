"""Fields that save themselves, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.look.pages import STORE


def state(page):
    return page.locator("#save-state")


def title_of(page):
    return page.get_by_role("textbox", name="Tittel")


def test_field_saves_itself_after_a_pause_and_leaves_the_cursor(browse):
    page = browse("/prove/")
    title = title_of(page)

    title.press("End")
    title.press_sequentially("!", delay=20)

    expect(state(page)).to_have_text(re.compile(r"^Lagret \d\d:\d\d$"))
    assert STORE.requests == [("title", "Sykkelnett!", "1")]
    assert page.locator("#base-title").input_value() == "2"
    assert title.evaluate("e => document.activeElement === e && e.selectionStart === e.value.length")


def test_field_saves_at_once_when_it_is_left(browse):
    page = browse("/prove/")
    page.clock.install()

    title_of(page).fill("Gangnett")
    title_of(page).blur()

    expect(page.locator("#base-title")).to_have_value("2")
    assert STORE.values["title"] == "Gangnett"


def test_one_request_is_in_flight_and_the_next_takes_the_newest(browse):
    page = browse("/prove/")
    title = title_of(page)
    STORE.gate.clear()

    with page.expect_request("**/felt/title/"):
        title.fill("En")
    expect(state(page)).to_have_text("Lagrer …")
    title.fill("En to")
    title.blur()
    title.fill("En to tre")
    title.blur()
    STORE.gate.set()

    expect(page.locator("#base-title")).to_have_value("3")
    assert STORE.requests == [("title", "En", "1"), ("title", "En to tre", "2")]


def test_refused_field_waits_while_others_go_on_saving(browse):
    page = browse("/prove/")

    title_of(page).fill("feil")
    expect(page.locator("#note-title")).to_have_text("Tittelen kan ikke være «feil».")
    page.get_by_role("textbox", name="Virkning").press_sequentially("Mer. ")
    expect(page.locator("#base-effect")).to_have_value("2")

    expect(state(page)).to_have_text("1 felt venter på deg")
    assert state(page).get_by_role("link").get_attribute("href") == "#note-title"
    assert STORE.values["title"] == "Sykkelnett"


def test_refused_field_is_tried_again_when_it_is_corrected(browse):
    page = browse("/prove/")
    title_of(page).fill("feil")
    expect(state(page)).to_have_text("1 felt venter på deg")

    title_of(page).fill("riktig")

    expect(state(page)).to_have_text(re.compile("^Lagret"))
    expect(page.locator("#note-title")).to_be_empty()
    assert STORE.values["title"] == "riktig"


def test_conflict_shows_both_texts_and_rests_until_answered(browse):
    page = browse("/prove/")
    STORE.values["title"], STORE.revisions["title"] = "Deres", 2

    title_of(page).fill("Mitt")
    card = page.get_by_role("group", name="Du og en planlegger i Porsgrunn")
    expect(card).to_contain_text("Deres")
    title_of(page).fill("Mitt nye")
    page.get_by_role("textbox", name="Virkning").press_sequentially("x")
    expect(page.locator("#base-effect")).to_have_value("2")
    assert [name for name, *_ in STORE.requests] == ["title", "effect"]
    card.get_by_role("button", name="Behold min").click()

    expect(card).to_have_count(0)
    expect(title_of(page)).to_have_value("Mitt nye")
    expect(state(page)).to_have_text(re.compile("^Lagret"))
    assert STORE.values["title"] == "Mitt nye"
    assert page.evaluate("Object.keys(localStorage)") == []


def test_lost_net_keeps_the_text_and_saves_when_it_is_back(browse):
    page = browse("/prove/")
    page.context.set_offline(True)

    title_of(page).fill("Uten nett")
    expect(state(page)).to_have_text("Uten nett – 1 endring venter på denne maskinen")
    page.context.set_offline(False)

    expect(state(page)).to_have_text(re.compile("^Lagret"))
    assert STORE.values["title"] == "Uten nett"


def test_lost_request_is_tried_again_after_two_seconds(browse):
    page = browse("/prove/")
    STORE.status = 503

    title_of(page).fill("Etter en feil")
    expect(page.locator("#note-title")).to_have_text(
        re.compile(r"^Beklager, vi fikk ikke lagret «Tittel»\..* \([0-9A-F]{8}\)$")
    )
    STORE.status = 200

    expect(state(page)).to_have_text(re.compile("^Lagret"))
    assert [value for _, value, _ in STORE.requests] == ["Etter en feil", "Etter en feil"]


def test_unsaved_text_is_there_after_the_page_is_loaded_again(browse):
    page = browse("/prove/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/felt/**", lambda route: route.abort())
    title_of(page).fill("Ikke mistet")
    expect(state(page)).to_contain_text("Uten nett")

    page.reload()
    expect(title_of(page)).to_have_value("Ikke mistet")
    page.unroute("**/felt/**")

    expect(state(page)).to_have_text(re.compile("^Lagret"))
    assert STORE.values["title"] == "Ikke mistet"


SWAP_AWAY_WHILE_TYPING = """async () => {
  const fetch = window.fetch
  window.fetch = (...all) => window.sent = fetch(...all)
  document.querySelector("#value-title").select()
  document.execCommand("insertText", false, "Skrevet")
  htmx.swap("#box-title", "", {swapStyle: "delete"})
  await window.sent.catch(() => null)
}"""


@pytest.mark.parametrize("answer", ["sign-in page", "refusal", "fault", "no net"])
def test_text_of_a_field_swapped_away_is_kept_until_the_server_has_it(browse, answer):
    page = browse("/prove/")
    STORE.status = {"sign-in page": 302, "refusal": 422, "fault": 503}.get(answer, 200)
    if answer == "no net":
        page.route("**/felt/**", lambda route: route.abort())

    page.evaluate(SWAP_AWAY_WHILE_TYPING)
    assert STORE.values["title"] == "Sykkelnett"
    page.unroute_all()
    STORE.status = 200
    page.reload()

    expect(title_of(page)).to_have_value("Skrevet")
    expect(state(page)).to_have_text(re.compile("^Lagret"))
    assert STORE.values["title"] == "Skrevet"
    assert page.evaluate("Object.keys(localStorage)") == []


def test_saved_text_of_a_field_swapped_away_is_not_kept(browse):
    page = browse("/prove/")

    page.evaluate(SWAP_AWAY_WHILE_TYPING)

    assert STORE.values["title"] == "Skrevet"
    assert page.evaluate("Object.keys(localStorage)") == []


def test_refused_text_of_a_field_swapped_away_waits(browse):
    page = browse("/prove/")
    title_of(page).fill("feil")
    title_of(page).blur()
    expect(state(page)).to_have_text("1 felt venter på deg")

    page.evaluate("htmx.swap('#box-title', '', {swapStyle: 'delete'})")
    expect(state(page)).to_be_empty()
    page.reload()

    expect(title_of(page)).to_have_value("feil")
    expect(page.locator("#note-title")).to_have_text("Tittelen kan ikke være «feil».")


@pytest.mark.parametrize(("next_person", "title"), [(7, "Skrevet av 7"), (70, "Sykkelnett")])
def test_text_waits_for_the_one_who_typed_it_and_for_nobody_else(browse, next_person, title):
    STORE.person, STORE.status = 7, 403
    page = browse("/prove/")
    title_of(page).fill("Skrevet av 7")
    expect(page.locator("#note-title")).not_to_be_empty()

    STORE.person, STORE.status = next_person, 200
    with page.expect_response("**/prove/"):
        page.reload()
    expect(title_of(page)).to_have_value(title)
    page.wait_for_function("localStorage.length === 0")

    expect(page.locator("#base-title")).to_have_value("2" if title == "Skrevet av 7" else "1")
    assert STORE.values["title"] == title
    assert len(STORE.requests) == (3 if title == "Skrevet av 7" else 2)


def test_signed_out_one_signs_in_over_the_text_and_it_is_saved(browse):
    page = browse("/prove/")
    STORE.status = 302
    dialog = page.get_by_role("dialog", name="Du er logget ut")
    page.route("**/konto/inn/", sign_in_answers)

    title_of(page).fill("Skrevet")
    expect(dialog.get_by_role("heading", name="Du er logget ut")).to_be_focused()
    expect(page.locator("#note-title")).to_be_empty()
    dialog.get_by_label("Passord", exact=True).fill("feil")
    dialog.get_by_role("button", name="Logg inn", exact=True).click()
    expect(dialog.get_by_text("Prøv igjen.")).to_be_visible()
    STORE.status = 200
    dialog.get_by_label("Passord", exact=True).fill("riktig")
    dialog.get_by_role("button", name="Logg inn", exact=True).click()

    expect(dialog).to_have_count(0)
    expect(state(page)).to_have_text(re.compile("^Lagret"))
    expect(title_of(page)).to_be_focused()
    assert STORE.values["title"] == "Skrevet"


def sign_in_answers(route):
    """The house's own sign-in needs a database; this one answers in the same way."""
    typed = route.request.post_data or ""
    if "riktig" in typed:
        return route.fulfill(status=302, headers={"Location": "/"})
    fault = "<p role=alert>Prøv igjen.</p>" if typed else ""
    form = f'<form method="post" action="/konto/inn/">{fault}<label>Passord <input name="password"></label>'
    return route.fulfill(status=200, content_type="text/html", body=form + "<button>Logg inn</button></form>")


def test_signing_in_can_wait_and_the_text_is_kept(browse):
    page = browse("/prove/")
    STORE.status = 302
    dialog = page.get_by_role("dialog", name="Du er logget ut")

    title_of(page).fill("Skrevet")
    dialog.get_by_role("button", name="Logg inn senere").click()

    expect(dialog).to_have_count(0)
    expect(title_of(page)).to_have_value("Skrevet")
    expect(state(page)).to_contain_text("1 endring venter på denne maskinen")
    expect(page.locator("#toast")).to_contain_text("Du er logget ut.")


def test_way_to_the_waiting_field_leads_to_the_card(browse):
    page = browse("/prove/")
    STORE.values["title"], STORE.revisions["title"] = "Deres", 2
    card = page.get_by_role("group", name="Du og en planlegger i Porsgrunn")

    title_of(page).fill("Mitt")
    expect(card).to_be_visible()
    expect(title_of(page)).to_be_focused()
    state(page).get_by_role("link", name="1 felt venter på deg").press("Enter")

    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()


def test_way_to_a_refused_field_leads_into_it(browse):
    page = browse("/prove/")
    title_of(page).fill("feil")
    title_of(page).blur()

    state(page).get_by_role("link", name="1 felt venter på deg").press("Enter")

    expect(title_of(page)).to_be_focused()


def test_card_takes_the_focus_from_nobody_who_writes_elsewhere(browse):
    page = browse("/prove/")
    STORE.values["title"], STORE.revisions["title"] = "Deres", 2
    effect = page.get_by_role("textbox", name="Virkning")
    STORE.gate.clear()

    with page.expect_request("**/felt/title/"):
        title_of(page).fill("Mitt")
        effect.focus()
    STORE.gate.set()
    expect(page.get_by_role("group", name="Du og en planlegger i Porsgrunn")).to_be_visible()

    expect(effect).to_be_focused()


def test_field_is_a_plain_form_without_javascript(browse):
    page = browse("/prove/", java_script_enabled=False)

    buttons = page.get_by_role("button", name="Lagre")

    assert buttons.count() == 2
    expect(buttons.first).to_be_visible()
    expect(page.locator(".richread")).to_have_text("Ca. 900 tonn CO2")
    expect(page.locator("textarea[data-richtext]")).to_be_hidden()
