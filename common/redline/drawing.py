"""A comparison as HTML: <ins> and <del> in the innermost block, so that lists stay lists."""

from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from common.difference import GONE, NEW, SAME
from common.redline.tree import BREAK

TAGS = {NEW: "ins", GONE: "del"}
SPOKEN = {NEW: _("satt inn: "), GONE: _("tatt ut: ")}
UNSEEN = {BREAK: ("↵", _("linjeskift")), "": ("¶", _("tomt avsnitt"))}


def drawn(pieces) -> str:
    """Shape: pieces of cleaned text → HTML with `ins`, `del` and spans for screen readers beside its own tags."""
    among_blocks = any(piece.has_block for piece in pieces)
    html = ""
    for (kind, opened), run in groupby(pieces, key=lambda piece: (piece.kind, _is_opened(piece))):
        if opened:
            html += "".join(_element(piece, drawn(piece.children)) if piece.name else piece.text for piece in run)
        else:
            html += _run(kind, list(run), among_blocks)
    return html


def marked(kind: str, html: SafeString | str) -> SafeString:
    """Words that came or went, marked for those who see and those who listen; words that stayed as they are."""
    if kind == SAME:
        return format_html("{}", html)
    return format_html('<{0}><span class="sr">{1}</span>{2}</{0}>', TAGS[kind], SPOKEN[kind], html)


def _is_opened(piece):
    """Is the mark, if any, further in?"""
    return piece.kind == SAME or piece.has_block


def _run(kind, run, among_blocks):
    html = "".join(_inline(piece) for piece in run)
    if not html.strip() and among_blocks:
        return ""  # space between two blocks, which nobody sees
    if not html:
        html = _unseen("")
    return marked(kind, mark_safe(html))


def _inline(piece):
    if piece.name:
        return _element(piece, "".join(map(_inline, piece.children)))
    if piece.text == BREAK:
        return _unseen(BREAK) + (BREAK if piece.kind == NEW else "")
    return piece.text


def _unseen(text):
    sign, spoken = UNSEEN[text]
    return format_html('<span aria-hidden="true">{}</span><span class="sr">{}</span>', sign, spoken)


def _element(piece, inner):
    return f"{piece.opening}{inner}</{piece.name}>"
