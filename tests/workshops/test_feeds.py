"""Calendar feeds, read back by the library that calendar programs use: the same hours, and changes that arrive."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from common.dates import LooseDate
from tests.factories.workshops import GatheringFactory, ItemFactory, WorkshopFactory
from tests.world import MOMENT
from workshops import actions
from workshops.contents import content, mark
from workshops.models import CalendarKey, Gathering

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")


def events(client, name, *args) -> dict[str, object]:
    """The events of a feed by their title."""
    answer = client.get(reverse(name, args=args))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


@pytest.fixture
def browser(planner):
    client = Client()
    client.force_login(planner)
    return client


def test_gathering_and_sittings_come_back_as_they_were_put_in(kickoff, browser):
    found = events(browser, "gathering_feed", kickoff.gathering.pk)

    whole, energy = found["Oppstart"], found["Energi i bygg"]
    assert (whole["dtstart"].dt, whole["dtend"].dt) == (date(2008, 8, 21), date(2008, 8, 23))
    assert energy["dtstart"].dt == datetime(2008, 8, 21, 15, 30, tzinfo=OSLO)
    assert energy["dtend"].dt == datetime(2008, 8, 21, 18, tzinfo=OSLO)
    assert energy["dtstart"].params["tzid"] == "Europe/Oslo"
    assert str(energy["location"]) == "Plenumsal A, Skien"


def test_time_zone_comes_with_its_rules(kickoff, browser):
    answer = browser.get(reverse("gathering_feed", args=[kickoff.gathering.pk])).content.decode()

    assert "BEGIN:VTIMEZONE" in answer
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in answer
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in answer


@pytest.mark.parametrize("day", ["november 2008", "ca. 21. august 2008", "høsten 2008", ""])
def test_what_has_no_day_is_in_no_calendar(day, browser, planner):
    gathering = GatheringFactory(day=LooseDate.read(day), audience="network")

    assert events(browser, "gathering_feed", gathering.pk) == {}


def test_changes_and_calling_off_reach_the_calendar_under_the_same_name(kickoff, browser, planner):
    gathering = kickoff.gathering
    before = events(browser, "workshop_feed", gathering.pk, kickoff.workshop.pk)["Energi i bygg"]

    actions.move_sitting(
        gathering=gathering, sitting=kickoff.sitting, room=kickoff.other,
        starts_at=datetime(2008, 8, 21, 16, tzinfo=OSLO), seen=mark(kickoff.sitting), by=planner, at=MOMENT,
    )  # fmt: skip
    after = events(browser, "workshop_feed", gathering.pk, kickoff.workshop.pk)["Energi i bygg"]
    gathering = Gathering.objects.for_door().get(pk=gathering.pk)
    called_off = {name: getattr(gathering, name) for name in content(gathering)} | {"cancelled": True}
    actions.save_gathering(gathering=gathering, values=called_off, seen=mark(gathering), by=planner, at=MOMENT)
    off = events(browser, "workshop_feed", gathering.pk, kickoff.workshop.pk)["Energi i bygg"]

    assert before["uid"] == after["uid"] == off["uid"]
    assert before["sequence"] < after["sequence"] < off["sequence"]
    assert [str(one["status"]) for one in (before, after, off)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert after["dtstart"].dt == datetime(2008, 8, 21, 16, tzinfo=OSLO)


def test_a_title_cannot_slip_an_event_in(kickoff, browser):
    nasty = "Mat\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Falsk; hei, du\\n"
    WorkshopFactory(gathering=kickoff.gathering)
    item = ItemFactory(sitting=kickoff.sitting, title=nasty)

    found = events(browser, "item_feed", kickoff.gathering.pk, kickoff.sitting.pk, item.pk)

    assert list(found) == ["Mat END:VEVENT BEGIN:VEVENT SUMMARY:Falsk; hei, du\\n"]


def test_the_private_feed_is_the_persons_own_until_it_is_revoked(kickoff, browser, planner):
    gathering, anybody = kickoff.gathering, Client()
    actions.open_enrolment(gathering=gathering, is_open=True, capacity=None, by_link=False, by=planner, at=MOMENT)
    browser.post(reverse("calendar_key"))
    first = CalendarKey.objects.get().token
    assert list(events(anybody, "private_feed", first)) == ["Oppstart"]

    actions.register(gathering=gathering, values={"city": None, "diet": ""}, by=planner, at=MOMENT)
    assert list(events(anybody, "private_feed", first)) == ["Oppstart", "Energi i bygg"]
    assert events(anybody, "network_feed") == {}

    browser.post(reverse("calendar_key"))
    assert anybody.get(reverse("private_feed", args=[first])).status_code == 404
    browser.post(reverse("calendar_key"), {"trekk": "1"})
    assert not CalendarKey.objects.exists()
