from datetime import date
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from common.dates import LooseDate
from common.numbers import StatedNumber
from programmes.charts import HEIGHT, WIDTH, Figure, Line, chart_of, figures_of, levels_of, ticks
from programmes.models import Indicator, Reading, Target

values = st.floats(-1e15, 1e15, allow_nan=False) | st.integers(-10, 10).map(float) | st.sampled_from([0.0, 1e-9, -1e-9])
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
figures = st.builds(
    lambda day, value, more, series: Figure(day, value, "tall", "dag", series, None if more is None else value + more),
    days, values, st.none() | st.floats(0, 1e12), st.sampled_from(["", "SSB", "Byen"]),
)  # fmt: skip
levels = st.lists(st.builds(Line, values, st.just("Mål 2020"), st.sampled_from(["base", "goal"])), max_size=3)


@given(st.lists(figures, min_size=1, max_size=12), levels)
def test_everything_drawn_stands_inside_the_box(drawn, drawn_levels):
    chart = chart_of(sorted(drawn, key=lambda figure: figure.day), drawn_levels, "tonn")

    marks = [mark for series in chart.series for mark in series.marks]
    across = [mark.x for mark in marks] + [x for x, _year in chart.years] + chart.borders + [chart.left, chart.right]
    down = [y for mark in marks for y in (mark.y, mark.low, mark.high) if y]
    down += [y for y, _label in chart.ticks] + [y for y, _level in chart.levels] + [chart.bottom]
    assert len(marks) == len(drawn)
    assert all(0 <= float(x) <= WIDTH for x in across)
    assert all(0 <= float(y) <= HEIGHT for y in down)
    assert all(float(chart.left) <= float(mark.x) <= float(chart.right) for mark in marks)
    assert "nan" not in repr(chart).lower()


@given(values, values)
def test_the_steps_are_few_and_hold_every_value(one, other):
    low, high = min(one, other), max(one, other)

    step, steps = ticks(low, high)

    assert 2 <= len(steps) <= 7
    slack = step * 1e-6
    assert steps[0] - slack <= low <= high <= steps[-1] + slack


def reading(words, value, **more):
    empty = {"place": "", "sector": "", "source": "", "edition": "", "city": None}
    return SimpleNamespace(day=LooseDate.read(words), value=StatedNumber.as_stated(value), **(empty | more))


def test_figures_are_read_from_readings_in_the_order_of_time():
    readings = [
        reading("2010", "900"), reading("2008", "ca. 700", source="SSB"), reading("når det passer", "1"),
        reading("2009", "ikke oppgitt"), reading("mars 2009", "700–800"),
    ]  # fmt: skip

    drawn = figures_of(readings)

    assert [(figure.when, figure.value, figure.high, figure.series) for figure in drawn] == [
        ("2008", 700, None, "SSB"), ("mars 2009", 700, 800, ""), ("2010", 900, None, ""),
    ]  # fmt: skip


def test_without_figures_there_is_no_chart():
    assert chart_of(figures_of([reading("2009", "ikke oppgitt")])) is None


@pytest.mark.parametrize("value", ["0", "900", "−12,5", "1,2 mrd."])
def test_one_figure_alone_is_a_point(value):
    chart = chart_of(figures_of([reading("2009", value)]))

    (series,) = chart.series
    assert len(series.marks) == 1
    assert chart.years[0][1] == "2009"


def test_the_axis_is_written_the_norwegian_way():
    chart = chart_of(figures_of([reading("2008", "0,5"), reading("2009", "1 500")]))
    large = chart_of(figures_of([reading("2008", "20 mill."), reading("2009", "−30 mill.")]), unit="kr")

    assert [label for _y, label in chart.ticks] == ["0", "500", "1\xa0000", "1\xa0500"]
    assert [label for _y, label in large.ticks] == ["−40", "−20", "0", "20"]
    assert large.unit == "mill. kr"


def target(amount, **more):
    return Target(amount=StatedNumber.read(amount), **({"relative": None, "unit": ""} | more))


def test_a_target_is_drawn_only_where_it_is_certain_what_it_means():
    drawn = figures_of([reading("1991", "1 000"), reading("2009", "900")])
    per_cent = target("−20", relative=True, unit="prosent", base_year=1991, target_year=2020)
    no_base = target("−20", relative=True, unit="prosent", target_year=2020)
    tonnes, trips = target("850", unit="Tonn", target_year=2015), target("5", unit="turer")

    lines = lambda targets, alone: [  # noqa: E731
        (line.sort, line.value) for line in levels_of(targets, drawn, "tonn", alone=alone)
    ]
    assert lines([per_cent], True) == [("base", 1000), ("goal", 800)]
    assert lines([per_cent, no_base, trips], False) == []
    assert lines([no_base, tonnes, trips], True) == [("goal", 850)]


def test_figures_that_disagree_leave_the_base_undrawn():
    drawn = figures_of([reading("1991", "1 000"), reading("1991", "1 100", source="SSB")])

    assert levels_of([target("−20", relative=True, base_year=1991)], drawn, "", alone=True) == []


def test_the_drawing_says_what_it_shows_and_carries_no_style():
    row = Reading(day=LooseDate.read("2009"), value=StatedNumber.read("ca. 1 500"), source="<b>SSB</b>")
    chart = chart_of(figures_of([row]), unit="tonn")

    html = render_to_string(
        "programmes/reports/_chart.html", {"chart": chart, "indicator": Indicator(pk=1, name="Utslipp & mer")}
    )

    assert 'role="img"' in html
    assert "Utslipp &amp; mer" in html
    assert "2009: ca. 1 500 (&lt;b&gt;SSB&lt;/b&gt;) – tonn" in html
    assert "style=" not in html
    assert "<b>" not in html
