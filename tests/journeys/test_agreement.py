"""A measure becomes an agreement, in three browsers: the city's, its twin's and the ministry's; and the meeting's."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agreements.models import Agreement
from common.dates import LooseDate
from tests.factories.workshops import GatheringFactory
from tests.helpers.browser import axe_faults
from tests.journeys.steps import element_page


def clean(page):
    """At both widths, and nothing to scroll aside for."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.fixture
def browse(house):
    return lambda who, address, width=1280: house.browse(address, width, person=house.people[who])


def press(page, role, name):
    page.get_by_role(role, name=name).first.press("Enter")
    page.wait_for_load_state()


def fill(page, **fields):
    for name, words in fields.items():
        page.locator(f"[name={name}]").fill(words)


def wants(page, words):
    """Say in the editor what the measure needs of others."""
    field = page.get_by_label("Bidraget som trengs").first
    field.fill(words)
    with page.expect_response("**/felt/needs/"):
        field.press("Tab")


def test_measure_becomes_an_agreement_that_is_signed_and_tells_of_drift(house, browse):
    measure = house.programmes["skien-porsgrunn"]
    day = LooseDate.read("2. mars 2026")
    meeting = GatheringFactory(kind="political", title="Toppmøte", audience="network", day=day)

    # The city marks the measure, and makes an agreement of it with its twin and the ministry.
    city = browse(("planner", "skien"), element_page(measure))
    wants(city, "Statlige midler til bussvei")
    city.goto(reverse("agreement_add"))
    fill(city, title="Avtale for Grenland", term="2026–2030")
    city.get_by_label("Porsgrunn").press("Space")
    press(city, "button", "Lagre")
    city.get_by_label(re.compile("Tittel felles skien-porsgrunn")).press("Space")
    clean(city)
    press(city, "button", "Hent")
    agreement = Agreement.objects.get()
    here = reverse("agreement_page", args=[agreement.pk])
    expect(city.get_by_text("Statlige midler til bussvei")).to_be_visible()
    city.goto(reverse("agreement_part_add", args=[agreement.pk, "parter"]))
    fill(city, party="Miljøverndepartementet")
    press(city, "button", "Lagre")
    city.goto(here)
    clean(city)

    # The twin agrees; the ministry counters; the others agree to that.
    twin, ministry = browse(("planner", "porsgrunn"), here), browse(("contact", "md"), here, 390)
    press(twin, "button", re.compile("^Enig.*Kommunen skal"))
    press(ministry, "button", re.compile("^Enig.*Kommunen skal"))
    press(ministry, "link", re.compile("^Motforslag og historie.*Andre skal"))
    fill(
        ministry,
        text="Statlige midler til bussvei innenfor rammen",
        amount="inntil 20 mill. kr",
        comment="Trangt.",
    )
    clean(ministry)
    press(ministry, "button", "Legg fram")
    for page in (city, twin):
        page.goto(here)
        press(page, "link", re.compile("^Motforslag og historie.*Andre skal"))
        expect(page.locator("ins").first).to_contain_text("innenfor rammen")
        press(page, "button", re.compile("er enig$"))
    city.goto(here)
    expect(city.get_by_text("Enighet")).to_be_visible()
    clean(city)

    # All approve, the ministry with a condition that is met.
    approvals = reverse("agreement_approvals", args=[agreement.pk])
    city.goto(approvals)
    press(city, "link", "Lås en versjon")
    press(city, "button", "Lås")
    for page, name in ((city, "Skien"), (twin, "Porsgrunn"), (ministry, "Miljøvern")):
        page.goto(approvals)
        press(page, "link", re.compile(f"^Registrer.*{name}"))
        fill(page, body="Organet", day="1. mars 2026")
        if page is ministry:
            page.locator("[name=outcome]").select_option("conditional")
            fill(page, conditions="Forutsatt Stortingets samtykke")
        press(page, "button", "Lagre")
    expect(ministry.get_by_text("Klar for møtet")).to_have_count(0)
    press(ministry, "link", re.compile("^Vilkårene er oppfylt"))
    fill(ministry, met_on="2. mars 2026")
    press(ministry, "button", "Lagre")
    expect(ministry.get_by_text("Klar for møtet")).to_be_visible()
    clean(ministry)

    # It is confirmed at the political meeting, and everybody reads it.
    city.goto(reverse("agreement_to_meeting", args=[agreement.pk]))
    city.locator("[name=gathering]").select_option(label=f"{meeting} ({meeting.when})")
    press(city, "button", "Lagre")
    secretary = browse(("secretariat", "network"), approvals)
    press(secretary, "link", "Bekreft")
    fill(secretary, signatories="Ordførerne og statsråden")
    press(secretary, "button", "Bekreft")
    expect(secretary.get_by_text("Bekreftet 2. mars 2026")).to_be_visible()
    anybody = house.browse(here)
    expect(anybody.get_by_text("Statlige midler til bussvei innenfor rammen")).to_be_visible()
    clean(anybody)

    # The measure changes: the agreement tells, and stays as it is.
    city.goto(element_page(measure))
    wants(city, "Statlige midler til trikk")
    ministry.goto(here)
    expect(ministry.get_by_text("Tiltaket er endret siden enighet")).to_be_visible()
    press(ministry, "link", re.compile("Tiltaket bak$"))
    expect(ministry.locator("ins").first).to_contain_text("trikk")
    clean(ministry)
