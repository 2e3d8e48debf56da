"""Frozen content for tests: a rich one from a file, and small ones made to measure."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path

from common.canonical import canonical, digest
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
