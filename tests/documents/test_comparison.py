"""Two contents laid beside each other: each element and row is told of once, and as what it is."""

from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.comparison import Counts, compare, paired_elements
from tests.documents.contents import OLD, element, rich, small


def outline(*children, **changed) -> dict:
    """A small content: each child is a code, or (code, children)."""
    return small(*_grown(children), **changed)


def _grown(children, parent=None, place="", depth=1):
    for number, child in enumerate(children, 1):
        code, under = child if isinstance(child, tuple) else (child, ())
        here = f"{place}.{number}".lstrip(".")
        yield element(code=code, uuid=f"u-{code}", parent=parent, place=here, depth=depth, title=f"Tittel {code}")
        yield from _grown(under, code, here, depth + 1)


def told(comparison) -> list[tuple]:
    """Each element with its marks, in reading order."""
    return [
        (one.code, one.state, *(word for word in ("moved", "changed") if getattr(one, word)))
        for one in comparison.elements
    ]


def words(pairs) -> list[tuple]:
    return [(one.name, one.before, one.after) for one in pairs]


def test_content_compared_with_itself_is_empty():
    comparison = compare(rich(), rich())

    assert not comparison
    assert comparison.counts == Counts(new=0, gone=0, moved=0, changed=0)
    assert (comparison.words, comparison.lists, comparison.sections) == ((), (), ())


def test_another_day_and_another_number_are_no_changes():
    assert not compare(small(day="2009-02-09", edition="skien"), small(day="2010-02-09"))


def test_elements_are_new_deleted_and_changed_by_permanent_name():
    old, new = outline("A", "B", "C"), outline("A", "D", "C")
    new["elements"][2]["title"] = "Ny tittel"

    comparison = compare(old, new)

    assert told(comparison) == [("B", "gone"), ("D", "new"), ("C", "kept", "changed")]
    assert [one.title.after or one.title.before for one in comparison.elements] == ["Tittel B", "Tittel D", "Ny tittel"]
    assert words(comparison.elements[2].words) == [("title", "Tittel C", "Ny tittel")]
    assert comparison.counts == Counts(new=1, gone=1, moved=0, changed=1)


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (["A", "B", "C", "D"], ["D", "A", "B", "C"], [("D", "4", "1")]),
        (["A", "B", "C", "D"], ["B", "C", "D", "A"], [("A", "1", "4")]),
        (["A", "B", "C"], ["X", "A", "B", "C"], []),
        (["A", "B", "C"], ["B", "C"], []),
        ([("A", ["B"]), "C"], ["A", ("C", ["B"])], [("B", "1.1", "2.1")]),
        ([("A", ["B", "C"])], ["B", "C"], [("B", "1.1", "1"), ("C", "1.2", "2")]),
        ([("A", [("B", ["C"])]), "D"], ["A", ("D", [("B", ["C"])])], [("B", "1.1", "2.1")]),
        (["A", "B", "C", "D", "E"], ["E", "X", "A", "C", "D"], [("E", "5", "1")]),
    ],
)
def test_only_what_was_really_moved_is_told(old, new, moved):
    comparison = compare(outline(*old), outline(*new))

    assert [(one.code, one.was_place, one.place) for one in comparison.elements if one.moved] == moved


def test_what_is_deleted_stands_where_it_stood():
    old = outline(("A", ["B", ("C", ["D"]), "E"]), "F", "G")
    new = outline(("A", ["X", "B", "E"]), "G", "Y")

    comparison = compare(old, new)

    assert told(comparison) == [("X", "new"), ("C", "gone"), ("D", "gone"), ("F", "gone"), ("Y", "new")]
    assert [(part.title, part.place, len(part.elements)) for part in comparison.sections] == [
        ("Tittel A", "1", 3),
        ("Tittel F", "2", 1),
        ("Tittel Y", "3", 1),
    ]


def test_new_element_tells_all_that_is_stated_in_it():
    fact = {"name": "note", "label": "Merknad", "value": None, "words": None}
    measure = element(code="T-0002", uuid="u-2", text="<p>Vi bygger.</p>", place="2", facts=[fact], sources=["a", "b"])

    (new,) = compare(small(), small(element(), measure)).elements

    assert (new.state, new.title.after, new.place, new.was_place) == ("new", "Sykkelvei", "2", None)
    assert words(new.words) == [("text", None, "<p>Vi bygger.</p>"), ("sources", None, "a\nb")]
    assert [one.rich for one in new.words] == [True, False]


def fact(name, said):
    return {"name": name, "label": f"Etikett {name}", "value": said, "words": said}


