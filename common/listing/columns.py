"""The sorts of columns a list can have.

A column knows how to fetch its value from a row, how it is shown, in which order it sorts, how the address narrows the
list by it, and what a file is given. Nothing stated is None, "" or an empty list; it stands last in any order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.html import format_html
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from common.dates import LooseDate
from common.numbers import StatedNumber
from common.sorting import norwegian
from common.templatetags.framtid import amount, day, on_the_clock
from common.text import Unclean, clean_line

NOTHING = "-"
SOMETHING = "*"
FROM, TO = "-fra", "-til"

Test = Callable[[Any], bool]


@dataclass(frozen=True)
class Column:
    """A column of plain text, narrowed by words it holds; the other sorts build on it.

    name: its word in the address. get: row → value, the attribute of that name if not given.
    shown: it stands there until somebody chooses columns. heads: it heads the row, and is always shown.
    searched: the search box looks here too. narrows: one can filter by it. brief: it stays on one line.
    link: row → address. draw: row → HTML, for what is more than words.
    order: value → what it sorts by.
    """

    name: str
    label: str
    get: Callable | None = None
    shown: bool = True
    heads: bool = False
    searched: bool = False
    brief: bool = False
    narrows: bool = True
    link: Callable | None = None
    draw: Callable | None = None
    order: Callable | None = None
    control: ClassVar[str] = "words"
    numeric: ClassVar[bool] = False
    ends: ClassVar[tuple[str, ...]] = ("",)

    def value(self, row):
        return self.get(row) if self.get else getattr(row, self.name)

    def stated(self, row) -> bool:
        return self.value(row) not in (None, "", [], ())

    # -- Shown

    @property
    def look(self) -> str:
        """The classes of its cells."""
        return "num" if self.numeric else "nowrap" if self.brief else ""

    def words(self, row) -> str:
        """What people read, "" where nothing is stated."""
        return self.write(self.value(row)) if self.stated(row) else ""

    def write(self, value) -> str:
        return str(value)

    def cell(self, row) -> str:
        """The cell in HTML."""
        inner = self.draw(row) if self.draw and self.stated(row) else self.words(row)
        address = self.link(row) if self.link else None
        return format_html('<a class="ds-link" href="{}">{}</a>', address, inner) if address and inner else inner

    def plain(self, row) -> str | bool | int | float | Decimal | date | datetime | None:
        """The value for a file: a real number or day where it is one, else the words."""
        return self.words(row) or None

    # -- Sorted

    def key(self, row):
        value = self.value(row)
        return self.order(value) if self.order else self.sorts_by(value)

    def sorts_by(self, value):
        return norwegian(self.write(value))

    # -- Narrowed

    @property
    def asked_by(self) -> tuple[str, ...]:
        """The words of the address that narrow by this column."""
        return tuple(self.name + end for end in self.ends) if self.narrows else ()

    def test(self, end: str, typed: list[str]) -> Test | None:
        """What a row must pass. end: one of `ends`. None when what was typed cannot be understood."""
        if typed == [NOTHING]:
            return lambda row: not self.stated(row)
        if typed == [SOMETHING]:
            return self.stated
        return self.finds(end, typed)

    def finds(self, end, typed) -> Test | None:
        wanted = fold(" ".join(typed)).split()
        return lambda row: holds_all(self.words(row), wanted)

    def told(self, typed: list[str], options: dict[str, str]) -> str:
        """What is asked for, in words."""
        names = {NOTHING: _("ikke oppgitt"), SOMETHING: _("oppgitt")} | options
        return ", ".join(names.get(item, item) for item in typed)

    def options(self, rows) -> dict[str, str]:
        """What one can choose between, key → name; none where one types."""
        return {}


def fold(text: str) -> str:
    return text.casefold().replace("\xa0", " ")


def holds_all(text: str, wanted: list[str]) -> bool:
    text = fold(text)
    return all(word in text for word in wanted)


class Text(Column):
    pass


@dataclass(frozen=True)
class Choice(Column):
    """One of few. choices: their order and names, else they are those of the rows, in Norwegian order.

    code: value → its word in the address.
    """

    choices: type | None = None
    code: Callable = str
    control: ClassVar[str] = "options"

    def write(self, value):
        return str(self.choices(value).label) if self.choices else str(value)

    def items(self, row) -> list:
        return [self.value(row)] if self.stated(row) else []

    def sorts_by(self, value):
        return self.choices.values.index(value) if self.choices else norwegian(self.write(value))

    def options(self, rows):
        found = {self.code(item): self.one(item) for row in rows for item in self.items(row)}
        if self.choices:
            found = {key: found[key] for key in map(self.code, self.choices.values) if key in found}
        else:
            found = dict(sorted(found.items(), key=lambda pair: norwegian(pair[1])))
        return found | ({NOTHING: _("Ikke oppgitt")} if not all(map(self.stated, rows)) else {})

    def one(self, item) -> str:
        return Choice.write(self, item)

    def finds(self, end, typed):
        wanted = set(typed)
        return lambda row: (
            not wanted.isdisjoint(map(self.code, self.items(row))) or (NOTHING in wanted and not self.stated(row))
        )


class Choices(Choice):
    """Any number of few: the value is a list."""

    def write(self, value):
        return ", ".join(map(self.one, value))

    def items(self, row):
        return list(self.value(row) or ())

    def sorts_by(self, value):
        return [Choice.sorts_by(self, item) for item in value]


class YesNo(Choice):
    """True, False or not stated."""

    def write(self, value):
        return _("Ja") if value else _("Nei")

    one = write

    def sorts_by(self, value):
        return not value

    def plain(self, row):
        return self.value(row) if self.stated(row) else None

    def options(self, rows):
        found = super().options(rows)
        return {key: found[key] for key in ("True", "False", NOTHING) if key in found}


class Span(Column):
    """What lies between two ends. `read` understands what is typed; `reach` is the value's own two ends."""

    control = "span"
    numeric = True
    ends = (FROM, TO, "")

    def read(self, typed: str):
        """(first, last) that the typed words can mean; None for an open one. Errors: Unclean, ValueError."""
        raise NotImplementedError

    def reach(self, value) -> tuple:
        return value, value

    def finds(self, end, typed):
        if not end:
            return None
        try:
            limit = self.read(typed[0])[0 if end == FROM else 1]
        except (Unclean, ValueError):
            return None
        if limit is None:
            return None
        if end == FROM:
            return lambda row: self.stated(row) and self._above(self.reach(self.value(row))[1], limit)
        return lambda row: self.stated(row) and self._below(self.reach(self.value(row))[0], limit)

    def _above(self, last, limit):
        return last is not None and last >= limit

    def _below(self, first, limit):
        return first is not None and first <= limit

    def sorts_by(self, value):
        return value


