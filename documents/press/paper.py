"""Content → the HTML that is printed: what the templates in templates/print/ need, worked out beforehand."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from common import richtext
from common.canonical import check_code
from documents.press.overview import overview
from documents.press.typesetting import spaced, typeset

DEEPEST_HEADING = 6
OPENING_A_PAGE = ("chapter", "strategy", "goal")


def paper(content: dict, *, version: int, mark: str, sha256: str, day: date) -> str:
    """The whole document as HTML, in the content's own language."""
    with override(content["language"]):
        elements, sources = content["elements"], Sources()
        names = {city["slug"]: city["name"] for city in content["cities"]}
        return render_to_string(
            "print/programme.html",
            {
                "content": content,
                "mark": mark,
                "version": version,
                "day": date_format(day, "j. F Y"),
                "cities": listing(names.values()),
                "edition": edition_name(content["edition"], names),
                "sha256": sha256,
                "check_code": check_code(sha256),
                "text": rich(content["text"]),
                "facts": facts_shown(content["facts"], []),
                "contents": [element for element in elements if in_contents(element)],
                "overview": overview([element for element in elements if element["depth"] == 1]),
                "elements": [element_shown(*pair, names, sources) for pair in with_those_below(elements)],
                "sources": sources.addresses,
            },
        )


class Sources:
    """The addresses of all elements, each with one number, in the order they are met."""

    def __init__(self):
        self.addresses = {}

    def number(self, address: str) -> int:
        return self.addresses.setdefault(address, len(self.addresses) + 1)


def element_shown(element: dict, below: list[dict], names: dict, sources: Sources) -> dict:
    """One element as the template draws it."""
    return {
        **element,
        "heading": f"h{min(element['depth'], DEEPEST_HEADING)}",
        "opens_page": element["depth"] == 1 and element["kind"] in OPENING_A_PAGE,
        "scope": scope(element["city"], names),
        "text": rich(element["text"]),
        "facts": facts_shown(element["facts"], element["tables"]),
        "tables": [table_shown(table, names) for table in element["tables"] if table["rows"]],
        "sources": [sources.number(address) for address in element["sources"]],
        "overview": overview(below) if element["depth"] == 1 else [],
    }


def with_those_below(elements: list[dict]):
    """Each element with all that hangs under it, found by depth, since they stand in pre-order."""
    for n, element in enumerate(elements):
        end = n + 1
        while end < len(elements) and elements[end]["depth"] > element["depth"]:
            end += 1
        yield element, elements[n + 1 : end]


def in_contents(element: dict) -> bool:
    """Measures and instruments stand in each chapter's overview; the table of contents stays short enough to read."""
    return element["depth"] == 1 or element["kind"] in OPENING_A_PAGE


def scope(slug: str | None, names: dict) -> dict | None:
    """Whose it is; nothing to say where there is one city only."""
    if len(names) < 2:
        return None
    return {"own": slug, "words": f"{_('Eget')} · {names[slug]}" if slug else _("Felles")}


def facts_shown(facts: list[dict], tables: list[dict]) -> dict:
    """What is stated line by line, and the names of all that is not, gathered in one line."""
    stated = [(fact["label"], typeset(fact["words"])) for fact in facts if fact["words"] is not None]
    unstated = [fact["label"] for fact in facts if fact["words"] is None]
    return {"stated": stated, "unstated": ", ".join(unstated + [t["label"] for t in tables if not t["rows"]])}


def table_shown(table: dict, names: dict) -> dict:
    """The columns somebody has filled; whose row it is comes first where rows belong to single cities."""
    rows = table["rows"]
    used = [n for n in range(len(table["columns"])) if any(row["cells"][n] is not None for row in rows)]
    columns = [table["columns"][n] for n in used]
    cells = [[row["cells"][n] and typeset(row["cells"][n]) for n in used] for row in rows]
    if any(row["city"] for row in rows):
        columns = [_("Gjelder"), *columns]
        cells = [[names.get(row["city"]) or _("Felles"), *line] for row, line in zip(rows, cells, strict=True)]
    return {"name": table["name"], "label": table["label"], "columns": columns, "rows": cells}


def edition_name(slug: str | None, names: dict) -> str:
    if slug is None:
        return _("Felles utgave for %(cities)s") % {"cities": listing(names.values())} if len(names) > 1 else ""
    name = names[slug]
    return _("%(citys)s utgave") % {"citys": f"{name}’" if name[-1] in "sxz" else f"{name}s"}


def listing(names) -> str:
    """Porsgrunn og Skien; Oslo, Bergen og Tromsø."""
    *first, last = names
    return f"{', '.join(first)} {_('og')} {last}" if first else last


def rich(html: str) -> str:
    return spaced(richtext.safe(html))
