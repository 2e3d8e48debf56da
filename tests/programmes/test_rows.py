import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from common.dates import LooseDate
from common.numbers import StatedNumber
from common.refusals import Refused, Stale
from history.queries import history_of
from programmes.actions import remove_row, save_row
from programmes.models import Element, Indicator, Kind, MoneyLine, Progress, Reading, Responsibility
from programmes.queries import status_on
from programmes.rows_at_once import with_rows
from programmes.tables import TABLES, table_of
from tests.factories.cities import PartyNameFactory, RoleFactory
from tests.factories.programmes import ElementFactory
from tests.helpers.statements import statements

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
WHO = table_of(Kind.MEASURE, "responsibility")


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


def responsible(words, **more):
    return {"words": words, "part": "responsible", "part_words": "", "certain": True, "span": None, **more}


def save(element, by, words="Skien kommune", *, table=WHO, row=None, values=None, city=None, base=None, uuid=None):
    values = values or responsible(words)
    return save_row(element=element, table=table, row=row, values=values, city=city, base=base, uuid=uuid, by=by, at=AT)


def test_a_new_row_keeps_the_words_and_is_remembered(programmes, planner):
    measure = programmes["bare-skien"]

    row = save(measure, planner, "byene")

    entry = history_of("element", measure.pk).get()
    assert (row.words, row.party, row.revision) == ("byene", None, 1)
    assert (entry.field, entry.before, entry.after["words"]) == ("responsibility", None, "byene")


def test_a_known_party_is_recognised_by_its_name(programmes, planner):
    party = programmes.world.cities["skien"].party
    PartyNameFactory(party=party, official="Skien kommune", short="Skien")

    assert save(programmes["bare-skien"], planner, "Skien kommune").party == party


def test_one_form_sent_twice_makes_one_row(programmes, planner):
    form = uuid4()

    rows = {save(programmes["bare-skien"], planner, uuid=form).pk for _time in range(3)}

    assert len(rows) == 1
    assert Responsibility.objects.count() == 1


def test_a_stale_row_is_refused_with_both(programmes, planner):
    measure = programmes["bare-skien"]
    row = save(measure, planner, "byene")
    save(measure, planner, "staten", row=row, base=1)

    with pytest.raises(Stale) as refused:
        save(measure, planner, "fylket", row=row, base=1)

    assert (refused.value.theirs[0], refused.value.mine[0]) == ("staten", "fylket")
    assert Responsibility.objects.get().words == "staten"
    assert history_of("element", measure.pk).first().act == "conflict"


def test_a_citys_row_on_a_shared_measure_is_that_citys_alone(programmes, planner):
    shared, cities = programmes["skien-porsgrunn"], programmes.world.cities
    theirs = save(shared, programmes.world.people["planner", "porsgrunn"], city=cities["porsgrunn"])
    mine = save(shared, planner, city=cities["skien"])

    for refused in (
        lambda: save(shared, planner, "tatt over", row=theirs, city=cities["skien"], base=1),
        lambda: save(shared, planner, "tatt over", row=theirs, city=None, base=1),
        lambda: save(shared, planner, "ny", city=cities["porsgrunn"]),
        lambda: save(shared, planner, "ny", city=cities["oslo"]),
        lambda: save(shared, planner, "gitt bort", row=mine, city=cities["porsgrunn"], base=1),
        lambda: remove_row(element=shared, table=WHO, row=theirs, by=planner, at=AT),
    ):
        with pytest.raises(Refused):
            refused()

    rows = Responsibility.objects.order_by("pk").values_list("city__slug", "words")
    assert list(rows) == [("porsgrunn", "Skien kommune"), ("skien", "Skien kommune")]


def test_a_city_outside_the_programme_has_no_row_there(programmes, planner):
    shared, oslo = programmes["skien-porsgrunn"], programmes.world.cities["oslo"]
    RoleFactory(person=planner, city=oslo)

    with pytest.raises(Refused):
        save(shared, planner, city=oslo)

    assert not Responsibility.objects.exists()


def test_a_removed_row_stays_in_the_history(programmes, planner):
    measure = programmes["bare-skien"]
    row = save(measure, planner, "byene")

    remove_row(element=measure, table=WHO, row=row, by=planner, at=AT)

    assert not Responsibility.objects.exists()
    assert history_of("element", measure.pk).first().before["words"] == "byene"


