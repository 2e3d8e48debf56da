import pytest

from common.canonical import canonical
from documents.editions import edition, shared, shared_digest
from tests.documents.contents import element, rich, small


def codes(content):
    return [each["code"] for each in content["elements"]]


def twins(*elements, **changed):
    cities = [
        {"slug": slug, "name": slug, "official": slug, "number": None, "county": None}
        for slug in ("skien", "porsgrunn")
    ]
    return small(*elements, cities=cities, **changed)


def test_joint_edition_is_the_content_itself():
    assert edition(rich(), None) == rich()


def test_a_citys_edition_has_the_shared_and_its_own_in_the_same_places():
    content = twins(
        element(code="T-0001", place="1", city=None),
        element(code="T-0002", place="2", city="porsgrunn"),
        element(code="T-0003", place="3", city="skien"),
        element(code="T-0004", place="4", city=None),
    )

    found = edition(content, "skien")

    assert [(each["code"], each["place"]) for each in found["elements"]] == [
        ("T-0001", "1"), ("T-0003", "3"), ("T-0004", "4")
    ]  # fmt: skip
    assert found["edition"] == "skien"


def test_a_citys_edition_leaves_out_the_twins_rows():
    rows = [{"city": slug, "value": {}, "cells": [slug]} for slug in (None, "porsgrunn", "skien")]
    content = twins(element(tables=[{"name": "moneyline", "label": "Penger", "columns": ["Beløp"], "rows": rows}]))

    found = edition(content, "skien")

    assert found["elements"][0]["tables"][0]["rows"] == [rows[0], rows[2]]


def test_every_element_is_in_the_edition_of_some_city():
    content = rich()

    found = set(codes(edition(content, "skien"))) | set(codes(edition(content, "porsgrunn")))

    assert found == set(codes(content))


def test_no_parent_is_left_out_of_an_edition():
    for slug in ("skien", "porsgrunn"):
        found = edition(rich(), slug)

        assert {each["parent"] for each in found["elements"]} - {None} <= set(codes(found))


def test_making_an_edition_leaves_the_content_alone():
    content = rich()

    edition(content, "skien")

    assert canonical(content) == canonical(rich())


def test_an_edition_of_a_stranger_is_refused():
    with pytest.raises(ValueError, match="oslo is not among"):
        edition(rich(), "oslo")


def row(city=None, **value):
    return {"uuid": "00000000-0000-4000-8000-000000000002", "city": city, "value": value, "cells": ["x"]}


def table(name, *rows):
    return {"name": name, "label": "Tabell", "columns": ["Kolonne"], "rows": list(rows)}


def fact(name, value):
    return {"name": name, "label": name, "value": value, "words": value}


def test_shared_part_is_what_every_citys_edition_holds():
    content = twins(
        element(code="T-0001", tables=[table("moneyline", row(), row("skien"))]),
        element(code="T-0002", city="porsgrunn"),
        waivers=[{"gap": "a", "words": "A", "city": "skien", "reason": "r"}],
    )

    part = shared(content)

    assert codes(part) == ["T-0001"]
    assert part["elements"][0]["tables"][0]["rows"] == [row()]
    assert (part["waivers"], part["edition"]) == ([], None)


def test_shared_checksum_is_the_same_in_every_edition():
    content = rich()

    found = {shared_digest(edition(content, slug)) for slug in (None, "skien", "porsgrunn")}

    assert found == {shared_digest(content)} == {shared_digest(shared(content))}


CHANGES = {
    "its title": lambda c: c["elements"][0].update(title="Gangvei"),
    "its text": lambda c: c["elements"][0].update(text="<p>Ny</p>"),
    "a fact": lambda c: c["elements"][0].update(facts=[fact("note", "x")]),
    "a common row": lambda c: c["elements"][0]["tables"][0].update(rows=[row(amount=2)]),
    "what it builds on": lambda c: c["elements"][0].update(basis=[{"uuid": "u", "kind": "Vedtak", "title": "t"}]),
    "its order": lambda c: c["elements"].reverse(),
    "whose it is": lambda c: c["elements"][0].update(city="skien"),
    "the programme's text": lambda c: c.update(text="<p>Innledning</p>"),
    "a common reason": lambda c: c.update(waivers=[{"gap": "a", "words": "A", "city": None, "reason": "r"}]),
    "its cities": lambda c: c["cities"].reverse(),
}  # fmt: skip
NO_CHANGES = {
    "a city's row": lambda c: c["elements"][0]["tables"][0].update(rows=[row(amount=1), row("skien", amount=2)]),
    "an own element": lambda c: c["elements"].append(element(code="T-0009", city="skien")),
    "a place": lambda c: c["elements"][0].update(place="4"),
    "a label": lambda c: c["elements"][0].update(kind_name="Aktivitet"),
    "the day": lambda c: c.update(day="2010-01-01"),
    "a new field and a new table that say nothing": lambda c: c["elements"][0].update(
        facts=[fact("new", None)], tables=[*c["elements"][0]["tables"], table("new")]
    ),
    "a report": lambda c: c["elements"][0]["tables"].append(table("progress", row(status="done"))),
    "a city's reason": lambda c: c.update(waivers=[{"gap": "a", "words": "A", "city": "skien", "reason": "r"}]),
}


def two_shared():
    return twins(element(code="T-0001", tables=[table("moneyline", row(amount=1))]), element(code="T-0002"))


@pytest.mark.parametrize("what", CHANGES)
def test_shared_checksum_changes_with(what):
    content = two_shared()
    CHANGES[what](content)

    assert shared_digest(content) != shared_digest(two_shared())


@pytest.mark.parametrize("what", NO_CHANGES)
def test_shared_checksum_stays_for(what):
    content = two_shared()
    NO_CHANGES[what](content)

    assert shared_digest(content) == shared_digest(two_shared())
