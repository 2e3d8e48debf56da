import pytest

from bench.figures import FIGURES, Figure


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (12, "size: 12 statements (≤ 1.5)"),
        (1.234, "size: 1.23 statements (≤ 1.5)"),
        (57_312.4, "size: 57312 statements (≤ 1.5)"),
    ],
)
def test_a_figure_is_told_in_one_line(value, line):
    figure = Figure("size", lambda: value, "statements", 1.5)

    assert figure.line(figure.measure()) == line


def test_a_budget_that_is_a_least_value_says_so():
    figure = Figure("speed", lambda: 9, "pages/s", 10, at_least=True)

    assert figure.line(9) == "speed: 9 pages/s (≥ 10)"


@pytest.mark.parametrize(
    ("value", "at_least", "met"), [(10, False, True), (11, False, False), (10, True, True), (9, True, False)]
)
def test_the_budget_itself_is_still_within_it(value, at_least, met):
    assert Figure("size", lambda: value, "", 10, at_least).met(value) is met


def test_no_two_figures_share_a_name():
    names = [figure.name for figure in FIGURES]

    assert sorted(set(names)) == sorted(names)
