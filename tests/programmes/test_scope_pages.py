"""The pages on which what is shared becomes each city's own, and what is one's own becomes shared."""

from uuid import uuid4

import pytest
from django.urls import reverse

from history.models import Entry
from programmes.actions import propose_merger, save_field, split_element
from programmes.fields import field_of
from programmes.models import Element, Kind, Merger
from programmes.scopes import branch_mark, element_mark, mark_of_all
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


# -- Gjør felles


@pytest.fixture
def twin(programmes):
    return programmes.world.people["planner", "porsgrunn"]


@pytest.fixture
def pair(branch):
    return [branch.own["skien"], branch.own["porsgrunn"]]


def join_page(pair) -> str:
    return f"{reverse('element_join', args=[pair[0].pk])}?med={pair[1].pk}"


def proposal(pair, **more) -> dict:
    """What the form sends: for every field that differs the twin's text, unless something else is said."""
    pick = {f"pick_{name}": pair[1].pk for name in ("title", "text")}
    return {"key": uuid4(), "mark": mark_of_all(pair), "keeps": pair[0].pk} | pick | more


def test_the_page_shows_both_ways_to_share_and_what_stays_the_citys(planner, branch, pair):
    pair[0].responsibility_rows.create(words="Byplan")

    page = planner.get(reverse("element_share", args=[pair[0].pk])).text

    for words in ("Slå sammen med en annen bys", pair[1].title, "Gjør det felles som det er", "Byplan", "1 element"):
        assert words in page


def test_what_is_ones_own_becomes_shared_as_it_is(planner, pair):
    sent = {"key": uuid4(), "mark": element_mark(pair[0]), "city": pair[1].city_id}

    planner.post(reverse("element_share", args=[pair[0].pk]), sent)

    assert Element.objects.get(pk=pair[0].pk).city is None


def test_what_has_changed_since_it_was_seen_is_not_shared(planner, pair):
    answer = planner.post(reverse("element_share", args=[pair[0].pk]), {"key": uuid4(), "mark": "gammel"})

    assert answer.status_code == 422
    assert Element.objects.get(pk=pair[0].pk).city


def test_side_by_side_each_field_that_differs_can_be_chosen_and_nothing_is_written(planner, pair):
    before = Entry.objects.count()

    page = planner.get(join_page(pair)).text

    for each in pair:
        assert each.title in page
        assert each.text in page
    assert 'name="pick_title"' in page
    assert "pick_period" not in page
    assert Entry.objects.count() == before


@pytest.mark.parametrize("which", ["own", "shared", "kind", "foreign", "nonsense", "missing", "huge"])
def test_what_it_cannot_be_joined_with_is_not_found(planner, programmes, branch, pair, which):
    wrong = {
        "own": branch.below["skien"].pk,
        "shared": branch.measure.pk,
        "kind": ElementFactory(parent=branch.goal, kind=Kind.GOAL, city=pair[1].city).pk,
        "foreign": programmes["oslo-bergen:oslo"].pk,
        "nonsense": "x",
        "missing": 987_654_321,
        "huge": 10**30,
    }[which]
    page = f"{reverse('element_join', args=[pair[0].pk])}?med={wrong}"

    assert planner.get(page).status_code == 404
    assert planner.post(page, proposal(pair)).status_code == 404
    assert not Merger.objects.exists()


def test_two_of_one_city_cannot_be_joined(planner, branch, pair):
    another = ElementFactory(parent=branch.goal, city=pair[1].city)
    answer = planner.post(
        f"{join_page(pair)}&med={another.pk}",
        proposal(pair, mark=mark_of_all([*pair, another]), pick_instruments=pair[0].pk),
    )

    assert answer.status_code == 422
    assert "ett element fra hver av byene" in answer.text


