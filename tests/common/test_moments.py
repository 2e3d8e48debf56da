from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.moments import OSLO, Hour, day_of, hour_of
from common.text import Unclean

SPRING, AUTUMN = date(2009, 3, 29), date(2009, 10, 25)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("15.30", time(15, 30)), ("15:30", time(15, 30)), (" kl. 9 ", time(9)), ("00.05", time(0, 5)), ("9", time(9))],
)
def test_hour_is_read_as_people_write_it(typed, clock):
    assert Hour.read(typed) == Hour(clock)


@pytest.mark.parametrize("typed", ["24.00", "15.60", "halv fire", "15.3", "-1", "15.30 normaltid", "1530"])
def test_what_is_no_hour_is_refused(typed):
    with pytest.raises(Unclean):
        Hour.read(typed)


def test_nothing_is_no_hour():
    assert Hour.read("") is None


def test_hour_on_a_day_is_a_moment():
    assert Hour.read("15.30").on(date(2008, 8, 21)) == datetime(2008, 8, 21, 13, 30, tzinfo=UTC)
    assert Hour.read("15.30").on(date(2009, 1, 22)) == datetime(2009, 1, 22, 14, 30, tzinfo=UTC)


def test_hour_that_the_spring_night_lacks_is_refused():
    with pytest.raises(Unclean) as refused:
        Hour.read("2.30").on(SPRING)

    assert str(refused.value) == "Klokka 02.30 finnes ikke den natta: klokka stilles fram en time."
    assert Hour.read("3.00").on(SPRING) == datetime(2009, 3, 29, 1, tzinfo=UTC)


def test_hour_that_the_autumn_night_has_twice_must_be_said():
    with pytest.raises(Unclean) as refused:
        Hour.read("2.30").on(AUTUMN)

    assert "02.30 sommertid" in str(refused.value)
    assert Hour.read("2.30 sommertid").on(AUTUMN) == datetime(2009, 10, 25, 0, 30, tzinfo=UTC)
    assert Hour.read("2.30 Vintertid").on(AUTUMN) == datetime(2009, 10, 25, 1, 30, tzinfo=UTC)


@given(st.integers(630_720_000, 2_208_988_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)))
def test_moment_is_told_so_that_it_is_read_again(moment):
    moment = moment.replace(second=0, microsecond=0)

    assert Hour.read(str(hour_of(moment))).on(day_of(moment)) == moment
    assert moment.astimezone(OSLO).time() == hour_of(moment).clock
