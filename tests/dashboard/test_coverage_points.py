"""The points of the letter of intent, by the cities that follow them up."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from programmes.actions import bin_element
from programmes.models import Basis, Paper
from tests.dashboard.counting import numbers
from tests.factories.programmes import MOMENT, PaperFactory, PointFactory


@pytest.fixture
def letters(counting):
    """One to the whole network with two points, and one to Oslo alone. What is shared, and what is Skien's, answers."""
    letter = PaperFactory(kind=Paper.Kind.LETTER_OF_INTENT, title="Intensjonsavtale")
    first, second = PointFactory(paper=letter, title="Mål"), PointFactory(paper=letter, title="Organisering")
    oslo = PaperFactory(kind=Paper.Kind.LETTER_OF_INTENT, title="Tillegg", cities=[counting.world.cities["oslo"]])
    alone = PointFactory(paper=oslo, title="Veiprising")
    respond(counting.programmes["skien-porsgrunn"], first, True)
    respond(counting.programmes["skien-porsgrunn:porsgrunn"], second, False, "Det er gjort")
    respond(counting.programmes["bare-skien"], second, False, "Senere")
    respond(counting.programmes["skien-porsgrunn:skien"], second, True)
    respond(counting.programmes["oslo-bergen"], first, None)
    return SimpleNamespace(first=first, second=second, alone=alone)


def respond(element, point, followed_up, because=""):
    Basis.objects.create(
        element=element, kind=point.paper.kind, title=str(point), paper=point.paper, point=point,
        followed_up=followed_up, because=because,
    )  # fmt: skip


def told(answer) -> dict[tuple, str]:
    found = answer.context["listed"].found
    return {(one.point.title, one.city.slug): one.answer.value for one in found if one.answer != "ubesvart"}


def test_what_is_shared_answers_for_each_of_its_cities_and_what_is_own_for_one(look, letters):
    found = look(page="coverage_answers")

    assert told(found) == {
        ("Mål", "skien"): "ja", ("Mål", "porsgrunn"): "ja",
        ("Organisering", "skien"): "ja", ("Organisering", "porsgrunn"): "nei",
    }  # fmt: skip
    assert len(found.context["listed"].found) == 2 * 4 + 1


def test_a_no_tells_why_and_a_yes_beside_it_does_not(look, letters):
    rows = look("?svar=nei", page="coverage_answers").context["listed"].found

    assert [(one.city.slug, one.reasons) for one in rows] == [("porsgrunn", "Det er gjort")]
    assert not any(one.reasons for one in look("?by=skien", page="coverage_answers").context["listed"].found)


def test_a_city_that_is_not_asked_has_no_answer(look, letters):
    lines = {point: cells for point, _numbers, cells in look(page="coverage_points").context["lines"]}

    assert [cell and cell[0].city.slug for cell in lines[letters.alone]] == [None, "oslo", None, None]


def test_what_lies_in_the_bin_answers_nothing(look, counting, letters):
    by = counting.world.people["planner", "skien"]

    bin_element(element=counting.programmes["skien-porsgrunn:skien"], by=by, at=MOMENT)

    assert told(look(page="coverage_answers"))["Organisering", "skien"] == "nei"


@pytest.mark.parametrize("who", [("secretariat", "network"), ("planner", "porsgrunn")], ids=str)
def test_every_number_leads_to_as_many_answers(look, letters, who):
    path = reverse("coverage_answers")

    shown = numbers(look(who=who, page="coverage_points").content.decode(), path)

    found = [(n, look(at.removeprefix(path), who, "coverage_answers").context["listed"].found) for n, at in shown]
    assert len(found) >= 10
    assert [(n, rows) for n, rows in found if len(rows) != n] == []


def test_a_planner_sees_only_the_own_citys_answers(look, letters):
    found = look(who=("planner", "porsgrunn"), page="coverage_answers")

    assert told(found) == {("Mål", "porsgrunn"): "ja", ("Organisering", "porsgrunn"): "nei"}
    assert {one.city.slug for one in found.context["listed"].found} == {"porsgrunn"}


def test_without_a_letter_of_intent_the_page_says_where_it_belongs(look, counting):
    assert "Ingen punkter ennå" in look(page="coverage_points").content.decode()
