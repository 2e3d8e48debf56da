"""Turns one fact into the rows of its element: the kind's own fields, and who, how much and how far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from cities.models import Party
from framtid.demo.outline import Draft
from framtid.demo.wording import (
    DIRECTIONS,
    INSTRUMENT_TYPES,
    day_in,
    figure,
    joined,
    millions_of_kroner,
    norwegian,
    period,
    split_words,
    status_in,
)
from programmes.models import (
    Area,
    Element,
    Goal,
    Instrument,
    Kind,
    Measure,
    MoneyLine,
    Progress,
    Responsibility,
    Strategy,
    Target,
    Theme,
)


@dataclass
class Known:
    """What facts point at by name."""

    themes: dict[str, Theme]
    areas: dict[str, Area]
    parties: dict[str, Party]
    at: datetime


def rows_of(element: Element, draft: Draft, known: Known) -> Iterator[Model]:
    """All rows an element has beside itself, not yet saved."""
    common = {"element": element, "theme": known.themes.get(draft.theme), "note": draft.fact.get("merknad") or ""}
    return ROWS[draft.kind](element, draft.fact, known, common)


def of_strategy(element, fact, known, common):
    yield Strategy(**common)


def of_goal(element, fact, known, common):
    yield Goal(claim=fact["type"], **common)
    stated = fact["tall"] is not None
    if stated or fact["maalaar"]:
        unit, bound = split_words(fact["enhet"] or "")
        yield Target(
            element=element,
            amount=figure(fact["tall"], bound),
            unit=unit,
            relative=fact["enhet"] == "prosent" if stated else None,
            base_year=fact["basisaar"],
            target_year=fact["maalaar"],
            sources=fact["source"],
        )


def of_instrument(element, fact, known, common):
    yield Instrument(
        types=INSTRUMENT_TYPES[fact["type"]],
        type_words=fact["type"],
        restrictive=True if fact["beskrivelse"].startswith("Restriktive") else None,
        **common,
    )
    yield responsibility(element, fact["ansvarlig"], fact, known, part=Responsibility.Part.OWNER)
    if money := fact["belop"]:
        per_city = money.get("per_by_mill_kr")
        yield MoneyLine(
            element=element,
            amount=millions_of_kroner(money["mill_kr"]),
            period=period(str(money["aar"])),
            note=joined(
                money.get("status"),
                per_city and f"{norwegian(per_city)} mill. kr per by; {money['merknad']}",
            ),
            sources=fact["source"],
        )


def of_measure(element, fact, known, common):
    yield Measure(
        period=period(fact["periode"]),
        direction=DIRECTIONS.get(fact["retning"]),
        effect_words=fact["effekt_co2e"] or "",
        area=known.areas.get(fact["samarbeidsomraade"]),
        **common,
    )
    for words in fact["ansvarlig"] or ():
        yield responsibility(element, words, fact, known)
    if words := fact["status_eller_resultat"]:
        yield Progress(
            element=element,
            words=words,
            status=status_in(words),
            day=day_in(words),
            recorded_at=known.at,
            sources=fact["source"],
        )


def responsibility(element, words, fact, known, part=Responsibility.Part.RESPONSIBLE) -> Responsibility:
    name, part_words = split_words(words)
    return Responsibility(
        element=element,
        words=words,
        party=known.parties.get(name),
        part=part,
        part_words=part_words,
        sources=fact["source"],
    )


ROWS = {
    Kind.STRATEGY: of_strategy,
    Kind.GOAL: of_goal,
    Kind.INSTRUMENT: of_instrument,
    Kind.MEASURE: of_measure,
}
