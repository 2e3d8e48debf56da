import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.richtext import DEPTH_LIMIT, TAGS, clean, plain, safe
from common.text import Unclean, demand_fit

PIECES = st.sampled_from(
    [
        *(
            f"<{tag}>"
            for tag in [*TAGS, "table", "td", "svg", "math", "template", "b", "h1", "select", "form", "plaintext"]
        ),
        *(f"</{tag}>" for tag in [*TAGS, "table", "td", "svg", "math", "template", "p/", "body"]),
        '<a href="https://framtid.no/?a=1&b=2" onclick=x>',
        "<a href=mailto:post@by.no>",
        '<a href="javascript:alert(1)">',
        "<a href='/inn'>",
        "<img src=x onerror=alert(1)>",
        "<!-- x -->",
        "<script>",
        "</script>",
        "&#x202e;",
        "&#0;",
        "&lt;p&gt;",
        "&#x338;",
        "A\u030a",
        "\r\n",
        "\0",
        "\ud800",
        "ord ",
        "<",
        '">',
        "]]>",
    ]
)
HTML = st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            "<p>Vi <strong>skal</strong> <em>kutte</em> CO<sub>2</sub></p>",
            "<p>Vi <strong>skal</strong> <em>kutte</em> CO<sub>2</sub></p>",
        ),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p onclick=x style='color:red' class=y>a</p>", "<p>a</p>"),
        ("<h1>Mål</h1><script>alert(1)</script><style>p{}</style>", "Mål"),
        ("<a href='https://by.no' target=_blank>by</a>", '<a href="https://by.no" rel="noopener">by</a>'),
        ("<a href='mailto:post@by.no'>post</a>", '<a href="mailto:post@by.no" rel="noopener">post</a>'),
        ("<a href='javascript:x'>a</a><a href='/b'>b</a>", '<a rel="noopener">a</a><a rel="noopener">b</a>'),
        ("<p>A\u030apent</p>\r\n<p>b</p>", "<p>Åpent</p>\n<p>b</p>"),
        ("<p></p>", ""),
        ("<p> &#8203;<br>&nbsp;</p>", ""),
    ],
)
def test_rich_text_keeps_what_the_list_allows(written, kept):
    assert clean(written) == kept


def test_stroke_after_a_tag_does_not_eat_the_tag():
    assert clean("<p>&#x338;a</p>") == "<p>\u0338a</p>"


@pytest.mark.parametrize("sign", ["\0", "\ud800", "\x1b", "\u202e", "&#x202e;", "&#x2066;", "\x9b"])
def test_rich_text_with_a_character_that_cannot_be_stored_is_refused(sign):
    with pytest.raises(Unclean):
        clean(f"<p>a{sign}b</p>")


def test_nesting_is_bounded():
    assert clean("<blockquote>" * 11 + "<p>a") == "<blockquote>" * 11 + "<p>a</p>" + "</blockquote>" * 11
    with pytest.raises(Unclean) as refused:
        clean("<blockquote>" * DEPTH_LIMIT + "<p>a")
    assert str(refused.value) == "Har lister eller sitater i for mange nivåer (høyst 12)."
    with pytest.raises(Unclean, match="for mange nivåer"):
        clean("<ul><li>" * 500 + "dypest" + "</li></ul>" * 500)


def test_length_is_bounded_before_and_after_cleaning():
    assert len(clean("<p class='from a word processor'>" + "x" * 19_993)) == 20_000
    with pytest.raises(Unclean) as refused:
        clean("<p>" + "x" * 19_994)
    assert str(refused.value) == "Kan ha høyst 20000 tegn, men har 20001."
    with pytest.raises(Unclean) as refused:
        clean("<!--" + "x" * 100_000 + "-->")
    assert str(refused.value) == "Kan ha høyst 100000 tegn, men har 100007."


def test_empty_rich_text_is_refused_when_something_is_required():
    with pytest.raises(Unclean) as refused:
        clean("<p><br></p>", required=True)

    assert str(refused.value) == "Må fylles ut."


@given(HTML)
@settings(deadline=None)
def test_rich_text_door_gives_the_same_when_cleaned_again_or_refuses(written):
    try:
        html = clean(written)
    except Unclean:
        return

    assert clean(html) == html
    assert safe(html) == html
    assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z]+)", html)} <= TAGS
    assert set(re.findall(r'<[a-z]+((?: [a-z]+="[^"]*")*)>', html)) <= {
        "",
        ' rel="noopener"',
        ' href="https://framtid.no/?a=1&amp;b=2" rel="noopener"',
        ' href="mailto:post@by.no" rel="noopener"',
    }
    demand_fit(unescape(html))


@given(HTML)
@settings(deadline=None)
def test_showing_stored_rich_text_never_fails(stored):
    shown = safe(stored)

    assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z]+)", shown)} <= TAGS
    assert shown.encode().decode() == shown


def test_stored_text_that_todays_rules_refuse_is_shown_as_bare_words():
    assert safe("<p>a\u202eb &amp; <script>c</script></p>").split() == ["a\u202eb", "&amp;", "c"]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>en</p><p>to<br>tre</p>", "en\nto\ntre"),
        ("<ul><li><p>a &amp; b</p></li><li>c</li></ul>d", "a & b\nc\nd"),
        ('<a href="https://by.no/?a&gt;b" rel="noopener">by</a>', "by"),
        ("", ""),
    ],
)
def test_plain_words_break_lines_where_blocks_end(html, words):
    assert plain(html) == words
