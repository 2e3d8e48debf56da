"""Milestones are the network's: the secretariat adds, changes and retires them, and nothing of it is lost."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from cities.models import Network
from common.dates import LooseDate
from common.refusals import Refused, Stale
from common.rows import mark
from dashboard.actions import (
    arrange,
    resume_milestone,
    retire_milestone,
    save_milestone,
    shift_milestone,
    start_milestones,
)
from dashboard.facts import FACTS, AsOf
from dashboard.matrix import arranged_by, milestones_on
from dashboard.models import Arrangement, Milestone
from history.models import Entry
from tests.dashboard.happening import DAY, Happening
from tests.factories.dashboard import MilestoneFactory

AT = datetime(2009, 2, 9, 12, tzinfo=UTC)
Sort = Arrangement.Sort


@pytest.fixture
def secretary(world):
    return {"by": world.people["secretariat", "network"], "at": AT}


def values(**more):
    known = {"name": "Rapport", "window": LooseDate.read("innen 1. mai 2010"), "rule": "reported", "counts_from": None}
    return known | more


def test_a_network_begins_with_the_seven_each_by_a_rule_there_is(db):
    start_milestones(by=None, at=AT)

    names = list(Milestone.objects.values_list("name", flat=True))
    assert len(names) == 7
    assert {one.rule for one in Milestone.objects.all()} <= set(FACTS)
    assert start_milestones(by=None, at=AT) == []
    assert not Network.objects.exists()


def test_one_is_added_at_the_end_and_once_however_often_the_form_is_sent(secretary):
    MilestoneFactory()
    key = uuid4()

    made = [save_milestone(values=values(), uuid=key, **secretary) for _n in range(2)]

    assert made[0] == made[1]
    assert list(Milestone.objects.values_list("position", flat=True)) == [0, 1]
    assert Entry.objects.filter(thing="milestone", act="add").count() == 1


def test_a_change_is_kept_and_nobody_writes_over_another(secretary):
    milestone = MilestoneFactory()
    seen = mark(milestone)
    save_milestone(milestone=milestone, values=values(name="Nytt navn"), seen=seen, **secretary)

    with pytest.raises(Stale):
        save_milestone(milestone=milestone, values=values(name="Et annet"), seen=seen, **secretary)

    entry = Entry.objects.get(thing="milestone", act="edit")
    assert (entry.before["name"], entry.after["name"]) == (milestone.name, "Nytt navn")
    assert Milestone.objects.get().name == "Nytt navn"


@pytest.mark.parametrize("window", ["30. april–1. januar 2009", "fra 2009", "når det passer"])
def test_a_window_must_end_and_not_before_it_begins(secretary, window):
    with pytest.raises(Refused):
        save_milestone(values=values(window=LooseDate.read(window)), **secretary)

    assert not Milestone.objects.exists()


def test_a_rule_must_be_on_the_list_but_one_that_was_removed_may_stay(secretary):
    gone = MilestoneFactory(rule="gone")
    kept = values(name="Nytt navn", rule="gone")

    save_milestone(milestone=gone, values=kept, seen=mark(gone), **secretary)
    with pytest.raises(Refused):
        save_milestone(values=kept, **secretary)

    assert Milestone.objects.get().name == "Nytt navn"


def test_a_retired_one_is_still_shown_on_the_days_before(secretary):
    milestone = MilestoneFactory()

    retire_milestone(milestone=milestone, day=date(2009, 2, 1), **secretary)

    assert milestones_on(AsOf(date(2009, 1, 31))) == [milestone]
    assert milestones_on(AsOf(date(2009, 2, 1))) == []
    resume_milestone(milestone=milestone, **secretary)
    assert milestones_on(AsOf(date(2009, 2, 1))) == [milestone]


def test_the_history_tells_what_was_changed_from_what_to_what(secretary, client):
    milestone = MilestoneFactory()
    changed = values(name=milestone.name, rule="frozen", counts_from=DAY)
    save_milestone(milestone=milestone, values=changed, seen=mark(milestone), **secretary)
    client.force_login(secretary["by"])

    page = client.get(f"/milepaeler/oppsett/{milestone.pk}/").content.decode()

    assert "Nås når: fra «Programmet er politisk behandlet» til «Første versjon er låst»" in page
    assert "Teller fra: fra «ikke oppgitt» til «2009-02-09»" in page
    assert "Navn: fra" not in page


def test_order_is_the_secretariats(secretary):
    first, second = MilestoneFactory(), MilestoneFactory()

    shift_milestone(milestone=second, up=True, **secretary)
    shift_milestone(milestone=second, up=True, **secretary)

    assert list(Milestone.objects.all()) == [second, first]
    assert Entry.objects.filter(act="move").count() == 1


@pytest.mark.parametrize("who", [("lead", "skien"), ("planner", "skien"), ("contact", "md")])
def test_nobody_else_changes_them(world, who):
    milestone = MilestoneFactory()
    told = {"by": world.people[who], "at": AT}

    for act in (
        lambda: save_milestone(values=values(), **told),
        lambda: retire_milestone(milestone=milestone, day=DAY, **told),
        lambda: shift_milestone(milestone=milestone, up=True, **told),
    ):
        with pytest.raises(Refused):
            act()

    assert Milestone.objects.get().retired_on is None


# -- What is agreed with a city


def agreed(world, who, sort, **more):
    known = {"day": LooseDate.read("26. mars 2009"), "reason": "Bystyret"} | more
    city = world.cities["skien"]
    milestone = Milestone.objects.first() or MilestoneFactory()
    return arrange(city=city, milestone=milestone, sort=sort, **known, by=world.people[who], at=AT)


def test_a_city_plans_its_own_day_and_the_latest_counts(world):
    agreed(world, ("planner", "skien"), Sort.PLAN)
    last = agreed(world, ("planner", "skien"), Sort.PLAN, day=LooseDate.read("2. april 2009"))

    assert list(arranged_by(AsOf(DAY)).values()) == [{Sort.PLAN: last}]
    assert arranged_by(AsOf(date(2009, 2, 8))) == {}


def test_what_is_taken_back_counts_no_more_and_stays_in_the_rows(world):
    agreed(world, ("planner", "skien"), Sort.PLAN)

    agreed(world, ("planner", "skien"), Sort.PLAN, day=None, reason="")

    assert list(arranged_by(AsOf(DAY)).values()) == [{}]
    assert Arrangement.objects.count() == 2


@pytest.mark.parametrize(
    ("who", "sort"),
    [
        (("planner", "skien"), Sort.DEADLINE),
        (("lead", "skien"), Sort.EXCEPTION),
        (("planner", "porsgrunn"), Sort.PLAN),
        (("measure_owner", "skien"), Sort.PLAN),
    ],
)
def test_deadlines_and_exceptions_are_the_secretariats_and_plans_the_citys_own(world, who, sort):
    with pytest.raises(Refused):
        agreed(world, who, sort)

    assert not Arrangement.objects.exists()


def test_an_exception_tells_who_made_it_and_why(world):
    made = agreed(world, ("secretariat", "network"), Sort.EXCEPTION, reason="Kommunesammenslåing")

    assert (made.day, made.reason, made.name) == (None, "Kommunesammenslåing", "secretariat network")


@pytest.mark.parametrize(
    "more", [{"reason": ""}, {"day": LooseDate.read("en gang")}, {"agreed_on": date(2009, 2, 10)}], ids=str
)
def test_a_new_deadline_has_a_reason_and_a_day_and_is_agreed_by_now(world, more):
    with pytest.raises(Refused):
        agreed(world, ("secretariat", "network"), Sort.DEADLINE, **more)

    assert not Arrangement.objects.exists()


def test_a_city_without_a_programme_stands_there_with_what_it_lacks(world, client):
    milestone = MilestoneFactory(rule="frozen", window=LooseDate.read("innen 1. oktober 2008"))
    client.force_login(world.people["secretariat", "network"])

    page = client.get(f"/milepaeler/by/oslo/{milestone.pk}/").content.decode()

    assert "Byen har ikke noe program ennå." in page
    assert "Forsinket" in page


def test_a_rule_that_was_removed_is_told_where_the_milestone_stands(world, client):
    milestone = MilestoneFactory(rule="gone")
    Happening(world, world.cities["oslo"]).decided()
    client.force_login(world.people["secretariat", "network"])

    for page in (f"/milepaeler/by/oslo/{milestone.pk}/", "/milepaeler/regler/", "/milepaeler/oppsett/"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "Regelen finnes ikke lenger" in answer.content.decode()
