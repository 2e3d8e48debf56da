"""An element's facts and tables as they stand on paper: short ones as lines, long ones as tables, gaps in one line."""

from django.utils.translation import gettext as _

from documents.press.pictures import annexes
from documents.press.typesetting import typeset

# Remarks, and words beside a field that has its own: where they are empty, nothing is missing.
QUIET = {"note", "claim", "effect_words", "type_words", "adopted_title"}

SHORT = 44  # letters that two facts beside each other may have
LINE, LINES = 44, 26  # letters in a line beside a head, in large print, and the lines that fit a page


def facts_and_tables(facts: list[dict], tables: list[dict], names: dict, *, side_by_side: bool = False) -> dict:
    """Shape: {"facts": {"rows": [[(label, words)]], "long": [(label, words)], "unstated": "labels"},
    "tables": [{name, label, columns, rows}]}.

    long: what would make a row higher than a page. names: city slug → name, of the cities that rows may need to tell
    apart. side_by_side: may short facts share a row?
    """
    lines = [(fact["label"], typeset(fact["words"])) for fact in facts if fact["words"] is not None]
    gaps = [fact["label"] for fact in facts if fact["words"] is None and fact["name"] not in QUIET]
    full = []
    for table in tables:
        used = used_columns(table)
        if not table["rows"]:
            gaps.append(table["label"])
        elif table["name"] == "attachment":
            lines += [(_("Vedlegg"), "\n".join(annexes({"tables": [table]})))] if annexes({"tables": [table]}) else []
        elif table["name"] == "responsibility":
            lines += parts_played(table["rows"], names)
        elif table["name"] == "progress":
            lines.append((table["label"], "\n".join(progress(row, names) for row in table["rows"])))
        elif len(used) == 1:
            lines.append(
                (table["label"], "\n".join(told(row["cells"][used[0]], row["city"], names) for row in table["rows"]))
            )
        else:
            full.append(table_shown(table, used, names))
    long = [line for line in lines if fills_a_page(line)]
    rows = in_rows([line for line in lines if line not in long], side_by_side)
    return {"facts": {"rows": rows, "long": long, "unstated": " · ".join(gaps)}, "tables": full}


def fills_a_page(line: tuple) -> bool:
    _label, words = line
    return sum(1 + len(part) // LINE for part in words.split("\n")) > LINES


def in_rows(lines: list, side_by_side: bool) -> list[list]:
    """One line a row; or two, where both are short and stand beside each other."""
    rows = []
    for line in lines:
        if side_by_side and rows and len(rows[-1]) == 1 and short(line) and short(rows[-1][0]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def short(line: tuple) -> bool:
    _label, words = line
    return len(words) <= SHORT and "\n" not in words


def used_columns(table: dict) -> list[int]:
    """The columns somebody has filled."""
    return [n for n in range(len(table["columns"])) if any(row["cells"][n] is not None for row in table["rows"])]


def parts_played(rows: list[dict], names: dict) -> list[tuple[str, str]]:
    """Who answers for it, one line per role in the order they are met, each with its names below each other."""
    roles: dict[str, list[str]] = {}
    for row in rows:
        who, role, own_words, doubt, span = (*row["cells"], None)[:5]  # format 1 had no span
        beside = ", ".join(words for words in (span, doubt) if words)
        said = told(who, row["city"], names) + (f" ({beside})" if beside else "")
        roles.setdefault(" – ".join(filter(None, (role, own_words))), []).append(said)
    return [(typeset(role), "; ".join(people)) for role, people in roles.items()]


def progress(row: dict, names: dict) -> str:
    """Pågår, januar 2009: Første strekning er prosjektert"""
    status, day, own_words = row["cells"]
    head = ", ".join(word for word in (status, day) if word)
    if own_words and own_words.casefold() != head.casefold():
        head = f"{head}: {own_words}" if head else own_words
    return told(head or None, row["city"], names)


def told(words: str | None, slug: str | None, names: dict) -> str:
    """A row's words, after the name of the city they are about, unless they say it themselves."""
    words = typeset(words) if words is not None else _("ikke oppgitt")
    return f"{names[slug]}: {words}" if slug in names and names[slug] not in words else words


def table_shown(table: dict, used: list[int], names: dict) -> dict:
    """The used columns; whose row it is comes first where rows belong to single cities."""
    rows = table["rows"]
    columns = [table["columns"][n] for n in used]
    cells = [[row["cells"][n] and typeset(row["cells"][n]) for n in used] for row in rows]
    if any(row["city"] in names for row in rows):
        columns = [_("Gjelder"), *columns]
        cells = [[names.get(row["city"], _("Felles")), *line] for row, line in zip(rows, cells, strict=True)]
    return {"name": table["name"], "label": table["label"], "columns": columns, "rows": cells}
