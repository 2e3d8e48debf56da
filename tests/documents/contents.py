"""Frozen content for tests: a rich one from a file, and small ones made to measure."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path

from common.canonical import canonical, digest

DAY = date(2009, 2, 9)
RICH = json.loads((Path(__file__).parent / "content.json").read_text())


def rich() -> dict:
    """Porsgrunn and Skien's programme: 36 elements of every kind, shared and own, with Sámi letters."""
    return deepcopy(RICH)


def small(*elements: dict, **changed) -> dict:
    """A content of one city with the elements given, or with one."""
    return {
        "format": 1, "network": "Framtidens byer", "language": "nb", "title": "Lite program", "day": DAY.isoformat(),
        "cities": [
            {"slug": "skien", "name": "Skien", "official": "Skien kommune", "number": "0806", "county": "Telemark"}
        ],
        "edition": None, "facts": [], "text": "", "elements": list(elements) or [element()], **changed,
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
