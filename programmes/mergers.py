"""Joining several cities' own into one: with what it can be done, side by side, and the proposals about it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cities.models import City
from programmes.fields import FIELDS, field_of
from programmes.models import Element, Merger
from programmes.queries import ALL_ABOVE_LIVE, cities_of
from programmes.sorts import Field

WRITTEN = ("line", "text", "rich")
"""The sorts of fields for which one can write something new that is in neither."""


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
