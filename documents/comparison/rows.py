"""Rows of tables and lists, paired and compared."""

from dataclasses import dataclass

from django.utils.functional import Promise

from common.difference import Bag, longest_common, words
from documents.comparison.values import Words, changes, laid_together

ALIKE = 0.5  # share of letters that two rows without a permanent name must have in common to be one
SEARCH_LIMIT = 10_000  # rows × rows without permanent names; beyond it only equal ones are paired

NamedRow = tuple[str | None, list[tuple]]  # permanent name; (name, label, words) of each cell


@dataclass(frozen=True)
class Row:
    """A row that is "new", "gone", "changed" or only "moved" among the others; `words` is all that is stated in it."""

    state: str
    words: tuple[Words, ...]


@dataclass(frozen=True)
class List:
    """A table or another list, with those of its rows that differ."""

    name: str
    label: str | Promise
    rows: tuple[Row, ...]


def compared_lists(old, new) -> tuple[List, ...]:
    """Pair lists by name. Shape: (name, label, rows) on each side → those lists in which something differs."""
    before, after = ({name: (label, rows) for name, label, rows in side} for side in (old, new))
    none = ("", [])
    lists = (
        List(name, label, compared_rows(before.get(name, none)[1], after.get(name, none)[1]))
        for name, (label, _rows) in (before | after).items()
    )
    return tuple(one for one in lists if one.rows)


def compared_rows(old: list[NamedRow], new: list[NamedRow]) -> tuple[Row, ...]:
    """Those rows that differ, in the order of the new ones; those that are gone stand last."""
    pairs = paired_rows(old, new)
    twin = {there: here for here, there in pairs}
    order = [here for here, _ in pairs]
    in_order = {order[place] for _, place in longest_common(sorted(order), order)}
    rows = [
        _row(old[twin[at]], row, twin[at] not in in_order) if at in twin else _alone("new", row)
        for at, row in enumerate(new)
    ]
    rows += [_alone("gone", row) for at, row in enumerate(old) if at not in order]
    return tuple(row for row in rows if row)


def paired_rows(old: list[NamedRow], new: list[NamedRow]) -> list[tuple[int, int]]:
    """Rows by permanent name; where one side has none, equal rows and then the most alike. In the order of the new."""
    place = {name: at for at, (name, _cells) in enumerate(old) if name}
    pairs = [(place[name], at) for at, (name, _cells) in enumerate(new) if name in place]
    for pairing in (_equal, _alike):
        here, there = _rest(old, [i for i, _ in pairs]), _rest(new, [j for _, j in pairs])
        pairs += [(i, j) for i, j in pairing(here, there) if not (old[i][0] and new[j][0])]
    return sorted(pairs, key=lambda pair: pair[1])


def _rest(rows, taken):
    return [(at, _said(cells)) for at, (_name, cells) in enumerate(rows) if at not in set(taken)]


def _equal(old, new):
    same = longest_common([said for _, said in old], [said for _, said in new])
    return [(old[i][0], new[j][0]) for i, j in same]


def _alike(old, new):
    """The most alike first, each row once."""
    if len(old) * len(new) > SEARCH_LIMIT:
        return
    bags = [[(at, Bag(words(said))) for at, said in side] for side in (old, new)]
    found = [(bag.likeness(other, ALIKE), i, j) for i, bag in bags[0] for j, other in bags[1]]
    here, there = set(), set()
    for share, i, j in sorted(found, key=lambda one: (-one[0], one[1:])):
        if share and i not in here and j not in there:
            here.add(i)
            there.add(j)
            yield i, j


def _said(cells):
    return "\n".join(f"{name} {said}" for name, _label, said in cells if said)


def _row(old, new, moved):
    both = laid_together(old[1], new[1])
    if changes(both):
        return Row("changed", _stated(both))
    return Row("moved", _stated(both)) if moved else None


def _alone(state, row):
    return Row(state, _stated(laid_together([], row[1]) if state == "new" else laid_together(row[1], [])))


def _stated(both):
    return tuple(one for one in both if one.before or one.after)
