"""A version is shared with a ministry, written about, answered in the draft, and the answer is read: by keyboard."""

import pytest
from playwright.sync_api import expect

from documents.actions import withdraw_sharing
from documents.models import Sharing
from programmes.models import Feedback, Paper
from tests.helpers.browser import axe_faults
from tests.journeys.steps import element_page
from tests.programmes.letters import AT, begin, shared


def press(page, role, name):
    page.get_by_role(role, name=name, exact=True).press("Enter")


def says(page, *words):
    for one in words:
        expect(page.get_by_role("main")).to_contain_text(one)
    assert axe_faults(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_a_ministry_reads_writes_and_is_answered(house, width):
    people, programme, measure = house.people, house.programmes.skien, house.programmes["bare-skien"]
    lead = house.browse(f"/handlingsprogram/{programme.pk}/versjoner/las/", width, person=people["lead", "skien"])
    press(lead, "button", "Lås versjon")
    press(lead, "link", "Del med en part")
    press(lead, "button", "Del versjonen")
    says(lead, "Del med: Må fylles ut.")
    lead.get_by_role("checkbox", name="Miljøverndepartementet").press("Space")
    lead.get_by_role("textbox", name="Melding Valgfritt").fill("Hva mangler i kapittel 1?")
    press(lead, "button", "Del versjonen")
    says(lead, "Versjonen er delt med 1 part.", "Hva mangler i kapittel 1?")

    contact = house.browse("/", width, person=people["contact", "md"])
    says(contact, "Delt med dere")
    press(contact, "link", "Program bare-skien")
    press(contact, "link", "Les versjonen")
    says(contact, "Hva mangler i kapittel 1?", measure.title)
    press(contact, "link", "Gi tilbakemelding")
    press(contact, "link", "Skriv et brev")
    contact.get_by_role("textbox", name="Brevet", exact=False).last.fill("Et godt utkast.")
    press(contact, "button", "Legg til punkt")
    contact.get_by_role("combobox", name="Gjelder").focus()
    contact.keyboard.type("1.1.1")
    expect(contact.get_by_role("combobox", name="Gjelder")).to_have_value(measure.code)
    contact.get_by_role("textbox", name="Punkt").fill("Tallfest virkningen")
    assert axe_faults(contact) == []
    press(contact, "button", "Lagre punktet")
    says(contact, "Et godt utkast.", f"Gjelder {measure.code}")
    contact.get_by_role("textbox", name="Tittel").fill("Svar fra departementet")
    with contact.expect_navigation():
        contact.keyboard.press("Enter")
    says(contact, "Utkast til tilbakemelding", "Tallfest virkningen")
    expect(contact.get_by_role("textbox", name="Tittel")).to_have_value("Svar fra departementet")
    press(contact, "button", "Se over og send")
    says(contact, "Når brevet er sendt, kan det ikke endres.")
    assert not Paper.objects.exists()
    press(contact, "button", "Send tilbakemeldingen")
    says(contact, "Tilbakemeldingen er sendt.", "Ikke besvart ennå")

    planner = house.browse(element_page(measure) + "?panel=grunnlag", width, person=people["planner", "skien"])
    expect(planner.get_by_role("heading", name="Tallfest virkningen")).to_be_visible()
    planner.goto(f"/handlingsprogram/{programme.pk}/grunnlag/?vis=ubesvart")
    press(planner, "link", "Svar på 1 Tallfest virkningen")
    planner.get_by_role("checkbox", name=measure.title).press("Space")
    planner.get_by_role("radio", name="Ikke fulgt opp").press("Space")
    planner.get_by_role("textbox", name="Fordi").fill("Det finnes ingen tall ennå.")
    says(planner, "Miljøverndepartementet ser svaret så snart det er lagret")
    press(planner, "button", "Lagre svaret")
    expect(planner.locator("#waiting")).to_have_text("Alle de 1 punktene er besvart")

    contact.reload()
    says(contact, "Ikke fulgt opp, fordi", "Det finnes ingen tall ennå.")


def test_without_javascript_a_letter_is_kept_when_the_version_is_taken_back(house):
    people = house.people
    sharing = shared(house.programmes.world, house.programmes.skien)
    feedback = begin(sharing, people["contact", "md"])
    page = house.browse(
        f"/delt/{sharing.pk}/brev/{feedback.uuid}/", 390, person=people["contact", "md"], java_script_enabled=False
    )
    page.get_by_role("textbox", name="Brevet").last.fill("Vi savner tall.")
    page.get_by_role("button", name="Se over og send").click()
    expect(page.get_by_role("main")).to_contain_text("Vi savner tall.")
    withdraw_sharing(sharing=Sharing.objects.get(), by=people["lead", "skien"], at=AT)

    page.get_by_role("button", name="Send tilbakemeldingen").click()

    expect(page.get_by_role("main")).to_contain_text("Versjonen er ikke lenger delt med Miljøverndepartementet")
    assert (Feedback.objects.get().text, Paper.objects.count()) == ("Vi savner tall.", 0)
