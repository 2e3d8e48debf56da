"""Themes, areas of cooperation, the documents the cities already had, and the letters they answer."""

from datetime import date

from cities.models import City
from framtid.demo.facts import read
from framtid.demo.ours import (
    DAY_OF_DOCUMENT,
    FEEDBACK,
    LETTER_OF_INTENT,
    NOT_FOUND,
    THEME_OF_SARPSBORG,
    TITLE_OF_LETTER,
)
from framtid.demo.wording import MONTHS, joined, period
from programmes.models import Area, AreaLabel, Paper, Point, Theme

# What a document's facts hold beyond the fields of a plan, and what to call it in the remark.
REMARKS = {
    "temakapittel_mal": "Mal for temakapitlene",
    "perspektiver": "Perspektiver",
    "rullering": "Rullering",
    "fagkonsulenter": "Fagkonsulenter",
    "vekt": "Vekt",
    "hovedomraader": "Hovedområder",
    "temaer": "Temaer",
    "ansvarlig": "Ansvarlig",
    "referansegruppe": "Referansegruppe",
    "stotte": "Støtte",
    "merknad": "Merknad",
}


def load_themes(cities: dict[str, City]) -> dict[str, Theme]:
    """The network's five themes by code. Sarpsborg's own theme is made too."""
    themes = Theme.objects.bulk_create(theme(fact) for fact in read("themes")["temaer"])
    code, number, name = THEME_OF_SARPSBORG
    plan = next(fact for fact in read("plans")["dokumenter"] if name.lower() in fact.get("temaer", ()))
    Theme.objects.create(code=code, number=number, name=name, city=cities["Sarpsborg"], sources=plan["source"])
    return {one.code: one for one in themes}


def theme(fact) -> Theme:
    return Theme(
        code=fact["kode"],
        number=fact["nr"],
        name=fact["navn"],
        variants=fact.get("varianter", []),
        leader=fact["nettverksleder"] or "",
        coordinator=fact["fagkoordinator"] or "",
        sources=fact["source"],
    )


def load_areas(themes: dict[str, Theme]) -> dict[str, Area]:
    """The areas of cooperation by number. A theme's parts are areas too, known by title alone."""
    labels = [
        AreaLabel(
            area=Area(theme=themes[fact["tema"]]), number=fact["samarbeidsomraade"], source="\n".join(fact["source"])
        )
        for fact in read("measures")["tiltak"]
        if fact["samarbeidsomraade"]
    ] + [
        AreaLabel(area=Area(theme=themes[fact["kode"]]), number="", title=title, source="\n".join(fact["source"]))
        for fact in read("themes")["temaer"]
        for title in fact.get("delomraader", ())
    ]
    Area.objects.bulk_create(label.area for label in labels)
    AreaLabel.objects.bulk_create(labels)
    return {label.number: label.area for label in labels if label.number}


def load_plans(cities: dict[str, City]) -> dict[str, Paper]:
    """The documents by their id in the facts."""
    facts = read("plans")["dokumenter"]
    plans = Paper.objects.bulk_create(plan(fact) for fact in facts)
    Paper.cities.through.objects.bulk_create(
        Paper.cities.through(paper=one, city=cities[name])
        for fact, one in zip(facts, plans, strict=True)
        for name in fact["byer"] or ()
    )
    return {fact["id"]: one for fact, one in zip(facts, plans, strict=True)}


def plan(fact) -> Paper:
    return Paper(
        title=fact["tittel"],
        sender=fact.get("avsender") or "",
        day=period(DAY_OF_DOCUMENT.get(fact["id"])),
        pages=fact.get("sider"),
        chapters=fact.get("kapitler") or [],
        builds_on=fact.get("bygger_paa") or [],
        note=joined(*(f"{label}: {listed(fact[key])}" for key, label in REMARKS.items() if fact.get(key))),
        sources=fact["source"],
    )


def listed(value) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def load_letters(cities: dict[str, City]) -> None:
    """The letter of intent of 2008 with what it wished of the cities, and the feedback letter that each city got.

    What the feedback letters said was not found: they have no points.
    """
    fact = next(one for one in read("agreements")["avtaler"] if one["id"] == LETTER_OF_INTENT)
    letter = Paper.objects.create(
        kind=Paper.Kind.LETTER_OF_INTENT,
        title=TITLE_OF_LETTER,
        day=period(day_words(fact["dato"])),
        note=joined(f"Innhold: {listed(fact['innhold'])}", f"Parter: {listed(fact['parter'])}", fact["parter_merknad"]),
        sources=fact["source"],
    )
    Point.objects.bulk_create(
        Point(paper=letter, position=n, title=wish[:1].upper() + wish[1:])
        for n, wish in enumerate(fact["onsket_av_byene"])
    )
    named = [name for name in fact["parter"] if name in cities]
    letters = Paper.objects.bulk_create(
        Paper(
            kind=Paper.Kind.FEEDBACK,
            title=FEEDBACK.format(name),
            sender="Staten",
            note=NOT_FOUND,
            sources=fact["source"],
        )
        for name in named
    )
    Paper.cities.through.objects.bulk_create(
        Paper.cities.through(paper=one, city=cities[name]) for name, one in zip(named, letters, strict=True)
    )


def day_words(iso: str) -> str:
    """2008-06-17 → "17. juni 2008"."""
    day = date.fromisoformat(iso)
    return f"{day.day}. {MONTHS.split('|')[day.month - 1]} {day.year}"
