"""Rooms, workshops, sittings and items: what is true when somebody acts on them."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from common.refusals import Refused, Stale
from history.queries import history_in
from tests.factories.workshops import ItemFactory, SittingFactory, WorkshopFactory, at
from tests.world import MOMENT
from workshops.actions import (
    move_room,
    move_sitting,
    remove_room,
    remove_workshop,
    save_item,
    save_room,
    save_sitting,
    save_workshop,
)
from workshops.contents import mark
from workshops.models import Item, Room, Sitting, Workshop
from workshops.queries import chaired_twice


def placed(room, start, end=None, **more):
    return {"room": room, "starts_at": start, "ends_at": end, "chair": "", "about": ""} | more


def sit(kickoff, by, **values):
    workshop = WorkshopFactory(gathering=kickoff.gathering)
    values = placed(kickoff.hall, at(15, 30), at(18)) | values
    return save_sitting(gathering=kickoff.gathering, workshop=workshop, values=values, by=by, at=MOMENT)


@pytest.mark.parametrize(
    ("start", "end"),
    [(at(15, 30), at(18)), (at(17, 45), at(19)), (at(14), at(15, 31)), (at(16), at(17)), (at(16), None)],
)
def test_a_room_that_is_taken_is_refused_and_says_by_what(kickoff, planner, start, end):
    with pytest.raises(Refused) as refused:
        sit(kickoff, planner, starts_at=start, ends_at=end)

    assert refused.value.message == "Plenumsal A er opptatt: «Energi i bygg» er der 15.30–18.00."
    assert Sitting.objects.count() == 1


@pytest.mark.parametrize(("start", "end"), [(at(18), at(19)), (at(14), at(15, 30)), (at(15, 30, day=22), None)])
def test_one_after_the_other_is_fine(kickoff, planner, start, end):
    assert sit(kickoff, planner, starts_at=start, ends_at=end).room == kickoff.hall


def test_parallel_rooms_and_no_room_are_fine(kickoff, planner):
    sit(kickoff, planner, room=kickoff.other)
    sit(kickoff, planner, room=None)
    sit(kickoff, planner, room=None)

    assert chaired_twice(list(Sitting.objects.all())) == set()


@pytest.mark.parametrize("end", [at(18), None])
def test_the_database_itself_refuses_a_room_twice(kickoff, end):
    with pytest.raises(IntegrityError), transaction.atomic():
        SittingFactory(workshop=kickoff.workshop, room=kickoff.hall, starts_at=at(17), ends_at=end)

    assert Sitting.objects.count() == 1


def test_a_chair_twice_at_once_is_told_of_both(kickoff, planner):
    Sitting.objects.update(chair="Miljøverndepartementet")
    parallel = sit(kickoff, planner, room=kickoff.other, chair="miljøverndepartementet")
    sit(kickoff, planner, room=kickoff.other, starts_at=at(18), ends_at=None, chair="Miljøverndepartementet")

    assert chaired_twice(list(Sitting.objects.all())) == {kickoff.sitting.pk, parallel.pk}


def test_what_ends_before_it_begins_is_refused(kickoff, planner):
    with pytest.raises(Refused):
        sit(kickoff, planner, room=None, ends_at=at(15))
    with pytest.raises(Refused):
        item(kickoff, planner, starts_at=at(16), ends_at=at(16))

    assert Sitting.objects.count() == 1
    assert not Item.objects.exists()


def item(kickoff, by, speakers=(), uuid=None, **values):
    values = {"starts_at": at(16), "ends_at": None, "title": "Innledning", "note": ""} | values
    return save_item(
        gathering=kickoff.gathering, sitting=kickoff.sitting, values=values, speakers=list(speakers), uuid=uuid,
        by=by, at=MOMENT,
    )  # fmt: skip


def test_speakers_are_bodies_or_words_in_their_order(kickoff, planner, world):
    made = item(kickoff, planner, speakers=["Miljøverndepartementet", "Bergfald as"])

    assert [(one.words, one.party) for one in made.speakers.all()] == [
        ("Miljøverndepartementet", world.parties["md"]),
        ("Bergfald as", None),
    ]


def test_what_is_sent_twice_is_made_once(kickoff, planner):
    key = uuid4()
    values = {"kind": "workshop", "title": "Klimatilpasning", "theme": None, "text": ""}
    for _time in range(2):
        save_workshop(
            gathering=kickoff.gathering, values=values, sitting=placed(kickoff.other, at(15, 30), at(18)), uuid=key,
            by=planner, at=MOMENT,
        )  # fmt: skip
        item(kickoff, planner, uuid=key)
        save_room(gathering=kickoff.gathering, name="Grupperom C", uuid=key, by=planner, at=MOMENT)

    assert (Workshop.objects.count(), Sitting.objects.count(), Item.objects.count(), Room.objects.count()) == (
        2,
        2,
        1,
        3,
    )


def test_moving_keeps_the_length_and_takes_the_items_along(kickoff, planner):
    inside = ItemFactory(sitting=kickoff.sitting, starts_at=at(16), ends_at=at(16, 20))

    moved = move(kickoff, planner, room=kickoff.other, starts_at=at(16, 15))

    inside.refresh_from_db()
    assert (moved.room, moved.hours) == (kickoff.other, "16.15–18.45")
    assert inside.hours == "16.45–17.05"
    line = history_in("gathering", kickoff.gathering.pk)[0]
    assert (line.act, line.before["room"]["title"], line.after["room"]["title"]) == (
        "edit",
        "Plenumsal A",
        "Plenumsal B",
    )


def move(kickoff, by, *, seen=None, **where):
    where = {"room": kickoff.hall, "starts_at": kickoff.sitting.starts_at} | where
    return move_sitting(
        gathering=kickoff.gathering, sitting=kickoff.sitting, seen=seen or mark(kickoff.sitting), **where,
        by=by, at=MOMENT,
    )  # fmt: skip


def test_of_two_moves_from_the_same_sight_the_second_is_stale(kickoff, planner, secretary):
    seen = mark(kickoff.sitting)
    move(kickoff, planner, seen=seen, starts_at=at(16))

    with pytest.raises(Stale):
        move(kickoff, secretary, seen=seen, room=kickoff.other)

    kickoff.sitting.refresh_from_db()
    assert (kickoff.sitting.room, kickoff.sitting.hours) == (kickoff.hall, "16.00–18.30")


def test_a_room_taken_away_leaves_what_sat_there_without_a_room(kickoff, planner):
    left = remove_room(gathering=kickoff.gathering, room=kickoff.hall, by=planner, at=MOMENT)

    kickoff.sitting.refresh_from_db()
    assert (left, kickoff.sitting.room, kickoff.sitting.hours) == (1, None, "15.30–18.00")
    acts = [(line.act, line.thing) for line in history_in("gathering", kickoff.gathering.pk)]
    assert acts == [("remove", "room"), ("edit", "sitting")]


def test_a_room_that_is_gone_meanwhile_is_refused(kickoff, planner):
    remove_room(gathering=kickoff.gathering, room=kickoff.other, by=planner, at=MOMENT)

    with pytest.raises(Refused) as refused:
        move(kickoff, planner, room=kickoff.other)

    assert refused.value.message == "Rommet finnes ikke lenger."


def test_a_room_of_another_gathering_is_refused(kickoff, planner):
    foreign = SittingFactory().workshop.gathering.rooms.create(position=0, name="Annet")

    with pytest.raises(Refused):
        move(kickoff, planner, room=foreign)


def test_rooms_have_names_of_their_own_and_stand_as_people_put_them(kickoff, planner):
    with pytest.raises(Refused):
        save_room(gathering=kickoff.gathering, name="plenumsal a", by=planner, at=MOMENT)
    move_room(gathering=kickoff.gathering, room=kickoff.other, up=True, by=planner, at=MOMENT)

    assert list(kickoff.gathering.rooms.all()) == [kickoff.other, kickoff.hall]


def test_a_workshop_taken_away_is_kept_whole_in_the_history(kickoff, planner):
    ItemFactory(sitting=kickoff.sitting, title="Hva kan staten gjøre?")

    remove_workshop(gathering=kickoff.gathering, workshop=kickoff.workshop, by=planner, at=MOMENT)

    before = history_in("gathering", kickoff.gathering.pk)[0].before
    assert before["sittings"][0]["items"][0]["title"] == "Hva kan staten gjøre?"
    assert not Sitting.objects.exists()


@pytest.mark.parametrize("who", [("planner", "porsgrunn"), ("measure_owner", "skien"), ("contact", "md"), "superuser"])
def test_others_change_nothing(kickoff, world, who):
    with pytest.raises(Refused):
        move(kickoff, world.people[who], starts_at=at(16))

    kickoff.sitting.refresh_from_db()
    assert kickoff.sitting.hours == "15.30–18.00"
