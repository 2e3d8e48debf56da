"""Which blocks and words of two rich texts are the same ones: blocks first, then the words in each."""

from common.difference import Bag, paired, paired_words
from common.redline.tree import Leaf, Line, Node, lines

ALIKE = 0.35  # share of letters two blocks must have in common to be one that was changed
SEARCH_LIMIT = 10_000  # blocks that went × blocks that came between two that stayed; beyond it they are marked whole


class Pairing:
    """Elements and words of the old text, each with its other self in the new: one with one, and in order."""

    def __init__(self, old: Node, new: Node):
        self._there, self._back = {}, {}
        old, new = lines(old), lines(new)
        for i, j in paired_lines(old, new):
            self._pair_words(old[i], new[j])

    def of(self, thing: Node | Leaf) -> Node | Leaf | None:
        return self._there.get(thing)

    def is_paired(self, new: Node | Leaf) -> bool:
        return new in self._back

    def _pair_words(self, old: Line, new: Line):
        if not self._join(old.blocks, new.blocks):
            return
        for i, j in paired_words(old.words, new.words, text=lambda word: word[0]):
            (path, leaf), (other_path, other) = old.leaves[i], new.leaves[j]
            self._join((*path, leaf), (*other_path, other))

    def _join(self, path, other) -> bool:
        """Pair the elements of two paths – unless one has another self already, as when a list was split in two."""
        both = list(zip(path, other, strict=True))
        if any(self._there.get(a, b) is not b or self._back.get(b, a) is not a for a, b in both):
            return False
        self._there.update(both)
        self._back.update((b, a) for a, b in both)
        return True


def paired_lines(old: list[Line], new: list[Line]) -> list[tuple[int, int]]:
    """Equal lines, and between them the most alike of the others."""
    keys = [[(line.kind, line.words, line.blank) for line in side] for side in (old, new)]
    pairs, i, j = [], 0, 0
    for here, there in [*paired(*keys, blank=lambda key: key[2]), (len(old), len(new))]:
        pairs += [(i + a, j + b) for a, b in _most_alike(old[i:here], new[j:there])]
        pairs.append((here, there))
        i, j = here + 1, there + 1
    return pairs[:-1]


def _most_alike(old, new):
    """The pairing in order with the greatest likeness in all."""
    if not 0 < len(old) * len(new) <= SEARCH_LIMIT:
        return []
    likeness = _likeness(old, new)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], likeness[i][j] and likeness[i][j] + best[i + 1][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def _likeness(old, new):
    """For each two lines of one kind how alike they are, or 0 where that is less than ALIKE."""
    bags = [[Bag(text for text, _ in line.words) for line in side] for side in (old, new)]
    return [
        [
            bag.likeness(other, ALIKE) if line.kind == twin.kind else 0.0
            for twin, other in zip(new, bags[1], strict=True)
        ]
        for line, bag in zip(old, bags[0], strict=True)
    ]
