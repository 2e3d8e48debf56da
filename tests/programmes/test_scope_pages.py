"""The pages on which what is shared becomes each city's own, and what is one's own becomes shared."""

from uuid import uuid4

import pytest
from django.urls import reverse

from history.models import Entry
from programmes.actions import split_element
from programmes.models import Element
from programmes.scopes import branch_mark
from tests.factories.programmes import ElementFactory
from tests.helpers.statements import statements
from tests.programmes.branch import grow
from tests.programmes.test_splitting import AT


@pytest.fixture
def branch(programmes):
    return grow(programmes)


@pytest.fixture
def person(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def planner(client, person):
    client.force_login(person)
    return client


def form_of(element) -> dict:
    return {"key": uuid4(), "mark": branch_mark(element)}


# -- Gjør om til eget


def test_the_page_shows_first_what_each_city_gets_and_writes_nothing(planner, branch):
    before = Entry.objects.count()

    page = planner.get(reverse("element_split", args=[branch.strategy.pk])).text

    for words in ("Gren virkemiddel", "Ansvar felles", "Ansvar porsgrunn", "Gren eget skien", "Dette får bare Skien"):
        assert words in page
    assert Entry.objects.count() == before


def test_the_form_does_it_and_leads_to_ones_own_citys_copy(planner, branch, programmes):
    answer = planner.post(reverse("element_split", args=[branch.strategy.pk]), form_of(branch.strategy), follow=True)

    heir = Element.objects.get(aliases__origin=branch.strategy.pk, city=programmes.world.cities["skien"])
    assert answer.redirect_chain == [(reverse("element_page", args=[heir.pk]), 302)]
    assert f"er delt i {heir.code} (Skien) og" in answer.text


def test_a_form_about_what_has_changed_comes_back_with_the_result_as_it_is_now(planner, branch):
    sent = form_of(branch.strategy) | {"mark": "gammel"}

    answer = planner.post(reverse("element_split", args=[branch.strategy.pk]), sent)

    assert answer.status_code == 422
    assert "Se over på nytt" in answer.text
    assert branch_mark(branch.strategy) in answer.text
    assert not Element.objects.filter(aliases__origin=branch.strategy.pk).exists()


def test_what_no_form_asks_for_is_passed_over(planner, branch, programmes):
    oslo = programmes.world.cities["oslo"]
    sent = form_of(branch.measure) | {"city": oslo.pk, "scope": oslo.pk, "parent": programmes["oslo-bergen"].pk}

    planner.post(reverse("element_split", args=[branch.measure.pk]), sent)

    heirs = Element.objects.filter(aliases__origin=branch.measure.pk)
    assert {heir.city.slug for heir in heirs} == {"skien", "porsgrunn"}
    assert {heir.programme_id for heir in heirs} == {branch.measure.programme_id}


def test_what_cannot_be_split_says_why_and_offers_no_button(planner, branch):
    answer = planner.get(reverse("element_split", args=[branch.own["skien"].pk]))

    assert "er alt eget for Skien" in answer.text
    assert "<form class" not in answer.text


def test_what_was_split_says_where_it_went_and_is_not_fetched_back(planner, person, branch):
    heirs = split_element(element=branch.strategy, mark=branch_mark(branch.strategy), by=person, at=AT)

    page = planner.get(reverse("element_page", args=[branch.strategy.pk])).text

    for heir in heirs:
        assert (
            f'<a class="ds-link" href="{reverse("element_page", args=[heir.pk])}">{heir.code}</a> ({heir.city})' in page
        )
    assert reverse("element_restore", args=[branch.strategy.pk]) not in page


def test_the_number_of_what_was_split_leads_to_ones_own(planner, person, branch):
    heirs = split_element(element=branch.strategy, mark=branch_mark(branch.strategy), by=person, at=AT)

    answer = planner.get(reverse("element_by_number", args=[branch.strategy.programme_id, branch.strategy.number]))

    assert answer.headers["Location"] == reverse("element_page", args=[heirs[0].pk])


def test_the_menu_offers_it_for_what_is_shared_by_several(planner, branch, programmes):
    offers = lambda element: reverse("element_split", args=[element.pk]) in planner.get(  # noqa: E731
        reverse("element_page", args=[element.pk])
    ).text  # fmt: skip

    assert offers(branch.measure)
    assert not offers(branch.own["skien"])
    assert not offers(programmes["bare-skien"])


def test_the_pages_cost_no_more_for_a_large_branch(planner, branch):
    page = reverse("element_split", args=[branch.strategy.pk])
    planner.get(page)
    few = statements(lambda: planner.get(page))
    for n in range(20):
        ElementFactory(parent=branch.goal, title=f"Flere {n}").responsibility_rows.create(words="x")

    many = statements(lambda: planner.get(page))

    assert len(many) <= len(few)
