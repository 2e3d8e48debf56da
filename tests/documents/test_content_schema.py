"""docs/content-2.schema.json says what a frozen content holds."""

import json

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from documents.editions import edition
from tests.documents.contents import element, rich, small


@pytest.fixture(scope="module")
def faults():
    schema = json.loads((settings.BASE_DIR / "docs" / "content-2.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return lambda content: [fault.json_path for fault in validator.iter_errors(content)]


@pytest.mark.parametrize("slug", [None, "skien", "porsgrunn"])
def test_every_edition_of_a_rich_content_fits_the_schema(faults, slug):
    assert faults(edition(rich(), slug)) == []


OF_AGREEMENTS = {"parties"}
LATER = {"colour", "arms", "language"}  # what came when contents of this format were frozen already


def test_a_word_more_or_a_word_less_does_not_fit(faults):
    more = small(element(colour="green"))
    less = small()
    del less["elements"][0]["uuid"]

    assert faults(more) == ["$.elements[0]"]
    assert faults(less) == ["$.elements[0]"]


def test_another_format_does_not_fit(faults):
    assert faults(small(format=3)) == ["$.format"]


def test_every_property_in_the_schema_is_described_or_named_plainly():
    schema = json.loads((settings.BASE_DIR / "docs" / "content-2.schema.json").read_text())

    assert set(schema["properties"]) - OF_AGREEMENTS == set(schema["required"])
    for part in ("city", "element", "table", "basis", "organ", "waiver"):
        assert set(schema["$defs"][part]["properties"]) - LATER == set(schema["$defs"][part]["required"])
