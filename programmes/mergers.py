"""Joining several cities' own into one: with what it can be done, side by side, and the proposals about it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cities.models import City
from programmes.fields import FIELDS, field_of
from programmes.models import Element, Merger, MergerPart
from programmes.queries import ALL_ABOVE_LIVE, cities_of
from programmes.scopes import marks_of
from programmes.sorts import Field

WRITTEN = ("line", "text", "rich")
"""The sorts of fields for which one can write something new that is in neither."""
TOGETHER = ("text", "rich")
"""Those whose texts can stand one after another."""


def matches_of(element: Element) -> QuerySet[Element]:
    """What an own element can be joined with: the other cities' own of the same kind, in its programme."""
    found = Element.objects.for_door().filter(programme=element.programme_id, kind=element.kind, city__isnull=False)
    return found.filter(binned_at=None, **ALL_ABOVE_LIVE).exclude(city=element.city_id).order_by("number")


def matches_by_city(element: Element) -> list[tuple[City, list[Element]]]:
    """The same, by city in the title's order; only cities that have any."""
    matches = list(matches_of(element))
    by_city = [(city, [each for each in matches if each.city_id == city.pk]) for city in cities_of(element.programme)]
    return [(city, those) for city, those in by_city if those]


def open_mergers(elements) -> QuerySet[Merger]:
    """Proposals that wait for an answer and have one of the elements in them."""
    return Merger.objects.filter(parts__element__in=elements, ending="").select_related("keeps").distinct()


@dataclass
class Choice:
    """A field and what each of the elements says in it: (element, value)."""

    field: Field
    said: list[tuple[Element, object]]

    @property
    def differs(self) -> bool:
        return any(self.field.typed(value) != self.field.typed(self.said[0][1]) for _element, value in self.said)

    @property
    def writable(self) -> bool:
        return self.field.widget in WRITTEN

    @property
    def all_words(self) -> str:
        """What all of them say, one after another."""
        return ("" if self.field.widget == "rich" else "\n\n").join(value for _element, value in self.said if value)

    @property
    def likely(self) -> Element:
        """The first that says anything."""
        return next((element for element, value in self.said if self.field.typed(value)), self.said[0][0])

    @property
    def words(self) -> str:
        return self.field.words(self.said[0][1]) or str(_("Ikke oppgitt"))


def choices_of(elements: list[Element]) -> list[Choice]:
    """Each field of the elements' kind, with what they say."""
    return [
        Choice(field, [(element, field.get(field.holder(element))) for element in elements])
        for field in FIELDS[elements[0].kind]
    ]


def value_in(given: dict, name: str, elements: dict[int, Element], keeps: Element):
    """The value that a proposal gives a field. given: one of `Merger.values`. elements: by id."""
    field = field_of(keeps.kind, name)
    if "of" in given:
        return field.get(field.holder(elements[given["of"]]))
    return field.untyped(given["text"], keeps)


@dataclass
class Result:
    """What a field becomes in the joined one. city: whose text it is; none where it was written for it."""

    field: Field
    value: object
    city: City | None

    @property
    def words(self) -> str:
        return self.field.words(self.value) or str(_("Ikke oppgitt"))


@dataclass
class Proposal:
    """A proposal as its page shows it. results: of the fields in which they differ. holds: is nothing changed since?"""

    merger: Merger
    parts: list[MergerPart]
    results: list[Result]
    holds: bool

    @property
    def waiting(self) -> list[City]:
        """The cities that have not answered."""
        return [part.city for part in self.parts if part.agreed_at is None] if not self.merger.ending else []


def proposal_of(merger: Merger) -> Proposal:
    parts = list(merger.parts.select_related("city"))
    elements = {each.pk: each for each in Element.objects.for_door().filter(pk__in=[part.element_id for part in parts])}
    for part in parts:
        part.element = elements[part.element_id]
    now = marks_of(list(elements.values()))
    holds = not merger.ending and all(part.mark == now[part.element_id] for part in parts)
    keeps = elements[merger.keeps_id]
    return Proposal(merger, parts, results_of(merger, list(elements.values()), keeps) if holds else [], holds)


def results_of(merger: Merger, elements: list[Element], keeps: Element) -> list[Result]:
    by_id, results = {each.pk: each for each in elements}, []
    for choice in choices_of(elements):
        if choice.differs:
            given = merger.values.get(choice.field.name, {"of": keeps.pk})
            value = value_in(given, choice.field.name, by_id, keeps)
            results.append(Result(choice.field, value, by_id[given["of"]].city if "of" in given else None))
    return results
