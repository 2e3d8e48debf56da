"""The page after signing in, for each role; and a city's own page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from agreements.models import AgreementParty
from common.dates import LooseDate
from tests.factories.agreements import AgreementFactory
from tests.factories.workshops import GatheringFactory
from tests.helpers.statements import statements
from workshops.models import Attendance, Enrolment, TakingPart


@pytest.fixture
def front(browser_of):
    return lambda person: browser_of(person).get(reverse("front")).content.decode()


@pytest.fixture
def ahead(world):
    """A gathering of the network that one can register for, and an agreement that is negotiated with a ministry."""
    day = LooseDate.read((localdate() + timedelta(days=9)).isoformat())
    gathering = GatheringFactory(title="Storsamling", audience="network", day=day, host=world.cities["skien"])
    Enrolment.objects.create(gathering=gathering)
    agreement = AgreementFactory(title="Avtale for Skien", cities=[world.cities["skien"]])
    AgreementParty.objects.create(agreement=agreement, party=world.parties["md"], position=1)
    return gathering


@pytest.mark.parametrize(
    ("who", "invited", "told"),
    [
        (("planner", "skien"), True, True), (("lead", "skien"), True, True), (("measure_owner", "skien"), True, True),
        (("politician", "skien"), True, False), (("planner", "oslo"), True, False), (("contact", "md"), True, True),
        (("contact", "sd"), True, False), (("secretariat", "network"), True, True), ("stranger", False, False),
        ("superuser", False, False),
    ],
)  # fmt: skip
def test_front_shows_each_what_is_ahead_and_which_agreements_are_on_their_way(front, world, ahead, who, invited, told):
    page = front(world.people[who])

    assert (f'href="{reverse("enrol_page", args=[ahead.pk])}"' in page) == invited
    assert ("Storsamling" in page) == invited
    assert ("Avtale for Skien" in page) == told


def test_front_says_what_is_missing_where_there_is_nothing(front, world):
    politician, stranger = front(world.people["politician", "skien"]), front(world.people["stranger"])

    assert "Ingen samlinger er satt opp framover" in politician
    assert "Her er det ikke noe for deg ennå" in politician
    assert "Du har ingen rolle i nettverket ennå" in stranger
    assert reverse("timeline") not in stranger


def test_front_costs_the_same_for_few_and_for_many(browser_of, world, ahead):
    browser = browser_of(world.people["planner", "skien"])
    few = len(statements(lambda: browser.get(reverse("front"))))
    for _five in range(5):
        more = GatheringFactory(audience="network", day=ahead.day, host=world.cities["oslo"])
        Enrolment.objects.create(gathering=more)
        AgreementFactory(cities=[world.cities["skien"], world.cities["oslo"]])

    many = len(statements(lambda: browser.get(reverse("front"))))

    assert few == many


def test_front_as_of_a_day_shows_what_was_ahead_then(browser_of, world):
    GatheringFactory(title="Oppstart", audience="network", day=LooseDate.read("21.–22. august 2008"))
    browser = browser_of(world.people["politician", "skien"])

    now = browser.get(reverse("front")).content.decode()
    browser.post(reverse("viewed_day"), {"dag": "22.8.2008", "next": "/"})
    then = browser.get(reverse("front")).content.decode()

    assert ("Oppstart" in now, "Oppstart" in then) == (False, True)


def test_front_tells_how_far_a_signed_agreement_had_come_to_its_own_alone(browser_of, world, ahead):
    AgreementFactory(title="Inngått siden", cities=[world.cities["skien"]], signed=LooseDate.read("19. mai 2009"))

    def then(who):
        browser = browser_of(world.people[who])
        browser.post(reverse("viewed_day"), {"dag": "1.5.2009", "next": "/"})
        return "Inngått siden" in browser.get(reverse("front")).content.decode()

    assert then(("planner", "skien"))
    assert not any(then(who) for who in ("stranger", ("planner", "oslo"), ("politician", "skien")))


# -- A city's own page


@pytest.fixture
def city_page(browser_of):
    return lambda person: browser_of(person).get(reverse("city_page", args=["skien"])).content.decode()


def test_city_page_shows_what_the_city_is_host_of_and_had_its_part_in(city_page, world, ahead):
    _hosted, came, joined, _other = (
        GatheringFactory(title=title, audience="public", host=world.cities[host] if host else None)
        for title, host in (("Var vert", "skien"), ("Kom dit", None), ("Ble med", None), ("Uten byen", "oslo"))
    )
    Attendance.objects.create(gathering=came, city=world.cities["skien"], presence="apologies")
    TakingPart.objects.create(gathering=joined, city=world.cities["skien"])

    seen, stranger = city_page(world.people["politician", "oslo"]), city_page(world.people["stranger"])

    def titles(page):
        return [title for title in ("Storsamling", "Var vert", "Kom dit", "Ble med", "Uten byen") if title in page]

    assert titles(seen) == ["Storsamling", "Var vert", "Kom dit", "Ble med"]
    assert [words in seen for words in ("Vertsby", "Meldte forfall", "Var med")] == [True] * 3
    assert titles(stranger) == ["Var vert", "Ble med"]  # who came is for the network
    assert f"{reverse('timeline')}?by=Skien" in seen
    assert reverse("timeline") not in stranger


@pytest.mark.parametrize(
    ("who", "named"),
    [
        (("planner", "skien"), True), (("measure_owner", "skien"), True), (("secretariat", "network"), True),
        (("politician", "skien"), False), (("planner", "oslo"), False), (("contact", "md"), False), ("stranger", False),
    ],
)  # fmt: skip
def test_people_are_named_to_those_whom_the_page_of_the_citys_people_is_for(city_page, world, who, named):
    page = city_page(world.people[who])

    assert ("lead skien" in page) == named
    assert (f'href="{reverse("people", args=["skien"])}"' in page) == named


def test_city_page_costs_the_same_for_few_and_for_many(browser_of, world, ahead):
    browser = browser_of(world.people["planner", "skien"])
    address = reverse("city_page", args=["skien"])
    few = len(statements(lambda: browser.get(address)))
    for _five in range(5):
        Enrolment.objects.create(gathering=GatheringFactory(host=world.cities["skien"], day=ahead.day))
        Attendance.objects.create(gathering=GatheringFactory(audience="network"), city=world.cities["skien"])
        AgreementFactory(cities=[world.cities["skien"], world.cities["oslo"]])

    many = len(statements(lambda: browser.get(address)))

    assert few == many
