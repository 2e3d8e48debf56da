"""What a programme still lacks before it is treated. It is told, and never stands in the way of freezing.

rules.py is the table of what is looked for; material.py fetches what it looks in.
"""

from dataclasses import dataclass, field
from functools import cached_property

from programmes.models import Waiver
from programmes.readiness.gaps import Gap, Group
from programmes.readiness.material import gather, gather_loaded
from programmes.readiness.rules import RULES, Rule

__all__ = ["RULES", "Gap", "Group", "Readiness", "Rule", "Waived", "readiness_of", "standing"]


@dataclass(frozen=True)
class Waived:
    """A gap somebody has given a reason for."""

    gap: Gap
    waiver: Waiver


@dataclass
class Readiness:
    """found: every gap, by the rule that found it. waivers: by (name of the gap, city)."""

    found: dict[Rule, list[Gap]]
    waivers: dict[tuple, Waiver] = field(default_factory=dict)

    @cached_property
    def open(self) -> dict[Rule, list[Gap]]:
        """What nobody has given a reason for; only rules that have some."""
        left = {rule: [gap for gap in gaps if not self.waiver_of(gap)] for rule, gaps in self.found.items()}
        return {rule: gaps for rule, gaps in left.items() if gaps}

    @cached_property
    def waived(self) -> list[Waived]:
        return [Waived(gap, waiver) for gap in self.gaps if (waiver := self.waiver_of(gap))]

    @cached_property
    def groups(self) -> list[tuple[Group, int, dict[Rule, list[Gap]]]]:
        """What is left: (group, how many, rule → gaps), in the order of the groups."""
        parts = [(group, {rule: self.open[rule] for rule in self.open if rule.group == group}) for group in Group]
        return [(group, sum(map(len, rules.values())), rules) for group, rules in parts if rules]

    @property
    def gaps(self) -> list[Gap]:
        return [gap for gaps in self.found.values() for gap in gaps]

    @cached_property
    def count(self) -> int:
        """How many gaps are left."""
        return sum(map(len, self.open.values()))

    @property
    def ready(self) -> bool:
        """Is nothing left but what has a reason?"""
        return self.count == 0

    def waiver_of(self, gap: Gap) -> Waiver | None:
        return self.waivers.get((gap.name, gap.city_id))


def readiness_of(programme, person=None, rules=RULES) -> Readiness:
    """The programme's gaps as it stands now. A constant number of statements, whatever its size.

    person: who is told; a letter that the person may not read asks nothing of the programme then. None for the house.
    rules: those that are asked.
    """
    material = gather(programme, person)
    found = {rule: list(rule.find(rule, material)) for rule in rules}
    waivers = {(waiver.gap, waiver.city_id): waiver for waiver in programme.waivers.all()}
    return Readiness(found, waivers)


def standing(programme, nodes, waivers) -> list[tuple[Gap, Waiver]]:
    """Those of the waivers whose gap is there, with it. nodes: the living outline with everything loaded.

    Only the rules that have a waiver are asked, so a programme without any costs no statement.
    """
    keys = {waiver.gap.partition(":")[0] for waiver in waivers}
    if not keys:
        return []
    material = gather_loaded(programme, nodes)
    found = {rule: list(rule.find(rule, material)) for rule in RULES if rule.key in keys}
    known = {(waiver.gap, waiver.city_id): waiver for waiver in waivers}
    return [(item.gap, item.waiver) for item in Readiness(found, known).waived]
