"""The outline's order holds, whatever two people do to it and however they do it at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cities.access import can
from cities.acts import Act
from common.refusals import Refused
from programmes.actions import add_element, bin_element, move_element, restore_element, shift_element, undo_last
from programmes.models import Element, Kind
from programmes.models.outline import DEEPEST
from tests.factories.programmes import ElementFactory

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
WHO = st.sampled_from(["skien", "porsgrunn"])
ANY = st.integers(min_value=0, max_value=10_000)


def order_of(programme) -> dict[int, tuple]:
    rows = Element.objects.filter(programme=programme)
    return {pk: rest for pk, *rest in rows.values_list("pk", "parent", "position", "binned_at", "city")}


def demand_order(rows: dict[int, tuple]) -> None:
    """Dense places under every parent, none in the bin; no ring; own under shared or own; nothing too deep."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    below = {}
    for parent, position, binned_at, _city in rows.values():
        assert (position is None) == (binned_at is not None or parent is None)
        if position is not None:
            below.setdefault(parent, []).append(position)
    assert all(sorted(places) == list(range(len(places))) for places in below.values())
    for pk, (parent, _position, _binned, city) in rows.items():
        assert parent is None or rows[parent][3] in (None, city)
        line = [pk]
        while rows[line[-1]][0] is not None:
            line.append(rows[line[-1]][0])
            assert len(line) <= DEEPEST + 1


class TwoPeople(RuleBasedStateMachine):
    """Everything two planners of twin cities can do to their programme's outline; a refusal changes nothing."""

    programmes = None

    def __init__(self):
        super().__init__()
        self.programme = self.programmes["skien-porsgrunn"].programme
        self.savepoint = transaction.savepoint()
        self.known = set(order_of(self.programme))

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    def person(self, who):
        return self.programmes.world.people["planner", who]

    def one(self, n):
        elements = list(Element.objects.filter(programme=self.programme).order_by("pk"))
        return elements[n % len(elements)]

    def attempt(self, who, guarded, act, **more):
        """Do it through the door that guards it; what is refused leaves everything as it was."""
        by = self.person(who)
        before = order_of(self.programme)
        if guarded is not None and not can(by, Act.EDIT_PROGRAMME, guarded):
            return None
        try:
            with transaction.atomic():
                return act(by=by, at=AT, **more)
        except Refused:
            assert order_of(self.programme) == before

    @rule(who=WHO, n=ANY, own=st.booleans(), kind=st.sampled_from([Kind.GOAL, Kind.MEASURE]))
    def add(self, who, n, own, kind):
        parent = self.one(n)
        city = self.programmes.world.cities[who] if own else None
        if made := self.attempt(who, parent, add_element, parent=parent, kind=kind, title="ny", city=city):
            self.known.add(made.pk)

    @rule(who=WHO, n=ANY, m=ANY, position=st.none() | st.integers(0, 6))
    def move(self, who, n, m, position):
        element = self.one(n)
        self.attempt(who, element, move_element, element=element, parent=self.one(m), position=position)

    @rule(who=WHO, n=ANY, direction=st.sampled_from(["up", "down", "in", "out"]))
    def shift(self, who, n, direction):
        element = self.one(n)
        self.attempt(who, element, shift_element, element=element, direction=direction)

    @rule(who=WHO, n=ANY)
    def bin(self, who, n):
        element = self.one(n)
        self.attempt(who, element, bin_element, element=element)

    @rule(who=WHO, n=ANY)
    def restore(self, who, n):
        element = self.one(n)
        self.attempt(who, element, restore_element, element=element)

    @rule(who=WHO)
    def undo(self, who):
        self.attempt(who, None, undo_last, programme=self.programme)

    @invariant()
    def nothing_is_lost_or_doubled_and_all_stand_in_order(self):
        rows = order_of(self.programme)
        assert set(rows) == self.known
        demand_order(rows)


def test_the_order_holds_whatever_two_people_do(programmes):
    walk = type("Walk", (TwoPeople,), {"programmes": programmes})

    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


# -- Two at once, on connections of their own


def at_once(*acts) -> list:
    """Do the acts at the same time; gives back what each gave, or its refusal."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(20)
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(60) for future in [pool.submit(run, act) for act in acts]]


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_wait_for_one_another(programmes):
    goal, planner = programmes["bare-skien:goal"], programmes.world.people["planner", "skien"]
    rows = [ElementFactory(parent=goal) for _n in range(6)]
    to = lambda row, position: lambda: move_element(element=row, parent=goal, position=position, by=planner, at=AT)  # noqa: E731

    for n in range(6):
        done = at_once(to(rows[n], 0), to(rows[(n + 1) % 6], 0), to(rows[(n + 2) % 6], None))

        assert [type(answer) for answer in done] == [Element] * 3
        demand_order(order_of(goal.programme))


@pytest.mark.django_db(transaction=True)
def test_two_moved_into_each_other_at_once_make_no_ring(programmes):
    goal, planner = programmes["bare-skien:goal"], programmes.world.people["planner", "skien"]
    into = lambda row, other: lambda: move_element(element=row, parent=other, position=None, by=planner, at=AT)  # noqa: E731

    for _time in range(5):
        one, other = ElementFactory(parent=goal), ElementFactory(parent=goal)
        done = at_once(into(one, other), into(other, one))

        assert sorted(type(answer).__name__ for answer in done) == ["Element", "Refused"]
        demand_order(order_of(goal.programme))


@pytest.mark.django_db(transaction=True)
def test_one_bins_the_place_the_other_moves_to(programmes):
    goal, planner = programmes["bare-skien:goal"], programmes.world.people["planner", "skien"]
    home, row = ElementFactory(parent=goal), ElementFactory(parent=goal)

    at_once(
        lambda: bin_element(element=home, by=planner, at=AT),
        lambda: move_element(element=row, parent=home, position=None, by=planner, at=AT),
    )

    demand_order(order_of(goal.programme))
