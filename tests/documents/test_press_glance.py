"""What the first page of a part tells of it."""

from django.utils.translation import override

from documents.press.glance import glance
from documents.press.paper import paper
from tests.documents.contents import DAY, element, small
from tests.documents.sheets import part

TARGET = {
    "name": "target", "label": "Måltall", "columns": ["Tall", "Enhet", "Regnes fra et basisår", "Basisår", "Målår"],
    "rows": [
        {"uuid": None, "city": None, "value": {}, "cells": ["-20", "prosent", "Ja", "2005", "2012"]},
        {"uuid": None, "city": None, "value": {}, "cells": ["12 300", None, None, None, None]},
    ],
}  # fmt: skip
THEME = {"name": "theme", "label": "Tema", "value": {"code": "AT", "name": "Areal"}, "words": "Areal"}


def told(*below, **changed):
    with override("nb"):
        return glance(part("T-0001", "1", 1, None, "chapter", "Byen") | changed, list(below))


def test_it_counts_what_hangs_below_by_kind_and_names_the_goals_with_their_targets():
    goal = part("T-0002", "1.1", 2, "T-0001", "goal", "Færre reiser") | {"tables": [TARGET]}
    other = part("T-0003", "1.2", 2, "T-0001", "goal", "Flere trær")

    shown = told(goal, other, element(code="T-0004"), element(code="T-0005"), facts=[THEME])

    assert (shown["theme"], shown["counts"], shown["width"]) == ("Areal", [("Mål", 2), ("Tiltak", 2)], 3)
    assert [(one["place"], one["target"]) for one in shown["goals"]] == [
        ("1.1", "−20 prosent fra 2005 innen 2012\n12\u00a0300"), ("1.2", None),
    ]  # fmt: skip


def test_a_theme_that_the_title_says_is_not_said_again():
    assert told(element(), title="Areal", facts=[THEME])["theme"] is None


def test_a_part_with_nothing_below_tells_nothing():
    content = small(part("T-0001", "1", 1, None, "chapter", "Byen"))

    assert told() is None
    assert "glance" not in paper(content, version=1, mark="Utkast", sha256="0" * 64, day=DAY).html
