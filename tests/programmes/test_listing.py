"""A programme's measures as a list: every field is a column, as of the day viewed, for whoever may read."""

import csv
import io
from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse

from common.dates import LooseDate
from common.numbers import StatedNumber
from programmes.actions import bin_element
from programmes.fields import FIELDS
from programmes.listing import MEASURES, SHOWN, WORDS, measure_rows
from programmes.models import Kind, MoneyLine, Progress, Responsibility
from tests.factories.programmes import MOMENT, ElementFactory, ThemeFactory
from tests.helpers.statements import statements

DAY = date(2010, 6, 1)


@pytest.fixture
def measure(programmes):
    """A measure with something in every sort of column."""
    measure = programmes["bare-skien"]
    facts = measure.measure
    facts.theme = ThemeFactory(code="AT", name="Areal og transport")
    facts.period, facts.effect = LooseDate.read("våren 2009"), StatedNumber.read("ca. 900")
    facts.targets, facts.needs_from = ["state", "region"], ["state"]
    facts.save()
    Responsibility.objects.create(element=measure, words="Bymiljøetaten")
    Responsibility.objects.create(element=measure, words="byene", part=Responsibility.Part.CONTRIBUTOR)
    for amount in ("inntil 20 mill.", "500 000", "ikke oppgitt"):
        MoneyLine.objects.create(element=measure, amount=StatedNumber.read(amount))
    for day, status in (("2009", "planned"), ("mars 2010", "under_way"), ("2011", "done")):
        Progress.objects.create(element=measure, day=LooseDate.read(day), status=status, recorded_at=MOMENT)
    return measure


def listed(programme, query="", day=DAY):
    return MEASURES.read(measure_rows(programme, day), QueryDict(query))


def cell(listed, row, name) -> str:
    return listed.listing.named(name).words(row)


def test_every_field_of_a_measure_is_a_column_and_its_title_heads_the_row(programmes, measure):
    labels = {column.label for column in MEASURES.columns}

    assert {WORDS.get(field.name, field.name) for field in FIELDS[Kind.MEASURE][1:]} <= {
        column.name for column in MEASURES.columns
    }
    assert [column.label for column in MEASURES.columns if column.heads] == [FIELDS[Kind.MEASURE][0].label]
    assert len(labels) == len(MEASURES.columns)
    assert set(SHOWN) <= set(WORDS)


def test_a_measure_is_told_in_a_row_as_of_the_day(programmes, measure):
    seen = listed(programmes.skien)
    row = next(row for row in seen.rows if row.element == measure)

    told = {name: cell(seen, row, name) for name in
            ("tema", "periode", "ansvarlig", "status", "rettet-mot", "virkning", "bidrag-fra", "penger")}  # fmt: skip

    assert told == {
        "tema": "Areal og transport", "periode": "våren 2009", "ansvarlig": "Bymiljøetaten", "status": "Pågår",
        "rettet-mot": "Staten, Regionen", "virkning": "ca. 900", "bidrag-fra": "Staten",
        "penger": "minst\xa0500\xa0000\xa0kr, høyst\xa020,5\xa0mill.\xa0kr",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "status"), [(date(2009, 5, 1), "planned"), (date(2011, 6, 1), "done"), (date(2008, 1, 1), None)]
)
def test_the_status_is_that_of_the_day(programmes, measure, day, status):
    rows = measure_rows(programmes.skien, day)

    assert [row.status for row in rows if row.element == measure] == [status]


@pytest.mark.parametrize(
    "query",
    ["tema=AT", "status=under_way", "periode-fra=2009&periode-til=2009", "rettet-mot=state", "bidrag-fra=*",
     "ansvarlig=bymiljø", "penger-fra=1 mill.", "virkning-fra=900"],
)  # fmt: skip
def test_each_filter_finds_the_measure_and_not_the_bare_one(programmes, measure, query):
    bare = ElementFactory(parent=programmes["bare-skien:goal"], title="Bart tiltak")

    found = [row.element for row in listed(programmes.skien, query).found]

    assert measure in found
    assert bare not in found


