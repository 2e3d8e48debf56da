from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from cities.actions import give_role
from common.refusals import Refused
from history.models import Entry
from history.queries import history_of
from programmes.actions import (
    add_element,
    bin_element,
    empty_bin,
    move_element,
    restore_element,
    shift_element,
    start_programme,
)
from programmes.models import Element, Kind
from programmes.models.outline import DEEPEST
from programmes.queries import outline_of
from programmes.templatetags.programmes import told

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def three(programmes, planner):
    """A chapter with three measures a, b, c."""
    chapter = add(programmes["bare-skien:root"], "Sykkel", planner, kind=Kind.CHAPTER)
    return chapter, [add(chapter, title, planner) for title in "abc"]


def add(parent, title, by, *, kind=Kind.MEASURE, **more):
    return add_element(parent=parent, kind=kind, title=title, by=by, at=AT, **more)


def titles(parent) -> list[str]:
    children = Element.objects.filter(parent=parent, binned_at=None).order_by("position")
    assert [child.position for child in children] == list(range(len(children)))
    return [child.title for child in children]


def test_a_new_element_stands_last_with_a_permanent_number_of_its_own(three, planner):
    chapter, [first, *_rest] = three

    new = add(chapter, "d", planner)

    assert titles(chapter) == ["a", "b", "c", "d"]
    assert new.number > first.number
    assert new.code == f"T-{new.number:04d}"
    assert history_of("element", new.pk).get().act == "add"


def test_a_new_element_can_stand_right_after_another(three, planner):
    chapter, [first, *_rest] = three

    add(chapter, "a2", planner, after=first)

    assert titles(chapter) == ["a", "a2", "b", "c"]


def test_one_form_sent_twice_makes_one_element(three, planner):
    chapter, _measures = three
    form = uuid4()

    made = [add(chapter, "d", planner, uuid=form) for _time in range(3)]

    assert len({element.pk for element in made}) == 1
    assert titles(chapter) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("which", "direction", "expected"),
    [
        (1, "up", ["b", "a", "c"]),
        (1, "down", ["a", "c", "b"]),
        (2, "up", ["a", "c", "b"]),
        (0, "down", ["b", "a", "c"]),
    ],
)
def test_a_step_changes_places_with_the_neighbour(three, planner, which, direction, expected):
    chapter, measures = three

    shift_element(element=measures[which], direction=direction, by=planner, at=AT)

    assert titles(chapter) == expected


def test_a_step_in_and_out_again_ends_after_the_former_parent(three, planner):
    chapter, [a, b, _c] = three

    b = shift_element(element=b, direction="in", by=planner, at=AT)
    inside = titles(chapter), titles(a)
    shift_element(element=b, direction="out", by=planner, at=AT)

    assert inside == (["a", "c"], ["b"])
    assert titles(chapter) == ["a", "b", "c"]


@pytest.mark.parametrize(("which", "direction"), [(0, "up"), (2, "down"), (0, "in")])
def test_a_step_to_nowhere_is_refused_and_nothing_moves(three, planner, which, direction):
    chapter, measures = three

    with pytest.raises(Refused):
        shift_element(element=measures[which], direction=direction, by=planner, at=AT)

    assert titles(chapter) == ["a", "b", "c"]


def test_an_element_cannot_be_moved_under_itself(three, planner):
    chapter, [a, *_rest] = three
    below = add(a, "under a", planner)

    for parent in (chapter, below):
        with pytest.raises(Refused):
            move_element(element=chapter, parent=parent, position=0, by=planner, at=AT)

    assert titles(chapter) == ["a", "b", "c"]


def test_an_element_cannot_be_moved_to_another_programme(programmes, three, planner):
    chapter, [a, *_rest] = three

    with pytest.raises(Refused):
        move_element(element=a, parent=programmes["oslo-bergen:goal"], position=0, by=planner, at=AT)

    assert titles(chapter) == ["a", "b", "c"]


def test_under_an_own_element_only_the_same_citys_own_may_stand(programmes, planner):
    own, shared = programmes["skien-porsgrunn:skien"], programmes["skien-porsgrunn"]
    theirs = programmes["skien-porsgrunn:porsgrunn"]

    for element in (shared, theirs):
        with pytest.raises(Refused):
            move_element(element=element, parent=own, position=0, by=planner, at=AT)
        with pytest.raises(IntegrityError), transaction.atomic():
            Element.objects.filter(pk=element.pk).update(parent=own)

    assert titles(own) == []


def test_the_outline_is_never_deeper_than_it_can_be_printed(programmes, planner):
    line = [programmes["bare-skien:root"]]
    while len(line) <= DEEPEST:
        line.append(add(line[-1], "lenger ned", planner, kind=Kind.GOAL))

    with pytest.raises(Refused):
        add(line[-1], "for langt ned", planner)
    with pytest.raises(Refused):
        move_element(element=line[1], parent=programmes["bare-skien:chapter"], position=0, by=planner, at=AT)

    assert titles(line[-1]) == []


def test_what_is_binned_leaves_no_hole_and_comes_back_where_it_was(three, planner):
    chapter, [a, b, _c] = three
    add(a, "under a", planner)

    bin_element(element=a, by=planner, at=AT)
    without = titles(chapter)
    shown = [node.element.title for node in outline_of(chapter.programme) if node.depth > 1]
    restore_element(element=a, by=planner, at=AT)

    assert without == ["b", "c"]
    assert not {"a", "under a"} & set(shown)
    assert titles(chapter) == ["a", "b", "c"]
    assert titles(a) == ["under a"]
    assert b.pk is not None


