"""The holes can still be made. Whether they are seen is tried by `make mutants`, which takes some minutes."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.permissions.mutants.holes import MUTANTS

HOUSE = Path(settings.BASE_DIR)
named = pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)


@named
def test_the_text_a_hole_replaces_stands_once_in_its_file(mutant):
    whole = (HOUSE / mutant.file).read_text(encoding="utf-8")

    assert whole.count(mutant.before) == 1
    compile(whole.replace(mutant.before, mutant.after), mutant.file, "exec")


@named
def test_the_tests_that_must_see_a_hole_are_there(mutant):
    for test in mutant.tests:
        file, _colons, name = test.partition("::")
        written = (HOUSE / file).read_text(encoding="utf-8")
        assert re.search(rf"^def {name or 'test_'}", written, re.MULTILINE), test


def test_no_two_holes_share_a_name():
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
