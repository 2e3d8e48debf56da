"""Content → the sheets that are printed: what the templates in templates/print/ need, worked out beforehand."""

from datetime import date
from functools import lru_cache
from json import dumps, loads

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from common import richtext
from common.canonical import check_code
from common.words import listing
from documents.comparison import compare
from documents.editions import shared_digest
from documents.formats import upgraded
from documents.languages import language_of
from documents.press.casework import case_shown
from documents.press.charts import charts_of
from documents.press.coverage import coverage_shown, reasons_shown
from documents.press.dress import arms_of, colour_of
from documents.press.facts import facts_and_tables
from documents.press.glance import glance
from documents.press.news import Since, news, with_marks
from documents.press.overview import overview
from documents.press.pictures import figures
from documents.press.registers import duties, grounds, replies
from documents.press.sheets import LONG, OPENING_A_PART, Paper, Sheet, cut, openings, opens_part
from documents.press.typesetting import held, spaced, spoken, typeset, typeset_all

DEEPEST_HEADING = 6
FEW = 3  # cities that are named again below the title
MANY = 8  # parties that are counted on the cover, and named within


def paper(
    content: dict, *, version: int, mark: str, sha256: str, day: date, others=(), case: dict | None = None,
    since: Since | None = None, marked: bool = False, side_by_side: bool = False,
) -> Paper:  # fmt: skip
    """The whole document, in the content's own language.

    others: (city, version, checksum of its shared part, is it adopted?) of each other shared text that lies before
    politicians or was adopted by them. case: what the papers of a case say of it (documents/case.py). since: the
    version to tell the changes from; marked: are they marked in the text too? side_by_side: may short facts share a
    row?
    """
    content = upgraded(content)
    with override(content["language"]):
        elements, sources = [titled(element) for element in content["elements"]], Sources()
        with_titles = content | {"elements": elements}
        names = {city["slug"]: city["name"] for city in content["cities"]}
        several = names if len(names) > 1 else {}  # where there is one city, nothing needs to say whose it is
        opening = openings(elements)
        placed = [
            in_place(*places, sources, opening) | {"language": language_of(places[0], content)}
            for places in in_their_places(elements)
        ]
        comparison = compare(since.content, content) if since else None
        if marked:
            drawn = with_marks([shown(one, names, side_by_side) for one in placed], since, content, comparison)
            parts = [elements_drawn(some, side_by_side) for some in cut(drawn)]
        else:
            telling = content["language"], dumps(names), side_by_side
            parts = [drawn_once(*telling, dumps(some)) for some in cut(placed)]
        context = {
            "content": content,
            "title": typeset(content["title"]),
            "name": held(typeset(content["title"])),
            "mark": mark,
            "version": version,
            "day": date_format(day, "j. F Y"),
            "cities": listing(names.values()) or parties_named(content),
            "data_name": data_name(content),
            "arms": arms_of(content),
            "edition": edition_name(content["edition"], names),
            "sha256": sha256,
            "check_code": check_code(sha256),
            "shared_code": check_code(shared_digest(content)) if several else "",
            "others": [(city, number, check_code(shared), adopted) for city, number, shared, adopted in others],
            "text": rich(content["text"]),
            "figures": figures(content),
            **facts_and_tables(content["facts"], content["tables"], {}, side_by_side=side_by_side),
            "side_by_side": side_by_side,
            "contents": [element for element in elements if in_contents(element)],
            "overview": overview([element for element in elements if element["depth"] == 1]),
            "case": case and case_shown(case),
            "news": since and news(since, comparison),
            "marked": marked,
            "changes": comparison if marked else None,
            "organisation": organisation_shown(content, names),
            "coverage": coverage_shown(content),
            "duties": duties(elements, several),
            "replies": replies(with_titles),
            "grounds": grounds(with_titles),
            "reasons": reasons_shown(content, several),
            "sources": sources.addresses,
            "long": len(elements) > LONG,
        }
        sheets = [
            Sheet(render_to_string("print/cover.html", context)),
            Sheet(render_to_string("print/front.html", context), numbered=True),
            *map(Sheet, parts),
            Sheet(at_the_back("print/back.html", context)),
            Sheet(at_the_back("print/colophon.html", context)),
        ]
        return Paper(
            language=content["language"],
            head=render_to_string("print/head.html", context),
            sheets=[sheet for sheet in sheets if sheet.html],
            long=context["long"],
            colour=colour_of(content),
        )


def at_the_back(template: str, context: dict) -> str:
    """What stands on pages of its own in a long paper; nothing, where it says nothing."""
    html = render_to_string(template, context).strip()
    return f'<div class="back">{html}</div>' if html and context["long"] else html