class Number(Span):
    """A number."""

    def read(self, typed):
        number = StatedNumber.read(typed)
        return (number.value, number.value if number.high is None else number.high) if number else (None, None)

    def write(self, value):
        return amount(value)

    def plain(self, row):
        return self.value(row) if self.stated(row) else None


class Stated(Number):
    """A stated number. Files get a real one where the statement is no more than that, else the words."""

    def stated(self, row):
        return bool(self.value(row))

    def reach(self, value):
        return value.value, value.value if value.high is None else value.high

    def write(self, value):
        return value.words

    def sorts_by(self, value):
        return (value.value is None, value.value or 0)

    def plain(self, row):
        value = self.value(row)
        return value.value if value and value.value is not None and not value.bound else self.words(row) or None


class Day(Span):
    """A day or a moment."""

    numeric = False

    def read(self, typed):
        words = LooseDate.read(typed)
        return (words.earliest, words.latest) if words else (None, None)

    def reach(self, value):
        at = local(value)
        at = at.date() if isinstance(at, datetime) else at
        return at, at

    def write(self, value):
        return on_the_clock(value) if isinstance(value, datetime) else day(value)

    def plain(self, row):
        return local(self.value(row)) if self.stated(row) else None


class Loose(Day):
    """A loose date, sorted by its first day. What has an open end reaches on without end."""

    def reach(self, value):
        return value.earliest, value.latest

    def _above(self, last, limit):
        return last is None or last >= limit

    def _below(self, first, limit):
        return first is None or first <= limit

    def stated(self, row):
        return bool(self.value(row))

    def finds(self, end, typed):
        passes = super().finds(end, typed)
        return passes and (lambda row: passes(row) and any(self.reach(self.value(row))))

    def write(self, value):
        return value.words

    def sorts_by(self, value):
        return (value.earliest is None, value.earliest or value.latest or date.max, value.latest or date.max)

    def plain(self, row):
        value = self.value(row)
        if value and value.edtf == str(value.earliest):
            return value.earliest
        return self.words(row) or None


def local(value):
    """A moment as the clock on the wall shows it."""
    return localtime(value).replace(tzinfo=None) if isinstance(value, datetime) and is_aware(value) else value


def typed_line(text: str) -> str:
    """What came in an address, cleaned; "" for what cannot be a word there."""
    try:
        return clean_line(text)
    except Unclean:
        return ""
