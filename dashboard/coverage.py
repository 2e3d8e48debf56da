"""What the cities' drafts hold together: measures by city, theme, target group, status, who answers, and money.

Counted are the cities whose drafts the person may read, and the measures that concern one of them: a measure that
several share is one, and is seen in each of them.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.utils.translation import gettext as _

from cities.access import visible
from cities.acts import Act
from cities.models import City, PartyKind
from common.coverage import Aimed, Coverage, coverage
from common.sorting import norwegian
from programmes import money
from programmes.coverage import ACROSS, PLACED, aimed, loose_in, with_aims, with_marks
from programmes.models import Element, Kind, MoneyLine, Programme, Progress, Responsibility, Theme
from programmes.queries import Node, outline
from programmes.states import UNKNOWN, state_of, states_on

# No theme has a code like the first, and no source of funds one like the last.
OWN, UNIT, WORDS, NOWHERE = "@egne", "enhet", "ord", "uten-kilde"
TOLD_APART = 150  # so many letters of a source tell it from others; an address takes no line much longer


@dataclass(frozen=True)
class Label:
    """One of the things measures are told apart by: its word in an address, and its name."""

    code: str
    name: str = field(compare=False)

    def __str__(self):
        return self.name


@dataclass
class Ground:
    """The cities that are counted, by name, and which of them each programme has."""

    cities: list[City]
    programmes: dict[int, list[City]]

    def concerned(self, element: Element) -> list[City]:
        """Those of the cities that a measure is for: all of its programme's, or the one whose own it is."""
        cities = self.programmes[element.programme_id]
        return [city for city in cities if element.city_id in (None, city.pk)]

    def named(self, slug: str) -> City | None:
        return next((city for city in self.cities if city.slug == slug), None)


@dataclass
class Counted:
    """A measure of a draft with the cities it concerns, and how it is counted.

    themes: the network's, and OWN. rows: what it has several of, by its model, as far as it was fetched.
    """

    node: Node
    title: str
    cities: list[City]
    aimed: Aimed
    themes: list[Label]
    day: date
    rows: dict[type, list] = field(default_factory=dict)

    @property
    def element(self) -> Element:
        return self.node.element

    @property
    def aims(self) -> list[str]:
        """The groups it is aimed at, and the sides it names no group of."""
        return [*dict.fromkeys(self.aimed.targets), *map(loose_in, self.aimed.loose)]

    @property
    def own(self) -> bool:
        """Is a theme of it one that a city has for itself?"""
        return any(label.code == OWN for label in self.themes)

    # -- Of what it has several of: only what is common, or of a city that is counted

    def mine(self, model) -> list:
        known = {None, *(city.pk for city in self.cities)}
        return [row for row in self.rows.get(model, ()) if row.city_id in known]

    @cached_property
    def state(self) -> str:
        return state_of(states_on(self.mine(Progress), self.cities, self.day))

    @property
    def status(self) -> str | None:
        return None if self.state == UNKNOWN else self.state

    @cached_property
    def answering(self) -> list[Responsibility]:
        return [row for row in self.mine(Responsibility) if row.part == Responsibility.Part.RESPONSIBLE]

    @property
    def kinds(self) -> list[Label]:
        """What sort of body answers for it, each once."""
        return list(dict.fromkeys(map(kind_of, self.answering)))

    @cached_property
    def lines(self) -> list[money.Line]:
        return [money_line(row) for row in self.mine(MoneyLine)]

    @property
    def sources(self) -> list[Label]:
        return list(dict.fromkeys(source_of(line.row) for line in self.lines))

    @property
    def currencies(self) -> list[str]:
        """Those it has an amount stated in."""
        return list(money.sums(self.lines))


def kind_of(row: Responsibility) -> Label:
    """What sort of body that is: a unit before its party; where there is neither, that there are only words."""
    if row.unit_id:
        return Label(UNIT, _("Enhet i en virksomhet"))
    if row.party_id:
        return Label(row.kind, str(PartyKind(row.kind).label))
    return Label(WORDS, _("Bare med ord, ingen part"))


def source_of(row) -> Label:
    words = row.source_of_funds.strip()
    return Label(f"fra {words.casefold()[:TOLD_APART]}", words) if words else Label(NOWHERE, _("Ikke oppgitt hvor fra"))


