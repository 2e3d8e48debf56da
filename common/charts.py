"""An indicator's readings over time, laid out for our own SVG. Pure: figures in, places in a box out.

The box is WIDTH × HEIGHT and is drawn to the width there is; all places are texts with a decimal point, as SVG wants.
Pages and prints draw the same: what is drawn, and in which colours, stands in the SVG itself.
"""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as lazy

from common.numbers import format_number

WIDTH, HEIGHT = 360, 210
TOP, RIGHT, BOTTOM = 14, 14, 26
DIGIT = 6.6  # how wide a figure is drawn
YEARS_SHOWN = 6
MOST_LEFT = 100
MOST_DECIMALS = 6
TINY = 1e-100  # what differs by less cannot be told apart by floats
# Around 0,0, with the colour it has on paper. Where there is a style sheet, it may choose others.
SHAPES = (
    (lazy("Ring"), "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z", "#0b5a73"),
    (lazy("Firkant"), "M-3.6,-3.6h7.2v7.2h-7.2z", "#4b2f8c"),
    (lazy("Rute"), "M0,-5L5,0L0,5L-5,0z", "#8a4b00"),
    (lazy("Trekant"), "M0,-5L4.8,3.6h-9.6z", "#222d36"),
)
SCALES = ((10**9, lazy("mrd.")), (10**6, lazy("mill.")))


@dataclass(frozen=True)
class Figure:
    """One value on a day, ready to draw. high: the upper end of a range. series: whose figure it is."""

    day: date
    value: float
    words: str
    when: str
    series: str = ""
    high: float | None = None


@dataclass(frozen=True)
class Line:
    """A level across the whole chart: the base value or the target."""

    value: float
    label: str
    sort: str


@dataclass(frozen=True)
class Mark:
    """A figure in its place. low: where the lower end of a range lies."""

    x: str
    y: str
    figure: Figure
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Series:
    """Figures of one source. number: which colour and shape, since colour never stands alone."""

    name: str
    number: int
    marks: list[Mark]

    @property
    def shape_name(self) -> str:
        return str(SHAPES[self.number][0])

    @property
    def shape(self) -> str:
        return SHAPES[self.number][1]

    @property
    def colour(self) -> str:
        return SHAPES[self.number][2]

    @property
    def path(self) -> str:
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)


@dataclass(frozen=True)
class Chart:
    """What the template draws. ticks, years: (place, label). levels: (y, Line). description: all of it in words."""

    left: str
    right: str
    bottom: str
    unit: str
    ticks: list[tuple[str, str]]
    years: list[tuple[str, str]]
    borders: list[str]
    levels: list[tuple[str, Line]]
    series: list[Series]
    description: str
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(figures: list[Figure], levels: list[Line] = (), unit: str = "") -> Chart | None:
    """Lay the figures out; None where there is nothing to draw."""
    if not figures:
        return None
    values = [end for figure in figures for end in (figure.value, figure.high) if end is not None]
    values += [level.value for level in levels]
    step, steps = ticks(min(values), max(values))
    scale, word = next(((scale, word) for scale, word in SCALES if abs(steps[-1]) >= 10 * scale), (1, ""))
    labels = [tick_label(tick / scale, step / scale) for tick in steps]
    left = min(MOST_LEFT, 10 + DIGIT * max(map(len, labels)))
    first, last = figures[0].day.year, figures[-1].day.year
    opens, closes = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()

    def x(day):
        return left + (WIDTH - RIGHT - left) * (day.toordinal() - opens) / (closes - opens)

    def y(value):
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share(value, steps[0], steps[-1])

    every = math.ceil((last - first + 1) / YEARS_SHOWN)
    names = list(dict.fromkeys(figure.series for figure in figures))
    return Chart(
        left=place(left),
        right=place(WIDTH - RIGHT),
        bottom=place(HEIGHT - BOTTOM),
        unit=" ".join(filter(None, (str(word), unit))),
        ticks=[(place(y(tick)), label) for tick, label in zip(steps, labels, strict=True)],
        years=[(place(x(date(year, 7, 2))), str(year)) for year in range(first, last + 1, every)],
        borders=[place(x(date(year, 1, 1))) for year in range(first + 1, last + 1)] if every == 1 else [],
        levels=[(place(y(level.value)), level) for level in levels],
        series=[
            Series(name, n % len(SHAPES), [mark(figure, x, y) for figure in figures if figure.series == name])
            for n, name in enumerate(names)
        ],
        description=described(figures, levels, unit),
    )


def mark(figure: Figure, x, y) -> Mark:
    if figure.high is None:
        return Mark(place(x(figure.day)), place(y(figure.value)), figure)
    middle = figure.value + (figure.high - figure.value) / 2
    return Mark(place(x(figure.day)), place(y(middle)), figure, place(y(figure.value)), place(y(figure.high)))


def described(figures, levels, unit) -> str:
    """The chart in words, for whoever does not see it."""
    told = [f"{figure.when}: {figure.words}" + (f" ({figure.series})" if figure.series else "") for figure in figures]
    told += [f"{level.label.strip()}: {format_number(Decimal(f'{level.value:.6g}'))}" for level in levels]
    return "; ".join(told) + (f" – {unit}" if unit else "")


def ticks(low: float, high: float) -> tuple[float, list[float]]:
    """A round step, and the three to six round numbers that hold all from low to high between them."""
    if low > 0 and low < high * 0.7:
        low = 0.0
    if high < 0 and high > low * 0.7:
        high = 0.0
    if high - low <= max(abs(high) * 1e-9, TINY):
        spread = abs(high) * 0.1 if abs(high) > TINY else 1.0
        low, high = low - spread, high + spread
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= rough * 0.999999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return step, [n * step for n in range(first, last + 1)]


def tick_label(value: float, step: float) -> str:
    decimals = max(0, -math.floor(math.log10(step)) + (0 if f"{step:.1e}"[2] == "0" else 1))
    number = Decimal(f"{value:.{min(decimals, MOST_DECIMALS)}f}")
    return format_number(abs(number) if number == 0 else number)


def share(value: float, low: float, high: float) -> float:
    """How far up between low and high, from 0 to 1."""
    return min(1.0, max(0.0, (value - low) / (high - low)))


def place(number: float) -> str:
    return f"{number:.1f}"
