"""Calendar feeds, read back by the library that calendar programs use: the same hours, and changes that arrive."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from cities.models import User
from common.dates import LooseDate
from tests.factories.workshops import GatheringFactory, ItemFactory, SittingFactory, SpeakerFactory, WorkshopFactory
from tests.helpers.statements import statements
from tests.world import MOMENT
from workshops import actions
from workshops.contents import content, mark
from workshops.models import CalendarKey, Enrolment, Gathering

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


@pytest.mark.parametrize("hour", [0, 1, 2])
def test_the_hour_that_the_clock_shows_twice_is_the_one_it_was(kickoff, browser, hour):
    start = datetime(2008, 10, 26, hour, 30, tzinfo=UTC)
    kickoff.workshop.sittings.update(starts_at=start, ends_at=start + timedelta(hours=1))

    event = events(browser, "gathering_feed", kickoff.gathering.pk)["Energi i bygg"]

    read = [event[name].dt.astimezone(UTC) for name in ("dtstart", "dtend")]
    assert read == [start, start + timedelta(hours=1)]


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


@pytest.fixture
def shown(kickoff, planner, world):
    """The kick-off as the network reads it, with an item, and somebody's own feed of it who is registered."""
    actions.show_gathering(gathering=kickoff.gathering, audience="network", by=planner, at=MOMENT)
    kickoff.item = ItemFactory(sitting=kickoff.sitting, title="Passivhus")
    kickoff.person = world.people["politician", "oslo"]
    Enrolment.objects.create(gathering=kickoff.gathering)
    actions.register(gathering=kickoff.gathering, values={"city": None, "diet": ""}, by=kickoff.person, at=MOMENT)
    kickoff.token = actions.renew_calendar_key(by=kickoff.person, at=MOMENT).token
    return kickoff


def off(found: dict) -> dict[str, tuple]:
    """What is called off, with the name and the number calendar programs go by."""
    return {title: (str(one["uid"]), one["sequence"]) for title, one in found.items() if one["status"] == "CANCELLED"}


@pytest.mark.parametrize("taken", ["sitting", "workshop"])
def test_what_is_taken_off_the_programme_is_called_off_in_the_calendars_that_have_it(shown, planner, taken):
    reader, gathering = Client(), shown.gathering
    reader.force_login(shown.person)
    feeds = {
        "gathering_feed": (gathering.pk,), "workshop_feed": (gathering.pk, shown.workshop.pk),
        "private_feed": (shown.token,), "own_feed": (shown.token,),
    }  # fmt: skip
    before = events(reader, "gathering_feed", gathering.pk)["Energi i bygg"]
    item = events(reader, "item_feed", gathering.pk, shown.sitting.pk, shown.item.pk)["Passivhus"]

    row = getattr(shown, taken)
    getattr(actions, f"remove_{taken}")(gathering=gathering, **{taken: row}, by=planner, at=MOMENT)

    gone = {name: off(events(reader, name, *args)).get("Energi i bygg") for name, args in feeds.items()}
    assert set(gone.values()) == {(str(before["uid"]), before["sequence"] + 1)}
    after = events(reader, "gathering_feed", gathering.pk)["Energi i bygg"]
    assert (after["dtstart"].dt, after["location"]) == (before["dtstart"].dt, before["location"])
    went = off(events(reader, "item_feed", gathering.pk, shown.sitting.pk, shown.item.pk))
    assert went == {"Passivhus": (str(item["uid"]), item["sequence"] + 1)}


def test_an_item_taken_away_is_called_off(shown, planner, browser):
    args = shown.gathering.pk, shown.sitting.pk, shown.item.pk
    before = events(browser, "item_feed", *args)["Passivhus"]

    actions.remove_item(gathering=shown.gathering, item=shown.item, by=planner, at=MOMENT)

    after = events(browser, "item_feed", *args)
    assert off(after) == {"Passivhus": (str(before["uid"]), before["sequence"] + 1)}
    assert after["Passivhus"]["location"] == before["location"]
    assert off(events(browser, "gathering_feed", shown.gathering.pk)) == {}


