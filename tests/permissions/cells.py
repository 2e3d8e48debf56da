"""Which cells of the table are walked: every one in the full walk, and otherwise a subset that meets every pair.

A pair is an address and a person, a target and a person, a method and a person, or a line of the table and one of the
answers in it. `make test WALK=full` walks every cell.
"""

import os
from zlib import crc32

from tests.permissions.walker import EXPECTED, PEOPLE

EVERY = [(row, person) for row in EXPECTED for person in PEOPLE]


def pairwise() -> list[tuple[dict, str]]:
    """The same cells at every run, strewn over the table."""
    met, chosen = set(), []
    for row, person in sorted(EVERY, key=lambda cell: crc32(repr((line(cell[0]), cell[1])).encode())):
        if new := pairs(row, person) - met:
            met |= new
            chosen.append((row, person))
    return chosen


def pairs(row: dict, person: str) -> set[tuple]:
    return {(part, row[part], person) for part in ("adresse", "mål", "metode")} | {(*line(row), row[person])}


def line(row: dict) -> tuple[str, str, str]:
    return row["adresse"], row["mål"], row["metode"]


WALKED = EVERY if os.environ.get("WALK") == "full" else pairwise()
