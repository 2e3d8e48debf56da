"""A list as it is declared, and as one address asks for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from common.listing.columns import FROM, TO, Column, fold, holds_all, typed_line
from common.pages import SIZE

SEARCH, SORT, COLUMNS, PAGE, FORMAT = RESERVED = ("sok", "sorter", "kolonner", "side", "format")
EVERYTHING = "alle"
MANY = 100


@dataclass(frozen=True)
class View:
    """A ready-made view: a label and what the address says then, "status=done&sorter=-periode"."""

    label: str
    query: str


@dataclass(frozen=True)
class Listing:
    """A list. name: its id in the page, and the name of its files. count: n → "63 tiltak", of any n.

    The rows come in the order they have when nobody sorts. empty: (title, text) when there are no rows at all.
    body: the template that draws the rows as they come; sorted, or with chosen columns, they are always a table.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    count: Callable[[int], str]
    views: tuple[View, ...] = ()
    empty: tuple[str, str] = ("", "")
    size: int = SIZE
    body: str = "components/listing_table.html"

    def __post_init__(self):
        words = [word for column in self.columns for word in {column.name, *column.asked_by}]
        if twice := {word for word in words if words.count(word) > 1 or word in RESERVED}:
            raise ValueError(f"{self.name}: the address cannot tell {sorted(twice)} apart")

    def read(self, rows: Iterable, query: QueryDict, *, file_name: str = "") -> "Listed":
        """The list that an address asks for. What the address says in vain is left out, never an error."""
        return Listed(self, list(rows), query, file_name or self.name)

    def named(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True)
class Narrowing:
    """One thing the list is narrowed by. passes: None when what was typed was not understood."""

    label: str
    words: str
    passes: Callable | None
    address: str

    @property
    def understood(self) -> bool:
        return self.passes is not None