def test_a_proposal_is_made_seen_by_both_and_accepted_by_the_twin(client, planner, person, twin, pair):
    sent = proposal(pair, pick_title="ny", text_title="Sykkel i Grenland", pick_text="alle")
    made = planner.post(join_page(pair), sent)
    merger = Merger.objects.get()
    mine = planner.get(made.headers["Location"]).text
    client.force_login(twin)
    banner = client.get(reverse("element_page", args=[pair[1].pk])).text
    theirs = client.get(reverse("merger_page", args=[merger.pk])).text

    answer = client.post(reverse("merger_agree", args=[merger.pk]))

    shared = Element.objects.get(pk=pair[0].pk)
    assert reverse("merger_page", args=[merger.pk]) in banner
    assert "Trekk forslaget" in mine
    assert "Godta" not in mine
    assert "Sykkel i Grenland" in theirs
    assert "Godta" in theirs
    assert answer.headers["Location"] == reverse("element_page", args=[shared.pk])
    assert (shared.title, shared.text) == ("Sykkel i Grenland", pair[0].text + pair[1].text)
    assert (shared.city, shared.number) == (None, pair[0].number)


def test_formatted_text_written_anew_is_made_of_paragraphs_and_holds_no_tags(planner, pair, twin):
    sent = proposal(pair, pick_text="ny", text_text="Først <b>dette</b>\nog mer\n\nså det")

    planner.post(join_page(pair), sent)

    assert Merger.objects.get().values["text"] == {
        "text": "<p>Først &lt;b&gt;dette&lt;/b&gt;<br>og mer</p><p>så det</p>"
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"keeps": "987654321"},
        {"keeps": ""},
        {"pick_title": "x"},
        {"pick_title": "ny", "text_title": ""},
        {"pick_title": "ny", "text_title": "x" * 201},
        {"mark": "gammel"},
        {"key": "x"},
    ],
)
def test_a_form_that_is_wrong_comes_back_and_nothing_is_proposed(planner, pair, wrong):
    answer = planner.post(join_page(pair), proposal(pair) | wrong)

    assert answer.status_code == 422
    assert "ds-error-summary" in answer.text
    assert not Merger.objects.exists()


def proposed(pair, by):
    return propose_merger(
        keeps=pair[0], others=[pair[1]], values={}, mark=mark_of_all(pair), link=str, by=by, at=AT
    )  # fmt: skip


def test_the_twin_declines_and_must_say_why(client, person, twin, pair):
    merger = propose_merger(
        keeps=pair[0], others=[pair[1]], values={}, mark=mark_of_all(pair), link=str, by=person, at=AT
    )
    client.force_login(twin)
    decline = reverse("merger_decline", args=[merger.pk])

    wordless = client.post(decline, {"words": ""})
    client.post(decline, {"words": "Vi venter"})

    assert wordless.status_code == 422
    page = client.get(reverse("merger_page", args=[merger.pk])).text
    assert "Vi venter" in page
    assert "Godta" not in page
    assert reverse("merger_page", args=[merger.pk]) not in client.get(reverse("element_page", args=[pair[1].pk])).text


def test_nobody_accepts_for_the_other_city_by_its_address(planner, person, pair):
    merger = propose_merger(
        keeps=pair[0], others=[pair[1]], values={}, mark=mark_of_all(pair), link=str, by=person, at=AT
    )

    planner.post(reverse("merger_agree", args=[merger.pk]))

    assert Element.objects.get(pk=pair[0].pk).city
    assert Merger.objects.get().ending == ""


def test_a_proposal_that_does_not_hold_says_so_and_cannot_be_accepted(client, person, twin, pair):
    merger = propose_merger(
        keeps=pair[0], others=[pair[1]], values={}, mark=mark_of_all(pair), link=str, by=person, at=AT
    )
    save_field(element=pair[0], field=field_of(Kind.MEASURE, "note"), value="x", base=0, by=person, at=AT)
    client.force_login(twin)

    page = client.get(reverse("merger_page", args=[merger.pk])).text
    answer = client.post(reverse("merger_agree", args=[merger.pk]), follow=True)

    assert "gjelder ikke lenger" in page
    assert "Godta" not in page
    assert "er endret siden forslaget ble laget" in answer.text
    assert Element.objects.get(pk=pair[0].pk).city


def test_a_proposal_is_withdrawn(planner, person, pair):
    merger = propose_merger(
        keeps=pair[0], others=[pair[1]], values={}, mark=mark_of_all(pair), link=str, by=person, at=AT
    )

    planner.post(reverse("merger_withdraw", args=[merger.pk]))

    merger.refresh_from_db()
    assert merger.ending == Merger.Ending.WITHDRAWN
