"""Two changes of one text laid together, where they are about different places."""

import re
from collections.abc import Sequence
from itertools import pairwise

from common.difference import longest_common, words

_BLOCK = re.compile(r"<(/?)(p|ul|ol|blockquote)\b[^>]*>")


def merged_text(base: str, mine: str, theirs: str) -> str | None:
    """A plain text with both changes, or None where they touch the same words, or would make one word of two."""
    parts = merged(words(base), words(mine), words(theirs))
    both = _joined(parts)
    return both if parts is None or _solid(words(both)) == _solid(parts) else None


def merged_rich(base: str, mine: str, theirs: str) -> str | None:
    """A cleaned rich text with both changes, or None where they touch the same paragraph, list or quotation."""
    return _joined(merged(blocks(base), blocks(mine), blocks(theirs)))


def merged(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """Both changes of a row of parts, or None where they overlap, or something was put in beside a change."""
    edits = sorted(set(_edits(base, mine)) | set(_edits(base, theirs)))
    if any(_meet(one, other) for one, other in pairwise(edits)):
        return None
    parts, at = [], 0
    for start, end, new in edits:
        parts += [*base[at:start], *new]
        at = end
    return [*parts, *base[at:]]


def blocks(html: str) -> list[str]:
    """Cut cleaned rich text where its outermost blocks end; joined they are the text."""
    parts, depth, at = [], 0, 0
    for tag in _BLOCK.finditer(html):
        depth += -1 if tag[1] else 1
        if depth == 0:
            parts.append(html[at : tag.end()])
            at = tag.end()
    return [*parts, html[at:]] if html[at:] else parts


def _edits(base, new) -> list[tuple[int, int, tuple[str, ...]]]:
    """(start, end, what stands there instead) of each changed stretch."""
    found, i, j = [], 0, 0
    for here, there in [*longest_common(base, new), (len(base), len(new))]:
        if (i, j) != (here, there):
            found.append((i, here, tuple(new[j:there])))
        i, j = here + 1, there + 1
    return found


def _meet(one, other):
    (_, end, _), (start, stop, _) = one, other
    beside = end == start and (one[0] == end or start == stop)
    return end > start or beside


def _solid(parts):
    return [part for part in parts if not part.isspace()]


def _joined(parts):
    return None if parts is None else "".join(parts)
