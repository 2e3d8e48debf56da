"""How a file differs from the print it says it is. Plain data in, plain data out."""

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from documents.checking.reading import Page, Reading

LINK = "/Link"


@dataclass(frozen=True)
class Comparison:
    """Pages are counted from 1: changed, added, links and notes by the file, removed and moved by the print.

    links: pages where a link of ours is gone or leads elsewhere. notes: by page, how many of each sort.
    lost, altered, enclosed: names of attachments that are gone, changed, and added. acts: does the file do or show
    something else than its pages, as the print does not?
    """

    changed: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    enclosed: list[str] = field(default_factory=list)
    acts: bool = False
    notes: dict[int, Counter] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many things differ; notes do not count."""
        pages = (self.changed, self.removed, self.added, self.moved, self.links)
        return sum(map(len, (*pages, self.lost, self.altered, self.enclosed))) + self.acts

    @property
    def whole(self) -> bool:
        """Is the content as it was printed?"""
        return self.size == 0


def compare(printed: Reading, file: Reading) -> Comparison:
    found = paired([page.content for page in printed.pages], [page.content for page in file.pages])
    ours, theirs = printed.attached, file.attached
    in_place = not (found.removed or found.added or found.moved)  # a link names its page by number
    pairs = zip(printed.pages, file.pages, strict=True) if in_place else ()
    links = [n for n, (one, other) in enumerate(pairs, 1) if n not in found.changed and missing_links(one, other)]
    return Comparison(
        changed=found.changed, removed=found.removed, added=found.added, moved=found.moved, links=links,
        lost=sorted(ours.keys() - theirs.keys()), enclosed=sorted(theirs.keys() - ours.keys()),
        altered=sorted(name for name in ours.keys() & theirs.keys() if ours[name] != theirs[name]),
        acts=file.acts and not printed.acts, notes=notes(printed, file) if in_place else {},
    )  # fmt: skip


def paired(before: list[str], after: list[str]) -> Comparison:
    """Which pages are changed, removed, added and moved."""
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    gone = [n for tag, start, end, _start, _end in steps if tag != "equal" for n in range(start, end)]
    come = [n for tag, _start, _end, start, end in steps if tag != "equal" for n in range(start, end)]
    moved = moves(before, after, gone, come)
    changed, removed, added = [], [], []
    for tag, *span in steps:
        if tag != "equal":
            left = [n for n in range(*span[:2]) if n not in moved]
            right = [n for n in range(*span[2:]) if n not in moved.values()]
            both = min(len(left), len(right))
            changed += right[:both]
            removed += left[both:]
            added += right[both:]
    return Comparison(*([n + 1 for n in pages] for pages in (changed, removed, added, moved)))


def moves(before, after, gone: list[int], come: list[int]) -> dict[int, int]:
    """Where pages that are gone from their place stand now."""
    places: dict[str, list[int]] = {}
    for n in reversed(come):
        places.setdefault(after[n], []).append(n)
    return {n: places[before[n]].pop() for n in gone if places.get(before[n])}


def missing_links(printed: Page, file: Page) -> bool:
    return bool(Counter(printed.links) - Counter(file.links))


def notes(printed: Reading, file: Reading) -> dict[int, Counter]:
    """What others have laid on the pages, links of their own among it."""
    found = {}
    for n, (one, other) in enumerate(zip(printed.pages, file.pages, strict=True), 1):
        links = Counter(other.links) - Counter(one.links)
        laid = Counter(other.notes) - Counter(one.notes)
        if more := laid + Counter({LINK: links.total()}):
            found[n] = more
    return found
