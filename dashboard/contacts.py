"""Whom the secretariat writes to about a city."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from cities.acts import RoleKind
from cities.models import City, Role, User


def contacts_of(cities: Iterable[City], day: date) -> dict[int, list[User]]:
    """By city, its leads; where there is none, its planners. One statement, whatever the number of cities."""
    found: dict[str, dict[int, list[User]]] = {RoleKind.LEAD: defaultdict(list), RoleKind.PLANNER: defaultdict(list)}
    ids = [city.pk for city in cities]
    roles = Role.objects.held_on(day).filter(city__in=ids, kind__in=found, person__is_active=True)
    for role in roles.select_related("person").order_by("person__name_key", "person"):
        people = found[role.kind][role.city_id]
        if role.person not in people:
            people.append(role.person)
    return {city: found[RoleKind.LEAD].get(city) or found[RoleKind.PLANNER].get(city, []) for city in ids}
