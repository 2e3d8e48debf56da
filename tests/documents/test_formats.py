"""What was frozen in an older format is read as the newest, and never rewritten."""

import json
from copy import deepcopy

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from documents.editions import edition
from documents.formats import NEWEST, upgraded
from documents.press.paper import paper
from tests.documents.contents import OLD, asked, small


def faults(content: dict, number: int) -> list[str]:
    schema = json.loads((settings.BASE_DIR / "docs" / f"content-{number}.schema.json").read_text())
    return [fault.json_path for fault in Draft202012Validator(schema).iter_errors(content)]


def test_the_fixture_of_format_1_is_of_format_1_and_is_read_as_the_newest():
    before = deepcopy(OLD)

    newest = upgraded(OLD)

    assert faults(OLD, 1) == []
    assert faults(newest, NEWEST) == []
    assert before == OLD


def test_an_edition_of_an_old_content_has_only_what_the_old_content_had():
    assert faults(edition(OLD, "skien"), 1) == []


def test_an_upgrade_keeps_every_word_and_changes_no_newest_content():
    newest = upgraded(OLD)

    assert [element["text"] for element in newest["elements"]] == [element["text"] for element in OLD["elements"]]
    assert upgraded(newest) is newest


def test_an_old_content_prints_as_its_upgrade_does():
    order = asked(OLD)

    assert paper(**order) == paper(**order | {"content": upgraded(OLD)})


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match="format 99"):
        upgraded(small(format=99))
