"""Rows that cannot be, readings, and the report of progress."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from common.dates import LooseDate
from common.numbers import StatedNumber
from common.refusals import Refused
from programmes.actions import remove_row, save_field, save_row
from programmes.fields import field_of
from programmes.models import Indicator, Kind, MoneyLine, Reading
from programmes.tables import table_of

AT = datetime(2010, 3, 31, 13, tzinfo=UTC)
READINGS = table_of(Kind.MEASURE, "reading")
MONEY = table_of(Kind.MEASURE, "moneyline")


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def trips(programmes):
    return Indicator.objects.create(element=programmes["bare-skien"], name="Reiser", unit="reiser per dag")


def reading(indicator, value="900", day="mars 2010", **more):
    empty = {"place": "", "sector": "", "source": "", "edition": ""}
    return {"indicator": indicator, "day": LooseDate.read(day), "value": StatedNumber.read(value)} | empty | more


def money(amount):
    return {
        "amount": StatedNumber.read(amount), "currency": "NOK", "period": None, "source_of_funds": "", "source": "",
        "note": "",
    }  # fmt: skip


def save(element, table, values, by, **more):
    return save_row(element=element, table=table, values=values, city=None, by=by, at=AT, **more)


# -- Values that cannot be


def test_money_is_never_negative(programmes, planner):
    with pytest.raises(Refused, match="Beløpet kan ikke være negativt"):
        save(programmes["bare-skien"], MONEY, money("−3 mill."), planner)

    assert not MoneyLine.objects.exists()
    assert save(programmes["bare-skien"], MONEY, money("0"), planner).pk


def test_an_effect_is_never_negative(programmes, planner):
    effect = field_of(Kind.MEASURE, "effect")

    with pytest.raises(Refused, match="Virkningen kan ikke være negativ"):
        save_field(
            element=programmes["bare-skien"], field=effect, value=StatedNumber.read("−900"), base=0, by=planner, at=AT
        )

    programmes["bare-skien"].measure.refresh_from_db()
    assert programmes["bare-skien"].measure.effect is None


def test_what_cannot_be_is_told_beside_its_field_and_what_was_typed_stays(client, programmes, planner):
    client.force_login(planner)
    address = reverse("element_row_add", args=[programmes["bare-skien"].pk, "moneyline"])
    typed = {"uuid": "00000000-0000-4000-8000-000000000001", "amount": "−3 mill.", "currency": "NOK"}

    answer = client.post(address, typed | {"period": "2015–2009"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Beløpet kan ikke være negativt." in html
    assert "Sluttdato må være etter startdato." in html
    assert 'value="−3 mill."' in html
    assert 'value="2015–2009"' in html
    assert not MoneyLine.objects.exists()


# -- Readings


def test_a_source_reads_an_indicator_once_a_day(programmes, planner, trips):
    measure = programmes["bare-skien"]
    first = save(measure, READINGS, reading(trips), planner)

    for again in (reading(trips, "950"), reading(trips, "950", "2010-03")):
        with pytest.raises(Refused, match="«Reiser» er alt lest av for mars 2010 fra samme kilde: 900"):
            save(measure, READINGS, again, planner)

    for other in (
        {"day": "2010"},
        {"source": "SSB"},
        {"edition": "2011-utgaven"},
        {"place": "Sentrum"},
        {"day": "når?"},
    ):
        save(measure, READINGS, reading(trips, "950", **other), planner)
    with pytest.raises(Refused, match="alt lest av for når"):
        save(measure, READINGS, reading(trips, "950", "når?"), planner)
    assert Reading.objects.count() == 6
    assert save(measure, READINGS, reading(trips, "901"), planner, row=first, base=1).value.words == "901"


def test_a_reading_is_of_the_elements_own_indicator(programmes, planner, trips):
    with pytest.raises(Refused, match="hører til et annet element"):
        save(programmes["skien-porsgrunn"], READINGS, reading(trips), planner)

    assert not Reading.objects.exists()


def test_an_indicator_is_not_removed_from_under_its_readings(programmes, planner, trips):
    measure = programmes["bare-skien"]
    save(measure, READINGS, reading(trips), planner)

    with pytest.raises(Refused, match="Slett dem først"):
        remove_row(element=measure, table=table_of(Kind.MEASURE, "indicator"), row=trips, by=planner, at=AT)

    assert Reading.objects.count() == 1
