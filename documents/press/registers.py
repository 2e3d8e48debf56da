"""The registers at the end of a print, by what the elements say: who answers for what, and what answers which paper."""

import re

from django.utils.translation import gettext as _

from common.sorting import norwegian
from documents.press.facts import told
from documents.press.overview import rows_of
from documents.press.typesetting import typeset


def duties(elements: list[dict], names: dict) -> list[dict]:
    """Who answers for what: {"who", "role", "elements"}, by name, each one's roles in the order they are met.

    names: city slug → name, of the cities to tell apart.
    """
    found: dict[tuple[str, str], list[dict]] = {}
    for element in elements:
        for row in rows_of(element, "responsibility"):
            who, role, own_words = row["cells"][:3]
            key = told(who, row["city"], names), " – ".join(filter(None, (role, own_words)))
            its = found.setdefault(key, [])
            if not its or its[-1] is not element:
                its.append(element)
    held = [{"who": who, "role": typeset(role), "elements": its} for (who, role), its in found.items()]
    return sorted(held, key=lambda duty: norwegian(duty["who"]))


def grounds(content: dict) -> list[tuple[str, list[dict]]]:
    """What the programme builds on without answering a point of it: (document or idea, its elements), by name.

    None among the elements stands for the programme as a whole.
    """
    found: dict[str, list] = {}
    for element, basis in bases(content):
        if not answers(basis):
            places = found.setdefault(typeset(basis["paper"] or basis["title"]), [])
            places += [] if places and places[-1] is element else [element]
    return sorted(found.items(), key=lambda ground: norwegian(ground[0]))


def replies(content: dict) -> list[tuple[str, list[dict]]]:
    """What is answered: (paper, rows) by name. A row: {"point", "answer", "because", "element"}, by its number."""
    found: dict[str, list[dict]] = {}
    for element, basis in bases(content):
        if answers(basis):
            found.setdefault(typeset(basis["paper"] or basis["title"]), []).append(reply(element, basis))
    return [
        (paper, sorted(rows, key=lambda row: natural(row["point"])))
        for paper, rows in sorted(found.items(), key=lambda paper: norwegian(paper[0]))
    ]


def bases(content: dict):
    """Each basis with its element, the programme's own first, with None."""
    yield from ((None, basis) for basis in content["basis"])
    yield from ((element, basis) for element in content["elements"] for basis in element["basis"])


def answers(basis: dict) -> bool:
    return bool(basis["point"]) or basis["followed_up"] is not None


def reply(element: dict | None, basis: dict) -> dict:
    point = basis["point"] or {"number": "", "title": basis["title"]}
    return {
        "point": typeset(f"{point['number']} {point['title']}".strip()),
        "answer": ANSWERS[basis["followed_up"]](),
        "because": typeset(basis["because"] or ""),
        "element": element,
    }


ANSWERS = {
    True: lambda: _("Fulgt opp"), False: lambda: _("Ikke fulgt opp"), None: lambda: _("Ikke besvart ennå")
}  # fmt: skip


def natural(words: str) -> list:
    """2 before 10, wherever numbers stand."""
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, norwegian(part)) for part in re.findall(r"\d+|\D+", words)
    ]