def money_line(row: MoneyLine) -> money.Line:
    source = source_of(row)
    rank = (source.code == NOWHERE, norwegian(source.name))
    keys = {"source": (rank, source.code, source.name)}
    return money.Line(row.element_id, row.currency, money.of(row.amount), keys, row)


# -- Fetched


def ground_of(person) -> Ground:
    """Where the person may read the drafts. One statement."""
    programmes = visible(person, Act.READ_PROGRAMME, Programme).filter(document__cities=OuterRef("pk"))
    cities = visible(person, Act.READ_PROGRAMME, City).annotate(
        programmes=ArraySubquery(programmes.order_by().values("pk"))
    )
    ground = Ground(list(cities), {})
    for city in ground.cities:
        for programme in city.programmes:
            ground.programmes.setdefault(programme, []).append(city)
    return ground


def several(ground: Ground) -> dict[type, dict[int, list]]:
    """What measures have several of, by model and element. Three statements: who answers, money and progress.

    Their rows in the order they were made. Prefetching would clone a queryset for each measure, which costs more than
    all the rest of a page.
    """
    rows = [
        Responsibility.objects.annotate(kind=F("party__kind")).only(
            "element", "city", "words", "part", "party", "unit"
        ),
        MoneyLine.objects.only("element", "city", "amount", "currency", "source_of_funds"),
        Progress.objects.only("element", "city", "day", "status"),
    ]
    found = {}
    for query in rows:
        of = found[query.model] = defaultdict(list)
        for row in query.filter(element__programme__in=ground.programmes, element__kind=Kind.MEASURE).order_by("pk"):
            of[row.element_id].append(row)
    return found


def measures_on(ground: Ground, themes: list[Theme], day: date, rows=None) -> list[Counted]:
    """The measures of the drafts, programme by programme in the outline's order, as of the day.

    rows: what the measures have `several` of, where it is needed. One statement.
    """
    elements = with_aims(Element.objects.filter(programme__in=ground.programmes, binned_at=None))
    elements = elements.annotate(period=F("measure__period")).only(*PLACED).order_by("programme")
    nodes = outline(elements)
    marks, titles = {theme.pk: theme.mark for theme in themes}, {}
    names = {theme.mark: label_of(theme) for theme in themes}
    known = {}
    for node in nodes:
        known[node.element.pk] = node
        if node.element.kind == Kind.PROGRAMME:
            titles[node.element.programme_id] = node.element.title
    found = []
    for one in aimed(nodes, marks):
        node = known[one.key]
        if cities := ground.concerned(node.element):
            called = dict.fromkeys(names[mark] for mark in names if mark in one.themes)
            its = {model: of[one.key] for model, of in (rows or {}).items()}
            found.append(Counted(node, titles[node.element.programme_id], cities, one, list(called), day, its))
    return found


def label_of(theme: Theme) -> Label:
    return Label(OWN, _("Byens eget tema")) if theme.city_id else Label(theme.code, theme.name)


def all_themes() -> list[Theme]:
    """The network's themes, then the cities' own, each with its `mark`. One statement."""
    return with_marks(Theme.objects.all())


# -- Counted


def themes_by_groups(themes: list[Theme], measures: list[Counted]) -> tuple[list[Theme], Coverage]:
    """The network's themes that have a row, and the measures counted under them."""
    used = set().union(*(one.aimed.themes for one in measures))
    rows = [one for one in themes if not one.city_id and (one.number != ACROSS or one.mark in used)]
    return rows, coverage([one.mark for one in rows], [one.aimed for one in measures])


def without(ground: Ground, measures: dict[int, Counted], keys: list) -> list[City]:
    """The cities that none of these measures concerns."""
    reached = {city.pk for key in keys for city in measures[key].cities}
    return [city for city in ground.cities if city.pk not in reached]


def cities_by_themes(ground: Ground, themes: list[Theme], measures: list[Counted]) -> list[tuple]:
    """(city, how many under each of the themes and in all). The last row, of no city, counts each measure once."""
    count = Counter()
    for one in measures:
        for code in (*(label.code for label in one.themes), ""):
            count.update((city and city.pk, code) for city in (*one.cities, None))
    codes = [*(theme.code for theme in themes), ""]
    return [(city, [count[city and city.pk, code] for code in codes]) for city in (*ground.cities, None)]