def test_a_row_of_another_element_is_not_touched_through_this_one(programmes, planner):
    row = save(programmes["skien-porsgrunn"], planner, "byene")

    with pytest.raises(Refused):
        save(programmes["bare-skien"], planner, "lånt", row=row, base=1)

    assert Responsibility.objects.get().words == "byene"


def test_the_status_of_a_day_is_the_latest_entry_up_to_it():
    entries = [
        Progress(pk=1, status="planned", day=LooseDate.read("våren 2008")),
        Progress(pk=2, status="done", day=LooseDate.read("mars 2010")),
        Progress(pk=3, status="under_way", day=LooseDate.read("2009-01-15")),
        Progress(pk=4, status="stopped", day=None),
    ]

    statuses = [status_on(entries, date(year, 6, 1)) for year in (2007, 2008, 2009, 2010)]

    assert [entry.status for entry in statuses] == ["stopped", "planned", "under_way", "done"]
    assert status_on([], date(2009, 1, 1)) is None


# -- The measure owner reports, and does nothing else


@pytest.fixture
def owner(programmes):
    return programmes.world.people["measure_owner", "skien"]


@pytest.fixture
def report(client, programmes, owner):
    """Send a report on a measure as Skien's measure owner, whose unit is Byplan i Skien."""
    client.force_login(owner)

    def send(element, uuid=None):
        sent = {"uuid": uuid or uuid4(), "status": "under_way", "day": "mars 2010", "words": "Halvveis"}
        return client.post(reverse("element_report", args=[element.pk]), sent)

    return send


def test_a_measure_owner_reports_on_what_the_unit_answers_for(programmes, planner, owner, report):
    measure = programmes["bare-skien"]
    save(measure, planner, "Byplan i Skien")
    form = uuid4()

    answers = [report(measure, form).status_code for _time in range(2)]

    row = Progress.objects.get()
    assert answers == [302, 302]
    assert (row.status, row.words, row.day.words, row.city, row.recorded_by) == (
        "under_way", "Halvveis", "mars 2010", None, owner.pk,
    )  # fmt: skip
    assert history_of("element", measure.pk).first().after["status"] == "under_way"


def test_a_report_on_a_shared_measure_is_the_own_citys(programmes, planner, report):
    save(programmes["skien-porsgrunn"], planner, "Byplan i Skien")

    report(programmes["skien-porsgrunn"])

    assert Progress.objects.get().city == programmes.world.cities["skien"]


def test_a_measure_owner_neither_reports_on_anothers_measure_nor_edits_the_own(programmes, planner, client, report):
    save(programmes["bare-skien"], planner, "byene")
    save(programmes["skien-porsgrunn"], planner, "Byplan i Skien")

    refused = report(programmes["bare-skien"])
    outside = report(programmes["oslo-bergen"])
    title = reverse("element_field", args=[programmes["skien-porsgrunn"].pk, "title"])
    edited = client.post(title, {"value": "Ny", "base": "0"})

    assert [answer.status_code for answer in (refused, outside, edited)] == [422, 404, 403]
    assert not Progress.objects.exists()


def test_a_measure_owner_meets_the_own_measures_on_the_front_page(programmes, planner, client, owner):
    save(programmes["bare-skien"], planner, "Byplan i Skien")
    client.force_login(owner)

    html = client.get(reverse("front")).content.decode()

    assert reverse("element_report", args=[programmes["bare-skien"].pk]) in html
    assert reverse("element_report", args=[programmes["skien-porsgrunn"].pk]) not in html


def test_a_report_that_says_nothing_is_refused(programmes, planner, client, owner):
    save(programmes["bare-skien"], planner, "Byplan i Skien")
    client.force_login(owner)
    empty = {"uuid": uuid4(), "status": "", "day": "", "words": ""}

    answer = client.post(reverse("element_report", args=[programmes["bare-skien"].pk]), empty)

    assert answer.status_code == 422
    assert not Progress.objects.exists()


def test_a_city_has_one_part_of_a_shared_measure(programmes, planner):
    measure, skien = programmes["skien-porsgrunn"], programmes.world.cities["skien"]
    part = {"table": table_of("measure", "citypart"), "values": {"period": None, "note": "Først i sentrum"}}

    save_row(element=measure, city=skien, by=planner, at=AT, **part)

    with pytest.raises(Refused, match="Skien har alt en rad her"):
        save_row(element=measure, city=skien, by=planner, at=AT, **part)
    with pytest.raises(Refused, match="Velg hvilken by"):
        save_row(element=measure, city=None, by=planner, at=AT, **part)


