"""The timeline: each thing once, in order of date, for those who may read it, in a constant number of statements."""

import pytest
from django.urls import reverse

from common.dates import LooseDate
from dashboard.models import Event, EventDating
from dashboard.timeline import timeline_of
from tests.documents.routes import decide, lead
from tests.factories.agreements import AgreementFactory
from tests.factories.workshops import GatheringFactory
from tests.helpers.statements import statements
from workshops.models import Dating


def event(title, day="", **more):
    return Event.objects.create(kind=more.pop("kind", "politics"), title=title, day=LooseDate.read(day), **more)


def titles(person):
    return [one.title for one in timeline_of(person)]


def test_everything_stands_in_order_of_date_and_what_has_none_stands_last(world, secretary):
    event("Sluttrapport", "mars 2015")
    event("Nettverkssamlinger ute i byene", "høsten 2008, før 4. desember")
    event("Uten dato")
    event("Innen et år", "innen 1. juli 2010")
    GatheringFactory(title="Oppstart", audience="network")
    AgreementFactory(title="Intensjonsavtalen", signed=LooseDate.read("17. juni 2008"), cities=[world.cities["oslo"]])
    AgreementFactory(title="Ikke inngått", cities=[world.cities["oslo"]])

    told = timeline_of(secretary)

    assert [(one.title, one.year) for one in told] == [
        ("Intensjonsavtalen", "2008"), ("Oppstart", "2008"), ("Nettverkssamlinger ute i byene", "2008"),
        ("Innen et år", "2010"), ("Sluttrapport", "2015"), ("Uten dato", ""),
    ]  # fmt: skip
    assert told[2].when == "høsten 2008, før 4. desember"


def test_what_sources_say_stands_side_by_side(browser_of, secretary):
    known = event("Earth Hour", "28. mars 2009", source="pressen")
    EventDating.objects.create(event=known, day=LooseDate.read("29. mars 2009"), source="lysbildene")
    held = GatheringFactory(title="Politisk møte", audience="network")
    Dating.objects.create(gathering=held, day=LooseDate.read("mai/juni 2009"), source="planen")

    page = browser_of(secretary).get(reverse("timeline")).content.decode()

    for words in ("tidspunktet ifølge pressen", "ifølge lysbildene", "mai/juni 2009", "ifølge planen"):
        assert words in page


@pytest.fixture
def decided(world, route):
    """Skien's council has adopted, and the same is told as an event of the network."""
    decide(route, route.steps.last(), lead(world))
    event("Bystyret behandler", "26. februar 2009", kind="treatment", place="Skien")
    event("Noe annet samme dag", "26. februar 2009", place="Skien")
    return route.steps.last()


def test_a_decision_stands_once_for_those_who_read_it_and_as_told_for_the_others(world, decided):
    own, other = titles(world.people["planner", "skien"]), titles(world.people["planner", "oslo"])

    adopted = f"Bystyret i Skien: Vedtatt – {decided.route.version.title}"
    assert own == [adopted, "Noe annet samme dag"]
    assert other == ["Bystyret behandler", "Noe annet samme dag"]


def test_only_the_last_of_a_steps_decisions_is_told(world, decided):
    decide(decided.route, decided, lead(world), outcome="postponed")

    told = titles(world.people["planner", "skien"])

    assert [title for title in told if title.startswith("Bystyret i Skien")] == [
        f"Bystyret i Skien: Utsatt – {decided.route.version.title}"
    ]


def test_address_narrows_by_kind_year_and_city(browser_of, world):
    event("Klimameldingen", "22. juni 2007", place="Oslo, Stortinget")
    event("Sluttrapport", "mars 2015", kind="evaluation")
    GatheringFactory(title="Oppstart", audience="network", host=world.cities["skien"])
    browser = browser_of(world.people["politician", "oslo"])

    def found(query):
        page = browser.get(reverse("timeline") + query).content.decode()
        return [title for title in ("Klimameldingen", "Sluttrapport", "Oppstart") if f">{title}</a>" in page]

    assert found("") == ["Klimameldingen", "Sluttrapport", "Oppstart"]
    assert found("?slag=Evaluering") == ["Sluttrapport"]
    assert found("?aar=2007&aar=2008") == ["Klimameldingen", "Oppstart"]
    assert found("?by=Skien") == ["Oppstart"]
    assert found("?sok=stortinget") == ["Klimameldingen"]


def test_timeline_is_a_table_when_sorted_and_a_file_when_asked_for(browser_of, secretary):
    event("Klimameldingen", "22. juni 2007", sources=["regjeringen.no"])

    def asked(query):
        return browser_of(secretary).get(reverse("timeline") + query).content.decode()

    assert 'class="story"' in asked("")
    assert '<table class="ds-table"' in asked("?sorter=tittel")
    assert "2007-06-22" in asked("?format=csv") or "22.06.2007" in asked("?format=csv")
    assert "regjeringen.no" in asked("?format=csv&kolonner=dato,kilder")


def test_timeline_costs_the_same_for_few_and_for_many(browser_of, world, secretary, decided):
    browser = browser_of(secretary)
    AgreementFactory(signed=LooseDate.read("2009"), cities=[world.cities["oslo"]])
    GatheringFactory(audience="network", host=world.cities["oslo"])
    EventDating.objects.create(event=event("Nr. 0", "2009"), day=LooseDate.read("2010"))
    address = reverse("timeline")
    few = len(statements(lambda: browser.get(address)))
    for number in range(8):
        EventDating.objects.create(event=event(f"Nr. {number}", "2009"), day=LooseDate.read("2010"))
        GatheringFactory(audience="network", host=world.cities["oslo"])
        AgreementFactory(signed=LooseDate.read("2009"), cities=[world.cities["oslo"]])

    many = len(statements(lambda: browser.get(address)))

    assert few == many
    assert many <= 14
