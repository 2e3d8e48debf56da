"""An indicator as a report shows it: the latest figures, all figures by day, and the drawing."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from common.charts import Chart, chart_of
from common.readings import levels_of
from programmes.charts import figures_of, series_of
from programmes.models import Element, Indicator, Reading
from programmes.queries import after


@dataclass
class Shown:
    """An indicator with its readings up to the day. targets: those of the goal it belongs to."""

    indicator: Indicator
    readings: list[Reading]
    targets: list
    alone: bool

    @property
    def latest(self) -> list[Reading]:
        """The readings of the last day there is a figure for; several where sources disagree."""
        dated = [row for row in self.readings if row.day.earliest and row.value.value is not None]
        last = max((row.day.earliest for row in dated), default=None)
        return [row for row in dated if row.day.earliest == last] if dated else self.readings

    @cached_property
    def chart(self) -> Chart | None:
        figures = figures_of(self.readings)
        levels = levels_of(self.targets, figures, self.indicator.unit, alone=self.alone)
        return chart_of(figures, levels, self.indicator.unit)

    @cached_property
    def sources(self) -> list[str]:
        """The columns of the table: each source by itself, so that figures that disagree stand side by side."""
        return list(dict.fromkeys(map(series_of, self.in_order)))

    @property
    def in_order(self) -> list[Reading]:
        """In the order of time; those that name no time last."""
        return sorted(self.readings, key=lambda row: (row.day.earliest or date.max, row.day.latest or date.max))

    @property
    def lines(self) -> list[tuple]:
        """(words of the day, a list of the value of each source or None)."""
        days: dict[str, dict] = {}
        for row in self.in_order:
            days.setdefault(row.day.words, {}).setdefault(series_of(row), []).append(row.value.words)
        return [(day, [" / ".join(told.get(name, [])) for name in self.sources]) for day, told in days.items()]


def shown_indicators(element: Element, day, city=None, targets=()) -> list[Shown]:
    """The element's indicators with what was read of them up to the day, in one city or in all."""
    ours = lambda row: city is None or row.city_id in (None, city.pk)  # noqa: E731
    indicators = [row for row in element.indicator_rows.all() if ours(row)]
    readings = [row for row in element.reading_rows.all() if ours(row) and not after(row, day)]
    return [
        Shown(one, [row for row in readings if row.indicator_id == one.pk], list(targets), len(indicators) == 1)
        for one in indicators
    ]
