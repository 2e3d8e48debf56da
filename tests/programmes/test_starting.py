"""Beginning a programme: with an outline that fits the city, or with none."""

from uuid import uuid4

import pytest
from django.urls import reverse

from history.models import Entry
from programmes.models import Element, Kind, Programme
from programmes.queries import outline_of
from programmes.starting import OUTLINES
from tests.factories.programmes import ThemeFactory
from tests.helpers.statements import statements


@pytest.fixture
def themes(programmes):
    return [ThemeFactory(name=name) for name in ("Areal og transport", "Energi i bygg")]


@pytest.fixture
def planner(client, programmes):
    client.force_login(programmes.world.people["planner", "skien"])
    return client


@pytest.fixture
def begin(planner, programmes, themes):
    def post(outline, **more):
        sent = {
            "uuid": uuid4(), "title": "Klimaplan 2009–2012", "cities": [programmes.world.cities["skien"].pk],
            "plan_kind": "sub_plan", "outline": outline, "themes": [theme.pk for theme in themes], **more,
        }  # fmt: skip
        return planner.post(reverse("programme_start"), sent)

    return post


def started() -> list[tuple]:
    """(place, kind, title) of the newest programme's elements."""
    nodes = outline_of(Programme.objects.latest("pk"))
    return [(node.place, node.element.kind, node.element.title) for node in nodes[1:]]


def test_each_theme_gets_a_chapter_with_the_same_parts(begin, themes):
    begin("temakapitler")

    lines = started()
    assert [title for place, _kind, title in lines if "." not in place] == [
        "Areal og transport", "Energi i bygg", "Kommunens egen virksomhet",
    ]  # fmt: skip
    first, second = ([title for place, _kind, title in lines if place.startswith(f"{n}.")] for n in (1, 2))
    assert first == second
    assert len(first) == 6
    assert {element.chapter.theme for element in Element.objects.filter(parent__title="Energi i bygg")} == {themes[1]}


def test_goals_strategies_and_measures_start_with_a_goal_per_theme(begin):
    begin("maal")

    kinds = [kind for _place, kind, _title in started()]
    assert (kinds.count(Kind.GOAL), kinds.count(Kind.STRATEGY)) == (3, 2)


def test_a_programme_of_one_theme_wants_one_theme(begin, themes):
    refused = begin("ett")
    begin("ett", themes=[themes[0].pk])

    assert refused.status_code == 422
    assert "Velg ett tema" in refused.content.decode()
    assert started()[0] == ("1", Kind.CHAPTER, "Bakgrunn")


def test_an_empty_outline_is_empty(begin):
    begin("tom", themes=[])

    assert started() == []


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.name)
def test_the_same_form_twice_makes_one_programme(begin, themes, outline):
    form = {"uuid": uuid4(), "themes": [themes[0].pk]}

    begin(outline.name, **form)
    once = Element.objects.count()
    begin(outline.name, **form)

    assert Element.objects.count() == once


def test_every_part_stands_in_the_history_and_has_a_number_of_its_own(begin):
    begin("temakapitler")

    elements = Programme.objects.latest("pk").elements
    added = Entry.objects.filter(act="add", thing_id__in=elements.values("pk"))
    assert added.count() == elements.count()
    assert len(set(elements.values_list("number", flat=True))) == elements.count()


def test_another_citys_planner_cannot_start_for_us_nor_follow_what_is_hidden(begin, programmes):
    oslo = begin("tom", cities=[programmes.world.cities["oslo"].pk])
    hidden = begin("tom", predecessor=programmes.twins["oslo", "bergen"].pk)

    assert (oslo.status_code, hidden.status_code) == (422, 422)


def test_a_programme_may_follow_an_older_one_of_the_city(begin, programmes):
    begin("tom", predecessor=programmes.skien.pk, law_reference="plan- og bygningsloven § 11-1")

    new = Programme.objects.latest("pk")
    assert (new.predecessor, new.law_reference) == (programmes.skien, "plan- og bygningsloven § 11-1")


def test_more_themes_take_few_statements_more(begin, themes):
    few = statements(lambda: begin("temakapitler"))
    more = [*themes, *(ThemeFactory() for _n in range(6))]

    many = statements(lambda: begin("temakapitler", themes=[theme.pk for theme in more]))

    assert len(many) == len(few)
