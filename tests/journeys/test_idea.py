"""An idea is caught on a phone without a net, and becomes a measure in Drammen that says where it came from."""

import re

import pytest
from playwright.sync_api import expect

from common.dates import LooseDate
from programmes.models import Programme
from tests.factories.cities import CityFactory, RoleFactory
from tests.factories.programmes import ProgrammeFactory
from tests.factories.workshops import GatheringFactory, RoomFactory, SittingFactory, WorkshopFactory
from tests.helpers.browser import axe_faults
from tests.helpers.pdf import text_of
from workshops.models import Idea

ORIGIN = "Oppstart, Energi i bygg (Plenumsal A), 21. august 2008, foreslått av Kari"


@pytest.fixture
def kickoff(house):
    gathering = GatheringFactory(title="Oppstart", audience="network", day=LooseDate.read("21.–22. august 2008"))
    hall = RoomFactory(gathering=gathering, name="Plenumsal A")
    SittingFactory(workshop=WorkshopFactory(gathering=gathering, title="Energi i bygg"), room=hall)
    return gathering


@pytest.fixture
def planner(house):
    """Of Drammen, whose programme the idea is for."""
    city = CityFactory(slug="drammen", name="Drammen")
    ProgrammeFactory(cities=[city], title="Klimaprogram for Drammen")
    return RoleFactory(city=city).person


def words_on_paper(page, programme) -> str:
    page.goto(f"/handlingsprogram/{programme.pk}/forhandsvisning/")
    address = page.get_by_role("link", name="Åpne som PDF").get_attribute("href")
    return text_of(page.request.get(address).body()).replace("\xa0", " ")


def clean(page):
    """At both widths, and nothing to scroll aside for."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_idea_is_caught_offline_and_becomes_a_measure_with_its_origin(house, kickoff, planner):
    page = house.browse(f"/samlinger/{kickoff.pk}/", 390, person=planner)
    page.get_by_role("link", name="Energi i bygg").press("Enter")
    page.get_by_role("link", name="Fang idé").press("Enter")
    page.get_by_label("Hvem sin idé?").fill("Kari Nordmann")
    page.wait_for_load_state()
    page.context.set_offline(True)
    for title in ("Sykkelhotell", "Solceller på skoler"):
        page.get_by_label("Idé", exact=False).first.fill(title)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text=title)).to_contain_text("Uten nett")
    clean(page)
    assert not Idea.objects.exists()

    page.context.set_offline(False)
    expect(page.get_by_role("status").filter(has_text="Fanget.")).to_be_visible()
    assert [(str(idea), idea.who, str(idea.sitting)) for idea in Idea.objects.all()] == [
        (title, "Kari Nordmann", "Energi i bygg") for title in ("Sykkelhotell", "Solceller på skoler")
    ]

    page.get_by_role("link", name="Se idéene").press("Enter")
    page.get_by_role("button", name="stemmer. Stem for Sykkelhotell").press("Enter")
    expect(page.get_by_role("button", name="Trekk stemmen for Sykkelhotell")).to_contain_text("1")
    clean(page)
    page.get_by_role("link", name=re.compile("Gjør om til tiltak.*Sykkelhotell")).press("Enter")
    clean(page)
    page.get_by_role("button", name="Lagre").press("Enter")
    expect(page.get_by_text(f"{ORIGIN} Nordmann")).to_be_visible()
    assert ORIGIN in words_on_paper(page, Programme.objects.titled().get(title="Klimaprogram for Drammen"))
    page.goto(f"/samlinger/{kickoff.pk}/ideer/")
    expect(page.get_by_role("list", name="Er blitt til").get_by_role("link", name="Sykkelhotell")).to_be_visible()
