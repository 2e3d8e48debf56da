"""*Gjør felles* with the twin's: proposals, answers, the joined one, and that taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cities.actions import give_role
from common.dates import LooseDate
from documents.models import DocumentCity
from history.models import Entry
from history.queries import history_of
from post.models import Letter
from programmes.actions import (
    add_element,
    agree_to_merger,
    comment_on,
    decline_merger,
    propose_merger,
    restore_element,
    save_field,
    split_element,
    withdraw_merger,
)
from programmes.fields import field_of
from programmes.lineage import history_through, led_to
from programmes.models import Basis, CityPart, Comment, Element, Indicator, Kind, Measure, Merger, MergerPart, Waiver
from programmes.scopes import branch_mark, mark_of_all
from programmes.tables import TABLES
from programmes.templatetags.programmes import told
from tests.factories.cities import CityFactory
from tests.factories.programmes import ElementFactory
from tests.programmes.branch import fill, grow, talk
from tests.programmes.test_splitting import AT, content, refused, undo

LATER = AT + timedelta(minutes=5)


@pytest.fixture
def branch(programmes):
    return grow(programmes)


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def twin(programmes):
    return programmes.world.people["planner", "porsgrunn"]


@pytest.fixture
def both(programmes, planner):
    """Somebody who plans in both cities."""
    person = programmes.world.people["lead", "skien"]
    give_role(person=person, kind="planner", city=programmes.world.cities["porsgrunn"], by=None, at=AT)
    person.__dict__.pop("_rights", None)
    return person


@pytest.fixture
def pair(programmes, branch):
    """Skien's own and Porsgrunn's, each with something of everything."""
    elements = []
    for slug in ("skien", "porsgrunn"):
        element, city = branch.own[slug], programmes.world.cities[slug]
        fill(element, branch.instrument, [city])
        CityPart.objects.filter(element=element).delete()
        talk(element, programmes)
        element.measure.period = LooseDate.read({"skien": "2009", "porsgrunn": "2011"}[slug])
        element.measure.save()
        elements.append(Element.objects.for_door().get(pk=element.pk))
    return elements


def address(merger) -> str:
    return f"https://framtid.example/{merger.pk}/"


def propose(keeps, other, by, **more):
    given = {"values": {}, "mark": mark_of_all([keeps, other]), "link": address, "by": by, "at": AT}
    return propose_merger(keeps=keeps, others=[other], **given | more)


def agree(merger, by, at=AT):
    return agree_to_merger(merger=merger, by=by, at=at)


def texts_of(*elements) -> list[str]:
    """Everything rows, basis and comments of the elements say."""
    rows = [row for table in TABLES for row in table.model.objects.filter(element__in=elements)]
    rows = [row for row in rows if not isinstance(row, CityPart)]
    rows += [*Basis.objects.filter(element__in=elements), *Comment.objects.filter(element__in=elements)]
    return sorted(f"{type(row).__name__} {row.pk} {row}" for row in rows)


# -- Proposing and answering


def test_a_proposal_changes_nothing_until_the_twin_agrees(pair, planner, twin):
    skiens, porsgrunns = pair
    before = content(skiens.programme)

    merger = propose(skiens, porsgrunns, planner)
    between = content(skiens.programme)
    agree(merger, twin)

    assert between == before
    merger.refresh_from_db()
    assert (merger.ending, merger.ended_by_name) == (Merger.Ending.JOINED, str(twin))
    assert Element.objects.get(pk=skiens.pk).city is None
    assert Element.objects.get(pk=porsgrunns.pk).binned_at == AT
    assert told(history_of("element", porsgrunns.pk).order_by("pk")[0]) == (
        f"foreslo å slå dette sammen med {skiens.code} (Skien)"
    )


def test_somebody_who_plans_in_all_the_cities_joins_at_once(pair, both):
    assert propose(*pair, both).ending == Merger.Ending.JOINED


def test_the_same_form_again_proposes_nothing_more_and_agreeing_again_joins_nothing_more(pair, planner, twin):
    form = {"key": uuid4(), "mark": mark_of_all(pair)}
    merger = propose(*pair, planner, **form)
    assert propose(*pair, planner, **form) == merger
    agree(merger, twin)
    lines = Entry.objects.count()

    agree(merger, twin)

    assert Entry.objects.count() == lines
    assert Merger.objects.count() == 1


def test_nobody_agrees_for_another_city(programmes, pair, planner):
    merger = propose(*pair, planner)

    assert agree(merger, planner).ending == ""
    assert "Bare planleggere" in refused(agree, merger, programmes.world.people["planner", "oslo"])
    assert "Bare planleggere" in refused(agree, merger, programmes.world.people["secretariat", "network"])


def test_nobody_proposes_to_join_what_is_others(programmes, pair):
    stranger = programmes.world.people["planner", "oslo"]

    assert "Bare planleggere" in refused(propose, *pair, stranger)
    assert not Merger.objects.exists()


@pytest.mark.parametrize("which", [0, 1])
def test_a_proposal_does_not_hold_when_one_of_them_has_been_changed_since(pair, planner, twin, which):
    merger = propose(*pair, planner)
    by = (planner, twin)[which]
    save_field(element=pair[which], field=field_of(Kind.MEASURE, "note"), value="x", base=0, by=by, at=LATER)

    assert "er endret siden forslaget ble laget" in refused(agree, merger, twin, at=LATER)
    assert not MergerPart.objects.filter(merger=merger, city=pair[1].city, agreed_at__isnull=False).exists()


def test_what_is_only_said_about_them_does_not_stop_it(pair, planner, twin):
    merger = propose(*pair, planner)
    comment_on(element=pair[0], text="Fint", by=twin, at=LATER)

    assert agree(merger, twin, at=LATER).ending == Merger.Ending.JOINED


def test_a_form_about_what_has_changed_since_it_was_seen_is_refused(pair, planner, twin):
    mark = mark_of_all(pair)
    save_field(element=pair[1], field=field_of(Kind.MEASURE, "note"), value="x", base=0, by=twin, at=AT)

    assert "endret siden du så på det" in refused(propose, *pair, planner, mark=mark)


def test_the_twin_declines_with_words(pair, planner, twin):
    merger = propose(*pair, planner)

    assert "kan avslå" in refused(decline_merger, merger=merger, words="Nei", by=planner, at=AT)
    decline_merger(merger=merger, words="Vi venter på budsjettet", by=twin, at=AT)

    assert told(history_of("element", pair[0].pk).order_by("-pk")[0]) == (
        "avslo å slå dette sammen: Vi venter på budsjettet"
    )
    assert "avslått" in refused(agree, merger, twin)
    assert propose(*pair, planner).ending == ""


def test_a_proposal_is_withdrawn_by_whoever_stands_behind_it(pair, planner, twin):
    merger = propose(*pair, planner)

    assert "kan trekke" in refused(withdraw_merger, merger=merger, by=twin, at=AT)
    withdraw_merger(merger=merger, by=planner, at=AT)

    assert "trukket" in refused(agree, merger, twin)


def test_one_element_is_in_one_open_proposal(programmes, branch, pair, planner):
    propose(*pair, planner)
    third = ElementFactory(parent=branch.goal, city=programmes.world.cities["porsgrunn"])

    assert "er alt med i et forslag" in refused(propose, pair[0], third, planner)


def test_what_cannot_be_joined_is_refused_in_words(programmes, branch, pair, planner):
    skiens, porsgrunns = pair
    skien, porsgrunn = skiens.city, porsgrunns.city
    another = ElementFactory(parent=branch.goal, city=skien)
    goal = ElementFactory(parent=branch.goal, city=porsgrunn, kind=Kind.GOAL)
    foreign = ElementFactory(parent=programmes["oslo-bergen:goal"], city=programmes.world.cities["oslo"])

    assert "er alt felles" in refused(propose, skiens, branch.measure, planner)
    assert "ett element fra hver av byene" in refused(propose, skiens, another, planner)
    assert "samme slag" in refused(propose, skiens, goal, planner)
    assert "samme program" in refused(propose, skiens, foreign, planner)
    assert "står under noe som er eget" in refused(propose, branch.below["skien"], porsgrunns, planner)
    assert not Merger.objects.exists()


# -- What is joined


def test_nothing_that_either_said_is_lost_and_each_citys_rows_are_its_own(pair, both):
    before = texts_of(*pair)
    skiens, porsgrunns = pair

    propose(skiens, porsgrunns, both)

    assert texts_of(skiens) == before
    for table in TABLES:
        assert None not in {row.city for row in table.model.objects.filter(element=skiens)}, table.name
    periods = {part.city.slug: part.period.words for part in CityPart.objects.filter(element=skiens)}
    assert periods == {"skien": "2009", "porsgrunn": "2011"}


def test_each_field_gets_what_was_chosen_or_written_for_it(pair, both):
    skiens, porsgrunns = pair
    values = {"title": {"of": porsgrunns.pk}, "note": {"text": "Skrevet sammen"}, "period": {"of": porsgrunns.pk}}

    propose(skiens, porsgrunns, both, values=values)

    shared = Element.objects.get(pk=skiens.pk)
    assert (shared.title, shared.measure.note, shared.measure.period.words) == (
        porsgrunns.title,
        "Skrevet sammen",
        "2011",
    )
    assert shared.text == skiens.text
    edited = history_of("element", skiens.pk).filter(act="edit")
    assert set(edited.values_list("field", flat=True)) == {"title", "note", "period"}


def test_what_hung_under_either_hangs_under_it_and_the_numbers_lead_there(branch, pair, both):
    skiens, porsgrunns = pair

    propose(skiens, porsgrunns, both)

    below = Element.objects.filter(parent=skiens).order_by("position")
    assert [(each.title, each.city.slug) for each in below] == [
        ("Gren under eget skien", "skien"),
        ("Gren under eget porsgrunn", "porsgrunn"),
    ]
    assert led_to(skiens.programme, porsgrunns.number, both) == skiens
    assert history_through(Element.objects.get(pk=skiens.pk)).filter(act="joined").exists()
    assert "er slått sammen med andre i" in refused(restore_element, element=porsgrunns, by=both, at=AT)


def test_a_point_that_both_answer_keeps_both_answers(pair, both):
    skiens, porsgrunns = pair
    point = Basis.objects.get(element=skiens).point
    Basis.objects.filter(element=porsgrunns).update(point=point, paper=point.paper, because="Porsgrunns svar")

    propose(skiens, porsgrunns, both)

    found = Basis.objects.filter(element=skiens).order_by("pk")
    assert [(basis.point, basis.paper, basis.because) for basis in found] == [
        (point, point.paper, ""),
        (None, point.paper, "Porsgrunns svar"),
    ]


def test_measures_lean_on_the_joined_instrument(programmes, branch, both):
    skien, porsgrunn = (programmes.world.cities[slug] for slug in ("skien", "porsgrunn"))
    one, other = (ElementFactory(parent=branch.goal, kind=Kind.INSTRUMENT, city=city) for city in (skien, porsgrunn))
    branch.own["skien"].measure.instruments.set([one, other])
    branch.own["porsgrunn"].measure.instruments.set([other])
    before = content(one.programme)

    propose(one, other, both)
    leant_on = [list(Measure.objects.get(element=own).instruments.all()) for own in branch.own.values()]
    undo(one, both)

    assert leant_on == [[one], [one]]
    assert content(one.programme) == before


def test_joining_is_taken_back_as_if_it_had_never_been(programmes, branch, pair, both):
    skiens, porsgrunns = pair
    ElementFactory(parent=porsgrunns, city=porsgrunns.city, position=None, binned_at=AT, title="Kastet")
    point = Basis.objects.get(element=skiens).point
    Basis.objects.filter(element=porsgrunns).update(point=point, paper=point.paper)
    Waiver.objects.create(
        programme=skiens.programme,
        gap=f"target:{porsgrunns.code}",
        city=porsgrunns.city,
        reason="x",
        by_name="y",
        at=AT,
    )
    before = content(skiens.programme)
    rows = {table.name: list(table.model.objects.order_by("pk").values()) for table in TABLES}
    waivers = list(Waiver.objects.order_by("pk").values())

    propose(skiens, porsgrunns, both, values={"title": {"of": porsgrunns.pk}, "note": {"text": "Sammen"}})
    between = content(skiens.programme)
    undo(skiens, both)

    assert between != before
    assert content(skiens.programme) == before
    assert {table.name: list(table.model.objects.order_by("pk").values()) for table in TABLES} == rows
    assert list(Waiver.objects.order_by("pk").values()) == waivers
    assert led_to(skiens.programme, porsgrunns.number, both) == porsgrunns


@pytest.mark.parametrize("change", ["field", "comment", "under"])
def test_what_has_been_joined_and_used_since_stays_joined(pair, both, twin, change):
    skiens, porsgrunns = pair
    propose(skiens, porsgrunns, both)
    if change == "field":
        save_field(element=skiens, field=field_of(Kind.MEASURE, "note"), value="x", base=0, by=twin, at=LATER)
    elif change == "comment":
        comment_on(element=skiens, text="Fint", by=twin, at=LATER)
    else:
        add_element(parent=skiens, kind=Kind.MEASURE, title="Nytt", by=twin, at=LATER)

    assert "kan ikke angres" in refused(undo, skiens, both, at=LATER)


def test_what_was_split_can_be_joined_again_and_every_number_leads_to_it(branch, both):
    heirs = split_element(element=branch.measure, mark=branch_mark(branch.measure), by=both, at=AT)

    propose(*heirs, both, at=LATER)

    shared = Element.objects.get(pk=heirs[0].pk)
    for number in (branch.measure.number, heirs[1].number):
        assert led_to(shared.programme, number, both) == shared
    assert Indicator.objects.filter(element=shared).count() == 4


def test_as_many_cities_as_there_are_can_join(programmes, both):
    root = programmes["skien-porsgrunn:root"]
    cities = [*root.programme.document.cities.all(), CityFactory(), CityFactory()]
    for n, city in enumerate(cities[2:], 2):
        DocumentCity.objects.create(document=root.programme.document, city=city, position=n)
        give_role(person=both, kind="planner", city=city, by=None, at=AT)
    both.__dict__.pop("_rights", None)
    elements = [ElementFactory(parent=root, city=city, title=f"Av {city}") for city in cities]
    for each in elements:
        each.responsibility_rows.create(words=f"Etat i {each.city}")
    before = content(root.programme)

    others, mark = [elements[3], elements[0], elements[2]], mark_of_all(elements)
    propose_merger(keeps=elements[1], others=others, values={}, mark=mark, link=address, by=both, at=AT)
    shared = Element.objects.get(pk=elements[1].pk)
    answering = {row.words: row.city for row in shared.responsibility_rows.all()}
    undo(root, both)

    assert answering == {f"Etat i {city}": city for city in cities}
    assert content(root.programme) == before


# -- Letters


def test_the_planners_who_are_asked_get_a_letter_each(programmes, pair, planner):
    merger = propose(*pair, planner)

    letters = Letter.objects.order_by("to")
    assert [letter.to for letter in letters] == ["lead@porsgrunn.example", "planner@porsgrunn.example"]
    assert all(address(merger) in letter.body for letter in letters)
    assert all(str(each) in letter.body for letter in letters for each in pair)
    assert programmes.twins["skien", "porsgrunn"].elements.get(parent=None).title in letters[0].subject


def test_what_is_proposed_twice_is_written_about_once(pair, planner):
    key = uuid4()
    for _again in range(2):
        propose(*pair, planner, key=key)

    assert Letter.objects.count() == 2


def test_nobody_is_asked_when_all_agree_at_once(pair, both):
    propose(*pair, both)

    assert not Letter.objects.exists()