class Listed:
    """What one address asks of a list. Everything is worked out when it is first asked for."""

    def __init__(self, listing: Listing, rows: list, query: QueryDict, file_name: str):
        self.listing, self.rows, self.file_name = listing, rows, file_name
        words = (SEARCH, SORT, COLUMNS, PAGE, *(word for column in listing.columns for word in column.asked_by))
        typed = {word: [line for line in map(typed_line, query.getlist(word)[:MANY]) if line] for word in words}
        self.asked = {word: found for word, found in typed.items() if found}

    # -- The address

    def address(self, **changes: str | None) -> str:
        """The query of this list with something changed, from its first page; None takes a word away."""
        asked = {word: found for word, found in self.asked.items() if word not in (COLUMNS, PAGE)}
        if self.columns != self.first_columns:
            asked[COLUMNS] = [",".join(column.name for column in self.columns if not column.heads)]
        asked |= {word: [value] if value else [] for word, value in changes.items()}
        return "?" + urlencode(asked, doseq=True, safe=",*")

    @property
    def here(self) -> str:
        """The address of this very page, without what says nothing."""
        return self.address(
            **{PAGE: EVERYTHING if self.whole else str(self.page.number) if self.page.number > 1 else ""}
        )

    @property
    def page_query(self) -> str:
        return self.address().removeprefix("?")

    @property
    def whole_address(self) -> str:
        return self.address(**{PAGE: EVERYTHING})

    @property
    def bare_address(self) -> str:
        """Everything, in the same order and columns."""
        return self.address(**{word: None for word in self.asked if word not in (SORT, COLUMNS)})

    @property
    def files(self) -> list[tuple[str, str]]:
        return [("Excel", self.address(**{FORMAT: "xlsx"})), ("CSV", self.address(**{FORMAT: "csv"}))]

    # -- Columns

    @cached_property
    def first_columns(self) -> list[Column]:
        return [column for column in self.listing.columns if column.shown or column.heads]

    @cached_property
    def columns(self) -> list[Column]:
        """Those shown, in the order of the declaration."""
        named = {name for part in self.asked.get(COLUMNS, ()) for name in part.split(",")}
        chosen = [column for column in self.listing.columns if column.heads or column.name in named]
        return chosen if any(column.name in named for column in chosen) else self.first_columns

    @property
    def column_choices(self) -> list[tuple[Column, bool]]:
        return [(column, column in self.columns) for column in self.listing.columns if not column.heads]

    # -- Narrowed

    @property
    def search(self) -> str:
        return " ".join(self.asked.get(SEARCH, ()))

    @property
    def searches(self) -> bool:
        return any(column.searched for column in self.listing.columns)

    @cached_property
    def options(self) -> dict[str, dict[str, str]]:
        """Column name → what one can choose between, among all rows."""
        return {column.name: column.options(self.rows) for column in self.listing.columns if column.narrows}

    @cached_property
    def narrowings(self) -> list[Narrowing]:
        found = []
        if self.search and self.searches:
            looked_in = [column for column in self.listing.columns if column.searched]
            wanted = fold(self.search).split()
            passes = lambda row: holds_all(" ".join(c.words(row) for c in looked_in), wanted)  # noqa: E731
            found.append(Narrowing(_("Søk"), f"«{self.search}»", passes, self.address(**{SEARCH: None})))
        for column in self.listing.columns:
            for end in column.ends if column.narrows else ():
                if typed := self.asked.get(column.name + end):
                    label = {FROM: _("%s fra"), TO: _("%s til")}.get(end, "%s") % column.label
                    words = column.told(typed, self.options[column.name])
                    without = self.address(**{column.name + end: None})
                    found.append(Narrowing(label, words, column.test(end, typed), without))
        return found

    @property
    def active(self) -> list[Narrowing]:
        return [narrowing for narrowing in self.narrowings if narrowing.understood]

    @property
    def ignored(self) -> list[Narrowing]:
        return [narrowing for narrowing in self.narrowings if not narrowing.understood]

    @property
    def controls(self) -> list[dict]:
        """The boxes of the filter form, one for each column of which something is known, with what is typed in them."""
        return [
            {
                "column": column,
                "options": [
                    (key, name, key in self.asked.get(column.name, ()))
                    for key, name in self.options[column.name].items()
                ],
                "typed": " ".join(self.asked.get(column.name, ())),
                "first": " ".join(self.asked.get(column.name + FROM, ())),
                "last": " ".join(self.asked.get(column.name + TO, ())),
            }
            for column in self.listing.columns
            if column.narrows and any(map(column.stated, self.rows))
        ]

    # -- Sorted

    @cached_property
    def order(self) -> tuple[Column | None, bool]:
        """What the list is sorted by, and whether from the end."""
        asked = self.asked.get(SORT, [""])[-1]
        return self.listing.named(asked.removeprefix("-")), asked.startswith("-")

    @property
    def heads(self) -> list[dict]:
        """Each shown column's head: how it is sorted, and the address that sorts by it, then from the end, then not."""
        by, falling = self.order
        heads = []
        for column in self.columns:
            here = column is by
            then = (None if falling else f"-{column.name}") if here else column.name
            direction = ("descending" if falling else "ascending") if here else ""
            heads.append({"column": column, "direction": direction, "address": self.address(**{SORT: then})})
        return heads

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        """For a select: (value, label, chosen)."""
        now = self.asked.get(SORT, [""])[-1]
        ways = (("", _("%s, stigende")), ("-", _("%s, synkende")))
        both = [(sign + c.name, words % c.label) for c in self.columns for sign, words in ways]
        return [(value, label, value == now) for value, label in both]

    # -- The rows

    @property
    def body(self) -> str:
        """The template that draws them."""
        as_they_come = self.order[0] is None and self.columns == self.first_columns
        return self.listing.body if as_they_come else "components/listing_table.html"

    @cached_property
    def found(self) -> list:
        """All rows asked for, in order; of equals, the one that came first."""
        tests = [narrowing.passes for narrowing in self.active]
        rows = [row for row in self.rows if all(test(row) for test in tests)]
        column, falling = self.order
        if not column:
            return rows
        stated = sorted(filter(column.stated, rows), key=column.key, reverse=falling)
        return stated + [row for row in rows if not column.stated(row)]

    @property
    def whole(self) -> bool:
        return self.asked.get(PAGE) == [EVERYTHING]

    @cached_property
    def page(self):
        size = max(len(self.found), 1) if self.whole else self.listing.size
        return Paginator(self.found, size).get_page(self.asked.get(PAGE, [None])[-1])

    @property
    def lines(self) -> list[list[tuple]]:
        """The rows of this page, each a list of (column, HTML)."""
        return [[(column, column.cell(row)) for column in self.columns] for row in self.page]

    @property
    def told(self) -> str:
        """How many: "63 tiltak", or "12 av 63 tiltak"."""
        every = self.listing.count(len(self.rows))
        if not self.active:
            return every
        return _("%(found)s av %(every)s") % {"found": len(self.found), "every": every}

    @property
    def views(self) -> list[tuple[str, str, bool]]:
        """The ready-made views: (label, address, whether it is the one seen)."""
        views = [View(_("Alle"), ""), *self.listing.views] if self.listing.views else []
        seen = sorted((word, tuple(found)) for word, found in self.asked.items() if word != PAGE)
        asked = [QueryDict(view.query) for view in views]
        same = [sorted((word, tuple(query.getlist(word))) for word in query) == seen for query in asked]
        return [(view.label, f"?{view.query}", here) for view, here in zip(views, same, strict=True)]
