"""Paper for a gathering: name tags, door signs and minutes, made by the press and sound for a reader's voice."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.workshops import SittingFactory, WorkshopFactory, at
from tests.helpers.pdf import text_of, texts_of
from tests.helpers.soundness import faults
from tests.world import MOMENT
from workshops import actions
from workshops.models import AgendaItem, Attendance, Conclusion, Gathering, Registration

pytestmark = pytest.mark.django_db
SAMI = "Áilu Čuođđi-Ŋálži Šoŧŧo"


@pytest.fixture
def gathering(kickoff):
    Gathering.objects.update(audience=Gathering.Audience.NETWORK)
    kickoff.gathering.refresh_from_db()
    return kickoff.gathering


@pytest.fixture
def browser(planner):
    client = Client()
    client.force_login(planner)
    return client


def printed(browser, name, gathering) -> bytes:
    answer = browser.get(reverse(name, args=[gathering.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Cache-Control"] == "private, no-store"
    assert faults(answer.content) == []
    return answer.content


def come(gathering, name, **values):
    said = {"name": name, "email": "noen@example.org", "diet": "tåler ikke nøtter", "made_at": MOMENT} | values
    return Registration.objects.create(gathering=gathering, **said)


def test_name_tags_say_name_and_city_of_those_with_a_place_and_nothing_else(gathering, browser, world):
    skien = world.cities["skien"]
    for name in (SAMI, "Kari Nordmann"):
        come(gathering, name, city=skien, organisation="Hemmelig AS")
    come(gathering, "Venter Vik", city=skien, waiting=True)
    come(gathering, f"Ole {'Endeløs' * 16}")

    pdf = printed(browser, "name_tags", gathering)

    words = text_of(pdf)
    assert f"{SAMI} {skien}" in words
    assert f"Kari Nordmann {skien}" in words
    assert [one for one in ("Venter", "nøtter", "example.org", "Hemmelig") if one in words] == []


def test_eight_name_tags_fit_on_a_page(gathering, browser):
    for n in range(9):
        come(gathering, f"Gjest Nummer{n}")

    assert [text.count("Nummer") for text in texts_of(printed(browser, "name_tags", gathering))] == [8, 1]


def test_each_door_has_its_sign_day_by_day(kickoff, gathering, browser):
    plenary = WorkshopFactory(gathering=gathering, title="Klimatilpasning og overvann i tettbygde strøk")
    for start in (9, 11, 13):
        SittingFactory(workshop=plenary, room=kickoff.other, starts_at=at(start), ends_at=at(start + 1))
    SittingFactory(workshop=plenary, room=kickoff.hall, starts_at=at(9, day=22), ends_at=None)
    SittingFactory(workshop=WorkshopFactory(gathering=gathering, title="Middag"))

    signs = [
        " ".join(text.replace("\xa0", " ").split()) for text in texts_of(printed(browser, "door_signs", gathering))
    ]

    title = plenary.title
    assert signs == [
        "Plenumsal A Torsdag 21. august 2008 15.30–18.00 Energi i bygg",
        f"Plenumsal A Fredag 22. august 2008 09.00 {title}",
        f"Plenumsal B Torsdag 21. august 2008 09.00–10.00 {title} 11.00–12.00 {title}",
        f"Plenumsal B Torsdag 21. august 2008 13.00–14.00 {title}",
    ]


def test_minutes_tell_who_was_there_what_was_concluded_and_who_follows_up(gathering, browser, planner, world):
    Attendance.objects.create(gathering=gathering, city=world.cities["skien"], heads=3, roles="ordfører")
    Attendance.objects.create(gathering=gathering, words="KS", presence="observer")
    AgendaItem.objects.create(
        gathering=gathering, position=0, title="Årsplan", confirmed_on=date(2008, 8, 21), confirmed_at=MOMENT
    )
    Conclusion.objects.create(gathering=gathering, text=f"Nettverket takker {SAMI}.")
    Conclusion.objects.create(gathering=gathering, text="Send ut planen", owner=planner, due_on=date(2008, 9, 1))
    Conclusion.objects.create(gathering=gathering, text="Finn vert", owner_words="Rådmannen", done_on=date(2008, 9, 2))

    words = text_of(printed(browser, "minutes", gathering)).replace("\xa0", " ")

    assert f"{world.cities['skien']} Til stede 3 ordfører KS Observatør" in words
    assert "Årsplan Bekreftet 21. august 2008" in words
    assert f"Nettverket takker {SAMI}." in words
    assert f"Send ut planen {planner} 1. september 2008" in words
    assert "Finn vert Rådmannen Gjort 2. september 2008" in words


@pytest.mark.parametrize(
    ("name", "why"), [("Glad 😀 by", "Skriftene våre mangler disse tegnene"), (None, "Ingen har fått plass ennå")]
)
def test_what_cannot_be_printed_leads_back_with_the_reason(gathering, browser, name, why):
    if name:
        come(gathering, name)

    answer = browser.get(reverse("name_tags", args=[gathering.pk]), follow=True)

    assert answer.redirect_chain == [(reverse("enrol_list", args=[gathering.pk]), 302)]
    assert why in answer.content.decode()


@pytest.mark.parametrize("name", ["name_tags", "door_signs", "minutes"])
def test_paper_is_for_those_with_a_role_and_names_for_those_who_keep_the_gathering(gathering, world, planner, name):
    actions.show_gathering(gathering=gathering, audience="public", by=planner, at=MOMENT)
    where, reader = reverse(name, args=[gathering.pk]), Client()
    anybody = Client().get(where).status_code
    reader.force_login(world.people["stranger"])
    stranger = reader.get(where).status_code
    reader.force_login(world.people["planner", "oslo"])

    assert (anybody, stranger, reader.get(where).status_code) == (302, 404, 200 if name == "minutes" else 403)
