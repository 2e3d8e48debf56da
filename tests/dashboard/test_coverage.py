"""What the cities' drafts hold together: theme by group, who has none, each city, and the list behind each number."""

import pytest
from django.urls import reverse

from programmes.actions import bin_element
from tests.dashboard.counting import numbers
from tests.factories.programmes import MOMENT, ElementFactory, ProgrammeFactory
from tests.helpers.statements import statements

BUDGET = 10


def cells(answer) -> dict[str, int]:
    return {cell.mark: cell.count for _theme, cells in answer.context["rows"] for cell in cells if cell.count}


def titles(answer) -> list[str]:
    return [one.element.title for one in answer.context["listed"].found]


def test_what_several_cities_share_is_counted_once(look):
    found = look()

    assert cells(found) == {
        "AT:business": 3, "AT:state": 1, "KT:business": 1, "KT:region": 1, "KT:inward-uten-gruppe": 1,
        "KT:outward-uten-gruppe": 1,
    }  # fmt: skip
    assert len(found.context["measures"]) == 7


def test_what_several_cities_share_is_in_the_view_of_each(look, counting):
    shared = counting.programmes["skien-porsgrunn"].title

    seen = {slug: titles(look(f"?by={slug}", page="coverage_measures")) for slug in counting.world.cities}

    assert [slug for slug, found in seen.items() if shared in found] == ["skien", "porsgrunn"]
    assert cells(look("?by=porsgrunn")) == {"AT:business": 1, "AT:state": 1, "KT:outward-uten-gruppe": 1}


def test_a_citys_own_theme_is_no_row_but_is_told_of(look):
    found = look()

    assert [theme.code for theme, _cells in found.context["rows"]] == ["AT", "KT"]
    assert "står under et tema byen har for seg selv" in found.content.decode()


def test_a_planner_counts_only_the_cities_whose_drafts_are_open_to_the_planner(look, counting):
    found = look(who=("planner", "porsgrunn"))

    assert [city.slug for city in found.context["ground"].cities] == ["porsgrunn"]
    assert cells(found) == {"AT:business": 1, "AT:state": 1, "KT:outward-uten-gruppe": 1}
    assert counting.programmes["skien-porsgrunn:skien"].title not in titles(
        look(who=("planner", "porsgrunn"), page="coverage_measures")
    )


def test_what_lies_in_the_bin_is_counted_nowhere(look, counting):
    by = counting.world.people["planner", "skien"]

    bin_element(element=counting.programmes["bare-skien:chapter"], by=by, at=MOMENT)

    assert len(look().context["measures"]) == len(titles(look(page="coverage_measures"))) == 6


def test_cities_without_are_told_by_name(look):
    found = look("?vis=uten&celle=AT:business")

    theme, cell, cities = found.context["open"]
    assert (theme.code, cell.count, cell.look) == ("AT", 2, "step-3")
    assert [city.slug for city in cities] == ["bergen", "oslo"]
    assert cells(found)["AT:region"] == 4
    assert (
        next(cell.look for _theme, row in found.context["rows"] for cell in row if cell.mark == "AT:region") == "hole"
    )


def test_every_number_of_cities_without_leads_to_as_many_names(look):
    path, wrong = reverse("coverage_page"), []

    for theme, row in look("?vis=uten").context["rows"]:
        for cell in row:
            there = look(cell.address.partition("#")[0]).context["open"]
            if (there[0], len(there[2])) != (theme, cell.count):
                wrong.append((path, cell.address, cell.count))

    assert wrong == []


@pytest.mark.parametrize("who", [("secretariat", "network"), ("planner", "skien")], ids=str)
@pytest.mark.parametrize(
    ("page", "query"),
    [("coverage_page", ""), ("coverage_page", "?by=skien"), ("coverage_page", "?vis=by"), ("coverage_parts", "")],
)
def test_every_number_leads_to_as_many_measures(look, page, query, who):
    path = reverse("coverage_measures")

    shown = numbers(look(query, who, page).content.decode(), path)

    assert len(shown) > 5
    listed = {address: len(titles(look(address.removeprefix(path), who, "coverage_measures"))) for _n, address in shown}
    assert [(n, address) for n, address in shown if listed[address] != n] == []


def test_each_city_is_counted_by_theme_and_all_of_them_once(look):
    rows = look("?vis=by").context["cities"]

    assert {str(city): [n for n, _address in found] for city, found in rows} == {
        "Bergen": [0, 1, 2], "Oslo": [0, 1, 2], "Porsgrunn": [1, 1, 2], "Skien": [3, 1, 3], "None": [3, 3, 7],
    }  # fmt: skip


def test_the_page_tells_how_many_programmes_and_leads_to_them(look):
    there = reverse("programme_list")

    shown = numbers(look().content.decode(), there)

    assert shown == [(3, there)]
    assert len(look(page="programme_list").context["programmes"]) == 3


@pytest.mark.parametrize("query", ["?by=ingen", "?vis=tull", "?vis=uten&celle=:", "?celle=AT:tull", "?by="])
def test_an_address_that_names_nothing_shows_the_whole(look, query):
    answer = look(query)

    assert (answer.status_code, answer.context["city"], answer.context.get("open")) == (200, None, None)


def test_an_empty_network_says_what_belongs_here(client, world):
    client.force_login(world.people["secretariat", "network"])

    assert "Ingen tiltak ennå" in client.get(reverse("coverage_page")).content.decode()
    assert client.get(reverse("coverage_page") + "?vis=uten").status_code == 200


def test_the_list_can_be_taken_home(look):
    answer = look("?tema=AT&format=csv", page="coverage_measures")

    assert len(answer.content.decode().splitlines()) == 1 + 3


PAGES = [
    ("coverage_page", ""), ("coverage_page", "?vis=uten"), ("coverage_page", "?vis=by"), ("coverage_parts", ""),
    ("coverage_measures", ""), ("coverage_points", ""), ("coverage_answers", ""), ("coverage_state", ""),
]  # fmt: skip


@pytest.mark.parametrize(("page", "query"), PAGES)
def test_many_cities_and_measures_take_as_many_statements_as_few(look, client, counting, page, query):
    look(query, page=page)
    few = len(statements(lambda: client.get(reverse(page) + query)))
    for city in counting.world.cities.values():
        root = ProgrammeFactory(cities=[city], title=f"Enda et for {city}").elements.get()
        for _n in range(5):
            ElementFactory(parent=root)

    many = len(statements(lambda: client.get(reverse(page) + query)))

    assert (many, many <= BUDGET) == (few, True)
