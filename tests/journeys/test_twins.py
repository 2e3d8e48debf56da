"""Two cities write one programme: each its own, both the shared, and each approves what is shared – by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from documents.models import Print
from files.queries import opened
from tests.helpers.browser import axe_faults
from tests.helpers.jobs import do_all
from tests.helpers.pdf import text_of
from tests.journeys.steps import element_page, retitle

NAME = "skien-porsgrunn"
SHARED, SKIENS, PORSGRUNNS = "Sykkelstamvei langs elva", "Bymiljøpakke Skien", "Havnepakke Porsgrunn"


@pytest.fixture
def twins(house):
    return house.programmes.twins["skien", "porsgrunn"]


@pytest.fixture
def window(house):
    """Open an address as somebody: window("lead", "skien", address)."""

    def open_one(kind, slug, address, width=1280):
        return house.browse(address, width, person=house.people[kind, slug])

    return open_one


def shared_page(programme):
    return f"/handlingsprogram/{programme.pk}/fellesdel/"


def press(page, name):
    page.get_by_role("button", name=name, exact=True).press("Enter")


def told_in(printed) -> str:
    with opened(printed.file) as file:
        return text_of(file.read())


def state_of(page, city):
    return page.locator(f"#by-{city}")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_changed_sentence_is_all_the_neighbour_is_asked_about_again(house, twins, window, width):
    skien = window("planner", "skien", element_page(house.programmes[NAME]), width)
    retitle(skien, SHARED)
    porsgrunn = window("planner", "porsgrunn", element_page(house.programmes[f"{NAME}:porsgrunn"]), width)
    retitle(porsgrunn, PORSGRUNNS)
    ours, theirs = (window("lead", slug, shared_page(twins), width) for slug in ("skien", "porsgrunn"))
    expect(theirs.get_by_role("article", name="Les versjonen")).to_contain_text(SHARED)
    press(ours, "Godkjenn for Skien")
    press(theirs, "Godkjenn for Porsgrunn")
    expect(theirs.get_by_text("Godkjent av alle")).to_be_visible()
    assert axe_faults(theirs) == []

    retitle(skien, f"{SHARED} til Borgestad")
    ours.reload()
    press(ours, "Godkjenn for Skien")
    theirs.reload()

    expect(state_of(theirs, "porsgrunn")).to_contain_text("Må godkjenne på nytt")
    expect(state_of(theirs, "skien").get_by_text("Godkjent", exact=True)).to_be_visible()
    expect(theirs.get_by_role("article")).to_have_count(1)
    expect(theirs.locator("ins")).to_contain_text(["til Borgestad"])
    assert axe_faults(theirs) == []
    press(theirs, "Godkjenn for Porsgrunn")
    expect(theirs.get_by_text("Godkjent av alle")).to_be_visible()


def test_nobody_changes_the_neighbours_own(house, window):
    page = window("planner", "skien", element_page(house.programmes[f"{NAME}:porsgrunn"]))

    expect(page.get_by_text("Du kan lese det, men ikke endre det.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Tittel", exact=True)).to_have_count(0)


def test_three_prints_hold_exactly_what_they_should(house, twins, window):
    programmes = house.programmes
    retitle(window("planner", "skien", element_page(programmes[NAME])), SHARED)
    retitle(window("planner", "skien", element_page(programmes[f"{NAME}:skien"])), SKIENS)
    retitle(window("planner", "porsgrunn", element_page(programmes[f"{NAME}:porsgrunn"])), PORSGRUNNS)
    for slug in ("skien", "porsgrunn"):
        press(window("lead", slug, shared_page(twins)), f"Godkjenn for {slug.title()}")

    for slug in ("skien", "porsgrunn"):
        lead = window("lead", slug, f"/handlingsprogram/{twins.pk}/versjoner/")
        if slug == "skien":
            lead.goto(f"/handlingsprogram/{twins.pk}/versjoner/las/")
            lead.get_by_role("checkbox", name="Skien").press("Space")
            press(lead, "Lås versjon")
        else:
            lead.get_by_role("link", name="Versjon 1", exact=True).press("Enter")
            press(lead, "Legg fram i Porsgrunn")
        lead.wait_for_url(re.compile(r"/versjoner/\d+/$"))
    do_all()

    prints = {printed.edition.city and printed.edition.city.slug: told_in(printed) for printed in Print.objects.all()}
    held = {slug: {word for word in (SHARED, SKIENS, PORSGRUNNS) if word in text} for slug, text in prints.items()}
    assert held == {
        None: {SHARED, SKIENS, PORSGRUNNS},
        "skien": {SHARED, SKIENS},
        "porsgrunn": {SHARED, PORSGRUNNS},
    }
    code = Print.objects.first().edition.version.shared_code
    assert [text.count(code) for text in prints.values()] == [2, 2, 2]


def test_a_third_city_finds_nothing(house, twins, window):
    measure = house.programmes[NAME]
    page = window("planner", "oslo", "/handlingsprogram/")

    expect(page.get_by_role("main")).not_to_contain_text("skien")
    for address in (
        f"/handlingsprogram/{twins.pk}/",
        shared_page(twins),
        f"/handlingsprogram/{twins.pk}/{measure.code}/",
        f"/handlingsprogram/{twins.pk}/tiltak/?format=csv",
        element_page(measure),
    ):
        assert page.goto(address).status == 404, address
