"""Taking back what one did to the outline, step by step, and what others have done in between."""

from datetime import UTC, datetime, timedelta

import pytest

from cities.actions import give_role
from common.refusals import Refused
from history.queries import history_in, history_of
from programmes.actions import (
    add_element,
    bin_element,
    move_element,
    restore_element,
    save_field,
    shift_element,
    start_programme,
    undo_last,
)
from programmes.fields import field_of
from programmes.models import Element, Kind
from programmes.templatetags.programmes import told

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def other(programmes):
    return programmes.world.people["lead", "skien"]


@pytest.fixture
def three(programmes):
    """A chapter with three measures a, b, c, made by nobody in particular long ago."""
    long_ago = AT - timedelta(days=30)
    make = lambda parent, title, kind: add_element(parent=parent, kind=kind, title=title, by=None, at=long_ago)  # noqa: E731
    chapter = make(programmes["bare-skien:root"], "Sykkel", Kind.CHAPTER)
    return chapter, [make(chapter, title, Kind.MEASURE) for title in "abc"]


def titles(parent) -> list[str]:
    children = Element.objects.filter(parent=parent, binned_at=None).order_by("position")
    assert [child.position for child in children] == list(range(len(children)))
    return [child.title for child in children]


def undo(chapter, by, at=AT):
    return undo_last(programme=chapter.programme, by=by, at=at)


def refused(chapter, by) -> str:
    """What an undo is refused with; nothing is written."""
    before = history_in("programme", chapter.programme_id).count()
    with pytest.raises(Refused) as refusal:
        undo(chapter, by)
    assert history_in("programme", chapter.programme_id).count() == before
    return refusal.value.message


def test_each_undo_goes_one_step_further_back(three, planner):
    chapter, [a, _b, c] = three
    shift_element(element=a, direction="down", by=planner, at=AT)
    bin_element(element=c, by=planner, at=AT)
    add_element(parent=chapter, kind=Kind.MEASURE, title="d", by=planner, at=AT)
    seen = [titles(chapter)]

    for _step in range(3):
        undo(chapter, planner)
        seen.append(titles(chapter))

    assert seen == [["b", "a", "d"], ["b", "a"], ["b", "a", "c"], ["a", "b", "c"]]
    assert "ingenting å angre" in refused(chapter, planner)


def test_an_undone_restore_lies_in_the_bin_again_and_can_still_be_fetched_back_to_its_place(three, planner):
    chapter, [a, *_rest] = three
    bin_element(element=a, by=planner, at=AT)
    restore_element(element=a, by=planner, at=AT)

    undo(chapter, planner)
    without = titles(chapter)
    restore_element(element=a, by=planner, at=AT)

    assert without == ["b", "c"]
    assert titles(chapter) == ["a", "b", "c"]


def test_an_undo_is_an_act_of_its_own_in_the_history(three, planner):
    chapter, [a, *_rest] = three
    move_element(element=a, parent=chapter, position=2, by=planner, at=AT)

    undo(chapter, planner)

    last, move, *_more = history_of("element", a.pk).order_by("-pk")
    assert (last.act, last.after["undoes"], last.before["position"], last.after["position"]) == ("undo", move.pk, 2, 0)
    assert told(last) == "angret flyttingen: fra 2.3 til 2.1 under «Sykkel»"


def test_only_ones_own_acts_of_the_last_hour_in_this_programme_are_taken_back(three, planner, other, programmes):
    chapter, [a, b, _c] = three
    shift_element(element=a, direction="down", by=planner, at=AT - timedelta(minutes=61))
    shift_element(element=b, direction="down", by=other, at=AT)
    add_element(parent=programmes["skien-porsgrunn:goal"], kind=Kind.MEASURE, title="annet", by=planner, at=AT)

    assert "ingenting å angre" in refused(chapter, planner)
    assert titles(chapter) == ["a", "b", "c"]


@pytest.mark.parametrize("theirs", ["shift", "bin"])
def test_what_somebody_else_has_moved_or_binned_since_is_left_alone(three, planner, other, theirs):
    chapter, [a, *_rest] = three
    shift_element(element=a, direction="down", by=planner, at=AT)
    if theirs == "shift":
        shift_element(element=a, direction="down", by=other, at=AT)
    else:
        bin_element(element=a, by=other, at=AT)
    before = titles(chapter)

    words = refused(chapter, planner)

    assert str(other) in words
    assert titles(chapter) == before


def test_what_somebody_else_moved_and_took_back_stands_in_nobodys_way(three, planner, other):
    chapter, [a, *_rest] = three
    shift_element(element=a, direction="down", by=planner, at=AT)
    shift_element(element=a, direction="down", by=other, at=AT)
    undo(chapter, other)

    undo(chapter, planner)

    assert titles(chapter) == ["a", "b", "c"]


def test_a_binned_parent_takes_nothing_back(three, planner, other):
    chapter, [a, *_rest] = three
    bin_element(element=a, by=planner, at=AT)
    bin_element(element=chapter, by=other, at=AT)

    words = refused(chapter, planner)

    assert words == f"{other} la «Sykkel» i papirkurven. Hent det tilbake først."


@pytest.mark.parametrize("theirs", ["writing", "hanging"])
def test_a_new_element_that_others_have_come_to_use_is_not_taken_away(three, planner, other, theirs):
    chapter, [a, *_rest] = three
    new = add_element(parent=chapter, kind=Kind.MEASURE, title="d", by=planner, at=AT)
    if theirs == "writing":
        save_field(element=new, field=field_of("measure", "title"), value="d!", base=0, by=other, at=AT)
    else:
        move_element(element=a, parent=new, position=None, by=other, at=AT)

    refused(chapter, planner)

    assert Element.objects.get(pk=new.pk).binned_at is None


def test_nobody_takes_back_for_a_city_one_no_longer_plans_for(programmes, planner):
    porsgrunn = programmes.world.cities["porsgrunn"]
    role = give_role(person=planner, kind="planner", city=porsgrunn, by=None, at=AT)
    theirs = programmes["skien-porsgrunn:porsgrunn"]
    shift_element(element=theirs, direction="up", by=planner, at=AT)
    role.delete()
    planner.__dict__.pop("_rights", None)

    words = refused(theirs, planner)

    assert words == f"Du kan ikke lenger endre «{theirs}»."


def test_the_beginning_of_a_programme_is_not_taken_back(programmes, planner):
    programme = start_programme(title="Nytt", cities=[programmes.world.cities["skien"]], by=planner, at=AT)

    with pytest.raises(Refused):
        undo_last(programme=programme, by=planner, at=AT)

    assert programme.elements.get().binned_at is None


def test_the_programme_itself_takes_no_step(programmes, planner):
    for direction in ("up", "down", "in", "out"):
        with pytest.raises(Refused):
            shift_element(element=programmes["bare-skien:root"], direction=direction, by=planner, at=AT)

    assert Element.objects.get(pk=programmes["bare-skien:root"].pk).position is None
