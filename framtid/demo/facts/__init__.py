"""Sourced facts about Framtidens byer. null means that it was not found; docs/sources.md tells of the sources.

The keys are Norwegian, as the facts are. Agreements, milestones, who came to gatherings, reports and
evaluations, and what twin cities have in common, wait here for the rooms that will hold them.
"""

import json
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).parent


def read(topic: str) -> dict:
    """The facts of one topic, e.g. "measures"; figures with decimals are Decimals."""
    return json.loads((FOLDER / f"{topic}.json").read_text(encoding="utf-8"), parse_float=Decimal)
