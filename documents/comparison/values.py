"""What an element or a document says, as pairs of words before and after."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.canonical import check_code

RICH = ("text",)
LABELS = {
    "title": _("Tittel"), "text": _("Tekst"), "city": _("Gjelder"), "sources": _("Kilder"), "cities": _("Byer"),
    "basis": _("Grunnlag"), "organisation": _("Organisering"), "waivers": _("Begrunnede hull"),
    "kind": _("Slag"), "kind_name": _("Slag"), "paper": _("Dokument"), "point": _("Punkt"), "place": _("Sted"),
    "quotation": _("Sitat"), "followed_up": _("Fulgt opp"), "because": _("Begrunnelse"), "name": _("Navn"),
    "under": _("Del av"), "novelty_name": _("Nytt eller styrket"), "note": _("Merknad"), "words": _("Det som mangler"),
    "reason": _("Begrunnelse"), "file": _("Fil"),
}  # fmt: skip
UNSAID = {"uuid", "sort", "novelty", "gap"}  # names for machines; another key says the same to people


@dataclass(frozen=True)
class Words:
    """One text before and after; None is not stated. rich: it is HTML."""

    name: str
    label: str | Promise
    before: str | None
    after: str | None
    rich: bool = False


class Reader:
    """Reads values out of both contents; a city is called what the new one calls it."""

    def __init__(self, old: dict, new: dict):
        self._names = {city["slug"]: city["name"] for content in (old, new) for city in content["cities"]}
        if len(self._names) > 1:
            self._names[None] = str(_("Felles"))

    def values(self, thing: dict, skipped: set[str]) -> Iterator[tuple[str, str | Promise, str | None]]:
        """(name, label, words) of each value that is no list of things, and of each fact."""
        for name, value in thing.items():
            if name in skipped or name in UNSAID or is_list(name, value):
                continue
            if name == "facts":
                yield from ((fact["name"], fact["label"], fact["words"] or None) for fact in value)
            else:
                yield name, LABELS.get(name, name), self.said(name, value)

    def lists(self, thing: dict, skipped: set[str]) -> Iterator[tuple[str, str | Promise, list[tuple]]]:
        """(name, label, rows) of each table and each other list of things; a row is (permanent name, cells)."""
        for name, value in thing.items():
            if name == "tables":
                yield from ((table["name"], table["label"], self._table(table)) for table in value)
            elif name not in skipped and is_list(name, value):
                yield name, LABELS.get(name, name), [self._row(row) for row in value]

    def said(self, name: str, value) -> str | None:
        if name == "city":
            return self._names.get(value, value)
        if name == "file":
            return f"{value['name']} ({check_code(value['sha256'])})"
        if isinstance(value, bool):
            return str(_("Ja") if value else _("Nei"))
        if isinstance(value, dict):
            return " ".join(filter(None, (self.said(key, value[key]) for key in value))) or None
        if isinstance(value, list):
            return "\n".join(filter(None, (self.said(name, item) for item in value))) or None
        return str(value) if value not in (None, "") else None

    def _table(self, table):
        rows = []
        for row in table["rows"]:
            more = {key: row[key] for key in row if key not in ("value", "cells") and row[key]}
            cells = zip(table["columns"], table["columns"], row["cells"], strict=True)
            rows.append((row["uuid"], [*cells, *self.values(more, set())]))
        return rows

    def _row(self, row):
        return row.get("uuid"), list(self.values(row, set()))


def is_list(name: str, value) -> bool:
    """Is it a list of things with several values each? An empty one may be: those are known by name."""
    if name in ("tables", "basis", "organisation", "waivers"):
        return True
    return name != "facts" and isinstance(value, list) and any(isinstance(item, dict) for item in value)


def laid_together(old: list[tuple], new: list[tuple]) -> tuple[Words, ...]:
    """Pair values by name, in the order of the new ones; a value that one side does not have is not stated there."""
    before = {name: (label, words) for name, label, words in old}
    after = {name: (label, words) for name, label, words in new}
    return tuple(
        Words(name, label, before.get(name, (None, None))[1], after.get(name, (None, None))[1], name in RICH)
        for name, (label, _words) in (before | after).items()
    )


def changes(words) -> tuple[Words, ...]:
    return tuple(one for one in words if (one.before or None) != (one.after or None))
