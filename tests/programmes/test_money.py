from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.numbers import BOUNDS, StatedNumber
from programmes.money import UNITS, Line, Sum, grouped, of, sums

BY = ("theme", "source", "city", "year")


def one(words):
    return of(StatedNumber.as_stated(words))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["24 mill. kr"], "24 mill. kr"),
        (["24 mill.", "6 mill."], "30 mill. kr"),
        (["inntil 20 mill."], "høyst 20 mill. kr"),
        (["4 mill.", "inntil 20 mill."], "minst 4 mill. kr, høyst 24 mill. kr"),
        (["ca. 5 mill."], "ca. 5 mill. kr"),
        (["minst 5 mill."], "minst 5 mill. kr"),
        (["minst 5 mill.", "inntil 2 mill."], "minst 5 mill. kr"),
        (["ca. 5 mill.", "2–3 mill."], "minst ca. 7 mill. kr, høyst ca. 8 mill. kr"),
        (["1,5 mrd."], "1,5 mrd. kr"),
        (["1 234 567"], "1 234 567 kr"),
        (["0"], "0 kr"),
        (["over 0"], "minst 0 kr"),
    ],
)
def test_a_sum_says_what_it_is_sure_of(words, told):
    total = sum(map(one, words), Sum())

    assert total.told("NOK").replace("\xa0", " ") == told


@pytest.mark.parametrize("words", ["ikke oppgitt", "ikke aktuelt", "dekkes av staten"])
def test_what_is_not_stated_is_no_amount(words):
    assert one(words) is None


numbers = st.builds(
    lambda low, more, bound: StatedNumber(
        Decimal(low), "", bound, Decimal(low + more) if bound == "range" else None
    ),
    st.integers(0, 10**12), st.integers(0, 10**12),
    st.sampled_from([bound for bound in BOUNDS if bound not in ("not_stated", "not_applicable", "words")]),
) | st.just(StatedNumber(None, "ikke oppgitt", "not_stated"))  # fmt: skip
keys = st.integers(0, 3).map(lambda n: (n, str(n), f"Gruppe {n}"))
lines = st.builds(
    Line,
    st.integers(0, 5),
    st.sampled_from(list(UNITS)),
    numbers.map(of),
    st.fixed_dictionaries(dict.fromkeys(BY, keys)),
)


@given(st.lists(lines, max_size=30))
def test_sums_by_theme_by_source_by_city_and_by_year_are_all_the_whole_sum(drawn):
    whole = sums(drawn)

    for by in BY:
        groups = grouped(drawn, by)
        found = {}
        for group in groups:
            for currency, part in group.sums.items():
                found[currency] = found.get(currency, Sum()) + part
        assert found == whole
        assert sum(group.unstated for group in groups) == sum(line.sum is None for line in drawn)
        assert sorted(group.key for group in groups) == [group.key for group in groups]


@given(st.lists(numbers.map(of).filter(bool), min_size=1))
def test_a_sum_never_promises_more_than_it_can_reach(drawn):
    total = sum(drawn, Sum())

    assert total.exact <= total.least
    assert total.most is None or total.least <= total.most
    assert total.lines == len(drawn)
    assert total.told("NOK")
