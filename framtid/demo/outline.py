"""Sorts the facts into programmes and chapters: whose each is, shared or own, under which theme."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from framtid.demo.facts import read
from framtid.demo.ours import ACROSS, AFTERWARDS, HEADS, JOINT, Head
from framtid.demo.wording import split_words
from programmes.models import Kind

LAST_YEAR = read("network")["program"]["periode"][1]

# Where each kind's facts lie: file, list in it, and what is the title. In the order they stand in a chapter.
KINDS = {
    Kind.STRATEGY: ("strategies", "strategier", "tekst"),
    Kind.GOAL: ("goals", "maal", "tekst"),
    Kind.INSTRUMENT: ("instruments", "virkemidler", "navn"),
    Kind.MEASURE: ("measures", "tiltak", "tittel"),
}


@dataclass
class Draft:
    """A fact on its way to become an element. `own`: the one city whose own it is, or None when shared."""

    kind: Kind
    title: str
    fact: dict
    by: str | None
    own: str | None = None

    @property
    def theme(self) -> str | None:
        return self.fact.get("tema")

    @cached_property
    def chapter(self) -> str:
        """A theme's code, or the title of a chapter of ours."""
        if self.is_later:
            return AFTERWARDS
        return self.theme or ACROSS

    @property
    def is_later(self) -> bool:
        """The source says that it came after the programme period, or its result is from a later year."""
        words = f"{self.fact.get('type')} {self.fact.get('merknad')}"
        adopted = re.search(r"vedtatt (\d{4})", words)
        return (
            "etter program" in words
            or (adopted is not None and int(adopted[1]) > LAST_YEAR)
            or (self.fact.get("type") == "resultat" and self.fact["maalaar"] > LAST_YEAR)
        )

    @property
    def names_other_city(self) -> bool:
        return "gjelder også" in (self.fact.get("merknad") or "")


def drafts() -> Iterator[Draft]:
    for kind, (topic, key, title) in KINDS.items():
        for fact in read(topic)[key]:
            yield Draft(kind, fact[title], fact, by=fact["by"] if "by" in fact else owner_city(fact))


def owner_city(fact) -> str | None:
    """The city whose own instrument it is; the state's and the joint ones have none."""
    name, word, rest = split_words(fact["ansvarlig"])[0].partition(" kommune")
    return name if word and not rest else None


def programmes() -> dict[Head, list[Draft]]:
    """Every programme's drafts, in the order of the facts."""
    head_of = {city: head for head in HEADS for city in head.cities} | {None: JOINT}
    found = defaultdict(list, {head: [] for head in HEADS})
    for draft in drafts():
        found[head_of[draft.by]].append(draft)
    return {head: share(found[head], head) for head in HEADS}


def share(drafts: list[Draft], head: Head) -> list[Draft]:
    """Say of each draft of a twin programme whether it is shared; what both cities state alike becomes one.

    In a programme of one city, and in that of all, everything is shared and stays as it is.
    """
    if len(head.cities) < 2:
        return drafts
    alike = defaultdict(list)
    for draft in drafts:
        alike[draft.kind, draft.title].append(draft)
    for same in alike.values():
        shared = {draft.by for draft in same} == set(head.cities) or same[0].names_other_city
        same[0].own = None if shared else same[0].by
    return [same[0] for same in alike.values()]
