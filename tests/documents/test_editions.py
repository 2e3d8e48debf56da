import pytest

from common.canonical import canonical
from documents.editions import edition
from tests.documents.contents import element, rich, small


def codes(content):
    return [each["code"] for each in content["elements"]]


def twins(*elements):
    cities = [
        {"slug": slug, "name": slug, "official": slug, "number": None, "county": None}
        for slug in ("skien", "porsgrunn")
    ]
    return small(*elements, cities=cities)


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
