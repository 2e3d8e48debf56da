"""How the measures fall into parts: by status, theme, who answers, and where the money comes from."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cities.models import PartyKind
from common.bars import Bars, bars_of
from common.listing.columns import NOTHING
from dashboard.coverage import OWN, UNIT, WORDS, Counted
from dashboard.coverage_lists import behind
from programmes import money
from programmes.models import MoneyLine, Theme
from programmes.states import UNKNOWN, shares


@dataclass
class Part:
    """Measures with one thing in common. code: its word in the address; address: of the measures that are in it."""

    code: str
    label: str
    count: int
    address: str
    share: float | None = None


@dataclass
class Funds:
    """A source of funds: how much it gives, to how many measures. unstated: amounts without a figure among them."""

    label: str
    count: int
    address: str
    told: list[str]
    unstated: int


def drawn(parts: list[Part]) -> Bars | None:
    return bars_of([(part.label, part.count) for part in parts])


def by_status(measures: list[Counted]) -> list[Part]:
    """Every measure in one part."""
    return [
        Part(status, name, n, behind(status=NOTHING if status == UNKNOWN else status), share)
        for status, name, n, share in shares([one.state for one in measures])
    ]


def by_theme(measures: list[Counted], themes: list[Theme]) -> list[Part]:
    """Every measure under each of its themes."""
    names = {theme.code: theme.name for theme in themes if not theme.city_id}
    names |= {OWN: _("Byens eget tema"), NOTHING: _("Uten tema")}
    return parted("tema", names, [[label.code for label in one.themes] for one in measures])


def by_kind(measures: list[Counted]) -> list[Part]:
    """Every measure under each kind of body that answers for it."""
    known = {label.code: label.name for one in measures for label in one.kinds}
    order = [UNIT, *PartyKind.values, WORDS]
    names = {code: known[code] for code in order if code in known} | {NOTHING: _("Ingen ansvarlig")}
    return parted("ansvar_slag", names, [[label.code for label in one.kinds] for one in measures])


def parted(word: str, names: dict[str, str], codes: list[list[str]]) -> list[Part]:
    """word: what narrows the list. names: code → label, in order. codes: those of each measure."""
    count = Counter(code for found in codes for code in found or [NOTHING])
    return [Part(code, name, count[code], behind(**{word: code})) for code, name in names.items() if count[code]]


def by_source(measures: list[Counted]) -> list[Funds]:
    """Where the money comes from, by name; what says nothing of it last."""
    lines = [line for one in measures for line in one.lines]
    return [
        Funds(group.label, len(group.things), behind(kilde=group.key), group.told, group.unstated)
        for group in money.grouped(lines, "source")
    ]


def by_currency(measures: list[Counted]) -> list[tuple]:
    """(currency, how many measures have an amount in it, their address, all of it in words)."""
    total = money.sums(line for one in measures for line in one.lines)
    count = Counter(currency for one in measures for currency in one.currencies)
    return [
        (MoneyLine.Currency(code).label, count[code], behind(valuta=code), found.told(code))
        for code, found in total.items()
    ]