def test_rows_read_at_once_are_those_read_one_table_at_a_time(programmes):
    measure = programmes["skien-porsgrunn"]
    city = programmes.world.cities["skien"]
    Progress.objects.create(element=measure, day=LooseDate.read("mars 2010"), words="Godt i gang", recorded_at=AT)
    MoneyLine.objects.create(element=measure, city=city, amount=StatedNumber.read("inntil 20 mill."))
    counted = Indicator.objects.create(element=measure, name="Reiser")
    Reading.objects.create(
        element=measure, indicator=counted, day=LooseDate.read("2009"), value=StatedNumber.read("ca. 900")
    )
    alone = {table.name: table.rows_of(Element.objects.get(pk=measure.pk)) for table in TABLES}

    (read,) = with_rows([Element.objects.get(pk=measure.pk)], [city])

    for table in TABLES:
        rows = table.rows_of(read)
        assert rows == alone[table.name]
        assert [table.typed(row) for row in rows] == [table.typed(row) for row in alone[table.name]]
        assert [vars(row) | {"_state": 0} for row in rows if table.name == "progress"] == [
            vars(row) | {"_state": 0} for row in alone[table.name] if table.name == "progress"
        ]


# -- What a save answers in the open editor


@pytest.fixture
def send(client, programmes, planner):
    """POST a form of the row's as htmx does."""
    client.force_login(planner)

    def post(name, element, *ids, **values):
        address = reverse(name, args=[element.pk, "responsibility", *ids])
        return client.post(address, values, headers={"HX-Request": "true"})

    return post


def marks_in(html, element) -> str:
    return re.search(
        f'<span class="marks" id="marks-{element.pk}".*?hx-swap-oob="true">(.*)</span><span id="gaps', html
    )[0]


def left_in(html) -> int:
    return int(re.search(r'id="gaps-left" hx-swap-oob="innerHTML">\((\d+)\)', html)[1])


def test_a_row_saved_or_removed_renews_the_elements_marks_and_what_is_left(send, programmes):
    measure = programmes["bare-skien"]
    saved = send("element_row_add", measure, words="byene", part="responsible", certain="yes", uuid=uuid4())
    row = Responsibility.objects.get()

    removed = send("element_row_remove", measure, row.pk)

    before, after = saved.content.decode(), removed.content.decode()
    assert ("Mangler ansvarlig" in marks_in(before, measure), "Mangler ansvarlig" in marks_in(after, measure)) == (
        False,
        True,
    )
    assert 'data-f="a' in marks_in(after, measure)
    assert left_in(after) > left_in(before)


def test_a_saved_row_costs_the_same_in_a_small_programme_and_a_large(send, programmes):
    measure = programmes["bare-skien"]
    save_one = lambda: send(  # noqa: E731
        "element_row_add", measure, words="byene", part="responsible", certain="yes", uuid=uuid4()
    )
    few = statements(save_one)
    for n in range(20):
        ElementFactory(parent=programmes["bare-skien:goal"], title=f"Tiltak {n}")

    many = statements(save_one)

    assert len(few) == len(many) <= 45


def test_only_rows_one_may_save_can_be_opened(client, programmes, planner):
    shared, cities = programmes["skien-porsgrunn"], programmes.world.cities
    twin = programmes.world.people["planner", "porsgrunn"]
    theirs = save(shared, twin, city=cities["porsgrunn"])
    mine, common = save(shared, planner, city=cities["skien"]), save(shared, twin, "byene")
    client.force_login(planner)

    page = client.get(reverse("element_page", args=[shared.pk])).content.decode()
    table = client.get(reverse("element_table", args=[shared.pk, "responsibility"])).content.decode()

    for html in (page, table):
        pencils = {row.pk for row in (theirs, mine, common) if f'id="edit-responsibility-{row.pk}"' in html}
        assert pencils == {mine.pk, common.pk}


def test_a_table_alone_is_for_reading_where_one_only_reads(client, programmes, planner):
    save(programmes["bare-skien"], planner, "byene")
    client.force_login(programmes.world.people["secretariat", "network"])

    html = client.get(reverse("element_table", args=[programmes["bare-skien"].pk, "responsibility"])).content.decode()

    assert ("byene" in html, "/rad/" in html) == (True, False)
