"""The secretariat's cards: each number leads to the list behind it, and they cost the same for few and for many."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from agreements import actions
from agreements.underway import all_of, on_their_way
from common.dates import LooseDate
from dashboard.ahead import gatherings_ahead
from tests.agreements.steps import all_agree, approve, approved, freeze, promised, propose_something, who
from tests.factories.agreements import AgreementFactory
from tests.factories.workshops import GatheringFactory
from tests.helpers.statements import statements
from tests.world import MOMENT
from workshops.models import Enrolment, Registration


def in_days(days: int) -> LooseDate:
    return LooseDate.read((localdate() + timedelta(days=days)).isoformat())


def standing(person):
    """Where the one agreement stands, what is agreed of it, and what is next."""
    [one] = on_their_way(all_of(person, localdate()))
    return str(one.label), f"{one.agreed} av {one.total}", one.next


@pytest.fixture
def steps(deal, people, secretary):
    """What the card says of the agreement at each step of its way."""
    told = [standing(secretary)]
    commitment = propose_something(deal, people)
    told.append(standing(secretary))
    counter = promised("Bidra med 10 mill.")
    actions.propose(agreement=deal.agreement, commitment=commitment, values=counter, base=1, **who(people.ministry))
    told.append(standing(secretary))
    all_agree(deal, people)
    told.append(standing(secretary))
    version = freeze(deal, people)
    approve(deal, version, deal.skien, people.planner)
    told.append(standing(secretary))
    approve(deal, version, deal.porsgrunn, people.twin)
    approve(deal, version, deal.md, people.ministry)
    return [*told, standing(secretary)]


def test_card_follows_an_agreement_from_draft_to_the_meeting(steps):
    assert steps == [
        ("Utkast", "0 av 0", "Velg tiltak"),
        ("Utkast", "0 av 1", "Svar fra Porsgrunn, MD"),
        ("Forhandles", "0 av 1", "Svar fra Skien, Porsgrunn"),
        ("Forhandles", "1 av 1", "Lås en versjon"),
        ("Til godkjenning", "1 av 1", "Vedtak hos Porsgrunn, MD"),
        ("Klar for møtet", "1 av 1", "Bekreftes på møtet"),
    ]


def test_every_number_leads_to_as_many_in_the_list(browser_of, secretary, deal, people, world):
    commitment = propose_something(deal, people)
    other = promised("Bidra med 10 mill.")
    actions.propose(agreement=deal.agreement, commitment=commitment, values=other, base=1, **who(people.ministry))
    AgreementFactory(title="Registrert", origin="elsewhere", cities=[world.cities["oslo"]])
    AgreementFactory(title="Inngått", signed=LooseDate.read("2009"), cities=[world.cities["oslo"]])
    browser = browser_of(secretary)

    card = browser.get(reverse("agreements_underway")).content.decode()

    found = re.findall(r'<li><a href="([^"]+)"><b>(\d+)</b> ([^<]+)</a>', card)
    assert [(label, count) for _address, count, label in found] == [
        ("Forslag", "1"), ("Utkast", "0"), ("Forhandles", "1"), ("Til godkjenning", "0"), ("Klar for møtet", "0"),
        ("Inngått", "1"),
    ]  # fmt: skip
    for address, count, _label in found:
        listed = browser.get(address.replace("&amp;", "&")).content.decode()
        assert listed.count('<tr role="row"><th scope="row"') == int(count), address


def test_numbers_of_a_past_day_lead_to_what_was_so_then(browser_of, secretary, world):
    AgreementFactory(signed=LooseDate.read("19. mai 2009"), origin="elsewhere", cities=[world.cities["oslo"]])
    browser = browser_of(secretary)
    browser.post("/dag/", {"dag": "11.2.2009"})

    card = browser.get(reverse("agreements_underway")).content.decode()

    for status, count in (("proposed", 1), ("signed", 0)):
        assert f'?status={status}"><b>{count}</b>' in card
        listed = browser.get(reverse("agreement_list"), {"status": status}).content.decode()
        assert listed.count('<tr role="row"><th scope="row"') == count


def test_a_party_is_counted_once_however_many_agreements_it_has_signed(browser_of, secretary, world):
    for _two in range(2):
        AgreementFactory(signed=LooseDate.read("2009"), cities=[world.cities["oslo"], world.cities["skien"]])

    card = browser_of(secretary).get(reverse("agreements_underway")).content.decode()

    assert "2 avtaler gjelder, med 2 ulike parter" in card


def test_card_is_a_part_for_htmx_and_a_page_for_a_plain_link(browser_of, secretary):
    for name, mark in (("agreements_underway", "avtaler-pa-vei"), ("gatherings_underway", "samlinger-framover")):
        part = browser_of(secretary).get(reverse(name), headers={"HX-Request": "true"}).content.decode()
        page = browser_of(secretary).get(reverse(name)).content.decode()

        assert f'id="{mark}"' in part
        assert f'id="{mark}"' in page
        assert ("<h1>" in part, "<h1>" in page) == (False, True)


def test_gatherings_ahead_come_in_order_and_say_how_one_comes_to_them(world, secretary):
    planner = world.people["planner", "skien"]
    far, near = (GatheringFactory(title=f"Om {n}", audience="network", day=in_days(n)) for n in (40, 4))
    GatheringFactory(title="I går", audience="network", day=in_days(-1))
    GatheringFactory(title="Avlyst", audience="network", day=in_days(3), cancelled=True)
    GatheringFactory(title="Oslos utkast", day=in_days(5), host=world.cities["oslo"])
    Enrolment.objects.create(gathering=near, capacity=1)
    Enrolment.objects.create(gathering=far)
    Registration.objects.create(gathering=near, person=secretary, name="x", email="x@x.example", made_at=MOMENT)

    def seen(person):
        ahead = gatherings_ahead(person, localdate())
        return [(one.title, one.taken, one.full, one.waits, one.may_enrol) for one in ahead]

    assert seen(planner) == [("Om 4", 1, True, None, True), ("Om 40", 0, False, None, True)]
    assert seen(secretary)[:2] == [("Om 4", 1, True, False, False), ("Oslos utkast", 0, False, None, False)]
    assert seen(world.people["stranger"]) == []


def test_number_of_gatherings_ahead_leads_to_as_many_in_the_list(browser_of, secretary):
    for day, cancelled in ((4, False), (9, True), (-3, False)):
        GatheringFactory(day=in_days(day), cancelled=cancelled)
    GatheringFactory(title="Uten slutt", day=LooseDate.read("fra 2009"))
    GatheringFactory(title="Uten dag", day=None)
    browser = browser_of(secretary)

    card = browser.get(reverse("gatherings_underway")).content.decode()

    [(address, count)] = re.findall(r'<span class="muted"><a class="ds-link" href="([^"]+)">(\d+)</a>', card)
    listed = browser.get(address.replace("&amp;", "&")).content.decode()
    assert (count, listed.count('<tr role="row"><th scope="row"')) == ("2", 2)


def test_cards_cost_the_same_for_few_and_for_many(browser_of, secretary, deal, people, world):
    approved(deal, people)
    near = GatheringFactory(audience="network", day=in_days(4), host=world.cities["oslo"])
    Enrolment.objects.create(gathering=near, capacity=1)
    browser = browser_of(secretary)

    def cost(name):
        return len(statements(lambda: browser.get(reverse(name), headers={"HX-Request": "true"})))

    few = [cost(name) for name in ("agreements_underway", "gatherings_underway")]
    for _five in range(5):
        AgreementFactory(cities=[world.cities["skien"], world.cities["oslo"]])
        more = GatheringFactory(audience="network", day=in_days(6), host=world.cities["oslo"])
        Enrolment.objects.create(gathering=more)
    many = [cost(name) for name in ("agreements_underway", "gatherings_underway")]

    assert few == many
    assert max(many) <= 10
