"""Two contents laid together: the result a page walks."""

from dataclasses import dataclass

from documents.comparison.outline import homes_of, in_reading_order, key, paired_elements
from documents.comparison.rows import List, compared_lists
from documents.comparison.values import Reader, Words, changes, laid_together

OF_THE_PLACE = {"code", "kind", "place", "depth", "parent"}  # told by the pairing, or never another
OF_THE_OCCASION = {"format", "network", "language", "day", "edition", "elements"}


@dataclass(frozen=True)
class ElementChange:
    """An element in which something differs.

    state: "new" | "gone" | "kept". place, was_place: in the new and the old outline, where it stands there.
    words: of a kept one what differs; of another all that is stated, but title and kind. lists: rows that differ.
    """

    state: str
    code: str
    kind_name: str
    title: Words
    place: str | None
    was_place: str | None
    moved: bool
    words: tuple[Words, ...]
    lists: tuple[List, ...]

    @property
    def whole(self) -> bool:
        """Is all of it new, or all of it gone?"""
        return self.state != "kept"

    @property
    def body(self) -> tuple[Words, ...]:
        """The words but the title, which heads what is drawn."""
        return tuple(one for one in self.words if one.name != "title")

    @property
    def changed(self) -> bool:
        return self.state == "kept" and bool(self.words or self.lists)


@dataclass(frozen=True)
class Section:
    """The changes under one of the elements at the top, in reading order; it need not have changed itself."""

    title: str
    place: str
    elements: tuple[ElementChange, ...]


@dataclass(frozen=True)
class Counts:
    """How many elements; one that is both moved and changed counts as both."""

    new: int
    gone: int
    moved: int
    changed: int


@dataclass(frozen=True)
class Comparison:
    """words, lists: of the document itself. sections: the elements. Empty where nothing differs."""

    words: tuple[Words, ...]
    lists: tuple[List, ...]
    sections: tuple[Section, ...]

    def __bool__(self):
        return bool(self.words or self.lists or self.sections)

    @property
    def elements(self) -> list[ElementChange]:
        return [element for section in self.sections for element in section.elements]

    @property
    def counts(self) -> Counts:
        """How many elements are new, deleted, moved and changed."""
        elements = self.elements
        return Counts(
            new=sum(element.state == "new" for element in elements),
            gone=sum(element.state == "gone" for element in elements),
            moved=sum(element.moved for element in elements),
            changed=sum(element.changed for element in elements),
        )


def compare(old: dict, new: dict) -> Comparison:
    """Shape: two contents of the newest format, in the same language → what differs (see documents.comparison)."""
    reader = Reader(old, new)
    contents = [{**content, "cities": [city["name"] for city in content["cities"]]} for content in (old, new)]
    words, lists = _differing(reader, *contents, OF_THE_OCCASION)
    return Comparison(changes(words), lists, tuple(_sections(reader, old["elements"], new["elements"])))


def _differing(reader, old, new, skipped):
    both = [old or {}, new or {}]
    return (
        laid_together(*(list(reader.values(thing, skipped)) for thing in both)),
        compared_lists(*(list(reader.lists(thing, skipped)) for thing in both)),
    )


def _sections(reader, old, new):
    paired = paired_elements(old, new)
    before, after = ({key(element): element for element in side} for side in (old, new))
    tops = _tops(old, new)
    names = in_reading_order(old, new, paired)
    sections = {name: [] for name in names if tops[name] == name}
    for name in names:
        if element := _element(reader, before.get(name), after.get(name), name in paired.moved):
            sections[tops[name]].append(element)
    for name, elements in sections.items():
        if elements:
            head = after.get(name) or before[name]
            yield Section(head["title"], head["place"], tuple(elements))


def _tops(old, new):
    """The element at the top that each hangs under, by permanent names: in the new outline, or where it would hang."""
    tops = {}
    for home in (homes_of(new), homes_of(old)):
        for name, parent in home.items():
            tops.setdefault(name, tops[parent] if parent else name)
    return tops


def _element(reader, old, new, moved):
    words, lists = _differing(reader, old, new, OF_THE_PLACE)
    title = next(one for one in words if one.name == "title")
    if old and new:
        words = changes(words)
        if not (moved or words or lists):
            return None
    else:
        words = tuple(one for one in words if (one.before or one.after) and one.name not in ("title", "kind_name"))
    shown = new or old
    return ElementChange(
        state="kept" if old and new else "new" if new else "gone",
        code=shown["code"],
        kind_name=shown["kind_name"],
        title=title,
        place=new and new["place"],
        was_place=old and old["place"],
        moved=moved,
        words=words,
        lists=lists,
    )
