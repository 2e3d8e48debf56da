"""The amounts of a report: summed by theme, by source of funds, by city and by year, with the list behind each sum."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from programmes import money
from programmes.money import Group, Line

WAYS = {
    "tema": lazy("Tema"),
    "kilde": lazy("Hvor pengene kommer fra"),
    "by": lazy("By"),
    "aar": lazy("År eller periode"),
}
LAST = (1, "")


@dataclass
class Amounts:
    """tables: (way, label, groups). without: measures with no amount stated. chosen: the group that is listed."""

    lines: list[Line]
    tables: list[tuple[str, str, list[Group]]]
    without: list
    chosen: Group | None

    way: str = ""

    @property
    def asked(self) -> str:
        """The word of the address that lists the chosen group."""
        return f"{self.way}:{self.chosen.key}" if self.chosen else ""

    @property
    def told(self) -> list[str]:
        return money.told(money.sums(self.lines))

    @property
    def listed(self) -> list[Line]:
        return self.chosen.lines if self.chosen else self.lines

    @property
    def listed_told(self) -> list[str]:
        return money.told(money.sums(self.listed))


def amounts_of(lines: list[Line], measures: list, asked: tuple[str, str] | None) -> Amounts:
    """asked: (way, key) of the group whose amounts are listed; of one that is not there, all are."""
    tables = [(way, str(label), money.grouped(lines, way)) for way, label in WAYS.items()]
    groups = {(way, group.key): group for way, _label, groups in tables for group in groups}
    stated = {line.thing for line in lines if line.sum}
    spared = {line.thing for line in lines if line.row.amount.bound == "not_applicable"}
    without = [measure for measure in measures if measure.code not in stated | spared]
    return Amounts(lines, tables, without, groups.get(asked), asked[0] if asked else "")


def line_of(row, *, node=None, part=None, cities=()) -> Line:
    """A money line as it is summed; with its node it can be put into groups."""
    keys = keys_of(row, node, part, cities) if node else {}
    return Line(node and node.element.code, row.currency, money.of(row.amount), keys, row, node)


def keys_of(row, node, part, cities) -> dict:
    source, period = row.source_of_funds.strip(), row.period
    city = row.city or node.element.city or (cities[0] if len(cities) == 1 else None)
    year = period.earliest.isoformat() if period and period.earliest else "9999"
    return {
        "tema": (part.rank, part.key, part.label),
        "kilde": ((0, source.casefold()) if source else LAST, source.casefold(), source or _("Ikke oppgitt")),
        "by": ((1, city.name_key) if city else (0, b""), city.slug if city else "felles", str(city or _("Felles"))),
        "aar": (
            (year, str(period)) if period else (year, "~"),
            str(period or "").casefold(),
            str(period or _("Ikke oppgitt")),
        ),
    }
