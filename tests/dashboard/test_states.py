"""How a city stands at a milestone, told from what happened, what is planned and what was agreed. Nothing is stored."""

from datetime import UTC, date, datetime

import pytest

from common.dates import LooseDate
from dashboard.facts import Evidence, Sort
from dashboard.models import Arrangement, Milestone
from dashboard.states import State, standing

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
SPRING = "1. januar–30. april 2009"


def milestone(window=SPRING, **more):
    return Milestone(name="Politisk behandlet", window=LooseDate.read(window), rule="treated", **more)


def evidence(sort, day, last=None, thing_id=1):
    first = day and date.fromisoformat(day)
    last = date.fromisoformat(last) if last else first
    return Evidence(1, "treated", sort, first, last, "", MOMENT, "Bystyret", "route", thing_id, None, None)


def agreed(sort, day="", reason=""):
    return {sort: Arrangement(sort=sort, day=LooseDate.read(day), reason=reason)}


def on(day, *told, arranged=None, **more):
    return standing(milestone(**more), told, arranged or {}, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "state", "days"),
    [
        ("2008-12-31", State.NOT_OPEN, 1),
        ("2009-01-01", State.OPEN, 119),
        ("2009-03-30", State.OPEN, 31),
        ("2009-03-31", State.DUE, 30),
        ("2009-04-30", State.DUE, 0),
        ("2009-05-01", State.LATE, 1),
    ],
)
def test_without_evidence_the_window_decides(day, state, days):
    found = on(day)

    assert (found.state, found.days) == (state, days)


def test_a_window_that_only_has_an_end_is_open_from_the_beginning():
    assert on("1999-01-01", window="innen 1. oktober 2008").state == State.OPEN


def test_evidence_reaches_it_from_its_day_on_also_after_the_deadline():
    decided = evidence(Sort.REACHED, "2009-05-19")

    assert on("2009-05-18", decided).state == State.LATE
    assert on("2009-05-19", decided).state == State.DONE


def test_the_first_evidence_counts():
    later, first = evidence(Sort.REACHED, "2009-03-26", thing_id=2), evidence(Sort.REACHED, "2009-02-09", thing_id=3)

    assert on("2009-06-01", later, first).by == first


def test_evidence_of_an_unknown_day_counts_from_when_it_was_recorded():
    undated = evidence(Sort.REACHED, None)

    assert on("2026-02-28", undated).state == State.LATE
    assert on("2026-03-01", undated).state == State.DONE


def test_evidence_of_which_nobody_knows_when_counts():
    assert on("2009-02-11", evidence(Sort.REACHED, None)._replace(recorded=None)).state == State.DONE


def test_what_happened_by_a_day_counts_from_that_day():
    by_then = evidence(Sort.REACHED, None, "2009-02-09")

    assert on("2009-02-08", by_then).state == State.OPEN
    assert on("2009-02-09", by_then).state == State.DONE


def test_what_happened_before_the_milestone_counts_does_not_reach_it():
    decided = evidence(Sort.REACHED, "2009-02-09")

    assert on("2009-06-01", decided, counts_from=date(2009, 2, 10)).state == State.LATE
    assert on("2009-06-01", decided, counts_from=date(2009, 2, 9)).state == State.DONE


def test_a_plan_before_the_deadline_is_on_time():
    assert on("2009-02-11", evidence(Sort.PLANNED, "2009-03-26")).state == State.ON_TIME


def test_a_plan_after_the_deadline_forecasts_how_late_it_will_be():
    found = on("2009-02-11", evidence(Sort.PLANNED, "2009-05-12"))

    assert (found.state, found.forecast) == (State.OPEN, 12)


def test_what_is_planned_years_after_the_deadline_is_another_round():
    assert on("2009-02-11", evidence(Sort.PLANNED, "2019-09-05")).plan is None


def test_a_plan_that_has_passed_without_evidence_is_late_by_the_plan():
    found = on("2009-02-11", evidence(Sort.PLANNED, "2009-01-30"))

    assert (found.state, found.days) == (State.LATE, 12)


def test_a_plan_still_ahead_counts_before_one_that_has_passed():
    passed, ahead = evidence(Sort.PLANNED, "2009-01-30"), evidence(Sort.PLANNED, "2009-03-26", thing_id=2)

    assert on("2009-02-11", passed, ahead).state == State.ON_TIME


def test_a_day_the_city_has_stated_is_a_plan_where_no_room_knows_one():
    stated = agreed(Arrangement.Sort.PLAN, "26. mars 2009")

    assert on("2009-02-11", arranged=stated).state == State.ON_TIME
    assert on("2009-02-11", evidence(Sort.PLANNED, "2009-01-30"), arranged=stated).state == State.LATE


def test_a_new_deadline_takes_the_place_of_the_windows():
    later = agreed(Arrangement.Sort.DEADLINE, "30. juni 2009", "Kommunevalg")

    assert on("2009-05-20", arranged=later).state == State.OPEN
    assert on("2009-07-01", arranged=later).days == 1


def test_an_exception_stands_unless_it_is_reached_all_the_same():
    let_off = agreed(Arrangement.Sort.EXCEPTION, reason="Kommunesammenslåing")

    assert on("2009-07-01", arranged=let_off).state == State.EXCEPTED
    assert on("2009-07-01", evidence(Sort.REACHED, "2009-02-09"), arranged=let_off).state == State.DONE


def test_what_is_done_in_part_is_told_and_reaches_nothing():
    sent_back = evidence(Sort.PARTLY, "2009-02-09")

    found = on("2009-02-11", sent_back)

    assert (found.state, found.towards) == (State.OPEN, sent_back)
