"""The events of the facts, and that the timeline of the demonstration tells each thing once."""

from collections import Counter

import pytest

from cities.models import User
from dashboard.models import Event
from dashboard.timeline import timeline_of
from framtid.demo.events import KINDS as TOLD
from framtid.demo.facts import read
from framtid.demo.gatherings import KINDS as GATHERED
from framtid.demo.people import SECRETARIAT
from tests.helpers.demonstration import demonstration  # noqa: F401 – a fixture

pytestmark = pytest.mark.django_db


def test_every_milestone_of_the_facts_is_a_gathering_an_agreement_or_an_event():
    facts = read("milestones")["milepaeler"]

    assert {fact["type"] for fact in facts} == {*TOLD, *GATHERED, "avtale"}
    assert Event.objects.count() == sum(fact["type"] in TOLD for fact in facts) == 9
    assert all(event.sources for event in Event.objects.all())


def test_timeline_tells_each_thing_once_and_the_conflict_about_earth_hour():
    told = timeline_of(User.objects.get(email=SECRETARIAT))

    twice = [what for what, n in Counter((one.title, one.when) for one in told).items() if n > 1]
    [hour] = [one for one in told if one.title == "Earth Hour 2009"]
    adopted = [one for one in told if one.when == "5. juni 2013"]
    assert twice == []
    assert (hour.when, [when for when, _source in hour.otherwise]) == (
        "28. mars 2009 kl. 20.30–21.30",
        ["29. mars 2009 kl. 20.00"],
    )
    assert [one.title for one in adopted] == ["Bystyret: Vedtatt – Handlingsplan for Kristiansandsregionen 2009–2014"]
    assert "høsten 2008, før 4. desember" in {one.when for one in told}
