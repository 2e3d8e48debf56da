from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.difference import words_changed


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("", "", []),
        ("Bygge sykkelnett", "Bygge sykkelnett", [("same", "Bygge sykkelnett")]),
        ("", "Bygge", [("new", "Bygge")]),
        ("Bygge", "", [("gone", "Bygge")]),
        (
            "Kutte 20 prosent innen 2020.",
            "Kutte 33 prosent innen 2020.",
            [("same", "Kutte "), ("gone", "20"), ("new", "33"), ("same", " prosent innen 2020.")],
        ),
        (
            "Vi bygger nye veier i år.",
            "Vi vedlikeholder gamle veier i år.",
            [("same", "Vi "), ("gone", "bygger nye"), ("new", "vedlikeholder gamle"), ("same", " veier i år.")],
        ),
        ("en to", "en\nto", [("same", "en"), ("gone", " "), ("new", "\n"), ("same", "to")]),
        ("en, to", "en to", [("same", "en"), ("gone", ","), ("same", " to")]),
    ],
)
def test_changed_words_are_marked(before, after, runs):
    assert words_changed(before, after) == runs


TEXTS = st.text(max_size=80) | st.lists(
    st.sampled_from(["en", "to", "tre", " ", "  ", "\n", ".", ","]), max_size=300
).map("".join)


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_rejecting_all_gives_the_old_text_and_accepting_all_the_new(before, after):
    runs = words_changed(before, after)

    assert "".join(text for kind, text in runs if kind != "new") == before
    assert "".join(text for kind, text in runs if kind != "gone") == after
    assert all(text for _, text in runs)
    assert {kind for kind, _ in runs} <= {"same", "gone", "new"}
    assert all(here[0] != there[0] for here, there in pairwise(runs))
