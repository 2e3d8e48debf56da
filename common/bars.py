"""Counts as bars for our own SVG, one beneath the other. Pure: counts in, places in a box out.

What the bars say stands in words too, and in the table beneath them. The box is WIDTH wide and is drawn to the width
there is.
"""

from dataclasses import dataclass

from common.templatetags.framtid import amount

WIDTH = 360
LINE, THICK, BASELINE = 34, 12, 12


@dataclass(frozen=True)
class Bar:
    """label, count: in words. text, top: where its words and the bar itself stand; width: how long it is."""

    label: str
    count: str
    text: int
    top: int
    width: str


@dataclass(frozen=True)
class Bars:
    bars: list[Bar]
    height: int
    description: str
    width: int = WIDTH
    thick: int = THICK


def bars_of(counts: list[tuple[str, int]]) -> Bars | None:
    """(label, count) → bars in that order, the highest count as long as the box; None where there is none."""
    if not counts:
        return None
    most = max(count for _label, count in counts) or 1
    bars = [
        Bar(label, amount(count), n * LINE + BASELINE, n * LINE + BASELINE + 5, f"{WIDTH * count / most:.1f}")
        for n, (label, count) in enumerate(counts)
    ]
    return Bars(bars, len(counts) * LINE, "; ".join(f"{bar.label}: {bar.count}" for bar in bars))
