"""A programme is an outline of elements; each kind of element has its facts in a table of its own."""

from programmes.models.basis import Basis, Paper, Point
from programmes.models.circle import CityInvitation
from programmes.models.facts import Chapter, Goal, Instrument, Measure, Strategy
from programmes.models.feedback import Feedback, FeedbackPoint
from programmes.models.mergers import Merger, MergerPart
from programmes.models.outline import Element, Kind, NumberAlias, Programme
from programmes.models.rows import (
    Attachment,
    CityPart,
    Indicator,
    MoneyLine,
    Progress,
    Reading,
    Responsibility,
    Target,
)  # fmt: skip
from programmes.models.talk import Comment, Mention, Waiver
from programmes.models.themes import Area, AreaLabel, Theme

FACTS = {
    Kind.CHAPTER: Chapter,
    Kind.STRATEGY: Strategy,
    Kind.GOAL: Goal,
    Kind.INSTRUMENT: Instrument,
    Kind.MEASURE: Measure,
}

__all__ = [
    "FACTS", "Area", "AreaLabel", "Attachment", "Basis", "Chapter", "CityInvitation", "CityPart", "Comment", "Element",
    "Feedback", "FeedbackPoint", "Goal", "Indicator", "Instrument", "Kind", "Measure", "Mention", "Merger",
    "MergerPart", "MoneyLine", "NumberAlias", "Paper", "Point", "Programme", "Progress", "Reading", "Responsibility",
    "Strategy", "Target", "Theme", "Waiver",
]  # fmt: skip
