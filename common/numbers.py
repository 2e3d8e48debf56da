"""Stated numbers: a value, or "ikke oppgitt", or "ikke aktuelt" – and the words as stated."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class StatedNumber:
    value: Decimal | None
    words: str = ""
    bound: str = ""

    def __str__(self):
        return self.words

    def as_json(self) -> dict:
        return {"value": None if self.value is None else str(self.value), "words": self.words, "bound": self.bound}

    @classmethod
    def from_json(cls, data: dict) -> "StatedNumber":
        return cls(None if data["value"] is None else Decimal(data["value"]), data["words"], data["bound"])
