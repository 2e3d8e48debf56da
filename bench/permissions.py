"""What the rules about who may cost a request, for one who stands in one city and for one who sees them all."""

from functools import cache

from django.test import Client
from django.urls import reverse

from bench.ground import AT, world
from bench.programmes import demand_ok
from cities.acts import RoleKind
from cities.models import City, Network
from tests.factories.cities import RoleFactory
from tests.helpers.cities import many_cities
from tests.helpers.statements import statements_of_rights


def one_role() -> int:
    return most_of(world().lead)


def secretariat(cities: int) -> int:
    """In a network of so many cities, or as many as there are already."""
    world()
    if (missing := cities - City.objects.count()) > 0:
        many_cities(missing, at=AT)
    return most_of(secretary())


@cache
def secretary():
    return RoleFactory(kind=RoleKind.SECRETARIAT, network=Network.objects.get(), city=None).person


def most_of(person) -> int:
    """The most that one of the pages on which people choose among what they may see asks about rights."""
    pages = [reverse(name) for name in ("front", "programme_list", "city_list", "paper_list", "theme_list")]
    pages.append(reverse("programme_page", args=[world().programme.pk]))
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return max(len(statements_of_rights(lambda page=page: demand_ok(client.get(page)))) for page in pages)
