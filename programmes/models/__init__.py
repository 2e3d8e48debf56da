"""A programme is an outline of elements; each kind of element has its facts in a table of its own."""

from programmes.models.basis import Basis, Plan
from programmes.models.facts import Chapter, Goal, Instrument, Measure, Strategy
from programmes.models.outline import Element, Kind, NumberAlias, Programme
from programmes.models.rows import MoneyLine, Progress, Responsibility, Target
from programmes.models.themes import Area, AreaLabel, Theme

FACTS = {
    Kind.CHAPTER: Chapter,
    Kind.STRATEGY: Strategy,
    Kind.GOAL: Goal,
    Kind.INSTRUMENT: Instrument,
    Kind.MEASURE: Measure,
}

__all__ = [
    "FACTS", "Area", "AreaLabel", "Basis", "Chapter", "Element", "Goal", "Instrument", "Kind", "Measure", "MoneyLine",
    "NumberAlias", "Plan", "Programme", "Progress", "Responsibility", "Strategy", "Target", "Theme",
]  # fmt: skip