def test_measures_stand_in_the_order_of_the_outline_and_their_places_sort_as_numbers(programmes):
    for _n in range(11):
        ElementFactory(parent=programmes["bare-skien:goal"])

    places = [row.node.place for row in listed(programmes.skien).found]
    backwards = [row.node.place for row in listed(programmes.skien, "sorter=-plass").found]

    assert places == sorted(places, key=lambda place: [int(part) for part in place.split(".")])
    assert backwards == places[::-1]
    assert max(len(place.split(".")[-1]) for place in places) == 2


def test_shared_measures_and_each_citys_own_can_be_told_apart(programmes):
    programme = programmes.twins["skien", "porsgrunn"]

    shared = {row.element.city for row in listed(programme, "omfang=felles").found}
    own = {row.element.city.slug for row in listed(programme, "omfang=skien").found}

    assert (shared, own) == ({None}, {"skien"})


def test_what_lies_in_the_bin_is_not_listed(programmes, measure):
    bin_element(element=measure, by=programmes.world.people["planner", "skien"], at=MOMENT)

    assert measure not in [row.element for row in measure_rows(programmes.skien, DAY)]


@pytest.mark.parametrize("view", MEASURES.views, ids=lambda view: view.query)
def test_every_ready_made_view_is_understood(programmes, measure, view):
    seen = listed(programmes.skien, view.query)

    known = {"sorter", "kolonner", *(word for column in MEASURES.columns for word in column.asked_by)}
    assert set(QueryDict(view.query)) <= known
    assert all(MEASURES.named(name) for name in QueryDict(view.query).get("kolonner", "plass").split(","))
    assert (seen.ignored, [here for _l, _a, here in seen.views].count(True)) == ([], 1)


# -- The page


@pytest.fixture
def planner(client, programmes):
    client.force_login(programmes.world.people["planner", "skien"])
    return client


def address(programme, query=""):
    return reverse("programme_measures", args=[programme.pk]) + query


def test_the_page_shows_what_the_address_asks_for(planner, programmes, measure):
    html = planner.get(address(programmes.skien, "?sok=bare-skien&sorter=-periode")).content.decode()

    assert f'<a class="ds-link" href="{reverse("element_page", args=[measure.pk])}">' in html
    assert 'aria-sort="descending"' in html


def test_htmx_gets_the_part_it_asks_for_and_the_address_to_show(planner, programmes, measure):
    answer = planner.get(
        address(programmes.skien, "?sok=&tema=AT&status=&side=1"),
        headers={"HX-Request": "true", "HX-Target": "tiltak-resultat"},
    )

    html = answer.content.decode().strip()
    assert html.startswith('<div class="listing-result" id="tiltak-resultat">')
    assert answer.headers["HX-Push-Url"] == address(programmes.skien, "?tema=AT")
    assert "1 av " in answer.headers["HX-Trigger"]


def test_a_file_holds_the_very_rows_and_columns_of_the_page(planner, programmes, measure):
    query = "?tema=AT&kolonner=kode,penger,periode"

    text = planner.get(address(programmes.skien, query + "&format=csv")).content.decode("utf-8-sig")

    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert head == ["Kode", "Tittel", "Periode", "Oppgitte beløp"]
    assert rows == [
        [measure.code, measure.title, "våren 2009", "minst\xa0500\xa0000\xa0kr, høyst\xa020,5\xa0mill.\xa0kr"]
    ]


@pytest.mark.parametrize("ending", ["", "?format=csv", "?format=xlsx"])
def test_a_stranger_meets_no_list_and_no_file(client, programmes, ending):
    client.force_login(programmes.world.people["politician", "skien"])

    assert client.get(address(programmes.skien, ending)).status_code == 404


@pytest.mark.parametrize("query", ["", "?sok=tiltak&sorter=tema&tema=AT&periode-fra=2009&side=alle", "?format=xlsx"])
def test_the_list_costs_as_much_for_many_measures_as_for_few(planner, programmes, measure, query):
    few = statements(lambda: planner.get(address(programmes.skien, query)))
    for n in range(60):
        more = ElementFactory(
            parent=programmes["bare-skien:goal"], city=(n % 2 and programmes.world.cities["skien"]) or None
        )
        more.measure.theme = measure.measure.theme
        more.measure.save()
        Responsibility.objects.create(element=more, words=f"Etat {n}")

    many = statements(lambda: planner.get(address(programmes.skien, query)))

    assert len(many) == len(few)
    assert len(many) <= 15
