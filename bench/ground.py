"""Where figures are measured: a database of the run's own, and a programme of 535 measures in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from types import SimpleNamespace

from celery import current_app
from django.core.management import call_command
from django.db import connection

from cities.access import open_place
from cities.acts import RoleKind
from cities.models import Network, User
from common.dates import LooseDate
from common.numbers import StatedNumber
from programmes.actions import start_programme
from programmes.models import (
    FACTS,
    Area,
    AreaLabel,
    Basis,
    Element,
    Kind,
    MoneyLine,
    Programme,
    Progress,
    Responsibility,
    Target,
    Theme,
)
from tests.factories.cities import CityFactory, RoleFactory

AT = datetime(2009, 2, 9, 12, tzinfo=UTC)
DAY = date(2009, 2, 9)
CHAPTERS, GOALS, MEASURES, MORE = 5, 10, 10, 35  # 5 × 10 × 10, and one more under 35 of the goals: 535 measures
WORDS = "Kommunen bygger sykkelveier mellom bydelene og sentrum, og måler hvor mange som bruker dem. "

_serial = count(1)


@contextmanager
def ground() -> Iterator[None]:
    """A migrated database of one's own. Nobody is rung for: the jobs here are for no worker."""
    current_app.conf.broker_url = "memory://localhost/"
    with empty_database():
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        yield


@contextmanager
def empty_database() -> Iterator[None]:
    """Make a database on the server in use, stand in it, and drop it afterwards."""
    before = connection.settings_dict["NAME"]
    own = f"framtid_bench_{os.getpid()}_{next(_serial)}"
    execute(f'CREATE DATABASE "{own}"')
    stand_in(own)
    try:
        yield
    finally:
        stand_in(before)
        execute(f'DROP DATABASE "{own}" WITH (FORCE)')


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def stand_in(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


@cache
def world() -> SimpleNamespace:
    """Twin cities and their large programme.

    Shape: city, lead, politician (of the first city), leads (by city), programme, measure.
    """
    open_place(Network.objects.create(name="Framtidens byer"))
    city, twin = CityFactory(name="Skien", slug="skien"), CityFactory(name="Porsgrunn", slug="porsgrunn")
    people = {kind: RoleFactory(kind=kind, city=city).person for kind in (RoleKind.LEAD, RoleKind.POLITICIAN)}
    twins_lead = RoleFactory(kind=RoleKind.LEAD, city=twin).person
    both = RoleFactory(kind=RoleKind.PLANNER, city=city).person
    RoleFactory(kind=RoleKind.PLANNER, city=twin, person=both)
    programme = grown([city, twin], both)
    return SimpleNamespace(
        city=city,
        lead=people[RoleKind.LEAD],
        leads={city: people[RoleKind.LEAD], twin: twins_lead},
        politician=people[RoleKind.POLITICIAN],
        programme=programme,
        measure=programme.elements.filter(kind=Kind.MEASURE).order_by("number").first(),
    )


def grown(cities, by: User) -> Programme:
    """A programme with 535 measures: something in every field and table that costs a statement to fetch."""
    programme = start_programme(title="Handlingsprogram 2009–2012", cities=cities, by=by, at=AT)
    theme = Theme.objects.create(code="ATP", number=1, name="Areal og transport")
    root = programme.elements.get(parent=None)
    chapters = hang(Kind.CHAPTER, [root], CHAPTERS, theme)
    goals = hang(Kind.GOAL, chapters, GOALS, theme)
    area = Area.objects.create(theme=theme)
    AreaLabel.objects.create(area=area, number="1.1", title="Gange og sykkel")
    stated = {"period": LooseDate.read("2009–2012"), "effect": StatedNumber.read("ca. 900")}
    measures = hang(Kind.MEASURE, goals, MEASURES, theme, area=area, **stated)
    measures += hang(Kind.MEASURE, goals[:MORE], 1, theme, first=MEASURES, area=area, **stated)
    amount = StatedNumber.read("inntil 24 mill.")
    add(Target, goals, amount=StatedNumber.read("−20"), unit="prosent", base_year=1991, target_year=2012)
    add(Basis, measures, kind=Basis.Kind.PLAN, title="Kommuneplanens arealdel")
    add(Responsibility, measures, words="Skien kommune")
    add(Responsibility, measures, words="Statens vegvesen", part=Responsibility.Part.CONTRIBUTOR)
    add(MoneyLine, measures, amount=amount, period=LooseDate.read("2010"))
    add(Progress, measures, status=Progress.Status.UNDER_WAY, words="I gang.", recorded_at=AT)
    return programme


def hang(kind: str, parents: list[Element], number: int, theme: Theme, first: int = 0, **facts) -> list[Element]:
    """So many elements of a kind under each parent, with their facts. first: how many stand there already."""
    elements = Element.objects.bulk_create(
        Element(
            programme=parent.programme, kind=kind, parent=parent, position=n, title=f"{kind.label} {n}: sykkel og buss",
            text=f"<p>{WORDS * 6}</p>", number=10_000 + next(_serial), made_at=AT, sources=["https://example.org/a"],
        )
        for parent in parents
        for n in range(first, first + number)
    )  # fmt: skip
    FACTS[kind].objects.bulk_create(FACTS[kind](element=element, theme=theme, **facts) for element in elements)
    return elements


def add(model, elements: list[Element], **row) -> None:
    """One such row for each element."""
    model.objects.bulk_create(model(element=element, **row) for element in elements)
