"""Somebody new is let in: the lead's letter, its link, an account, and the city's programme."""

import re

from playwright.sync_api import expect

from cities.models import Role
from post.models import Letter
from tests.journeys.conftest import PASSWORD


def test_an_invited_planner_comes_in_and_sees_the_citys_programme(house):
    lead = house.browse("/byer/skien/folk/", person=house.people["lead", "skien"])
    lead.get_by_role("textbox", name="E-post").fill("ny@skien.example")
    lead.get_by_role("combobox", name="Rolle").focus()
    lead.keyboard.type("Planl")
    lead.get_by_role("button", name="Send invitasjon").press("Enter")
    expect(lead.get_by_text("Invitasjonen er sendt til ny@skien.example.")).to_be_visible()
    letter = Letter.objects.get()
    link = re.search(r"http\S+/invitasjon/\S+", letter.body)[0]

    new = house.browse(link)
    new.get_by_role("textbox", name="Navn").fill("Kari Ny")
    new.get_by_role("textbox", name="Passord").fill(PASSWORD)
    new.get_by_role("button", name="Lag konto").press("Enter")

    expect(new.get_by_role("heading", level=1)).to_have_text("God dag, Kari Ny")
    new.get_by_role("link", name="Program bare-skien").press("Enter")
    expect(new.get_by_role("link", name="Tittel felles bare-skien")).to_be_visible()
    role = Role.objects.get(person__email="ny@skien.example")
    assert (role.kind, role.city, role.given_by) == (
        "planner", house.programmes.world.cities["skien"], house.people["lead", "skien"],
    )  # fmt: skip
    assert new.request.get(link).status == 404
