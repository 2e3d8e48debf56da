"""Frozen content for tests: a rich one from a file, and small ones made to measure."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path

from common.canonical import canonical, digest
from common.dates import LooseDate
from common.numbers import StatedNumber
from documents.formats import upgraded

DAY = date(2009, 2, 9)
OLD = json.loads((Path(__file__).parent / "content-1.json").read_text())
RICH = upgraded(OLD)


def rich() -> dict:
    """Porsgrunn and Skien's programme: 36 elements of every kind, shared and own, with Sámi letters."""
    return deepcopy(RICH)


def small(*elements: dict, **changed) -> dict:
    """A content of one city with the elements given, or with one."""
    return {
        "format": 2, "network": "Framtidens byer", "language": "nb", "title": "Lite program", "day": DAY.isoformat(),
        "cities": [
            {"slug": "skien", "name": "Skien", "official": "Skien kommune", "number": "0806", "county": "Telemark"}
        ],
        "edition": None, "facts": [], "text": "", "elements": list(elements) or [element()],
        "tables": [], "basis": [], "organisation": [], "waivers": [], **changed,
    }  # fmt: skip


def element(**changed) -> dict:
    """A measure at the top with nothing stated."""
    return {
        "code": "T-0001", "uuid": "00000000-0000-4000-8000-000000000001", "kind": "measure", "kind_name": "Tiltak",
        "place": "1", "depth": 1, "parent": None, "city": None, "title": "Sykkelvei", "text": "", "facts": [],
        "tables": [], "basis": [], "sources": [], **changed,
    }  # fmt: skip


def asked(content: dict, **changed) -> dict:
    """The arguments of print_pdf for a content."""
    return {
        "content": content, "version": 3, "mark": "Utkast", "sha256": digest(canonical(content)), "day": DAY, **changed,
    }  # fmt: skip


def goal(readings: list[tuple], **changed) -> dict:
    """A goal of 20 per cent with one indicator. readings: (year, value, source or None) each."""
    named = {"uuid": "00000000-0000-4000-8000-0000000000aa", "title": "Utslipp"}
    aim = {"amount": stated("−20"), "unit": "prosent", "relative": True, "base_year": 1991, "target_year": 2020}
    measured = {"name": "Utslipp", "unit": "tonn"}
    values = [
        {
            "indicator": named, "day": LooseDate.read(str(year)).as_json(), "value": stated(value),
            "place": None, "sector": None, "source": source, "edition": None,
        }
        for year, value, source in readings
    ]  # fmt: skip
    cells = [["Utslipp", str(year), value, source] for year, value, source in readings]
    tables = [
        table("target", ["Tall", "Enhet", "Målår"], [(aim, ["−20", "prosent", "2020"])]),
        table("indicator", ["Det som måles", "Enhet"], [(measured, ["Utslipp", "tonn"])], uuid=named["uuid"]),
        table("reading", ["Indikator", "Dag", "Verdi", "Kilde"], list(zip(values, cells, strict=True))),
    ]
    return element(kind="goal", kind_name="Mål", title="Mindre utslipp", tables=tables, **changed)


def stated(words: str) -> dict:
    return StatedNumber.read(words).as_json()


def table(name: str, columns: list[str], rows: list[tuple], uuid=None) -> dict:
    """rows: (value, cells) each."""
    rows = [{"uuid": uuid, "city": None, "value": value, "cells": cells} for value, cells in rows]
    return {"name": name, "label": name.title(), "columns": columns, "rows": rows}