def test_what_went_while_it_was_a_draft_is_told_to_none_but_those_who_keep_it(kickoff, planner, browser, world):
    actions.remove_workshop(gathering=kickoff.gathering, workshop=kickoff.workshop, by=planner, at=MOMENT)
    actions.show_gathering(gathering=kickoff.gathering, audience="public", by=planner, at=MOMENT)
    reader = Client()
    reader.force_login(world.people["politician", "oslo"])
    args = kickoff.gathering.pk, kickoff.workshop.pk

    for anybody in (reader, Client()):
        assert list(events(anybody, "gathering_feed", kickoff.gathering.pk)) == ["Oppstart"]
        assert anybody.get(reverse("workshop_feed", args=args)).status_code == 404
    assert list(off(events(browser, "workshop_feed", *args))) == ["Energi i bygg"]


def test_ones_own_programme_is_what_one_is_registered_for_chairs_or_holds(shown, world, planner):
    elsewhere = GatheringFactory(title="Storsamling", audience="network", host=world.cities["oslo"])
    GatheringFactory(title="Kampanje", audience="network")
    secret = GatheringFactory(title="Utkast", host=world.cities["oslo"])
    name = shown.person.name
    chaired, other = (WorkshopFactory(gathering=elsewhere, title=title) for title in ("Ledet", "Andres"))
    SittingFactory(workshop=chaired, chair=name.upper())
    held = ItemFactory(sitting=SittingFactory(workshop=other, chair="En annen"), title="Innlegg")
    SpeakerFactory(item=held, words=name)
    SittingFactory(workshop=WorkshopFactory(gathering=secret), chair=name)
    anybody = Client()

    assert list(events(anybody, "own_feed", shown.token)) == ["Oppstart", "Energi i bygg", "Ledet", "Innlegg"]
    assert list(events(anybody, "private_feed", shown.token)) == [
        "Kampanje", "Oppstart", "Storsamling", "Energi i bygg", "Ledet", "Innlegg",
    ]  # fmt: skip
    User.objects.filter(pk=shown.person.pk).update(is_active=False)
    assert anybody.get(reverse("own_feed", args=[shown.token])).status_code == 404
    actions.revoke_calendar_key(by=shown.person, at=MOMENT)
    User.objects.update(is_active=True)
    assert anybody.get(reverse("own_feed", args=[shown.token])).status_code == 404


@pytest.mark.parametrize(("name", "most"), [("private_feed", 10), ("own_feed", 10), ("network_feed", 5)])
def test_feeds_cost_the_same_for_few_and_for_many(shown, secretary, name, most):
    reader = Client()
    reader.force_login(shown.person)
    where = reverse(name, args=[shown.token] if name != "network_feed" else [])
    few = len(statements(lambda: reader.get(where)))
    for _n in range(2):
        more = GatheringFactory(audience="network")
        Enrolment.objects.create(gathering=more)
        actions.register(gathering=more, values={"city": None, "diet": ""}, by=shown.person, at=MOMENT)
        gone = SittingFactory(workshop=WorkshopFactory(gathering=more))
        SittingFactory(workshop=WorkshopFactory(gathering=more))
        actions.remove_sitting(gathering=more, sitting=gone, by=secretary, at=MOMENT)
    many = len(statements(lambda: reader.get(where)))

    assert (few, many) == (most, most)


def test_nothing_that_is_typed_can_slip_an_event_in(kickoff, browser):
    nasty = "Mat\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Falsk; hei, du\\n"
    Gathering.objects.update(title=nasty, venue=nasty)
    kickoff.hall.name = nasty[:80]
    kickoff.hall.save()
    item = ItemFactory(sitting=kickoff.sitting, title=nasty)

    found = events(browser, "item_feed", kickoff.gathering.pk, kickoff.sitting.pk, item.pk)

    whole = events(browser, "gathering_feed", kickoff.gathering.pk)
    title = "Mat END:VEVENT BEGIN:VEVENT SUMMARY:Falsk; hei, du\\n"
    assert (list(found), list(whole)) == ([title], [title, "Energi i bygg"])


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
