"""A lead freezes for a meeting; the politicians get its papers, and the next time a file with the changes marked."""

from datetime import timedelta

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from playwright.sync_api import expect

from documents.models import Print, Route, Version
from tests.helpers.browser import axe_faults
from tests.helpers.jobs import do_all
from tests.helpers.pdf import text_of
from tests.journeys.steps import element_page, freeze, retitle

TABLET = 820


@pytest.mark.parametrize("width", [1280, 390])
def test_a_version_is_frozen_for_a_meeting_and_read_there_with_its_changes(house, tmp_path, width):
    measure, people = house.programmes["bare-skien"], house.people
    lead = house.browse(element_page(measure), width, person=people["lead", "skien"])
    freeze(lead, measure.programme)
    lead.goto(element_page(measure))
    retitle(lead, "Sykkelstamvei langs elva")

    lead.goto(f"/handlingsprogram/{measure.programme_id}/versjoner/las/")
    lead.get_by_label("Skien", exact=True).check()
    day = date_format(localdate() + timedelta(days=30), "j. F Y")
    lead.get_by_label("Møtedag").fill(day)
    lead.get_by_role("button", name="Lås versjon").press("Enter")
    expect(lead.get_by_role("main")).to_contain_text("Skriv hvilket organ møtet er i.")
    assert axe_faults(lead) == []
    lead.get_by_label("Organet som behandler den først").fill("Formannskapet")
    lead.get_by_label("Saksnummer").fill("12/09")
    lead.get_by_role("button", name="Lås versjon").press("Enter")
    lead.get_by_role("link", name="Styr behandlingen i Skien").press("Enter")
    expect(lead.get_by_role("main")).to_contain_text("I kø for utskrift")
    assert axe_faults(lead) == []
    do_all()
    expect(lead.get_by_role("link", name="Sakspapirer (PDF)")).to_be_visible()

    route = Route.objects.get(version__number=2)
    tablet = house.browse(
        f"/til-behandling/{route.pk}/", TABLET, person=people["politician", "skien"], java_script_enabled=False
    )
    papers = fetched(tablet, "Sakspapirer til Formannskapet (PDF)", tmp_path / "papirer.pdf")
    changes = fetched(tablet, "Utgave med endringene merket (PDF)", tmp_path / "endringer.pdf")

    assert f"Formannskapet, {day} · sak 12/09" in papers
    assert "Endringer siden versjon 1" in papers
    assert "satt inn: Sykkelstamvei langs elva" in changes
    assert Print.objects.filter(edition__version=Version.objects.get(number=2)).count() == 3


def fetched(page, link: str, path) -> str:
    """The text of the file behind a link."""
    with page.expect_download() as arriving:
        page.get_by_role("link", name=link).first.click()
    arriving.value.save_as(path)
    return text_of(path)
