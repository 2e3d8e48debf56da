"""What changed between two texts, word by word."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import accumulate, pairwise

SAME, GONE, NEW = "same", "gone", "new"
WORK_LIMIT = 100_000_000  # words of the one text × words of the other; a text of 20 000 characters has some 4 000

Pairs = list[tuple[int, int]]  # places in the old and the new, both rising


def words_changed(before: str, after: str) -> list[tuple[str, str]]:
    """Pair the words of two texts.

    Shape: runs of ("same" | "gone" | "new", text) in reading order; what is gone stands before what came instead.
    Without the new runs they are `before`, letter for letter; without the gone ones, `after`.
    """
    old, new = words(before), words(after)
    runs, same, i, j = [], "", 0, 0
    for here, there in [*paired_words(old, new), (len(old), len(new))]:
        if (i, j) != (here, there):
            runs += [(SAME, same), (GONE, "".join(old[i:here])), (NEW, "".join(new[j:there]))]
            same = ""
        same += "".join(old[here : here + 1])
        i, j = here + 1, there + 1
    return [run for run in [*runs, (SAME, same)] if run[1]]


def words(text: str) -> list[str]:
    """Cut a text, plain or of HTML, into words, signs and the spaces between; joined they are the text."""
    return re.findall(r"\s+|\w+|&#?\w+;|[^\w\s]", text)


class Bag:
    """Words without their order, to tell how much two texts have in common."""

    def __init__(self, words: Iterable[str]):
        self._words = Counter(word for word in words if word.strip())
        self._size = sum(len(word) * count for word, count in self._words.items())

    def likeness(self, other: "Bag", least: float) -> float:
        """The share of letters in words that both have, from 0 to 1; 0 where it is less than `least`."""
        size = self._size + other._size
        if not size or 2 * min(self._size, other._size) < least * size:
            return 0.0
        few, many = sorted((self._words, other._words), key=len)
        common = sum(len(word) * min(count, many[word]) for word, count in few.items() if word in many)
        return share if (share := 2 * common / size) >= least else 0.0


def paired_words(old: Sequence[Hashable], new: Sequence[Hashable], text: Callable = str) -> Pairs:
    """The words that stayed, as a person would read it: a short word between two replaced ones is replaced with them.

    text: the letters of a word, where words are more than their letters.
    """
    return _without_islands(paired(old, new, lambda word: not text(word).strip()), old, new, text)


def paired(old: Sequence[Hashable], new: Sequence[Hashable], blank: Callable) -> Pairs:
    """Pair as many equal things as can be in order; blank ones only beside a pair, or at an end.

    Beyond WORK_LIMIT only a common beginning and end are found, so no text can make it slow.
    """
    solid = [[at for at, thing in enumerate(things) if not blank(thing)] for things in (old, new)]
    kept = longest_common([old[at] for at in solid[0]], [new[at] for at in solid[1]])
    pairs, i, j = [], 0, 0
    for here, there in [*((solid[0][a], solid[1][b]) for a, b in kept), (len(old), len(new))]:
        pairs += _ends(old, new, (i, here), (j, there))
        pairs.append((here, there))
        i, j = here + 1, there + 1
    return pairs[:-1]


def longest_common(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """The longest common subsequence (see `paired` for how long texts may be)."""
    ends = _ends(old, new, (0, len(old)), (0, len(new)))
    head = next((n for n, pair in enumerate(ends) if pair != (n, n)), len(ends))
    tail = len(ends) - head
    middle = _longest(old[head : len(old) - tail], new[head : len(new) - tail])
    return [*ends[:head], *((head + i, head + j) for i, j in middle), *ends[head:]]


def _longest(old, new):
    # Bit by bit (Crochemore and others, 2001; Hyyrö, 2004): the zeros of a row are the places in `new` where the
    # longest common subsequence with this much of `old` grows by one. A row costs a few sums of long integers.
    if len(old) * len(new) > WORK_LIMIT:
        return []
    places = defaultdict(int)
    for at, thing in enumerate(new):
        places[thing] |= 1 << at
    full = row = (1 << len(new)) - 1
    rows = [row]
    for thing in old:
        found = row & places.get(thing, 0)
        row = ((row + found) | (row - found)) & full
        rows.append(row)
    pairs, i, j = [], len(old), len(new)
    while i and j:
        if rows[i] >> (j - 1) & 1:
            j -= 1
        elif rows[i - 1] >> (j - 1) & 1:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        else:
            i -= 1
    return pairs[::-1]


def _ends(old, new, within_old, within_new):
    """Pairs at the beginning of two stretches, and at their end."""
    (i, stop), (j, halt) = within_old, within_new
    head, most = 0, min(stop - i, halt - j)
    while head < most and old[i + head] == new[j + head]:
        head += 1
    tail = 0
    while tail < most - head and old[stop - 1 - tail] == new[halt - 1 - tail]:
        tail += 1
    first = [(i + n, j + n) for n in range(head)]
    return first + [(stop - n, halt - n) for n in range(tail, 0, -1)]


def _without_islands(pairs, old, new, text):
    """Undo what stayed between two replaced passages when both are at least twice as long: it only breaks them up."""
    lengths = [list(accumulate((len(text(word)) for word in words), initial=0)) for words in (old, new)]

    def replaced(start, stop):
        return min(length[b] - length[a] for length, a, b in zip(lengths, start, stop, strict=True))

    islands, kept, start = _stretches(pairs), [], (0, 0)
    for island, following in pairwise([*islands, [(len(old), len(new))]]):
        after_it = (island[-1][0] + 1, island[-1][1] + 1)
        shore = min(replaced(start, island[0]), replaced(after_it, following[0]))
        if not shore or 2 * sum(len(text(old[i]).strip()) for i, _ in island) > shore:
            kept += island
            start = after_it
    return kept


def _stretches(pairs):
    stretches = []
    for pair in pairs:
        if stretches and (stretches[-1][-1][0] + 1, stretches[-1][-1][1] + 1) == pair:
            stretches[-1].append(pair)
        else:
            stretches.append([pair])
    return stretches
