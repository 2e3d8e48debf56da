"""Which elements of two outlines are the same, and which of them have moved."""

from collections import defaultdict
from dataclasses import dataclass, field

from common.difference import longest_common


@dataclass(frozen=True)
class Paired:
    """Every old element is in `kept` or `gone`, every new one in `kept` or `new`; `moved` names some of the kept."""

    kept: list[tuple[dict, dict]] = field(default_factory=list)
    gone: list[dict] = field(default_factory=list)
    new: list[dict] = field(default_factory=list)
    moved: set[str] = field(default_factory=set)


def key(element: dict) -> str:
    return element["uuid"] or element["code"]


def paired_elements(old: list[dict], new: list[dict]) -> Paired:
    """Pair elements by their permanent names. Shape: elements in reading order, as in a content."""
    before = {key(element): element for element in old}
    after = {key(element): element for element in new}
    return Paired(
        kept=[(before[name], element) for name, element in after.items() if name in before],
        gone=[element for name, element in before.items() if name not in after],
        new=[element for name, element in after.items() if name not in before],
        moved=_moved(old, new, before.keys() & after.keys()),
    )


def _moved(old, new, kept):
    """Those that hang elsewhere, and the fewest that explain how the order among the others has changed."""
    homes, was_home = homes_of(new), homes_of(old)
    moved = {name for name in kept if homes[name] != was_home[name]}
    stayed = kept - moved
    here, there = _families(old, was_home, stayed), _families(new, homes, stayed)
    for home, names in there.items():
        in_order = {names[place] for _, place in longest_common(here[home], names)}
        moved |= set(names) - in_order
    return moved


def homes_of(elements: list[dict]) -> dict[str, str | None]:
    """Each element's parent, by permanent names; None at the top."""
    by_code = {element["code"]: key(element) for element in elements}
    return {key(element): by_code.get(element["parent"]) for element in elements}


def _families(elements, homes, names):
    families = defaultdict(list)
    for element in elements:
        if (name := key(element)) in names:
            families[homes[name]].append(name)
    return families


def in_reading_order(old: list[dict], new: list[dict], paired: Paired) -> list[str]:
    """All permanent names: the new outline, and what is deleted where it stood."""
    gone = {key(element) for element in paired.gone}
    after, stood = defaultdict(list), None
    for element in old:
        if (name := key(element)) in gone:
            after[stood].append(name)
        elif name not in paired.moved:
            stood = name
    names = after[None][:]
    for element in new:
        names += [key(element), *after[key(element)]]
    return names
