"""*Gjør felles* as it is: what is one city's own becomes all its cities', and that taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cities.actions import give_role
from common.dates import LooseDate
from history.models import Entry
from history.queries import history_of
from programmes.actions import add_element, bin_element, save_field, share_element
from programmes.fields import field_of
from programmes.models import CityPart, Element, Kind, Waiver
from programmes.scopes import element_mark
from programmes.tables import TABLES
from programmes.templatetags.programmes import told
from tests.factories.programmes import ElementFactory
from tests.programmes.branch import fill, grow, talk
from tests.programmes.test_splitting import AT, content, refused, undo


@pytest.fixture
def branch(programmes):
    return grow(programmes)


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def twin(programmes):
    return programmes.world.people["planner", "porsgrunn"]


@pytest.fixture
def own(programmes, branch):
    """Skien's own measure with something of everything, common and the city's."""
    element, skien = branch.own["skien"], programmes.world.cities["skien"]
    fill(element, branch.instrument, [skien])
    CityPart.objects.filter(element=element).delete()
    talk(element, programmes)
    Waiver.objects.filter(gap__endswith=element.code).update(city=skien)
    return Element.objects.for_door().get(pk=element.pk)


def share(element, by, **more):
    return share_element(element=element, **{"mark": element_mark(element), "by": by, "at": AT} | more)


def cities_of_rows(element) -> dict:
    rows = {table.name: table.model.objects.filter(element=element).order_by("pk") for table in TABLES}
    return {name: [row.city and row.city.slug for row in found] for name, found in rows.items() if found}


def test_what_becomes_shared_keeps_who_answers_money_progress_and_period_as_the_citys(own, planner):
    share(own, planner)

    assert Element.objects.get(pk=own.pk).city is None
    assert cities_of_rows(own) == {
        "responsibility": ["skien", "skien"],
        "moneyline": ["skien", "skien"],
        "progress": ["skien", "skien"],
        "citypart": ["skien"],
        "indicator": [None, "skien"],
        "reading": [None, "skien"],
        "attachment": [None],
    }
    assert CityPart.objects.get(element=own).period == own.measure.period == LooseDate.read("2009")
    assert told(history_of("element", own.pk)[0]) == "gjorde dette felles; det var eget for Skien"


def test_what_hangs_under_it_stays_the_citys_and_reasons_for_its_gaps_are_for_all(branch, own, planner):
    share(own, planner)

    assert Element.objects.get(pk=branch.below["skien"].pk).city.slug == "skien"
    assert Waiver.objects.get(gap=f"instrument:{own.code}").city is None


@settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_it_is_like_sharing_taken_back_changes_nothing(programmes, branch, own, planner, data):
    skien = programmes.world.cities["skien"]
    with transaction.atomic():
        for table in TABLES:
            if table.name in ("responsibility", "moneyline", "progress"):
                for row in table.model.objects.filter(element=own):
                    row.city = data.draw(st.sampled_from([None, skien]))
                    row.save()
        own.measure.period = data.draw(st.sampled_from([None, LooseDate.read("2011")]))
        own.measure.save()
        if data.draw(st.booleans()):
            CityPart.objects.create(element=own, city=skien, note="Alt sagt")
        before, waivers = content(own.programme), list(Waiver.objects.order_by("pk").values())

        share(own, planner)
        between = content(own.programme)
        undo(own, planner)

        assert between != before
        assert content(own.programme) == before
        assert list(Waiver.objects.order_by("pk").values()) == waivers
        transaction.set_rollback(True)


def test_the_same_form_again_changes_nothing_more(own, planner):
    form = {"mark": element_mark(own), "key": uuid4()}
    share(own, planner, **form)
    lines = Entry.objects.count()

    share(own, planner, **form)

    assert Entry.objects.count() == lines
    assert "er alt felles" in refused(share, own, planner, **form | {"key": uuid4()})


def test_what_cannot_become_shared_is_refused_in_words(branch, own, planner, twin):
    assert "er alt felles" in refused(share, branch.measure, planner)
    assert "står under noe som er eget" in refused(share, branch.below["skien"], planner)
    assert "Bare planleggerne i Skien" in refused(share, own, twin)
    mark = element_mark(own)
    save_field(element=own, field=field_of(Kind.MEASURE, "note"), value="x", base=0, by=planner, at=AT)
    assert "er endret siden du så på det" in refused(share, own, planner, mark=mark)
    bin_element(element=own, by=planner, at=AT)
    assert "papirkurven" in refused(share, own, planner)


@pytest.mark.parametrize("change", ["field", "twins under it", "shared under it"])
def test_sharing_stays_when_the_shared_one_has_come_to_be_used(programmes, own, planner, twin, change):
    share(own, planner)
    later = AT + timedelta(minutes=1)
    if change == "field":
        save_field(element=own, field=field_of(Kind.MEASURE, "note"), value="x", base=0, by=twin, at=later)
    else:
        city = programmes.world.cities["porsgrunn"] if change.startswith("twins") else None
        add_element(parent=own, kind=Kind.MEASURE, title="Nytt", city=city, by=twin, at=later)

    assert "kan ikke angres" in refused(undo, own, planner, at=later)


def test_sharing_is_taken_back_by_a_planner_of_the_city_alone(programmes, own, planner):
    share(own, planner)
    planner.roles.all().delete()
    give_role(person=planner, kind="planner", city=programmes.world.cities["porsgrunn"], by=None, at=AT)
    planner.__dict__.pop("_rights", None)

    assert "Bare planleggerne i Skien" in refused(undo, own, planner)


def test_an_instrument_becomes_shared_too(programmes, branch, planner):
    skien = programmes.world.cities["skien"]
    instrument = ElementFactory(parent=branch.goal, kind=Kind.INSTRUMENT, city=skien)
    before = content(instrument.programme)

    share(instrument, planner)
    undo(instrument, planner)

    assert content(instrument.programme) == before
