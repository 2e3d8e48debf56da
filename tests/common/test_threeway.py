"""Two changes of one text laid together."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from common.difference import words
from common.threeway import blocks, merged, merged_rich, merged_text

WORDS = some.lists(some.sampled_from("abcd"), max_size=12)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("38 mill. kr, 20 fra staten", "38 mill. kr, 24 fra staten", "41 mill. kr, 20 fra staten",
         "41 mill. kr, 24 fra staten"),
        ("Vei", "Vei", "Sykkelvei", "Sykkelvei"),
        ("Vei", "Sykkelvei", "Sykkelvei", "Sykkelvei"),
        ("Vei", "Sykkelvei", "Gangvei", None),
        ("Vei", "Vei i Skien", "Vei i Porsgrunn", None),
        ("", "Mitt", "Deres", None),
        ("Vei. Sti", "Gate Sti", "Vei.Stier", None),
        ("en-to-tre", "ett-to-tre", "en-to-fire", "ett-to-fire"),
    ],
)  # fmt: skip
def test_changes_of_different_words_are_laid_together(base, mine, theirs, both):
    assert merged_text(base, mine, theirs) == both
    assert merged_text(base, theirs, mine) == both


def test_changes_of_different_paragraphs_are_laid_together():
    base, list_ = "<p>En</p><ul><li>To</li></ul>", "<ul><li>To</li><li>Tre</li></ul>"

    assert merged_rich(base, "<p>Ett</p><ul><li>To</li></ul>", f"<p>En</p>{list_}") == f"<p>Ett</p>{list_}"
    assert merged_rich(base, "<p>Ett</p>", f"<p>En</p>{list_}") is None


@given(WORDS, WORDS)
def test_what_only_one_changed_is_taken(base, new):
    assert merged(base, new, base) == merged(base, base, new) == merged(base, new, new) == new


@given(WORDS, WORDS, WORDS)
def test_order_of_the_two_does_not_matter_and_no_word_is_made_up(base, mine, theirs):
    both = merged(base, mine, theirs)

    assert both == merged(base, theirs, mine)
    assert both is None or set(both) <= set(base + mine + theirs)


PLAIN = some.lists(some.sampled_from(["Vei", "sti", "bro", " ", " ", ", ", ".", "-", "\n"]), max_size=12).map("".join)


def added(base, new) -> set[str]:
    return {word for word in words(new) if not word.isspace()} - set(words(base))


@given(PLAIN, PLAIN, PLAIN)
def test_every_word_either_has_added_stands_in_the_draft(base, mine, theirs):
    both = merged_text(base, mine, theirs)

    assert both is None or added(base, mine) | added(base, theirs) <= set(words(both))


@given(WORDS, WORDS, WORDS)
def test_every_paragraph_either_has_added_stands_in_the_draft(base, mine, theirs):
    rich = ["".join(f"<p>{word}</p>" for word in text) for text in (base, mine, theirs)]

    both = merged_rich(*rich)

    new = (set(mine) | set(theirs)) - set(base)
    assert both is None or all(f"<p>{word}</p>" in both for word in new)


@given(
    some.lists(some.sampled_from(["<p>a</p>", "<ul><li><p>b</p></li></ul>", "<blockquote><p>c</p></blockquote>", "d"]))
)
def test_blocks_joined_are_the_text(parts):
    html = "".join(parts)

    assert "".join(blocks(html)) == html
    assert all(block.count("<p>") == block.count("</p>") for block in blocks(html))
