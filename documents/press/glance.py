"""What a part of the programme holds, told on its first page: how much of each kind, and which goals."""

from django.utils.translation import gettext as _

from documents.press.overview import rows_of
from documents.press.typesetting import typeset


def glance(element: dict, below: list[dict]) -> dict | None:
    """Shape: {"theme", "counts": [(label, number)], "width", "goals": [{"code", "place", "title", "target"}]}.

    None where nothing hangs below. theme: its words, where the title does not say them already. width: how many things
    are told beside each other. target: None where none is stated.
    """
    if not below:
        return None
    kinds = [each["kind"] for each in below]
    themes = [fact["words"] for fact in element["facts"] if fact["name"] == "theme" and fact["words"]]
    theme = next((words for words in themes if words != element["title"]), None)
    counts = [(label, kinds.count(kind)) for kind, label in kind_names().items() if kind in kinds]
    return {
        "theme": theme,
        "counts": counts,
        "width": len(counts) + bool(theme),
        "goals": [
            {"code": each["code"], "place": each["place"], "title": each["title"], "target": target(each)}
            for each in below
            if each["kind"] == "goal"
        ],
    }


def target(goal: dict) -> str | None:
    """−50 prosent fra 1991 innen 2030"""
    told = []
    for row in rows_of(goal, "target"):
        amount, unit, _relative, base, year = row["cells"][:5]
        words = [
            amount,
            unit,
            base and _("fra %(year)s") % {"year": base},
            year and _("innen %(year)s") % {"year": year},
        ]
        told.append(" ".join(filter(None, words)))
    return typeset("\n".join(filter(None, told))) or None


def kind_names() -> dict:
    return {"strategy": _("Strategier"), "goal": _("Mål"), "instrument": _("Virkemidler"), "measure": _("Tiltak")}