def test_facts_are_compared_by_name_whatever_names_there_are():
    old = small(element(facts=[fact("period", "2009"), fact("same", "likt"), fact("old", "borte"), fact("void", None)]))
    new = small(element(facts=[fact("new", "kommet"), fact("same", "likt"), fact("period", "2010")]))

    (changed,) = compare(old, new).elements

    assert words(changed.words) == [("period", "2009", "2010"), ("old", "borte", None), ("new", None, "kommet")]
    assert changed.words[0].label == "Etikett period"


def test_what_a_later_format_adds_is_compared_too():
    old = small(element(extra="en", many=[{"uuid": "1", "what": "a"}]), motto="ja")
    new = small(element(extra="to", many=[{"uuid": "1", "what": "b"}]), motto="nei")

    comparison = compare(old, new)

    assert words(comparison.words) == [("motto", "ja", "nei")]
    (changed,) = comparison.elements
    assert words(changed.words) == [("extra", "en", "to")]
    assert [(one.name, [words(row.words) for row in one.rows]) for one in changed.lists] == [
        ("many", [[("what", "a", "b")]])
    ]


def test_the_documents_own_title_text_facts_and_cities_are_compared():
    skien = small()["cities"][0]
    oslo = {"slug": "oslo", "name": "Oslo", "official": None, "number": None, "county": None}

    comparison = compare(
        small(title="Før", text="<p>a</p>", facts=[fact("period", "2009")], cities=[oslo]),
        small(title="Etter", text="<p>b</p>", facts=[fact("period", "2010")], cities=[skien, oslo]),
    )

    assert words(comparison.words) == [
        ("title", "Før", "Etter"),
        ("cities", "Oslo", "Skien\nOslo"),
        ("period", "2009", "2010"),
        ("text", "<p>a</p>", "<p>b</p>"),
    ]
    assert comparison.sections == ()


def row(*cells, uuid=None, city=None):
    return {"uuid": uuid, "city": city, "value": {}, "cells": list(cells)}


def tabled(*rows, columns=("Hvem", "Rolle")):
    return small(element(tables=[{"name": "t", "label": "Ansvar", "columns": list(columns), "rows": list(rows)}]))


def rows_told(old, new) -> list[tuple]:
    found = [one for change in compare(old, new).elements for one in change.lists]
    return [
        (each.state, [(one.label, one.before, one.after) for one in each.words]) for one in found for each in one.rows
    ]


def test_rows_are_paired_by_permanent_name_and_compared_cell_by_cell():
    old = tabled(row("Kari", "leder", uuid="1"), row("Ola", None, uuid="2"), row("Per", "eier", uuid="3"))
    new = tabled(row("Ola", None, uuid="2"), row("Noe annet", "leder", uuid="1"), row("Kari", "leder", uuid="4"))

    assert rows_told(old, new) == [
        ("changed", [("Hvem", "Kari", "Noe annet"), ("Rolle", "leder", "leder")]),
        ("new", [("Hvem", None, "Kari"), ("Rolle", None, "leder")]),
        ("gone", [("Hvem", "Per", None), ("Rolle", "eier", None)]),
    ]


@pytest.mark.parametrize("named", [None, "1"])
def test_rows_without_permanent_names_are_paired_by_what_they_say(named):
    old = tabled(row("Teknisk etat", "ansvarlig"), row("Plankontoret i Skien", "ansvarlig"))
    new = tabled(
        row("Teknisk etat", "ansvarlig"),
        row("Byantikvaren", "eier", uuid=named and "2"),
        row("Plankontoret i Skien kommune", "ansvarlig", uuid=named),
    )

    assert rows_told(old, new) == [
        ("new", [("Hvem", None, "Byantikvaren"), ("Rolle", None, "eier")]),
        (
            "changed",
            [("Hvem", "Plankontoret i Skien", "Plankontoret i Skien kommune"), ("Rolle", "ansvarlig", "ansvarlig")],
        ),
    ]


def test_row_that_only_stands_elsewhere_is_moved():
    a, b, c = (row(name, None, uuid=name) for name in "abc")

    assert rows_told(tabled(a, b, c), tabled(c, a, b)) == [("moved", [("Hvem", "c", "c")])]


def test_new_column_is_not_stated_before():
    old, new = tabled(row("Kari", uuid="1"), columns=["Hvem"]), tabled(row("Kari", "leder", uuid="1"))

    assert rows_told(old, new) == [("changed", [("Hvem", "Kari", "Kari"), ("Rolle", None, "leder")])]


