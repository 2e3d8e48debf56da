"""Many points at once: a list as people paste it → points, each with number and title."""

import re
from dataclasses import dataclass

NUMBER = re.compile(
    r"^(?:punkt\s+|pkt\.?\s+)?((?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zæøå](?=[.)]))[.)]?)[\s:–-]+(?=\S)", re.IGNORECASE
)
BULLET = re.compile(r"^[-–—•*·]\s+")
LONGEST_TITLE, LONGEST_NUMBER, MOST = 300, 20, 200


@dataclass(frozen=True)
class Read:
    """One line understood. `text` holds what the title has no room for."""

    number: str
    title: str
    text: str = ""


def read_points(lines: str) -> list[Read]:
    """Each line is a point; a number before it is its number: "3.1 Redusere utslipp" → 3.1, "Redusere utslipp"."""
    return [read_point(line) for line in map(str.strip, lines.splitlines()) if line]


def read_point(line: str) -> Read:
    line = BULLET.sub("", line)
    number, rest = "", line
    if found := NUMBER.match(line):
        number, rest = found[1].rstrip(".)"), line[found.end() :]
    if len(rest) <= LONGEST_TITLE:
        return Read(number, rest)
    cut = rest.rfind(" ", 0, LONGEST_TITLE - 1)
    cut = cut if cut > 0 else LONGEST_TITLE - 1
    return Read(number, rest[:cut].rstrip() + "…", rest)
