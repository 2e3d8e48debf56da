"""Nothing is lost between the files and the tables, and every fact and element has its source."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core import serializers
from django.db.models import Q

from cities.models import Body, City, Network, Number, Party, PartyName, Succession
from documents.models import DocumentCity
from framtid.demo.facts import FOLDER, read
from framtid.demo.network import SPANS
from framtid.demo.ours import PARTIES_OF_AGREEMENTS
from framtid.demo.wording import DIRECTIONS, INSTRUMENT_TYPES, PARTY_KINDS
from programmes.models import (
    FACTS,
    Area,
    AreaLabel,
    Basis,
    Element,
    Goal,
    Measure,
    MoneyLine,
    Paper,
    Programme,
    Progress,
    Responsibility,
    Strategy,
    Target,
    Theme,
)
from tests.helpers.demonstration import demonstration  # noqa: F401 – a fixture

LOADED = ("cities", "parties", "themes", "plans", "strategies", "goals", "instruments", "measures")
WAITING = ("agreements", "milestones", "treatment", "gatherings", "reports")
SOURCES = {"source", "malform_kilde", "organ_kilde"}
ROWS = (Responsibility, MoneyLine, Progress, Target, Basis)
TABLES = (
    Network, Party, PartyName, Number, Succession, City, Body, Theme, Area, AreaLabel, Paper, Programme, DocumentCity,
    Element, *FACTS.values(), *ROWS,
)  # fmt: skip

# Known otherwise in the tables: an id of the file, a sort that the tables have a code for, two names in one,
# a unit with its bound. Each is tried in a test of its own.
ELSEWHERE = {
    ("plans", "id"), ("parties", "kode"), ("cities", "malform"), ("cities", "kartverket_navn_2024"), ("goals", "enhet"),
}  # fmt: skip
IN_NORWEGIAN = {"2009-03-28": "28. mars 2009"}
SORTS = {*PARTY_KINDS, *INSTRUMENT_TYPES, *DIRECTIONS}


@pytest.fixture(scope="module")
def stored() -> str:
    """All that the tables hold, as one text."""
    rows = (row for model in TABLES for row in model._base_manager.all())
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)


def words_in(value, topic, key=""):
    """(key, words) of every single statement in words of a topic's facts. Figures are compared one by one below."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from words_in(inner, topic, name)
    elif isinstance(value, list):
        for inner in value:
            yield from words_in(inner, topic, key)
    elif isinstance(value, str) and (topic, key) not in ELSEWHERE and value not in SORTS:
        yield key, value


def facts_of(topic) -> list[dict]:
    """The topic's facts, without what waits for a later room."""
    return [fact for name, facts in read(topic).items() if name != "tvillingbyer" for fact in facts]


@pytest.mark.parametrize("topic", LOADED)
def test_all_words_of_the_facts_are_in_the_tables(topic, stored):
    words = set(words_in(facts_of(topic), topic))

    assert {(key, said) for key, said in words if said not in stored} == set()
    assert len(words) > 10


def test_population_of_every_city_is_as_stated():
    assert dict(City.objects.values_list("name", "population")) == {
        fact["navn"]: fact["folketall_2009_01_01"] for fact in facts_of("cities")
    }


def test_number_of_every_city_is_as_stated():
    for fact in facts_of("cities"):
        for key, since, _until in SPANS:
            day = since or date(2009, 1, 1)
            on_day = (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))

            assert Number.objects.filter(on_day, party__short=fact["navn"]).get().number == fact[key]


def test_years_of_every_party_are_as_stated():
    stated = {(fact["navn"], fact.get("fra"), fact.get("til")) for fact in facts_of("parties")}
    named = {(name, None, None) for name in PARTIES_OF_AGREEMENTS}

    found = set(Party.objects.exclude(kind="municipality").values_list("name", "first_year", "last_year"))
    assert found == stated | named


def test_pages_and_cities_of_every_plan_are_as_stated():
    plans = {
        (plan.title, plan.pages, tuple(sorted(city.name for city in plan.cities.all())))
        for plan in Paper.objects.filter(kind="plan")
    }

    assert plans == {
        (fact["tittel"], fact.get("sider"), tuple(sorted(fact["byer"] or ()))) for fact in facts_of("plans")
    }