def test_basis_is_compared_like_rows():
    basis = {
        "uuid": "1", "kind": "Gjeldende plan", "title": "Klimaplan", "paper": None, "place": "§ 14", "quotation": "",
        "point": {"number": "3.1", "title": "Transport"}, "followed_up": None, "because": "",
    }  # fmt: skip
    answered = basis | {"followed_up": False, "because": "Ingen penger."}

    (changed,) = compare(small(element(basis=[basis])), small(element(basis=[answered]))).elements

    (basis_list,) = changed.lists
    assert str(basis_list.label) == "Grunnlag"
    assert [(str(one.label), one.before, one.after) for one in basis_list.rows[0].words] == [
        ("Slag", "Gjeldende plan", "Gjeldende plan"),
        ("Tittel", "Klimaplan", "Klimaplan"),
        ("Sted", "§ 14", "§ 14"),
        ("Punkt", "3.1 Transport", "3.1 Transport"),
        ("Fulgt opp", None, "Nei"),
        ("Begrunnelse", None, "Ingen penger."),
    ]


def test_reason_for_a_gap_is_told_in_words_and_not_by_the_name_machines_use():
    gap = {
        "gap": "responsible:T-0001",
        "words": "Tiltak uten ansvarlig: 1 Sykkelvei",
        "city": None,
        "reason": "Avklares.",
    }

    (waivers,) = compare(small(), small(waivers=[gap])).lists

    assert [(str(one.label), one.after) for one in waivers.rows[0].words] == [
        ("Det som mangler", "Tiltak uten ansvarlig: 1 Sykkelvei"),
        ("Begrunnelse", "Avklares."),
    ]


def test_file_with_the_same_name_and_another_content_is_another():
    def attached(sha):
        file = {"name": "kart.png", "sha256": sha * 64, "media_type": "image/png", "size": 9}
        return tabled(row("Kart", None, uuid="1") | {"file": file})

    ((state, cells),) = rows_told(attached("a"), attached("b"))

    assert (state, cells[1]) == ("changed", ("Fil", "kart.png (AAAA-AAAA-AAAA)", "kart.png (BBBB-BBBB-BBBB)"))


def test_shared_element_that_became_one_citys_own_says_so():
    old = rich()
    new = rich()
    shared = next(one for one in new["elements"] if one["city"] is None)
    shared["city"] = "skien"

    (changed,) = compare(old, new).elements

    assert words(changed.words) == [("city", "Felles", "Skien")]


def test_format_1_compared_with_the_newest_tells_no_row_that_is_the_same():
    named = rich()
    for number, one in enumerate(
        each for place in named["elements"] for table in place["tables"] for each in table["rows"]
    ):
        one["uuid"] = f"row-{number}"

    assert any(table["rows"] for place in OLD["elements"] for table in place["tables"])
    assert not compare(rich(), named)


CODES = [f"T-{number:04}" for number in range(12)]


@st.composite
def outlines(draw):
    """Some of the codes, in any order, each under any of those before it or at the top."""
    codes = draw(st.permutations(CODES))[: draw(st.integers(0, len(CODES)))]
    under = {None: []}
    for code in codes:
        under[draw(st.sampled_from(list(under)))].append(code)
        under[code] = []

    def grown(parent):
        return [(code, grown(code)) for code in under[parent]]

    return list(_grown(grown(None)))


@given(outlines(), outlines())
@settings(deadline=None)
def test_each_element_is_kept_deleted_or_new_exactly_once(old, new):
    paired = paired_elements(old, new)

    assert sorted(one["code"] for one in [*paired.gone, *(pair[0] for pair in paired.kept)]) == sorted(
        one["code"] for one in old
    )
    assert sorted(one["code"] for one in [*paired.new, *(pair[1] for pair in paired.kept)]) == sorted(
        one["code"] for one in new
    )
    assert all(here["uuid"] == there["uuid"] for here, there in paired.kept)
    assert paired.moved <= {there["uuid"] for _, there in paired.kept}


@given(outlines(), outlines())
@settings(deadline=None)
def test_what_is_not_told_of_stands_as_it_stood(old, new):
    comparison = compare(small(elements=old), small(elements=new))

    codes = [one.code for one in comparison.elements]
    assert len(codes) == len(set(codes))
    told_of = set(codes)
    assert _rest(old, told_of) == _rest(new, told_of)
    assert not compare(small(elements=new), small(elements=new))


def _rest(elements, told_of):
    """Parent and order of the elements nothing was told of."""
    return [
        (one["parent"], one["code"])
        for one in sorted(elements, key=lambda one: str(one["parent"]))
        if one["code"] not in told_of
    ]


def test_large_programmes_are_compared_in_a_moment():
    random = Random(1)
    codes = [f"T-{number:04}" for number in range(2000)]
    shuffled = random.sample(codes, len(codes))
    old, new = outline(*codes), outline(*shuffled)

    before = process_time()
    comparison = compare(old, new)
    spent = process_time() - before

    assert comparison.counts.moved > 1000
    assert spent < 2
