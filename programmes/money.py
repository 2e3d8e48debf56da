"""Sums of money that neither hide a doubt nor count anything twice.

An amount is a stretch: "24 mill." is from 24 to 24 million, "inntil 20 mill." from 0 to 20, "minst 5 mill." from 5 and
without an end. A sum adds the lower ends and the upper ends. What is not stated is no amount: it is told, never added.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from common.numbers import StatedNumber
from common.templatetags.framtid import NO_BREAK, amount

UNITS = {"NOK": "kr", "EUR": "euro", "SEK": "svenske kr", "DKK": "danske kr", "USD": "dollar"}
SCALES = ((10**9, "mrd."), (10**6, "mill."))


@dataclass(frozen=True)
class Sum:
    """least, most: what the amounts come to, in units of the currency; most is None where an amount has no upper end.

    exact: the part of it that was stated without reservation. about: is an amount in it only approximate?
    lines: how many amounts.
    """

    least: Decimal = Decimal(0)
    most: Decimal | None = Decimal(0)
    exact: Decimal = Decimal(0)
    about: bool = False
    lines: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        most = None if self.most is None or other.most is None else self.most + other.most
        return Sum(
            self.least + other.least, most, self.exact + other.exact, self.about or other.about,
            self.lines + other.lines,
        )  # fmt: skip

    def told(self, currency: str) -> str:
        """In words: "24 mill. kr", "minst 4 mill. kr, høyst 24 mill. kr", "minst ca. 5 mill. kr"."""
        about = _("ca.") + NO_BREAK if self.about else ""
        least, most = (about + written(end, currency) if end is not None else "" for end in (self.least, self.most))
        if self.least == self.most:
            return least
        low, high = (_("minst"), least), (_("høyst"), most)
        ends = [end for end in (low, high) if end[1]] if self.least else [high if most else low]
        return ", ".join(map(NO_BREAK.join, ends))


def of(number: StatedNumber) -> Sum | None:
    """A stated number as a sum of one; None where there is no value."""
    value = number.value
    if value is None:
        return None
    least, most = {
        "up_to": (Decimal(0), value),
        "under": (Decimal(0), value),
        "at_least": (value, None),
        "over": (value, None),
        "range": (value, number.high),
    }.get(number.bound, (value, value))
    exact = value if number.bound == "" else Decimal(0)
    return Sum(least, most, exact, number.bound == "about", 1)


def written(value: Decimal, currency: str) -> str:
    """An amount in its largest unit that loses nothing: "24 mill. kr", "1 234 kr", "2,5 mrd. euro"."""
    for scale, word in SCALES:
        scaled = value / scale
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            return NO_BREAK.join((amount(plain(scaled)), word, UNITS[currency]))
    return NO_BREAK.join((amount(plain(value)), UNITS[currency]))


def plain(value: Decimal) -> Decimal:
    """Without noughts at the end, and without an exponent."""
    return Decimal(format(value.normalize(), "f"))


@dataclass(frozen=True)
class Line:
    """One amount as it is summed. thing: the measure or instrument; keys: way → (rank, key, label) of its group.

    sum: None where the amount is not stated. row, node: the line it was read from, and where that stands.
    """

    thing: Hashable
    currency: str
    sum: Sum | None
    keys: dict = field(hash=False)
    row: object = field(default=None, compare=False)
    node: object = field(default=None, compare=False)


@dataclass
class Group:
    """The amounts that have one thing in common. label: what; unstated: the things with no amount among them."""

    label: str
    key: str
    lines: list[Line] = field(default_factory=list)

    @property
    def things(self) -> set:
        return {line.thing for line in self.lines}

    @property
    def sums(self) -> dict[str, Sum]:
        return sums(self.lines)

    @property
    def told(self) -> list[str]:
        """A text for each currency."""
        return told(self.sums)

    @property
    def unstated(self) -> int:
        """How many amounts are on the list without a value."""
        return sum(line.sum is None for line in self.lines)


def sums(lines: Iterable[Line]) -> dict[str, Sum]:
    """currency → the sum of its amounts, in the order of the currencies."""
    found: dict[str, Sum] = defaultdict(Sum)
    for line in lines:
        if line.sum:
            found[line.currency] += line.sum
    return {currency: found[currency] for currency in UNITS if currency in found}


def told(found: dict[str, Sum]) -> list[str]:
    return [total.told(currency) for currency, total in found.items()]


def grouped(lines: Iterable[Line], by: str) -> list[Group]:
    """Put each line in the one group it belongs to. by: the way of grouping, one of its keys."""
    groups: dict[str, Group] = {}
    ranks = {}
    for line in lines:
        rank, key, label = line.keys[by]
        groups.setdefault(key, Group(label, key)).lines.append(line)
        ranks[key] = rank
    return sorted(groups.values(), key=lambda group: ranks[group.key])
