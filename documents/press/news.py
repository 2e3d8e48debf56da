"""What is new since an earlier version, as it stands on paper: a table of it, and marks in the text itself."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.redline import redline
from common.templatetags.framtid import reworded
from documents.comparison import Comparison, ElementChange, paired_elements
from documents.comparison.outline import in_reading_order, key
from documents.press.typesetting import spaced


@dataclass(frozen=True)
class Since:
    """The version that a print is held against. content: of the newest format, as the same reader gets it."""

    number: int
    day: date
    content: dict


def news(since: Since, comparison: Comparison) -> dict:
    """The table of changes. Shape: {"number", "day", "rows": [{"code", "place", "title", "said"}]}; code None: gone."""
    whole = [one.label for one in (*comparison.words, *comparison.lists)]
    about = [{"code": None, "place": "", "title": _("Om programmet"), "said": [changed(whole)]}] if whole else []
    return {
        "number": since.number,
        "day": date_format(since.day, "j. F Y"),
        "rows": about + [row(element) for element in comparison.elements],
    }


def row(element: ElementChange) -> dict:
    return {
        "code": element.code if element.place else None,
        "place": element.place or element.was_place,
        "title": f"{element.kind_name}: {element.title.after or element.title.before}",
        "said": told(element),
    }


def told(element: ElementChange) -> list[str]:
    """Nytt; Utgått; Flyttet fra 1.2; Endret: tittel og tekst."""
    said = {"new": [_("Nytt")], "gone": [_("Utgått")]}.get(element.state, [])
    if element.moved:
        away = element.place != element.was_place
        said.append(_("Flyttet fra %(place)s") % {"place": element.was_place} if away else _("Flyttet"))
    if element.changed:
        said.append(changed([one.label for one in (*element.words, *element.lists)]))
    return said


def changed(labels: list) -> str:
    return _("Endret: %(what)s") % {"what": ", ".join(str(label).lower() for label in labels)}


def with_marks(shown: list[dict], since: Since, content: dict, comparison: Comparison) -> list[dict]:
    """The elements as they are drawn, with marks on what is new, and what is gone among them where it stood."""
    old, new = since.content["elements"], content["elements"]
    names = in_reading_order(old, new, paired_elements(old, new))
    drawn = {key(element): one for element, one in zip(new, shown, strict=True)}
    texts = {key(element): element["text"] for element in old}
    changes = {element.code: element for element in comparison.elements}
    gone = {key(element): changes[element["code"]] for element in old if key(element) not in drawn}
    return [
        {"gone": gone[name]} if name in gone else marked(drawn[name], texts.get(name), changes.get(drawn[name]["code"]))
        for name in names
    ]


def marked(element: dict, text: str | None, change: ElementChange | None) -> dict:
    """text: what it said before, None for a new one. called: its title without marks, as bookmarks have it."""
    if change is None:
        return element
    kept = change.state == "kept"
    return {
        **element,
        "called": element["title"],
        "title": reworded(change.title.before, change.title.after) if kept else element["title"],
        "text": spaced(redline(text, text_of(change, text))) if kept else element["text"],
        "change": {
            "said": told(change),
            "words": [one for one in change.words if kept and one.name not in ("title", "text")],
            "lists": change.lists if kept else (),
        },
    }


def text_of(change: ElementChange, text: str | None) -> str | None:
    """What it says now: the same as before where nothing is told of it."""
    return next((one.after for one in change.words if one.name == "text"), text)
