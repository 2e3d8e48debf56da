"""The tables beside this file, written by hand, in Norwegian, for planners to read."""

import csv
from pathlib import Path

HERE = Path(__file__).parent


def table(name: str) -> list[dict]:
    """A table without its notes."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";"))
