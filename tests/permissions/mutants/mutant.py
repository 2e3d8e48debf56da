"""What a hole is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """name: what the hole lets happen. before → after: the text replaced in the file. tests: what must catch it."""

    name: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]
