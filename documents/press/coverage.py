"""The coverage and the reasons for gaps as they stand on paper, counted from frozen content alone."""

from django.utils.translation import gettext as _

from common.coverage import SIDE_OF, SIDES, STEPS, Aimed, Coverage, coverage
from documents.press.typesetting import typeset

DIRECTIONS = {*SIDES, "both"}  # what else a frozen content may say is shown with the measure, and not counted


def coverage_shown(content: dict) -> dict | None:
    """The themes the programme uses by target group, or None where no measure says whom it is for.

    Shape: {"sides": [(label, width)], "columns": [label], "rows": [(theme, [(count, step)])], "unaimed": how many}.
    step: how dark the cell is, from 0 to 5.
    """
    themes, measures = aimed(content["elements"])
    counted = coverage(themes, measures)
    if not counted.cells and not counted.loose:
        return None
    loose = {side for _theme, side in counted.loose}
    columns = [
        (side, group) for side, groups in SIDES.items() for group in (*groups, *([None] if side in loose else []))
    ]
    return {
        "sides": [(side_names()[side], sum(column[0] == side for column in columns)) for side in SIDES],
        "columns": [group_names()[group] for _side, group in columns],
        "rows": [
            (name, [
                shaded(counted, len(counted.of(theme, group) if group else counted.loose.get((theme, side), [])))
                for side, group in columns
            ])
            for theme, name in themes.items()
        ],
        "unaimed": len(counted.unaimed),
    }  # fmt: skip


def shaded(counted: Coverage, count: int) -> tuple[int, int]:
    """More may name no group than any one group: such a cell is as dark as the darkest."""
    return count, min(counted.step(count), STEPS)


def aimed(elements: list[dict]) -> tuple[dict, list[Aimed]]:
    """The themes that are used, {key: name} in the order they are met, and the measures as they are counted."""
    themes, inherited, measures = {}, {None: None}, []
    for element in elements:
        facts = {fact["name"]: fact["value"] for fact in element["facts"]}
        inherited[element["code"]] = own = key_of(facts.get("theme")) or inherited.get(element["parent"])
        if element["kind"] != "measure":
            continue
        keys = [own, *map(key_of, facts.get("secondary_themes") or ())]
        themes |= {key: key[1] for key in keys if key and key not in themes}
        targets = tuple(target for target in facts.get("targets") or () if target in SIDE_OF)
        direction = facts.get("direction") if facts.get("direction") in DIRECTIONS else None
        measures.append(Aimed(element["code"], frozenset(filter(None, keys)), targets, direction))
    return themes, measures


def key_of(theme: dict | None) -> tuple | None:
    """Two cities may have own themes of one code; their names tell them apart."""
    return theme and (theme["code"], theme["name"])


def reasons_shown(content: dict, names: dict) -> list[dict]:
    """The gaps with their reasons, in the order of the document. names: of the cities to tell apart, by slug."""
    known = {element["code"] for element in content["elements"]}
    shown = [
        {
            "words": typeset(waiver["words"]),
            "code": next((part for part in waiver["gap"].split(":") if part in known), None),
            "city": names.get(waiver["city"]),
            "reason": typeset(waiver["reason"]),
        }
        for waiver in content["waivers"]
    ]
    order = {element["code"]: n for n, element in enumerate(content["elements"])}
    return sorted(shown, key=lambda reason: order.get(reason["code"], len(order)))


def side_names() -> dict:
    return {"inward": _("Innad"), "outward": _("Utad")}


def group_names() -> dict:
    """The columns; None is the one for measures that name no group of the side."""
    return {
        "municipality": _("Kommunen"),
        "business": _("Næringslivet"),
        "population": _("Befolkningen"),
        "region": _("Regionen"),
        "state": _("Staten"),
        None: _("Uten gruppe"),
    }
