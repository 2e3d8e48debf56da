import re
from random import Random
from time import process_time

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from common.redline import accepted, compared, redline, rejected
from common.redline.drawing import drawn
from common.richtext import TAGS, clean, safe
from common.text import Unclean
from tests.common.riches import edited, text
from tests.common.test_richtext import HTML

AS_A_BROWSER = nh3.Cleaner(
    tags=TAGS | {"ins", "del", "span"},
    attributes={"a": {"href"}, "span": {"class", "aria-hidden"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
)
HIDDEN = re.compile(r'<span (?:class="sr"|aria-hidden="true")>[^<]*</span>')


def seen(html: str) -> str:
    """The marked text without what is only said aloud, nor the signs for breaks."""
    return HIDDEN.sub("", html)


def words(html: str) -> str:
    return "".join(re.sub("<[^>]*>", " ", html).split())


def check(old: str, new: str) -> None:
    pieces = compared(old, new)
    marked = drawn(pieces)
    assert accepted(pieces) == new
    assert rejected(pieces) == old
    etree.fromstring(f"<x>{marked.replace('<br>', '<br/>').replace('&nbsp;', '&#160;')}</x>")
    assert AS_A_BROWSER.clean(marked) == marked
    assert words(re.sub("(?s)<del>.*?</del>", "", seen(marked))) == words(new)
    assert words(re.sub("(?s)<ins>.*?</ins>", "", seen(marked))) == words(old)
    if old == new:
        assert marked == new


def test_ten_thousand_random_edits_lose_nothing_and_are_well_formed():
    random = Random(2009)
    for _ in range(10_000):
        old = text(random)
        try:
            new = edited(old, random)
        except Unclean:  # nested too deep
            new = text(random)
        check(old, new)


@given(HTML, HTML)
@settings(deadline=None)
def test_any_two_clean_texts_can_be_compared(before, after):
    try:
        old, new = clean(before), clean(after)
    except Unclean:
        return

    check(old, new)


INS, DEL = '<ins><span class="sr">satt inn: </span>', '<del><span class="sr">tatt ut: </span>'


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("", "", ""),
        ("<p>a</p>", "<p>a</p>", "<p>a</p>"),
        ("", "<p>a</p>", f"<p>{INS}a</ins></p>"),
        ("<p>a</p>", "", f"<p>{DEL}a</del></p>"),
        (
            "<p>Kutte 20 prosent innen 2020.</p>",
            "<p>Kutte 33 prosent innen 2020.</p>",
            f"<p>Kutte {DEL}20</del>{INS}33</ins> prosent innen 2020.</p>",
        ),
        (
            "<p>Vi skal kutte utslippene.</p>",
            "<p>Vi <strong>skal</strong> kutte utslippene.</p>",
            f"<p>Vi {DEL}skal</del>{INS}<strong>skal</strong></ins> kutte utslippene.</p>",
        ),
        (
            "<p>Vi <strong>skal kutte</strong> mye.</p>",
            "<p>Vi <strong>skal ikke kutte</strong> mye.</p>",
            f"<p>Vi <strong>skal {INS}ikke </ins>kutte</strong> mye.</p>",
        ),
        (
            '<p>Les <a href="https://a.no">planen</a> her.</p>',
            '<p>Les <a href="https://b.no">planen</a> her.</p>',
            f'<p>Les {DEL}<a href="https://a.no" rel="noopener">planen</a></del>'
            f'{INS}<a href="https://b.no" rel="noopener">planen</a></ins> her.</p>',
        ),
        (
            "<ul><li>lys hele året</li><li>drift</li></ul>",
            "<ul><li>lys hele døgnet</li><li>tak over</li><li>drift</li></ul>",
            f"<ul><li>lys hele {DEL}året</del>{INS}døgnet</ins></li><li>{INS}tak over</ins></li><li>drift</li></ul>",
        ),
        (
            "<ul><li>a<ul><li>b</li><li>c</li></ul></li></ul>",
            "<ul><li>a<ul><li>c</li></ul></li></ul>",
            f"<ul><li>a<ul><li>{DEL}b</del></li><li>c</li></ul></li></ul>",
        ),
        ("<p>a</p><p>c</p>", "<p>a</p>\n<p>b</p>\n<p>c</p>", f"<p>a</p><p>{INS}b</ins></p><p>c</p>"),
        (
            "<p>en<br>to</p>",
            "<p>en to</p>",
            f'<p>en{DEL}<span aria-hidden="true">↵</span><span class="sr">linjeskift</span></del>{INS} </ins>to</p>',
        ),
        (
            "<p>a</p>",
            "<p>a</p><p></p>",
            f'<p>a</p><p>{INS}<span aria-hidden="true">¶</span><span class="sr">tomt avsnitt</span></ins></p>',
        ),
        ("<p>A &amp; B</p>", "<p>A &amp;amp B</p>", f"<p>A &amp;{INS}amp</ins> B</p>"),
    ],
)
def test_what_came_and_went_is_marked(old, new, marked):
    assert redline(old, new) == marked
    check(safe(old), safe(new))


def test_text_that_nobody_cleaned_is_cleaned_before_it_is_shown():
    shown = redline("<p onclick=x>a<script>alert(1)</script></p>", None)

    assert shown == f"<p>{DEL}a</del></p>"


def of(parts: list[str], size: int, random: Random) -> str:
    average = sum(map(len, parts)) / len(parts)
    return clean("".join(random.choice(parts) for _ in range(int(size / average))))


@pytest.mark.parametrize(
    "parts",
    [
        [f"<p>{' '.join(f'ord{n % 7}' for n in range(many, many + 90))}</p>" for many in range(7)],
        [f"<p>{' '.join(f'ord{n * many % 97}' for n in range(9))}</p>" for many in range(97)],
        ["<li>a</li>", "<li>b</li>"],
        ["<strong>a</strong> ", "<em>a</em> ", "a "],
        [".", ",", ";"],
        ["a ", "b "],
    ],
)
def test_long_text_is_compared_in_well_under_a_second(parts):
    random = Random(1)
    old, new = (of(parts, 17_000, random) for _ in range(2))

    before = process_time()
    pieces = compared(old, new)
    spent = process_time() - before

    assert (accepted(pieces), rejected(pieces)) == (new, old)
    assert spent < 0.8


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=50)
def test_edits_found_by_hypothesis_lose_nothing(random):
    old = text(random)

    check(old, text(random))
