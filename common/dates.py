"""Loose dates: EDTF (ISO 8601-2) with the words as stated and the first and last day they can mean."""

from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True)
class LooseDate:
    edtf: str
    words: str
    earliest: date | None
    latest: date | None

    def __str__(self):
        return self.words

    def as_json(self) -> dict:
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(self).items()}

    @classmethod
    def from_json(cls, data: dict) -> "LooseDate":
        day = lambda text: date.fromisoformat(text) if text else None  # noqa: E731
        return cls(data["edtf"], data["words"], day(data.get("earliest")), day(data.get("latest")))
