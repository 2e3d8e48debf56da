"""What a measure behind a clause says otherwise than when the parties last agreed. Nothing changes by itself."""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import mark_safe

from agreements.models import Clause
from common.difference import words_changed
from common.redline.drawing import marked
from programmes.said import said_by


@dataclass
class Said:
    """One thing the measure says. changed: does it say otherwise now? words: as agreed, with what came and went."""

    label: str
    words: str
    changed: bool


def drift_of(clause: Clause) -> list[Said]:
    """All that the measure said when the parties last agreed, with what has changed since, in its own order."""
    before, now = clause.measure or {}, said_by([clause.element]).get(clause.element_id, {})
    return [
        Said(label, redlined(before.get(label, ""), now.get(label, "")), before.get(label, "") != now.get(label, ""))
        for label in dict.fromkeys([*now, *before])
    ]


def redlined(before: str, after: str) -> str:
    """The words of both, with what came and what went marked."""
    return mark_safe("".join(marked(kind, escape(text)) for kind, text in words_changed(before, after)))
