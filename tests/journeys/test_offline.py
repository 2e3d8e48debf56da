"""Work without net, by keyboard alone, and come back."""

import pytest
from playwright.sync_api import expect

from programmes.models import Element
from tests.helpers.browser import axe_faults
from tests.journeys.conftest import PASSWORD
from tests.journeys.steps import SAVED, element_page, sign_in, title_of


def state(page):
    return page.locator("#save-state")


def type_over(page, box, text):
    box.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_written_without_net_is_saved_when_it_is_back(house, width):
    measure = house.programmes["bare-skien"]
    page = house.browse(element_page(measure), width, person=house.people["planner", "skien"])
    text = page.get_by_role("textbox", name="Hva skal gjøres")
    expect(text).to_be_visible()
    page.context.set_offline(True)

    type_over(page, title_of(page), "Bysykler")
    expect(state(page)).to_have_text("Uten nett – 1 endring venter på denne maskinen")
    type_over(page, text, "Ved hvert knutepunkt")
    expect(state(page)).to_have_text("Uten nett – 2 endringer venter på denne maskinen")
    assert axe_faults(page) == []
    page.context.set_offline(False)

    expect(state(page)).to_have_text(SAVED)
    measure = Element.objects.get(pk=measure.pk)
    assert (measure.title, measure.text) == ("Bysykler", "<p>Ved hvert knutepunkt</p>")
    assert (
        page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('framtid:') && key.includes('/felt/'))")
        == []
    )


def test_text_written_without_net_survives_that_the_window_is_closed(house):
    measure = house.programmes["bare-skien"]
    page = house.browse(element_page(measure), person=house.people["planner", "skien"])
    text = page.get_by_role("textbox", name="Hva skal gjøres")
    expect(text).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/felt/**", lambda route: route.abort())
    type_over(page, text, "Ved hvert knutepunkt")
    expect(state(page)).to_contain_text("Uten nett")

    page.reload()
    expect(text).to_have_text("Ved hvert knutepunkt")
    page.unroute("**/felt/**")

    expect(state(page)).to_have_text(SAVED)
    measure.refresh_from_db()
    assert measure.text == "<p>Ved hvert knutepunkt</p>"


def test_signing_out_forgets_what_waits_on_the_machine(house):
    measure = house.programmes["bare-skien"]
    page = house.browse(element_page(measure), person=house.people["planner", "skien"])
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/felt/**", lambda route: route.abort())
    type_over(page, title_of(page), "Hemmelig")
    expect(state(page)).to_contain_text("Uten nett")

    page.locator("summary[aria-label^='Min side']").press("Enter")
    page.get_by_role("button", name="Logg ut").press("Enter")
    page.wait_for_url("**/konto/inn/**")

    assert "Hemmelig" not in page.evaluate("JSON.stringify(Object.values(localStorage))")


def test_session_that_ended_is_taken_up_again_over_the_text(house):
    measure, person = house.programmes["bare-skien"], house.people["planner", "skien"]
    page = house.browse(element_page(measure), person=person)
    title_of(page).focus()
    cookies = [cookie for cookie in page.context.cookies() if "session" not in cookie["name"]]
    page.context.clear_cookies()
    page.context.add_cookies(cookies)

    type_over(page, title_of(page), "Bysykler")
    dialog = page.get_by_role("dialog", name="Du er logget ut")
    expect(dialog.get_by_label("E-post")).to_be_visible()
    assert axe_faults(page) == []
    dialog.get_by_label("E-post").fill(person.email)
    dialog.get_by_label("Passord", exact=True).fill("feil passord")
    page.keyboard.press("Enter")
    expect(dialog.locator("[aria-invalid=true], [role=alert]:visible, .ds-error-summary").first).to_be_visible()
    fill_in(dialog, person)
    page.keyboard.press("Enter")

    expect(dialog).to_have_count(0)
    expect(state(page)).to_have_text(SAVED)
    expect(title_of(page)).to_have_value("Bysykler")
    assert Element.objects.get(pk=measure.pk).title == "Bysykler"


def fill_in(dialog, person):
    dialog.get_by_label("E-post").fill(person.email)
    dialog.get_by_label("Passord", exact=True).fill(PASSWORD)


def test_signed_in_again_in_another_window_the_first_goes_on(house):
    measure, person = house.programmes["bare-skien"], house.people["planner", "skien"]
    page = house.browse(element_page(measure), person=person)
    title_of(page).focus()
    page.context.clear_cookies()
    other = page.context.new_page()
    other.goto("/konto/inn/")
    sign_in(other, person)

    type_over(page, title_of(page), "Bysykler")

    expect(state(page)).to_have_text(SAVED)
    assert Element.objects.get(pk=measure.pk).title == "Bysykler"
