"""Somebody without an account, on a tablet without JavaScript, reads a public case, takes it home and checks it."""

from playwright.sync_api import expect

from documents.models import Opening, Print, Route
from files.models import StoredFile
from tests.helpers.browser import axe_faults
from tests.helpers.worker import worker
from tests.journeys.steps import PATIENCE, freeze

TABLET = 820


def press(page, role, name):
    page.get_by_role(role, name=name, exact=True).press("Enter")


def test_a_public_case_is_read_downloaded_and_checked_without_an_account(house, bell, tmp_path):
    programme, pdf = house.programmes.skien, tmp_path / "lastet-ned.pdf"
    lead = house.browse("/", person=house.people["lead", "skien"])
    with worker():
        freeze(lead, programme)
        expect(lead.get_by_role("link", name="Last ned PDF")).to_be_visible(timeout=PATIENCE)
    case = f"/til-behandling/{Route.objects.get().pk}/"
    tablet = house.browse(case, TABLET, java_script_enabled=False)
    expect(tablet.get_by_label("E-post")).to_be_visible()

    press(lead, "link", "Styr behandlingen i Skien")
    press(lead, "link", "Gjør saken offentlig")
    expect(lead.get_by_role("main")).to_contain_text("Dette kan alle lese")
    assert axe_faults(lead) == []
    press(lead, "button", "Gjør saken offentlig")
    expect(lead.get_by_role("main")).to_contain_text("Alle, uten konto.")

    tablet.goto(case)
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Program bare-skien")
    expect(tablet.get_by_role("banner").get_by_role("link")).to_have_text("Logg inn")
    with tablet.expect_download() as arriving:
        tablet.get_by_role("link", name="Last ned PDF").click()
    arriving.value.save_as(pdf)
    tablet.get_by_role("link", name="Les i nettleseren").click()
    expect(tablet.get_by_role("main")).to_contain_text("Tekst felles bare-skien")
    tablet.get_by_role("link", name="Kontroller en fil du har").click()
    tablet.get_by_label("PDF-fil").set_input_files(pdf)
    tablet.get_by_role("button", name="Kontroller filen").click()
    expect(tablet.get_by_role("heading", name="Dette er versjon 1, uendret.")).to_be_visible()
    expect(tablet.get_by_role("main")).to_contain_text(Print.objects.get().edition.check_code)
    tablet.get_by_role("link", name="Åpne versjonen").click()
    tablet.get_by_role("navigation", name="Du er her").get_by_role("link").click()
    tablet.get_by_role("link", name="Se hva som er endret siden en annen versjon").click()
    expect(tablet.get_by_role("main")).to_contain_text("Dette er den første versjonen")

    press(lead, "button", "Steng for andre")
    expect(lead.get_by_role("link", name="Gjør saken offentlig")).to_be_visible()
    tablet.goto(case)

    expect(tablet.get_by_label("E-post")).to_be_visible()
    assert pdf.read_bytes() == StoredFile.objects.get().path.read_bytes()
    assert not Opening.objects.exclude(person=house.people["lead", "skien"]).exists()
