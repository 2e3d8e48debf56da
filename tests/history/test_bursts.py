"""A burst of saves reads as one change, and nothing falls out of the history."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from history.bursts import PAUSE, bursts
from history.models import Entry

NOON = datetime(2009, 2, 9, 12, tzinfo=UTC)
KARI, OLA = 1, 2


def entry(minute, before, after, *, by=KARI, field="title", act="edit", thing_id=1):
    at = NOON + timedelta(minutes=minute)
    return Entry(
        at=at, person_id=by, act=act, thing="element", thing_id=thing_id, field=field, before=before, after=after
    )


def read(*oldest_first):
    return [(burst.before, burst.after, burst.count) for burst in bursts(reversed(oldest_first))]


def test_saves_of_one_person_in_one_field_read_as_one():
    assert read(entry(0, "", "S"), entry(1, "S", "Sy"), entry(2, "Sy", "Sykkel")) == [("", "Sykkel", 3)]


def test_burst_tells_when_it_began_and_is_the_newest_entry_otherwise():
    first, last = entry(0, "", "S"), entry(3, "S", "Sykkel")

    (burst,) = bursts([last, first])

    assert (burst.began_at, burst.at, burst.last, burst.person_id) == (first.at, last.at, last, KARI)


def test_another_field_between_does_not_split_a_burst():
    other = entry(1, "", "Tekst", field="text")

    assert read(entry(0, "", "S"), other, entry(2, "S", "Sykkel")) == [("", "Sykkel", 2), ("", "Tekst", 1)]


def test_another_person_between_splits_it():
    changes = entry(0, "", "A"), entry(1, "A", "B", by=OLA), entry(2, "B", "C")

    assert read(*changes) == [("B", "C", 1), ("A", "B", 1), ("", "A", 1)]


def test_losing_text_of_a_conflict_is_never_swallowed():
    changes = entry(0, "", "A"), entry(1, "A", "Tapte", act="conflict"), entry(2, "A", "B")

    assert read(*changes) == [("A", "B", 1), ("A", "Tapte", 1), ("", "A", 1)]


def test_more_than_ten_minutes_is_a_new_change():
    assert read(entry(0, "", "A"), entry(10, "A", "B"), entry(20.1, "B", "C")) == [("B", "C", 1), ("", "B", 2)]


def test_rows_of_one_table_are_not_mixed():
    changes = entry(0, {"row": 1}, {"row": 1, "n": 2}, field="money"), entry(1, {"row": 2}, None, field="money")

    assert [count for *_rest, count in read(*changes)] == [1, 1]


def test_row_taken_away_and_another_put_in_are_two_changes():
    changes = entry(0, {"row": 1}, None, field="money"), entry(1, None, {"row": 2}, field="money")

    assert [count for *_rest, count in read(*changes)] == [1, 1]


ACTS = some.tuples(
    some.integers(0, 12), some.sampled_from(["edit", "conflict", "move"]), some.sampled_from(["", "title", "text"]),
    some.sampled_from([KARI, OLA]), some.integers(1, 2), some.sampled_from("abc"),
)  # fmt: skip


@given(some.lists(ACTS, max_size=40))
def test_every_entry_is_in_one_burst_that_leads_from_the_first_text_to_the_last(acts):
    minute, value, oldest_first = 0, {}, []
    for wait, act, field, by, thing_id, after in acts:
        minute += wait
        before = value.get((thing_id, field))
        oldest_first.append(entry(minute, before, after, act=act, field=field, by=by, thing_id=thing_id))
        if act == "edit":
            value[thing_id, field] = after

    found = bursts(reversed(oldest_first))

    assert sum(burst.count for burst in found) == len(oldest_first)
    assert [burst.at for burst in found] == sorted((burst.at for burst in found), reverse=True)
    assert all(burst.at - burst.began_at <= PAUSE * (burst.count - 1) for burst in found)
    assert all(burst.count == 1 for burst in found if burst.act != "edit" or not burst.field)
    for field in ("title", "text"):
        for thing_id in (1, 2):
            chain = [b for b in reversed(found) if (b.act, b.field, b.thing_id) == ("edit", field, thing_id)]
            assert all(older.after == newer.before for older, newer in pairwise(chain))