class Sources:
    """The addresses of all elements, each with one number, in the order they are met."""

    def __init__(self):
        self.addresses = {}

    def number(self, address: str) -> int:
        return self.addresses.setdefault(address, len(self.addresses) + 1)


def titled(element: dict) -> dict:
    return {**element, "title": typeset(element["title"])}


@lru_cache(maxsize=1024)
def drawn_once(language: str, names: str, side_by_side: bool, placed: str) -> str:
    """The html of elements that have nothing marked, a sheet of them, remembered: most of a paper is as it was before.

    language: that of the screen's words. names, placed: as for `shown`, as JSON – so all that it hangs on is here.
    """
    with override(language):
        return elements_drawn([shown(one, loads(names), side_by_side) for one in loads(placed)], side_by_side)


def elements_drawn(elements: list[dict], side_by_side: bool) -> str:
    elements = [one if one.get("gone") else one | {"text": spoken(one["text"], one["language"])} for one in elements]
    return render_to_string("print/elements.html", {"elements": elements, "side_by_side": side_by_side})


def in_place(element: dict, above: dict | None, below: list[dict], sources: Sources, opening: set) -> dict:
    """One element with what its place says of it. above: its parent; below: all that hangs under it."""
    opened = glance(element, below) if opens_part(element) else None
    told = opened and opened["theme"]
    facts = [fact for fact in own_facts(element, above) if not (told and fact["name"] == "theme")]
    return {
        **element,
        "facts": facts,
        "opens": element["code"] in opening,
        "opens_part": opens_part(element),
        "sources": sorted(sources.number(address) for address in element["sources"]),
        "glance": opened,
        "overview": overview(below) if element["depth"] == 1 else [],
    }


def shown(element: dict, names: dict, side_by_side: bool) -> dict:
    """One element, in its place, as the template draws it. names: of all the content's cities, by slug."""
    several = names if len(names) > 1 else {}
    others = {} if element["city"] else several
    return {
        **element,
        "heading": f"h{min(element['depth'], DEEPEST_HEADING)}",
        "scope": scope(element["city"], several),
        "text": rich(element["text"]),
        "figures": figures(element),
        "basis": typeset_all(element["basis"]),
        "charts": charts_of(element["tables"], names),
        **facts_and_tables(element["facts"], element["tables"], others, side_by_side=side_by_side),
    }


def organisation_shown(content: dict, names: dict) -> list[tuple[str, list[dict]]]:
    """(city, its bodies and units), for cities that have told of any."""
    rows = typeset_all(content["organisation"])
    parts = [(name, [row for row in rows if row["city"] == slug]) for slug, name in names.items()]
    return [(name, its) for name, its in parts if its]


def in_their_places(elements: list[dict]):
    """Each element with its parent and all that hangs under it, found by depth, since they stand in pre-order."""
    known = {None: None} | {element["code"]: element for element in elements}
    for n, element in enumerate(elements):
        end = n + 1
        while end < len(elements) and elements[end]["depth"] > element["depth"]:
            end += 1
        yield element, known[element["parent"]], elements[n + 1 : end]


def own_facts(element: dict, above: dict | None) -> list[dict]:
    """A theme is said once: not again on all that hangs under it, nor under a title of the same name."""
    return [fact for fact in element["facts"] if fact["name"] != "theme" or not said(fact, element, above)]


def said(fact: dict, element: dict, above: dict | None) -> bool:
    return fact["words"] == element["title"] or (above is not None and fact in above["facts"])


def in_contents(element: dict) -> bool:
    """Measures and instruments stand in each chapter's overview; the table of contents stays short enough to read."""
    return element["depth"] == 1 or element["kind"] in OPENING_A_PART


def parties_named(content: dict) -> str:
    """Those an agreement is between, where they are few enough for a cover."""
    parties = content.get("parties", [])
    if len(parties) > MANY:
        return _("%(number)s parter") % {"number": len(parties)}
    return listing(parties)


def data_name(content: dict) -> str:
    """What the attached content is called."""
    return "avtale.json" if "parties" in content else "handlingsprogram.json"


def scope(slug: str | None, names: dict) -> dict:
    """Whose it is: everybody's or one city's own."""
    return names and {"own": slug, "words": f"{_('Eget')} · {names[slug]}" if slug else _("Felles")}


def edition_name(slug: str | None, names: dict) -> str:
    if slug is None:
        return joint_name(names) if len(names) > 1 else ""
    name = names[slug]
    return _("%(citys)s utgave") % {"citys": f"{name}’" if name[-1] in "sxz" else f"{name}s"}


def joint_name(names: dict) -> str:
    if len(names) > FEW:
        return _("Felles utgave for alle %(number)s byer") % {"number": len(names)}
    return _("Felles utgave for %(cities)s") % {"cities": listing(names.values())}


def rich(html: str) -> str:
    return spaced(richtext.safe(html))
