"""The gatherings of the facts, as far as the sources tell."""

from datetime import date

import pytest

from cities.models import City
from history.queries import history_of
from tests.helpers.demonstration import demonstration  # noqa: F401 – a fixture
from workshops.models import Attendance, Conclusion, Dating, Gathering, Item, Sitting

pytestmark = pytest.mark.django_db


def of_day(day: str) -> Gathering:
    return next(one for one in Gathering.objects.for_door() if one.day and str(one.day.earliest) == day)


def test_kick_off_has_its_four_workshops_at_once_and_the_dinner_after():
    kickoff = of_day("2008-08-21")

    sittings = Sitting.objects.filter(workshop__gathering=kickoff).select_related("workshop", "room")
    assert (kickoff.town, kickoff.venue, kickoff.days) == ("Oslo", "Nydalen", [date(2008, 8, 21), date(2008, 8, 22)])
    assert [(str(one), one.room and str(one.room), one.hours) for one in sittings] == [
        ("Areal og transport", "BI-bygget", "15.30–18.00"),
        ("Energi i bygg", "Plenumsal A", "15.30–18.00"),
        ("Forbruk og avfall", "Plenumsal B", "15.30–18.00"),
        ("Klimatilpasning", "Grupperom C", "15.30–18.00"),
        ("Middag", None, "19.30"),
    ]


def test_autumn_has_four_gatherings_without_a_host():
    found = [one for one in Gathering.objects.all() if one.title.startswith("Temasamling")]

    november = ("17.–18.", "20.–21.", "24.–25.", "27.–28.")
    assert {one.when for one in found} == {f"{days} november 2008" for days in november}
    assert {(one.host, one.place) for one in found} == {(None, "")}


def test_conference_is_in_larvik():
    conference = of_day("2008-09-18")

    assert (conference.kind, conference.town, conference.host) == ("conference", "Larvik", None)
    assert str(conference.day.latest) == "2008-09-19"


def test_earth_hour_keeps_both_sources_and_the_choice_is_remembered():
    campaign = Gathering.objects.get(kind="campaign")
    other = Dating.objects.get(gathering=campaign)

    assert (campaign.when, other.when) == ("28. mars 2009 kl. 20.30–21.30", "29. mars 2009 kl. 20.00")
    assert "oppstart" in other.source
    assert campaign.organiser == "WWF"
    assert [str(part) for part in campaign.parts.all()] == ["Kristiansand"]
    chosen = history_of("gathering", campaign.pk).get(act="choose")
    assert (chosen.before["source"], chosen.after["source"]) == (other.source, campaign.source)


def test_no_hour_is_made_up():
    assert Gathering.objects.get(title="Storsamling", host__name="Trondheim").start is None
    assert not Item.objects.exclude(ends_at=None).exists()
    assert [item.hours for item in Item.objects.all()] == ["14.00", "14.20", "14.40", "15.00", "15.15", "16.00"]


def test_every_gathering_has_a_source_and_is_seen_by_the_network():
    assert not Gathering.objects.filter(sources=[]).exists()
    assert not Gathering.objects.filter(audience="draft").exists()
    assert City.objects.get(name="Oslo").gatherings.count() > 5


def test_who_came_and_who_sent_apologies_is_told():
    came = {str(one): one.presence for one in Attendance.objects.filter(gathering=of_day("2011-01-19"))}

    assert (came["Bergen"], came["Drammen"], came["DSB"]) == ("present", "apologies", "present")
    assert len(came) == 15
    assert Conclusion.objects.filter(gathering=of_day("2011-01-19")).count() == 7
