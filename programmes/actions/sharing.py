"""*Gjør felles*: one city's own becomes all its cities' as it is – and that taken back."""

from django.db import transaction
from django.utils.translation import gettext as _

from cities.models import City
from common.refusals import Refused
from history.models import Entry
from programmes.actions.inheritance import read_from, waivers_about
from programmes.actions.memory import changed_since, remember
from programmes.actions.placing import demand_living, demand_planner, hold, lock
from programmes.actions.splitting import done_by
from programmes.models import CityPart, Element, Kind, Reading, Waiver
from programmes.queries import cities_of
from programmes.scopes import OF_A_CITY, element_mark
from programmes.tables import TABLES


@transaction.atomic
def share_element(*, element: Element, mark: str, key=None, by, at) -> Element:
    """Let what is one city's own become shared, as it is.

    Who answers, money, progress and the period become that city's rows. What hangs under it stays the city's own.
    mark: what the person saw, as `element_mark` says. key: as for split_element.
    Errors: Refused for what is shared already, another city's, under something own, or changed since it was seen.
    """
    lock(element.programme_id)
    hold([element])
    element = Element.objects.for_door().get(pk=element.pk)
    if done_by(element, "share", key):
        return element
    demand_sharable(element)
    demand_planner(element.city, by)
    if mark != element_mark(element):
        raise Refused(_("«%(title)s» er endret siden du så på det. Se over på nytt.") % {"title": element})
    city, given = (
        element.city,
        give(element, element.city, [table.model for table in TABLES if table.name in OF_A_CITY]),
    )
    element.city = None
    element.save(update_fields=["city"])
    remember(
        element, act="share", before={"city": city.slug, **given},
        after={"words": str(city), "key": key and str(key)}, by=by, at=at,
    )  # fmt: skip
    return element


def demand_sharable(element: Element) -> None:
    """Errors: Refused for what cannot become shared where it stands."""
    if element.kind == Kind.PROGRAMME or element.city is None:
        raise Refused(_("«%(title)s» er alt felles.") % {"title": element})
    demand_living(element)
    if len(cities_of(element.programme)) < 2:
        raise Refused(_("Programmet har bare én by, så det er ingen å dele med."))
    if element.parent.city_id:
        words = _("«%(title)s» står under noe som er eget. Gjør «%(parent)s» felles først, eller flytt dette ut.")
        raise Refused(words % {"title": element, "parent": element.parent})


def give(element: Element, city: City, models) -> dict:
    """Let the element's common rows be the city's, and its period too. What was given, as `take_back` wants it."""
    rows = {}
    for model in models:
        common = model.objects.filter(element=element, city=None)
        if model is Reading:
            common = common.exclude(pk__in=read_twice(element, city))
        rows[model._meta.model_name] = list(common.order_by("pk").values_list("pk", flat=True))
        common.update(city=city)
    return {"rows": rows, "part": given_period(element, city), "waivers": share_waivers(element, city)}


def read_twice(element: Element, city: City) -> list[int]:
    """Common readings beside which the city has one of the same source: they cannot both be the city's."""
    rows = list(Reading.objects.filter(element=element))
    of_city = {read_from(row) for row in rows if row.city_id == city.pk}
    return [row.pk for row in rows if row.city_id is None and read_from(row) in of_city]


def given_period(element: Element, city: City) -> int | None:
    """The id of the row that says the measure's period for the city, where that was made."""
    period = element.measure.period if element.kind == Kind.MEASURE else None
    if period is None or CityPart.objects.filter(element=element, city=city).exists():
        return None
    return CityPart.objects.create(element=element, city=city, period=period).pk


def share_waivers(element: Element, city: City) -> list[int]:
    """Let the city's reasons for gaps in the element be for all; gives back their ids. One that all have stays."""
    about = waivers_about([element], element.programme_id)
    common = {waiver.gap for waiver in about if waiver.city_id is None}
    shared = [waiver.pk for waiver in about if waiver.city_id == city.pk and waiver.gap not in common]
    Waiver.objects.filter(pk__in=shared).update(city=None)
    return shared


# -- Taking it back


def unshare(element: Element, entry: Entry, by, at) -> None:
    """Let it be the city's own again, with its rows as they were.

    Errors: Refused when anything has been done to it since, or something has come under it that is not the city's.
    """
    city = City.objects.get(slug=entry.before["city"])
    demand_living(element)
    demand_planner(city, by)
    demand_unchanged(element, entry)
    demand_only_own(element, city)
    take_back(entry.before, city)
    element.city = city
    element.save(update_fields=["city"])


def demand_unchanged(element: Element, entry: Entry) -> None:
    """Refuse when anything that still stands has been done to the element since."""
    if later := changed_since(entry, [element.pk]):
        words = _("%(name)s har endret «%(title)s» siden, så det kan ikke angres.")
        raise Refused(words % {"name": later.person_name or _("Noen"), "title": element})


def demand_only_own(element: Element, city: City) -> None:
    if other := element.children.exclude(city=city).first():
        words = _("«%(other)s» står nå under «%(title)s» og er ikke eget for %(city)s, så det kan ikke angres.")
        raise Refused(words % {"other": other, "title": element, "city": city})


def take_back(given: dict, city: City) -> None:
    """The other way round from `give`."""
    for table in TABLES:
        if ids := given["rows"].get(table.name):
            table.model.objects.filter(pk__in=ids).update(city=None)
    CityPart.objects.filter(pk=given["part"]).delete()
    Waiver.objects.filter(pk__in=given["waivers"]).update(city=city)
