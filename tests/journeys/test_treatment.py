"""A version goes through the bodies: steered by keyboard, decided with changes, and read by politicians on a tablet."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from documents.models import Decision, Route, Version
from programmes.papers import unanswered_points
from tests.helpers.browser import axe_faults
from tests.journeys.steps import element_page, freeze, retitle

TABLET = 820


def press(page, role, name):
    page.get_by_role(role, name=name, exact=True).press("Enter")


def written(day) -> str:
    return f"{day.day}.{day.month}.{day.year}"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_lead_takes_a_version_to_a_decision_with_changes_and_meets_them_in_the_draft(house, width):
    lead, programme = house.people["lead", "skien"], house.programmes.skien
    page = house.browse(f"/handlingsprogram/{programme.pk}/versjoner/las/", width, person=lead)
    press(page, "button", "Lås versjon")
    page.get_by_label("Utvalg, formannskap, bystyre").check()
    press(page, "button", "Planlegg behandlingen i Skien")
    yesterday = localdate() - timedelta(days=1)
    page.get_by_role("link", name="Endre: Bystyret i Skien").press("Enter")
    page.get_by_label("Dag", exact=False).first.fill(written(yesterday))
    page.get_by_label("Saksnummer").fill("12/09")
    press(page, "button", "Lagre")
    expect(page.get_by_role("main")).to_contain_text("må bekreftes")
    assert axe_faults(page) == []

    page.get_by_role("link", name="Registrer vedtak Bystyret i Skien").press("Enter")
    page.get_by_label("Vedtatt med endringer").check()
    press(page, "button", "Registrer vedtaket")
    expect(page.get_by_role("main")).to_contain_text("Skriv hva som er endret")
    page.get_by_label("Endringer som er vedtatt").fill("Ta inn bybanen\nFlytt fristen til 2011")
    press(page, "button", "Registrer vedtaket")
    expect(page.get_by_role("main")).to_contain_text("Vedtatt med endringer")

    page.goto(f"/handlingsprogram/{programme.pk}/grunnlag/")
    expect(page.get_by_role("main")).to_contain_text("Ta inn bybanen")
    assert Decision.objects.get().day == yesterday
    assert len(unanswered_points(programme)) == 2


def test_a_politician_on_a_tablet_reads_what_is_new_since_last_time(house):
    measure, people = house.programmes["bare-skien"], house.people
    tablet = house.browse("/", TABLET, person=people["politician", "skien"], java_script_enabled=False)
    desk = house.browse(element_page(measure), person=people["lead", "skien"])
    for title in ("Sykkelvei", "Sykkelstamvei langs elva"):
        desk.goto(element_page(measure))
        retitle(desk, title)
        freeze(desk, measure.programme)
        tablet.goto("/til-behandling/")
        tablet.get_by_role("link", name=Version.objects.first().title).first.click()

    tablet.get_by_role("link", name="Se hva som er endret siden da").click()

    expect(tablet.get_by_role("main")).to_contain_text("Fra Versjon 1 til Versjon 2")
    expect(tablet.locator("ins").last).to_contain_text("langs elva")
    assert Route.objects.count() == 2
