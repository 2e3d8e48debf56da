"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"


def words_changed(before: str, after: str) -> list[tuple[str, str]]:
    """Pair the words of two texts.

    Shape: runs of ("same" | "gone" | "new", text) in reading order; what is gone stands before what came instead.
    Without the new runs they are `before`, letter for letter; without the gone ones, `after`.
    """
    runs, gone, new = [], "", ""
    steps = _steps(_words(before), _words(after))
    for number, (kind, old, fresh) in enumerate(steps):
        if kind == "equal" and not _bridges(steps, number):
            runs += [(GONE, gone), (NEW, new), (SAME, old)]
            gone = new = ""
        else:
            gone, new = gone + old, new + fresh
    return [run for run in [*runs, (GONE, gone), (NEW, new)] if run[1]]


def _words(text):
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _steps(old, new):
    codes = SequenceMatcher(None, old, new).get_opcodes()
    return [(kind, "".join(old[a:b]), "".join(new[c:d])) for kind, a, b, c, d in codes]


def _bridges(steps, number):
    """Space between two replaced words: they read better as one replaced phrase."""
    around = [steps[n][0] for n in (number - 1, number + 1) if 0 <= n < len(steps)]
    return around == ["replace", "replace"] and not steps[number][1].strip()
