"""Lists: what an address asks for, how rows are sorted, narrowed and paged, and what is told of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db import models
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from common.dates import LooseDate
from common.listing import Choice, Choices, Day, Listing, Loose, Number, Stated, Text, View, YesNo
from common.numbers import StatedNumber
from common.sorting import norwegian


class Status(models.TextChoices):
    PLANNED = "planned", "Planlagt"
    DONE = "done", "Gjennomført"


@dataclass
class Row:
    title: str = "Tiltak"
    status: str | None = None
    targets: tuple = ()
    cost: int | Decimal | None = None
    stated: StatedNumber | None = None
    on: date | None = None
    period: LooseDate | None = None
    sure: bool | None = None


LISTING = Listing(
    name="prove",
    caption="Prøve",
    count=lambda n: f"{n} rader",
    size=3,
    columns=(
        Text("title", "Tittel", heads=True, searched=True, link=lambda row: f"/{row.title}/"),
        Choice("status", "Status", choices=Status),
        Choices("targets", "Rettet mot", shown=False),
        Number("cost", "Kostnad"),
        Stated("stated", "Virkning"),
        Day("on", "Dag", shown=False),
        Loose("period", "Periode"),
        YesNo("sure", "Sikkert", shown=False),
    ),
    views=(View("Ferdige", "status=done"),),
)


def listed(query="", rows=(), listing=LISTING):
    return listing.read(rows, QueryDict(query))


def titles(query, rows) -> list[str]:
    return [row.title for row in listed(query, rows).found]


# -- Sorting

LETTERS = st.text("abåAÅæøöz é", max_size=6)


def test_norwegian_order_has_its_three_letters_last_and_two_a_as_one_of_them():
    rows = [Row(title) for title in ["Ås", "Ørsta", "Ærfugl", "Zeppelin", "Aasen", "Bærum", "Bergen", "Élite"]]

    assert titles("sorter=title", rows) == [
        "Bergen", "Bærum", "Élite", "Zeppelin", "Ærfugl", "Ørsta", "Ås", "Aasen",
    ]  # fmt: skip


@given(st.lists(st.one_of(st.none(), st.integers(-5, 5)), max_size=12), st.booleans())
def test_sorting_is_stable_and_what_is_not_stated_stands_last_both_ways(costs, falling):
    rows = [Row(title=str(n), cost=cost) for n, cost in enumerate(costs)]

    found = listed(f"sorter={'-' if falling else ''}cost", rows).found

    stated = [row for row in found if row.cost is not None]
    assert found[len(stated) :] == [row for row in rows if row.cost is None]
    assert stated == sorted((r for r in rows if r.cost is not None), key=lambda r: r.cost, reverse=falling)


@given(st.lists(LETTERS.filter(str.strip), max_size=10))
def test_text_sorts_by_the_norwegian_key(words):
    found = titles("sorter=title", [Row(word) for word in words])

    assert list(map(norwegian, found)) == sorted(map(norwegian, words))


def test_choices_sort_in_the_order_they_are_declared_and_loose_dates_by_their_first_day():
    rows = [Row("a", status="done", period=LooseDate.read("2010")), Row("b", status="planned"),
            Row("c", status="done", period=LooseDate.read("våren 2009"))]  # fmt: skip

    assert titles("sorter=status", rows) == ["b", "a", "c"]
    assert titles("sorter=period", rows) == ["c", "a", "b"]


# -- Narrowing


@given(st.lists(LETTERS, max_size=10), LETTERS.filter(str.strip))
def test_search_finds_the_rows_that_hold_every_word(texts, words):
    rows = [Row(text) for text in texts]
    query = QueryDict(mutable=True)
    query["sok"] = words

    found = LISTING.read(rows, query).found

    wanted = words.casefold().split()
    assert found == [row for row in rows if all(word in row.title.casefold() for word in wanted)]


@given(st.lists(st.one_of(st.none(), st.integers(0, 40)), max_size=12), st.integers(0, 40), st.integers(0, 40))
def test_a_span_keeps_what_lies_between_its_ends(costs, first, last):
    rows = [Row(cost=cost) for cost in costs]

    found = listed(f"cost-fra={first}&cost-til={last}", rows).found

    assert [row.cost for row in found] == [cost for cost in costs if cost is not None and first <= cost <= last]


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=12), st.sets(st.sampled_from(["a", "b", "c"]), min_size=1))
def test_several_of_the_choices_are_one_or_the_other(values, wanted):
    rows = [Row(targets=(value,)) for value in values]

    found = listed("&".join(f"targets={value}" for value in wanted), rows).found

    assert [row.targets[0] for row in found] == [value for value in values if value in wanted]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=done", ["a"]), ("status=done&status=-", ["a", "c"]), ("status=-", ["c"]), ("status=*", ["a", "b"]),
        ("targets=staten", ["b"]), ("stated-fra=1000", ["b"]), ("stated-til=1 000", ["a", "b"]),
        ("period-fra=2010", ["b", "c"]), ("period-til=sommeren 2009", ["a", "c"]), ("period=-", []),
        ("on-fra=1.6.2009", ["b"]), ("on-til=mai 2009", ["a"]), ("sure=True", ["a"]), ("sure=-", ["c"]),
        ("title=TILTAK c", ["c"]),
    ],
)  # fmt: skip
def test_each_sort_of_column_narrows_in_its_way(query, found):
    rows = [
        Row("Tiltak a", "done", ("kommunen",), None, StatedNumber.read("ca. 900"), date(2009, 5, 19),
            LooseDate.read("våren 2009"), True),
        Row("Tiltak b", "planned", ("kommunen", "staten"), None, StatedNumber.read("900–2000"), date(2009, 6, 1),
            LooseDate.read("2010–2012"), False),
        Row("Tiltak c", None, period=LooseDate.read("fra 2008")),
    ]  # fmt: skip

    assert [title[-1] for title in titles(query, rows)] == found


def test_the_form_has_boxes_only_for_what_some_row_states():
    boxes = listed("status=done", [Row("a", "done", cost=1), Row("b", "planned"), Row("c")]).controls

    assert [box["column"].name for box in boxes] == ["title", "status", "cost"]
    assert boxes[1]["options"] == [
        ("planned", "Planlagt", False), ("done", "Gjennomført", True), ("-", "Ikke oppgitt", False),
    ]  # fmt: skip


def test_what_is_not_understood_is_told_and_narrows_nothing():
    seen = listed("period-fra=tull&cost-til=mange", [Row(), Row()])

    assert (len(seen.found), seen.told) == (2, "2 rader")
    assert [(item.label, item.words) for item in seen.ignored] == [("Kostnad til", "mange"), ("Periode fra", "tull")]


@given(st.text(max_size=30))
def test_no_address_is_an_error(text):
    rows = [Row("Gå", "done", ("x",), 3, StatedNumber.of(4), date(2009, 1, 1), LooseDate.read("2009"), False), Row()]
    query = QueryDict(mutable=True)
    for word in ("sok", "sorter", "kolonner", "side", "format", "ukjent", "title", "status", "targets", "sure"):
        query[word] = text
    for word in ("cost", "stated", "on", "period"):
        query.update({word: text, f"{word}-fra": text, f"{word}-til": text})

    seen = LISTING.read(rows, query)

    assert seen.told.endswith("2 rader")
    assert len(seen.lines) == len(seen.found) <= 2
    assert all(address.startswith("?") for address in (seen.here, seen.bare_address, seen.whole_address))


# -- The address

WORDS = {"sok": "a", "sorter": "-title", "kolonner": "cost", "status": "done", "cost-fra": "1", "period": "-"}


@given(st.sets(st.sampled_from(sorted(WORDS))), st.lists(LETTERS, max_size=9))
def test_the_address_of_a_list_shows_the_same_list(chosen, texts):
    rows = [Row(text, "done", cost=n) for n, text in enumerate(texts)]
    query = QueryDict(mutable=True)
    query.update({word: WORDS[word] for word in chosen})
    seen = LISTING.read(rows, query)

    again = listed(seen.here.removeprefix("?"), rows)

    assert (again.found, again.columns, again.here) == (seen.found, seen.columns, seen.here)


@given(st.integers(0, 20))
def test_the_pages_together_are_the_list(many):
    rows = [Row(str(n)) for n in range(many)]
    first = listed("", rows)

    pages = [row for n in first.page.paginator.page_range for row in listed(f"side={n}", rows).page]

    assert pages == rows
    assert list(listed("side=alle", rows).page) == rows


def test_columns_are_chosen_with_commas_or_boxes_and_the_head_always_stands():
    assert [c.name for c in listed("kolonner=cost,on").columns] == ["title", "cost", "on"]
    assert [c.name for c in listed("kolonner=on&kolonner=cost").columns] == ["title", "cost", "on"]
    assert listed("kolonner=finnes-ikke").columns == listed().first_columns
    assert listed("kolonner=on,cost").here == "?kolonner=cost,on"


def test_a_head_sorts_then_from_the_end_then_not_and_keeps_the_rest():
    steps = [listed(query).heads[0]["address"] for query in ("status=done&side=2", "sorter=title", "sorter=-title")]

    assert steps == ["?status=done&sorter=title", "?sorter=-title", "?"]
    assert [listed(query).heads[0]["direction"] for query in ("", "sorter=title", "sorter=-title")] == [
        "", "ascending", "descending",
    ]  # fmt: skip


def test_each_narrowing_can_be_taken_away_alone_or_all_at_once():
    seen = listed("sok=a&status=done&sorter=cost&kolonner=cost", [Row("a", "done"), Row("b", "done")])

    assert [item.address for item in seen.active] == [
        "?sorter=cost&status=done&kolonner=cost", "?sok=a&sorter=cost&kolonner=cost",
    ]  # fmt: skip
    assert seen.bare_address == "?sorter=cost&kolonner=cost"
    assert seen.told == "1 av 2 rader"


def test_the_ready_made_view_that_is_seen_is_marked():
    assert [(label, here) for label, _address, here in listed("status=done&side=2").views] == [
        ("Alle", False), ("Ferdige", True),
    ]  # fmt: skip


def test_two_columns_cannot_ask_with_the_same_word():
    with pytest.raises(ValueError, match="sok"):
        Listing("x", "X", (Text("sok", "Søk"),), count=str)
    with pytest.raises(ValueError, match="a-fra"):
        Listing("x", "X", (Number("a", "A"), Text("a-fra", "A")), count=str)


def test_cells_are_escaped_and_empty_where_nothing_is_stated():
    cells = [html for _column, html in listed("kolonner=cost,status", [Row("<b>")]).lines[0]]

    assert cells == ['<a class="ds-link" href="/&lt;b&gt;/">&lt;b&gt;</a>', "", ""]
