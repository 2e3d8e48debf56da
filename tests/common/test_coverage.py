"""Measures counted by theme and target group."""

from hypothesis import given
from hypothesis import strategies as st

from common.coverage import SIDE_OF, SIDES, STEPS, Aimed, coverage

THEMES = ["AT", "EB", "KT"]


def aimed(key, theme="AT", targets=(), direction=None) -> Aimed:
    return Aimed(key, frozenset([theme] if isinstance(theme, str) else theme), tuple(targets), direction)


def test_a_measure_counts_under_each_of_its_themes_and_in_each_of_its_groups():
    found = coverage(THEMES, [aimed(1, ["AT", "KT"], ["business", "state"]), aimed(2, "AT", ["state"])])

    assert (found.of("AT", "business"), found.of("AT", "state"), found.of("KT", "state")) == ([1], [1, 2], [1])
    assert ("EB", "state") in found.holes
    assert len(found.holes) == 15 - 4


def test_a_side_as_stated_fills_no_cell():
    found = coverage(THEMES, [aimed(1, direction="inward"), aimed(2, direction="both")])

    assert (found.loose["AT", "inward"], found.loose["AT", "outward"]) == ([1, 2], [2])
    assert len(found.holes) == 15
    assert found.unaimed == []


def test_a_named_group_says_more_than_its_side_and_nothing_of_the_other():
    found = coverage(THEMES, [aimed(1, targets=["business"], direction="both")])

    assert dict(found.loose) == {("AT", "outward"): [1]}


def test_what_says_nothing_is_told_apart():
    found = coverage(THEMES, [aimed(1), aimed(2, [], ["state"])])

    assert (found.unaimed, found.unthemed) == ([1], [2])


def test_few_are_counted_one_by_one_and_many_by_the_fullest():
    few = coverage(THEMES, [aimed(n, targets=["state"]) for n in range(3)])
    many = coverage(THEMES, [aimed(n, targets=["state"]) for n in range(50)])

    assert [few.step(n) for n in (0, 1, 3)] == [0, 1, 3]
    assert [many.step(n) for n in (0, 1, 10, 11, 50)] == [0, 1, 1, 2, 5]


measures = st.lists(
    st.tuples(
        st.sets(st.sampled_from([*THEMES, "unknown"])),
        st.sets(st.sampled_from(sorted(SIDE_OF))),
        st.sampled_from([None, "inward", "outward", "both"]),
    )
)


@given(measures)
def test_every_measure_is_counted_once_in_each_cell_it_belongs_to(drawn):
    given_measures = [aimed(n, themes, sorted(targets), side) for n, (themes, targets, side) in enumerate(drawn)]

    found = coverage(THEMES, given_measures)

    for measure in given_measures:
        for theme in THEMES:
            for group in SIDE_OF:
                belongs = theme in measure.themes and group in measure.targets
                assert found.of(theme, group).count(measure.key) == belongs
            for side in SIDES:
                assert found.loose.get((theme, side), []).count(measure.key) == (
                    theme in measure.themes and side in measure.loose
                )
    cells = {(theme, group) for theme in THEMES for group in SIDE_OF}
    assert set(found.holes) == {cell for cell in cells if not found.of(*cell)}
    assert all(0 <= found.step(len(keys)) <= STEPS for keys in found.cells.values())
    assert all(found.step(len(keys)) > 0 for keys in found.cells.values())
