"""What is read of an indicator, and where it is to get, as figures and levels to draw. Pure: rows and frozen content
tell the same, and so the same is drawn of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from common.charts import Figure, Line
from common.dates import LooseDate
from common.numbers import StatedNumber


@dataclass(frozen=True)
class Read:
    """series: whose figure it is, see `series_name`."""

    day: LooseDate
    value: StatedNumber
    series: str = ""


@dataclass(frozen=True)
class Aim:
    """relative: is the amount in per cent of the base year?"""

    amount: StatedNumber
    unit: str = ""
    relative: bool | None = None
    base_year: int | None = None
    target_year: int | None = None


def series_name(*parts: str | None) -> str:
    """Whose figures belong together on one line: those of one city, place, sector, source and edition."""
    return ", ".join(filter(None, parts))


def figures_of(readings: Iterable[Read]) -> list[Figure]:
    """Those that have a value and a day, in the order of time."""
    figures = []
    for one in readings:
        day = day_of(one.day)
        if day and one.value.value is not None:
            low, high = float(one.value.value), one.value.high
            figures.append(
                Figure(day, low, one.value.words, one.day.words, one.series, None if high is None else float(high))
            )
    return sorted(figures, key=lambda figure: figure.day)


def day_of(loose: LooseDate) -> date | None:
    """Where on the axis of time a loose date is drawn: in its middle; None where it names no time."""
    first, last = loose.earliest, loose.latest
    if first and last:
        return first + (last - first) / 2
    return first or last


def levels_of(targets: Iterable[Aim], figures: list[Figure], unit: str, *, alone: bool) -> list[Line]:
    """The base value and the target, where it is certain what they are in the unit of the figures.

    targets: an Aim each, or what has its fields. alone: is this the goal's only indicator? Only then can a target
    without the same unit be meant for it.
    """
    levels = []
    for target in targets:
        if target.amount.value is None:
            continue
        if target.relative:
            base = base_of(figures, target.base_year) if alone else None
            if base is None:
                continue
            levels.append(Line(base, _("Basis %(year)s") % {"year": target.base_year}, "base"))
            value = base * (1 + float(target.amount.value) / 100)
        elif same_unit(target.unit, unit) or (alone and not target.unit and not in_per_cent(target)):
            value = float(target.amount.value)
        else:
            continue
        levels.append(Line(value, _("Mål %(year)s") % {"year": target.target_year or ""}, "goal"))
    return list(dict.fromkeys(levels))


def in_per_cent(target: Aim) -> bool:
    """Does the target say per cent in its own words, though no unit stands beside it?"""
    return "%" in target.amount.words or "prosent" in target.amount.words.casefold()


def same_unit(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()


def base_of(figures: list[Figure], year: int | None) -> float | None:
    """What the figures say of the base year, where they agree."""
    values = {figure.value for figure in figures if figure.day.year == year}
    return values.pop() if len(values) == 1 else None