def test_figures_of_every_goal_are_as_stated():
    targets = Target.objects.select_related("element")

    assert Counter((one.element.title, one.amount.value, one.base_year, one.target_year) for one in targets) == Counter(
        (fact["tekst"], fact["tall"], fact["basisaar"], fact["maalaar"])
        for fact in facts_of("goals")
        if fact["tall"] is not None or fact["maalaar"]
    )


def test_theme_and_remark_of_every_goal_and_strategy_are_as_stated():
    def stored_as(model):
        return set(model.objects.values_list("element__title", "theme__code", "note"))

    assert stored_as(Goal) == {(fact["tekst"], fact["tema"], fact["merknad"] or "") for fact in facts_of("goals")}
    assert stored_as(Strategy) == {(fact["tekst"], fact["tema"], "") for fact in facts_of("strategies")}


def test_every_measure_can_be_told_again_from_the_tables():
    told = {
        told_again(measure) for measure in Measure.objects.select_related("element", "theme", "area", "element__city")
    }

    assert told == {
        (
            fact["tittel"],
            fact["tema"],
            fact["samarbeidsomraade"],
            tuple(fact["ansvarlig"] or ()),
            IN_NORWEGIAN.get(fact["periode"], fact["periode"]),
            fact["status_eller_resultat"],
            fact["effekt_co2e"] or "",
            DIRECTIONS.get(fact["retning"]),
            fact["merknad"] or "",
        )
        for fact in facts_of("measures")
    }
    assert len(told) == 63


def told_again(measure) -> tuple:
    element = measure.element
    return (
        element.title,
        measure.theme and measure.theme.code,
        measure.area and str(measure.area),
        tuple(row.words for row in element.responsibility_rows.all()),
        measure.period and str(measure.period),
        next((row.words for row in element.progress_rows.all()), None),
        measure.effect_words,
        measure.direction,
        measure.note,
    )


@pytest.mark.parametrize("topic", LOADED[-4:])
def test_every_element_stands_in_its_citys_programme(topic):
    key = {"strategies": "tekst", "goals": "tekst", "instruments": "navn", "measures": "tittel"}[topic]
    places = set(Element.objects.values_list("title", "programme__document__cities__name"))

    assert {(fact[key], fact["by"]) for fact in facts_of(topic) if fact.get("by")} <= places


@pytest.mark.parametrize("topic", [*LOADED, *WAITING])
def test_every_fact_has_a_source(topic):
    facts = [fact for facts in read(topic).values() for fact in facts]

    assert [fact for fact in facts if not fact["source"]] == []


def test_no_file_of_facts_is_forgotten():
    assert {path.stem for path in FOLDER.glob("*.json")} == {*LOADED, *WAITING, "network"}


def test_every_element_and_programme_has_a_source():
    assert list(Element.objects.filter(sources=[]).values_list("title", flat=True)) == []
    assert Programme.objects.filter(sources=[]).count() == 0
    assert Paper.objects.filter(sources=[]).count() == 0
    assert Theme.objects.filter(sources=[]).count() == 0
    assert Party.objects.filter(sources=[]).count() == 0


@pytest.mark.parametrize("model", ROWS)
def test_every_row_of_an_element_has_a_source(model):
    assert model.objects.count() > 0
    assert model.objects.filter(sources=[]).count() == 0


@pytest.mark.parametrize(
    ("topic", "title"), [("strategies", "tekst"), ("goals", "tekst"), ("instruments", "navn"), ("measures", "tittel")]
)
def test_element_carries_the_sources_of_its_fact(topic, title):
    stored = {(element.title, tuple(element.sources)) for element in Element.objects.all()}

    assert {(fact[title], tuple(fact["source"])) for fact in facts_of(topic)} <= stored


def test_sources_page_lists_every_source():
    page = Path("docs/sources.md").read_text(encoding="utf-8")
    files = [json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")]
    addresses = {source.partition(" (")[0] for source in sources_in(files)}

    assert len(addresses) == 95
    assert {one for one in addresses if (f"<{one}>" if "://" in one else one) not in page} == set()


def sources_in(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (inner or ()) if key in SOURCES else sources_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sources_in(inner)
