"""The shell: which pages are offered to whom, and what it costs."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from cities import context
from cities.access import rights_of
from cities.actions import give_role
from cities.context import visitor
from cities.models import User
from tests.world import MOMENT

READ = [
    "Oversikt", "Handlingsprogram", "Milepæler", "Samlinger", "Avtaler", "Tidslinje", "Grunnlag", "Byer", "Parter",
    "Temaer",
]  # fmt: skip

MENUS = {
    ("planner", "skien"): READ,
    ("lead", "skien"): [*READ, "Folk"],
    ("measure_owner", "skien"): READ,
    ("politician", "skien"): ["Oversikt", "Til behandling", "Samlinger", "Avtaler", "Tidslinje"],
    ("contact", "md"): ["Oversikt", "Delt med dere", *READ[3:]],
    ("secretariat", "network"): [*READ[: READ.index("Parter")], "Dekning", *READ[READ.index("Parter") :], "Folk"],
    "stranger": ["Oversikt", "Samlinger", "Avtaler"],
    "superuser": ["Oversikt", "Samlinger", "Avtaler"],
}


def shell(person, path="/byer/"):
    request = RequestFactory().get(path)
    request.user = person
    return visitor(request)["visitor"]


@pytest.mark.parametrize("who", MENUS, ids=str)
def test_menu_offers_each_role_its_pages(world, monkeypatch, who):
    monkeypatch.setattr(context, "_address", lambda name, *args: f"/{name}/")

    seen = shell(world.people[who])

    assert [str(item.label) for item in seen.menu] == MENUS[who]


def test_menu_leaves_out_pages_the_house_does_not_have(world, monkeypatch):
    monkeypatch.setattr(context, "MENU", [("Byer", "city_list", ()), ("Måneferder", "moon_list", ())])

    seen = shell(world.people["planner", "skien"])

    assert [item.label for item in seen.menu] == ["Byer"]


def test_menu_marks_where_one_is(world):
    seen = shell(world.people["planner", "skien"], "/byer/skien/")

    assert [str(item.label) for item in seen.menu if item.current] == ["Byer"]


def test_shell_costs_one_statement_beside_the_rights(world, django_assert_num_queries):
    person = User.objects.get(pk=world.people["planner", "skien"].pk)
    rights_of(person).any("")

    with django_assert_num_queries(1):
        seen = shell(person)
        assert (seen.menu[0].url, len(seen.places), seen.person.initials) == ("/", 1, "PS")


@pytest.mark.django_db
def test_shell_asks_nothing_for_somebody_not_signed_in(django_assert_num_queries):
    with django_assert_num_queries(0):
        seen = shell(AnonymousUser())

        assert (seen.known, seen.menu, seen.places) == (False, [], [])


def test_each_place_stands_once_with_all_one_is_there(world):
    person, twin = world.people["lead", "skien"], world.cities["porsgrunn"]
    for kind, city in [("planner", world.cities["skien"]), ("politician", twin)]:
        give_role(person=person, kind=kind, city=city, by=None, at=MOMENT)

    places = shell(User.objects.get(pk=person.pk)).places

    assert [(str(item.label), item.hint) for item in places] == [
        ("Skien", "Programleder, Planlegger"),
        ("Porsgrunn", "Folkevalgt"),
    ]