def test_nobody_bins_what_a_twins_own_elements_hang_under(programmes, planner):
    goal = programmes["skien-porsgrunn:goal"]

    with pytest.raises(Refused):
        bin_element(element=goal, by=planner, at=AT)
    bin_element(
        element=programmes["skien-porsgrunn:porsgrunn"], by=programmes.world.people["planner", "porsgrunn"], at=AT
    )
    bin_element(element=goal, by=planner, at=AT)

    assert Element.objects.get(pk=goal.pk).binned_at == AT


def test_nobody_adds_or_begins_something_for_another_city(programmes, planner):
    porsgrunn = programmes.world.cities["porsgrunn"]
    goal = programmes["skien-porsgrunn:goal"]
    before = Element.objects.count()

    with pytest.raises(Refused):
        add(goal, "deres", planner, city=porsgrunn)
    with pytest.raises(Refused):
        start_programme(title="Deres", cities=[porsgrunn], by=planner, at=AT)

    assert Element.objects.count() == before


def test_what_comes_back_to_a_binned_parent_stands_under_the_programme(three, planner):
    chapter, [a, *_rest] = three
    bin_element(element=a, by=planner, at=AT)
    bin_element(element=chapter, by=planner, at=AT)

    restore_element(element=a, by=planner, at=AT)

    assert Element.objects.get(pk=a.pk).parent.kind == Kind.PROGRAMME


def test_after_thirty_days_the_bin_is_emptied_and_the_history_stays(three, planner):
    chapter, [a, b, _c] = three
    under = add(a, "under a", planner)
    bin_element(element=under, by=planner, at=AT)
    bin_element(element=a, by=planner, at=AT)
    bin_element(element=b, by=planner, at=AT + timedelta(days=1))

    gone = empty_bin(before=AT + timedelta(hours=1), by=None, at=AT + timedelta(days=31))

    assert gone == 2
    assert set(Element.objects.filter(pk__in=[a.pk, b.pk, under.pk])) == {b}
    assert [entry.act for entry in history_of("element", a.pk)] == ["purge", "bin", "add"]
    assert titles(chapter) == ["c"]


def test_the_programme_itself_is_neither_moved_nor_binned(programmes, planner):
    root = programmes["bare-skien:root"]

    for act in (
        lambda: bin_element(element=root, by=planner, at=AT),
        lambda: move_element(element=root, parent=root, position=0, by=planner, at=AT),
    ):
        with pytest.raises(Refused):
            act()

    assert Element.objects.get(pk=root.pk).binned_at is None


def test_places_are_counted_from_the_outline_and_the_lists_close(programmes):
    nodes = outline_of(programmes.twins["skien", "porsgrunn"])

    assert [(node.place, node.depth) for node in nodes] == [
        ("", 0), ("1", 1), ("1.1", 2), ("1.1.1", 3), ("1.1.2", 3), ("1.1.3", 3),
    ]  # fmt: skip
    assert [str(node.closing) for node in nodes[1:]] == ["", "", "", "", "</ul></li></ul></li>"]


def test_a_new_programme_has_its_cities_in_the_titles_order_and_one_root(world):
    cities = [world.cities["skien"], world.cities["porsgrunn"]]
    both = world.people["lead", "skien"]
    give_role(person=both, kind="planner", city=cities[1], by=None, at=AT)
    form = uuid4()

    made = [start_programme(title="Grenland", cities=cities, uuid=form, by=both, at=AT) for _time in range(2)]

    programme = made[0]
    assert made[0].pk == made[1].pk
    assert [row.city for row in programme.document.city_rows.all()] == cities
    assert programme.elements.get().title == "Grenland"


def test_numbers_come_from_one_sequence_of_the_network(three, programmes, planner):
    numbers = [add(programmes[name], "ny", planner).number for name in ("bare-skien", "oslo-bergen")]

    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM programmes_number")
        assert numbers == [cursor.fetchone()[0] - 1, numbers[0] + 1]


def test_the_history_tells_from_where_to_where_by_what_it_was_called_then(three, programmes, planner):
    chapter, [a, b, _c] = three
    root = chapter.parent
    other = add(root, "Energi", planner, kind=Kind.CHAPTER)
    for parent, position in ((chapter, 1), (other, None), (root, 0), (b, None)):
        move_element(element=a, parent=parent, position=position, by=planner, at=AT)
    Element.objects.update(title="Nytt navn")

    said = [told(entry) for entry in history_of("element", a.pk).filter(act="move").order_by("pk")]

    assert said == [
        "flyttet dette fra 2.1 til 2.2 under «Sykkel»",
        "flyttet dette fra 2.2 under «Sykkel» til 3.1 under «Energi»",
        "flyttet dette fra 3.1 under «Energi» til 1",
        "flyttet dette fra 1 til 2.1.1 under «b»",
    ]


def test_a_move_remembered_before_places_were_is_told_by_rank_and_number():
    entry = Entry(act="move", before={"parent": "T-0007", "position": 1}, after={"parent": "T-0009", "position": 0})

    assert told(entry) == "flyttet dette fra plass 2 under T-0007 til plass 1 under T-0009"
