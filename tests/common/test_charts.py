from datetime import date

import pytest
from django.template.loader import render_to_string
from hypothesis import example, given
from hypothesis import strategies as st

from common.charts import HEIGHT, WIDTH, Figure, Line, chart_of, ticks
from common.dates import LooseDate
from common.numbers import StatedNumber
from common.readings import Aim, Read, figures_of, levels_of, series_name

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
@example(0.0, 5e-324)
def test_the_steps_are_few_and_hold_every_value(one, other):
    low, high = min(one, other), max(one, other)

    step, steps = ticks(low, high)

    assert 2 <= len(steps) <= 7
    slack = step * 1e-6
    assert steps[0] - slack <= low <= high <= steps[-1] + slack


def reading(words, value, series=""):
    return Read(LooseDate.read(words), StatedNumber.as_stated(value), series)


def test_figures_are_read_from_readings_in_the_order_of_time():
    readings = [
        reading("2010", "900"), reading("2008", "ca. 700", series="SSB"), reading("når det passer", "1"),
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
    return Aim(StatedNumber.read(amount), **more)


def test_a_target_is_drawn_only_where_it_is_certain_what_it_means():
    drawn = figures_of([reading("1991", "1 000"), reading("2009", "900")])
    per_cent = target("−20", relative=True, unit="prosent", base_year=1991, target_year=2020)
    no_base = target("−20", relative=True, unit="prosent", target_year=2020)
    tonnes, trips = target("850", unit="Tonn", target_year=2015), target("5", unit="turer")

    def lines(targets, alone):
        return [(line.sort, line.value) for line in levels_of(targets, drawn, "tonn", alone=alone)]

    assert lines([per_cent], True) == [("base", 1000), ("goal", 800)]
    assert lines([per_cent, no_base, trips], False) == []
    assert lines([no_base, tonnes, trips], True) == [("goal", 850)]


def test_figures_that_disagree_leave_the_base_undrawn():
    drawn = figures_of([reading("1991", "1 000"), reading("1991", "1 100", series="SSB")])

    assert levels_of([target("−20", relative=True, base_year=1991)], drawn, "", alone=True) == []


def test_the_drawing_says_what_it_shows_and_carries_no_style():
    series = series_name("Bergen", "", None, "<b>SSB</b>")
    chart = chart_of(figures_of([reading("2009", "ca. 1 500", series)]), unit="tonn")

    html = render_to_string("components/chart.html", {"chart": chart, "name": "Utslipp & mer"})

    assert 'role="img"' in html
    assert "<title>Utslipp &amp; mer: 2009: ca. 1 500 (Bergen, &lt;b&gt;SSB&lt;/b&gt;) – tonn</title>" in html
    assert "style=" not in html
    assert "<b>" not in html


def test_several_series_are_told_apart_by_shape_and_word():
    chart = chart_of(figures_of([reading("2008", "1"), reading("2009", "2", "SSB")]))

    html = render_to_string("components/chart_legend.html", {"chart": chart})

    assert [series.shape_name for series in chart.series] == ["Ring", "Firkant"]
    assert "<title>Firkant</title>" in html
    assert "Uten kilde" in html


def test_one_series_needs_no_legend():
    chart = chart_of(figures_of([reading("2008", "1")]))

    assert render_to_string("components/chart_legend.html", {"chart": chart}).strip() == ""
