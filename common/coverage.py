"""Which themes reach whom: measures counted by theme and by the group they are aimed at.

Pure, and without words: a draft and a frozen content are counted alike.
"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

SIDES = {"inward": ("municipality", "business", "population"), "outward": ("region", "state")}
SIDE_OF = {group: side for side, groups in SIDES.items() for group in groups}
STEPS = 5


@dataclass(frozen=True)
class Aimed:
    """A measure as it is counted: once under each of its themes, in each of its groups.

    direction: "inward", "outward", "both" or None: the side as stated, which tells only where no group of it is named.
    """

    key: Hashable
    themes: frozenset
    targets: tuple[str, ...] = ()
    direction: str | None = None

    @property
    def loose(self) -> list[str]:
        """The sides it is aimed at without saying at which group there."""
        stated = SIDES if self.direction == "both" else [self.direction] if self.direction else []
        return [side for side in stated if not set(SIDES[side]) & set(self.targets)]


@dataclass
class Coverage:
    """What is where. themes: the rows, in order; every list holds the keys of measures, in the order they were given.

    cells: by (theme, group). loose: by (theme, side), those that name no group of the side; they fill no cell.
    unaimed: those that do not say whom they are for. unthemed: those under no theme.
    """

    themes: list
    cells: dict = field(default_factory=lambda: defaultdict(list))
    loose: dict = field(default_factory=lambda: defaultdict(list))
    unaimed: list = field(default_factory=list)
    unthemed: list = field(default_factory=list)

    def of(self, theme, group: str) -> list:
        return self.cells.get((theme, group), [])

    @property
    def holes(self) -> list[tuple]:
        """(theme, group) of each cell without a measure, row by row."""
        return [(theme, group) for theme in self.themes for group in SIDE_OF if not self.of(theme, group)]

    def step(self, count: int) -> int:
        """How dark a cell is, from 0 to 5, measured by the fullest one."""
        most = max(map(len, self.cells.values()), default=0)
        return count if most <= STEPS else -(-count * STEPS // most)


def coverage(themes, measures) -> Coverage:
    """Count measures (Aimed) under themes. What is under a theme not among these is counted nowhere else."""
    found = Coverage(list(themes))
    known = set(found.themes)
    for measure in measures:
        if not measure.targets and not measure.loose:
            found.unaimed.append(measure.key)
        if not measure.themes:
            found.unthemed.append(measure.key)
        for theme in known & measure.themes:
            for group in dict.fromkeys(measure.targets):
                found.cells[theme, group].append(measure.key)
            for side in measure.loose:
                found.loose[theme, side].append(measure.key)
    return found
