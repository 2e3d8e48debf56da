"""*Gjør om til eget*: what is shared becomes each city's own, and that taken back."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.refusals import Refused
from history.models import Entry
from history.queries import history_of
from programmes.actions import (
    add_element,
    bin_element,
    comment_on,
    move_element,
    restore_element,
    save_field,
    save_row,
    split_element,
    undo_last,
)
from programmes.actions.placing import put_away
from programmes.content import programme_content
from programmes.fields import field_of
from programmes.lineage import heirs_of
from programmes.models import Element, Kind, Measure, Programme
from programmes.queries import with_cities
from programmes.scopes import branch_mark, split_preview
from programmes.tables import ANSWERS
from programmes.templatetags.programmes import told
from tests.factories.programmes import ElementFactory
from tests.helpers.statements import statements
from tests.programmes.branch import grow

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
DAY = date(2009, 2, 9)


@pytest.fixture
def branch(programmes):
    return grow(programmes)


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def twin(programmes):
    return programmes.world.people["planner", "porsgrunn"]


def split(element, by, **more):
    return split_element(element=element, **{"mark": branch_mark(element), "by": by, "at": AT} | more)


def undo(element, by, at=AT):
    return undo_last(programme=element.programme, by=by, at=at)


def content(programme) -> dict:
    return programme_content(with_cities(Programme.objects).get(pk=programme.pk), DAY)


def refused(act, *args, **named) -> str:
    """What an act is refused with; nothing is written."""
    before = Entry.objects.count(), list(Element.objects.order_by("pk").values())
    with pytest.raises(Refused) as refusal:
        act(*args, **named)
    assert (Entry.objects.count(), list(Element.objects.order_by("pk").values())) == before
    return refusal.value.message


def test_each_city_gets_its_own_where_the_shared_one_stood(branch, planner):
    root = branch.strategy.parent
    after = ElementFactory(parent=root, kind=Kind.CHAPTER, title="Etter")

    skiens, porsgrunns = split(branch.strategy, planner)

    assert [str(heir.city) for heir in (skiens, porsgrunns)] == ["Skien", "Porsgrunn"]
    standing = Element.objects.filter(parent=root, binned_at=None).order_by("position")
    assert list(standing)[1:] == [skiens, porsgrunns, after]
    assert [each.position for each in standing] == [0, 1, 2, 3]
    assert Element.objects.get(pk=branch.strategy.pk).binned_at == AT
    for slug, heir in (("skien", skiens), ("porsgrunn", porsgrunns)):
        own = Element.objects.get(pk=branch.own[slug].pk)
        assert (own.parent.parent, own.number) == (heir, branch.own[slug].number)


def test_the_history_tells_it_of_all_that_it_concerns(branch, planner):
    skiens, porsgrunns = split(branch.strategy, planner)

    def last(element) -> str:
        return told(history_of("element", element.pk).order_by("-pk")[0])

    assert last(branch.strategy) == f"delte dette i {skiens.code} (Skien) og {porsgrunns.code} (Porsgrunn)"
    assert last(skiens) == f"gjorde dette til eget, fra {branch.strategy.code}"
    assert last(branch.own["skien"]) == f"flyttet dette med da {branch.strategy.code} ble delt"


def test_measures_elsewhere_lean_on_the_heirs_of_what_they_leaned_on(programmes, branch, planner):
    shared, own = programmes["skien-porsgrunn"], programmes["skien-porsgrunn:porsgrunn"]
    for measure in (shared, own):
        measure.measure.instruments.set([branch.instrument])

    split(branch.instrument, planner)

    leant_on = {
        measure.pk: set(Measure.objects.get(pk=measure.pk).instruments.values_list("city__slug", flat=True))
        for measure in (shared, own)
    }
    assert leant_on == {shared.pk: {"skien", "porsgrunn"}, own.pk: {"porsgrunn"}}


def test_a_split_is_taken_back_as_if_it_had_never_been(programmes, branch, planner):
    programmes["skien-porsgrunn"].measure.instruments.set([branch.instrument])
    before = content(branch.strategy.programme)

    heirs = split(branch.strategy, planner)
    between = content(branch.strategy.programme)
    undo(branch.strategy, planner)

    assert between != before
    assert content(branch.strategy.programme) == before
    assert all(Element.objects.get(pk=heir.pk).binned_at for heir in heirs)
    assert told(history_of("element", branch.strategy.pk).order_by("-pk")[0]) == "angret delingen"


@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_a_branch_is_like_a_split_taken_back_changes_nothing(programmes, branch, planner, data):
    cities = [None, *(programmes.world.cities[slug] for slug in ("skien", "porsgrunn"))]
    kinds = [Kind.MEASURE, Kind.GOAL, Kind.INSTRUMENT]
    with transaction.atomic():
        known = list(Element.objects.filter(programme=branch.goal.programme, binned_at=None).order_by("pk"))
        for _n in range(data.draw(st.integers(0, 6))):
            parent = data.draw(st.sampled_from(known))
            city = parent.city or data.draw(st.sampled_from(cities))
            known.append(ElementFactory(parent=parent, kind=data.draw(st.sampled_from(kinds)), city=city))
        target = data.draw(st.sampled_from([each for each in known if each.parent and not each.city]))
        before = content(target.programme)

        split(target, planner)
        undo(target, planner)

        assert content(target.programme) == before
        transaction.set_rollback(True)


STEPS = [("planner", "move"), ("planner", "new")]
CHANGES = [(who, change) for who in ("planner", "twin") for change in ("field", "comment", "move", "new")]


@pytest.mark.parametrize(("who", "change"), [case for case in CHANGES if case not in STEPS])
def test_a_split_stays_when_an_heir_has_been_changed_since(request, programmes, branch, planner, change, who):
    by = request.getfixturevalue(who)
    slug = {"planner": "skien", "twin": "porsgrunn"}[who]
    city = programmes.world.cities[slug]
    heirs = split(branch.strategy, planner)
    heir = next(heir for heir in heirs if heir.city == city)
    later = AT + timedelta(minutes=1)
    if change == "field":
        save_field(element=heir, field=field_of(Kind.STRATEGY, "title"), value="Nytt navn", base=0, by=by, at=later)
    elif change == "comment":
        comment_on(element=heir, text="Se her", by=by, at=later)
    elif change == "move":
        move_element(element=heir.children.get(), parent=heir.parent, position=0, by=by, at=later)
    else:
        add_element(parent=heir, kind=Kind.GOAL, title="Nytt", city=city, by=by, at=later)

    assert "kan ikke angres" in refused(undo, branch.strategy, planner, at=later)


def test_what_one_has_done_to_an_heir_is_taken_back_first_and_then_the_split(branch, planner):
    before = content(branch.strategy.programme)
    heir, _porsgrunns = split(branch.strategy, planner)
    move_element(element=heir.children.get(), parent=heir.parent, position=0, by=planner, at=AT)
    add_element(parent=heir, kind=Kind.GOAL, title="Nytt", city=heir.city, by=planner, at=AT)

    for _step in range(3):
        undo(branch.strategy, planner)

    assert content(branch.strategy.programme) == before


def test_what_has_moved_on_since_is_left_where_it_is(programmes, branch, planner, twin):
    split(branch.strategy, planner)
    own = branch.own["porsgrunn"]
    bin_element(element=own, by=twin, at=AT)

    undo(branch.strategy, planner)

    own.refresh_from_db()
    assert own.parent == branch.goal
    assert own.binned_at


def test_only_within_the_hour_and_only_ones_own_split_is_taken_back(branch, planner, twin):
    split(branch.strategy, planner)

    assert "ingenting å angre" in refused(undo, branch.strategy, twin)
    assert "ingenting å angre" in refused(undo, branch.strategy, planner, at=AT + timedelta(minutes=61))


@pytest.mark.parametrize("change", ["text", "row", "under", "moved"])
def test_what_has_changed_since_it_was_seen_is_not_split(branch, planner, twin, change):
    mark = branch_mark(branch.strategy)
    if change == "text":
        save_field(element=branch.measure, field=field_of(Kind.MEASURE, "note"), value="x", base=0, by=twin, at=AT)
    elif change == "row":
        values = {"words": "Byplan", "part": "responsible", "part_words": "", "certain": True, "span": None}
        save_row(element=branch.measure, table=ANSWERS, values=values, city=None, by=twin, at=AT)
    elif change == "under":
        add_element(parent=branch.goal, kind=Kind.MEASURE, title="Nytt", by=twin, at=AT)
    else:
        move_element(element=branch.measure, parent=branch.strategy, position=None, by=twin, at=AT)

    words = refused(split, branch.strategy, planner, mark=mark)

    assert words == "«Gren strategi» er endret siden du så på det. Se over på nytt."


def test_the_same_form_again_splits_nothing_more(branch, planner):
    form = {"mark": branch_mark(branch.strategy), "key": uuid4()}
    heirs = split(branch.strategy, planner, **form)
    entries = Entry.objects.count()

    again = split(branch.strategy, planner, **form)

    assert again == heirs
    assert Entry.objects.count() == entries
    assert "er delt i" in refused(split, branch.strategy, planner, **form | {"key": uuid4()})


def test_what_cannot_be_split_is_refused_in_words(programmes, branch, planner):
    assert refused(split, branch.strategy.parent, planner) == "Selve programmet kan ikke deles."
    assert refused(split, branch.own["skien"], planner) == "«Gren eget skien» er alt eget for Skien."
    assert "bare én by" in refused(split, programmes["bare-skien"], planner)
    bin_element(element=branch.measure, by=planner, at=AT)
    assert "papirkurven" in refused(split, branch.measure, planner)


def test_a_full_programme_has_no_room_for_a_split(branch, planner, monkeypatch):
    monkeypatch.setattr("programmes.actions.splitting.MOST_ELEMENTS", 18)

    assert "fullt" in refused(split, branch.strategy, planner)


def test_what_was_split_is_neither_fetched_back_nor_written_in_while_its_heirs_stand(branch, planner):
    heirs = split(branch.strategy, planner)
    words = f"{branch.strategy.code} er delt i {heirs[0].code} (Skien) og {heirs[1].code} (Porsgrunn)."

    assert refused(restore_element, element=branch.strategy, by=planner, at=AT) == words
    title = {"field": field_of(Kind.STRATEGY, "title"), "value": "x", "base": 0}
    assert refused(save_field, element=branch.strategy, **title, by=planner, at=AT) == words
    for heir in heirs:
        put_away(Element.objects.get(pk=heir.pk), AT)
    restore_element(element=branch.strategy, by=planner, at=AT)

    assert Element.objects.get(pk=branch.strategy.pk).binned_at is None


def test_the_preview_tells_what_goes_where(branch):
    preview = split_preview(branch.strategy)

    assert [kept.node.element.title for kept in preview.copied] == [element.title for element in branch.shared]
    skiens, porsgrunns = preview.shares
    assert [node.element for node in porsgrunns.moved] == [branch.own["porsgrunn"]]
    said = {kept.node.element.title: kept.rows for kept in skiens.rows}
    assert set(said) == {"Gren mål", "Gren tiltak"}
    assert ("Ansvar", "Ansvar skien, Ansvarlig") in said["Gren tiltak"]
    assert all("porsgrunn" not in words for rows in said.values() for _label, words in rows)
    assert preview.approved == []


def test_the_preview_asks_no_more_of_a_large_branch(branch):
    branch.strategy.refresh_from_db()
    few = statements(lambda: split_preview(branch.strategy))
    for n in range(20):
        ElementFactory(parent=branch.goal, title=f"Flere {n}").responsibility_rows.create(words="x")

    many = statements(lambda: split_preview(branch.strategy))

    assert len(many) <= len(few)


def test_heirs_of_all_under_it_are_known(branch, planner):
    split(branch.strategy, planner)

    assert [str(heir.city) for heir in heirs_of(branch.measure)] == ["Skien", "Porsgrunn"]
