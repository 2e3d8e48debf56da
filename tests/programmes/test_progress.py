"""Rows that cannot be, readings, and the report of progress."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from common.dates import LooseDate
from common.numbers import StatedNumber
from common.refusals import Refused
from common.templatetags.framtid import day as written
from history.queries import history_of
from programmes.actions import remove_row, report_progress, save_field, save_row
from programmes.actions.progress import Read
from programmes.fields import field_of
from programmes.models import Indicator, Kind, MoneyLine, Progress, Reading
from programmes.tables import table_of
from programmes.timeline import moments_of
from tests.helpers.statements import statements

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


# -- The report


@pytest.fixture
def owner(programmes, planner):
    """Skien's measure owner, whose unit answers for the measure that is Skien's alone."""
    who = {"words": "Byplan i Skien", "part": "responsible", "part_words": "", "certain": True, "span": None}
    save(programmes["bare-skien"], table_of(Kind.MEASURE, "responsibility"), who, planner)
    return programmes.world.people["measure_owner", "skien"]


def address(measure):
    return reverse("element_report", args=[measure.pk])


def sent(**more):
    return {"uuid": uuid4(), "status": "under_way", "day": "mars 2010", "words": "Halvveis", **more}


@pytest.mark.parametrize("who", ["owner", "planner"])
def test_a_report_and_its_readings_are_saved_as_one_act(client, programmes, trips, request, who):
    client.force_login(request.getfixturevalue(who))
    request.getfixturevalue("owner")
    report = sent() | {f"value-{trips.pk}": "1 250", f"source-{trips.pk}": "Egen telling"}

    answers = [client.post(address(programmes["bare-skien"]), report).status_code for _time in range(3)]

    progress, read = Progress.objects.get(), Reading.objects.get()
    entries = history_of("element", programmes["bare-skien"].pk).filter(field__in=("progress", "reading"))
    assert answers == [302, 302, 302]
    assert (progress.status, progress.day.words, progress.words) == ("under_way", "mars 2010", "Halvveis")
    assert (read.indicator, read.day.words, read.value.value, read.source) == (trips, "mars 2010", 1250, "Egen telling")
    assert sorted(entry.field for entry in entries) == ["progress", "reading"]


def test_a_reading_made_before_is_refused_with_all_of_the_report(client, programmes, trips, owner):
    client.force_login(owner)
    measure, read = programmes["bare-skien"], {f"value-{trips.pk}": "1 250"}
    client.post(address(measure), sent() | read)

    again = client.post(address(measure), sent(words="En gang til") | read)

    html = again.content.decode()
    assert again.status_code == 422
    assert "«Reiser» er alt lest av for mars 2010 fra samme kilde: 1 250" in html
    assert "En gang til" in html
    assert (Progress.objects.count(), Reading.objects.count()) == (1, 1)


def test_readings_alone_say_nothing_of_status(client, programmes, trips, owner):
    client.force_login(owner)
    measure = programmes["bare-skien"]
    client.post(address(measure), sent())
    form = sent(status="", words="", day="april 2010") | {f"value-{trips.pk}": "1 300"}

    for _time in range(2):
        client.post(address(measure), form)

    assert (Progress.objects.count(), Reading.objects.get().day.words) == (1, "april 2010")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"status": "", "words": ""}, "Oppgi status, skriv noen ord, eller les av en indikator."),
        ({"day": "2015–2009"}, "Sluttdato må være etter startdato."),
        ({"day": "", "value": "3"}, "Oppgi dagen som avlesningene gjelder for."),
        ({"value": "mange"}, "Skriv ett tall med sifre"),
        ({"words": "x" * 20_001}, "Kan ha høyst 20000 tegn"),
    ],
)
def test_a_report_that_cannot_be_kept_is_told_and_nothing_is_saved(client, programmes, trips, owner, more, told):
    client.force_login(owner)
    value = {f"value-{trips.pk}": more.get("value", "")}

    answer = client.post(address(programmes["bare-skien"]), sent() | more | value)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Progress.objects.exists()
    assert not Reading.objects.exists()


def test_a_planner_reports_for_the_own_city_or_for_all_and_never_for_the_twin(programmes, planner):
    shared, cities = programmes["skien-porsgrunn"], programmes.world.cities
    values = {"status": "done", "day": LooseDate.read("2010"), "words": ""}

    for city in (None, cities["skien"]):
        report_progress(element=shared, values=values, city=city, by=planner, at=AT)
    with pytest.raises(Refused, match="Bare Porsgrunn kan endre"):
        report_progress(element=shared, values=values, city=cities["porsgrunn"], by=planner, at=AT)

    assert [row.city for row in Progress.objects.order_by("pk")] == [None, cities["skien"]]


def test_one_citys_indicator_is_read_by_that_city_alone(client, programmes, planner):
    shared, cities = programmes["skien-porsgrunn"], programmes.world.cities
    theirs = Indicator.objects.create(element=shared, city=cities["porsgrunn"], name="Porsgrunns turer")
    client.force_login(planner)
    values = {"status": None, "day": LooseDate.read("2010"), "words": ""}

    with pytest.raises(Refused, match="leses av for Porsgrunn"):
        report_progress(
            element=shared, values=values, readings=[Read(theirs, StatedNumber.read("3"))], by=planner, at=AT
        )

    assert "Porsgrunns turer" not in client.get(address(shared)).content.decode()
    assert not Reading.objects.exists()


def test_the_report_form_starts_with_todays_date_in_words(client, programmes, owner):
    client.force_login(owner)

    html = client.get(address(programmes["bare-skien"])).content.decode()

    assert f'value="{written(localdate()).replace(chr(160), " ")}"' in html


# -- The timeline


def test_the_timeline_puts_readings_with_the_entry_of_their_day(programmes, trips):
    measure = programmes["bare-skien"]
    rows = [
        Progress(pk=n, element=measure, status=status, day=LooseDate.read(day), words=words, recorded_by=7)
        for n, (status, day, words) in enumerate(
            [("planned", "2008", "Først"), ("done", "2011", "Ferdig"), ("under_way", "mars 2010", "Godt i gang"),
             ("stopped", "", "Udatert")], 1
        )
    ]  # fmt: skip
    readings = [
        Reading(element=measure, indicator=trips, day=LooseDate.read(day), value=StatedNumber.read(value))
        for day, value in (("2010-03", "900"), ("2009", "800"))
    ]

    moments = moments_of(rows, readings, date(2010, 12, 31), {7: "Kari"})

    assert [(moment.day and moment.day.words, moment.later) for moment in moments] == [
        ("2011", True), ("mars 2010", False), ("2009", False), ("2008", False), (None, False),
    ]  # fmt: skip
    assert [[row.value.words for row in moment.readings] for moment in moments] == [[], ["900"], ["800"], [], []]
    assert [moment.by for moment in moments] == ["Kari", "Kari", "", "Kari", "Kari"]


def test_the_timeline_stands_on_the_measures_page_and_costs_the_same_for_many(client, programmes, trips, planner):
    measure = programmes["bare-skien"]
    client.force_login(planner)
    page = reverse("element_page", args=[measure.pk])

    def told(n):
        Progress.objects.create(
            element=measure, status="under_way", day=LooseDate.read(f"200{n}"), words=f"Melding {n}",
            recorded_at=AT, recorded_by=planner.pk,
        )  # fmt: skip
        Reading.objects.create(
            element=measure, indicator=trips, day=LooseDate.read(f"200{n}"), value=StatedNumber.read(f"{n}00")
        )

    told(1)
    one = statements(lambda: client.get(page))
    told(2)
    told(3)
    three = statements(lambda: client.get(page))

    html = client.get(page).content.decode()
    assert len(three) == len(one)
    assert html.index("Melding 3") < html.index("Melding 2") < html.index("Melding 1")
    assert str(planner) in html
    assert '<svg class="chart"' in html
