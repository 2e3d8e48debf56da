"""City by milestone: in which order, in which words, for whom, and at what cost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from common.dates import LooseDate
from dashboard.facts import AsOf, evidence_of
from dashboard.matrix import matrix_of, most_delayed_first
from dashboard.missing import missing_of
from dashboard.models import Milestone
from dashboard.pages import line_of, shown
from dashboard.states import State
from dashboard.wording import cell
from tests.dashboard.happening import DAY, RECORDED, Happening
from tests.factories.cities import CityFactory
from tests.factories.dashboard import ArrangementFactory, MilestoneFactory
from tests.helpers.statements import statements

LATER = date(2009, 5, 12)


@pytest.fixture
def treated(world):
    return MilestoneFactory(name="Politisk behandlet")


@pytest.fixture
def secretary(world):
    return world.people["secretariat", "network"]


def happens(world, slug, **more):
    return Happening(world, world.cities[slug], **more)


def test_the_most_delayed_stands_first_and_twins_together(world, treated, secretary):
    happens(world, "bergen").decided()
    happens(world, "skien").version(happens(world, "skien").programme(world.cities["porsgrunn"]))
    happens(world, "skien").decided()
    ArrangementFactory(
        milestone=treated, city=world.cities["oslo"], day=LooseDate.read("1. mai 2009"), recorded_by=secretary
    )

    lines = shown(secretary, AsOf(LATER)).lines

    assert [(line.row.city.slug, line.row.late, line.row.linked) for line in lines] == [
        ("porsgrunn", 12, "first"), ("skien", 0, "last"), ("oslo", 11, ""), ("bergen", 0, ""),
    ]  # fmt: skip


def test_what_all_of_the_network_shares_makes_nobody_twins(world, treated, secretary):
    happens(world, "skien").programme(*(world.cities[slug] for slug in ("porsgrunn", "oslo", "bergen")))

    assert not any(line.row.twins for line in shown(secretary, AsOf(LATER)).lines)


def test_only_those_whose_drafts_one_reads_are_shown(world, treated):
    assert [line.row.city.slug for line in shown(world.people["planner", "skien"], AsOf(DAY)).lines] == ["skien"]
    assert shown(world.people["politician", "skien"], AsOf(DAY)).everybody == 0


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (("planner", "skien"), True), (("measure_owner", "skien"), True), (("secretariat", "network"), True),
        (("politician", "skien"), False), (("planner", "porsgrunn"), False), (("contact", "md"), False),
        ("stranger", False),
    ],
)  # fmt: skip
def test_a_citys_row_is_for_those_who_read_its_drafts(world, treated, who, seen):
    assert (line_of(world.cities["skien"], world.people[who], AsOf(DAY)) is not None) == seen


def test_late_ones_can_be_had_alone_and_are_counted(world, treated, secretary):
    happens(world, "bergen").decided()

    found = shown(secretary, AsOf(LATER), only_late=True)

    assert (found.late, found.everybody, len(found.lines)) == (3, 4, 3)


def test_many_cities_come_page_by_page(world, treated, secretary):
    CityFactory.create_batch(60)

    assert [len(shown(secretary, AsOf(DAY), number=n).lines) for n in (1, 2)] == [50, 14]


def test_the_milestone_whose_deadline_is_next_is_the_current_one(world, treated, secretary):
    MilestoneFactory(window=LooseDate.read("innen 31. desember 2008"))
    MilestoneFactory(window=LooseDate.read("mai–juni 2009"))

    found = shown(secretary, AsOf(DAY))

    assert (found.matrix.current, found.days_left) == (treated, 80)
    assert shown(secretary, AsOf(date(2010, 1, 1))).matrix.current is None


@pytest.mark.parametrize(
    ("act", "head", "reason"),
    [
        (lambda it: it.decided(), "9. feb", "23/09"),
        (lambda it: it.decided("sent_back"), "Åpen, uten plan", "Sendt tilbake"),
        (lambda it: it.step(day=LooseDate.read("26. mars 2009")), "Bystyret 26. mar", ""),
        (lambda it: it.step(day=LooseDate.read("30. januar 2009")), "10 dager over", "Bystyret 30. jan gikk uten"),
        (lambda it: it.step(day=LooseDate.read("12. mai 2009")), "Åpen, uten plan", "Bystyret 12. mai, 12 dager"),
        (lambda it: it.step(state="withdrawn"), "Åpen, uten plan", "Trukket: Bystyret"),
        (lambda it: it.step(), "Åpen, uten plan", "Bystyret"),
    ],
)
def test_a_cell_says_how_it_is_and_why_in_few_words(world, treated, act, head, reason):
    it = happens(world, "bergen")
    act(it)

    row = matrix_of([it.city], AsOf(DAY)).rows[0]

    found = cell(row.standings[0], DAY)
    assert found.head == head
    assert found.full.startswith(reason)


def test_a_year_is_told_where_it_is_another_and_long_delays_in_years(world, treated):
    it = happens(world, "bergen")
    it.decided()

    assert told(it, date(2026, 1, 1)) == ("9. feb 2009", "23/09")
    assert told(happens(world, "oslo"), date(2026, 1, 1))[0] == "16 år over"


def told(it, day):
    found = cell(matrix_of([it.city], AsOf(day)).rows[0].standings[0], day)
    return found.head, found.reason


def test_facts_entered_today_give_the_picture_of_2009(world, treated, secretary):
    happens(world, "bergen", at=RECORDED + timedelta(days=6000)).decided()

    states = {line.row.city.slug: line.first[0].state for line in shown(secretary, AsOf(DAY)).lines}

    assert states == {"bergen": State.DONE, "oslo": State.OPEN, "porsgrunn": State.OPEN, "skien": State.OPEN}


def test_a_city_that_is_in_two_agreements_is_counted_once(world):
    MilestoneFactory(rule="first_agreement")
    it = happens(world, "bergen")
    it.agreement(signed=True)
    it.agreement(signed=True)

    matrix = matrix_of([it.city], AsOf(DAY))

    assert matrix.done(Milestone.objects.get()) == 1


def test_it_costs_as_many_statements_for_many_as_for_one(world, secretary, client):
    MilestoneFactory(rule="frozen"), MilestoneFactory(rule="treated")
    client.force_login(secretary)
    few = statements(lambda: client.get("/milepaeler/"))
    for slug in ("skien", "bergen", "oslo"):
        happens(world, slug).decided()
        happens(world, slug).tabled(gaps=0)
    MilestoneFactory(rule="finished"), MilestoneFactory(rule="confirmed")
    CityFactory.create_batch(9)

    many = statements(lambda: client.get("/milepaeler/"))

    assert len(many) == len(few) <= 10


def test_the_page_marks_the_cell_that_is_open_and_says_what_is_missing(world, treated, secretary, client):
    it = happens(world, "bergen")
    it.decided("sent_back")
    client.force_login(secretary)

    page = client.get(f"/milepaeler/by/bergen/{treated.pk}/").content.decode()

    assert page.count('aria-current="true"') >= 1
    assert "Sendt tilbake" in page
    assert "lead bergen" in page


def test_the_panel_tells_what_was_agreed_by_the_day_and_when_it_was_written_down(world, treated, secretary, client):
    told = {"city": world.cities["bergen"], "milestone": treated, "recorded_by": secretary}
    ArrangementFactory(**told, reason="Avtalt i ettertid", recorded_at=datetime(2009, 6, 1, 12, tzinfo=UTC))
    ArrangementFactory(**told, reason="Avtalt siden", agreed_on=date(2009, 7, 1))
    client.force_login(secretary)
    client.post(reverse("viewed_day"), {"dag": "15.6.2009"})

    page = client.get(f"/milepaeler/by/bergen/{treated.pk}/").content.decode()

    assert "Avtalt siden" not in page
    assert "skrevet inn 1.\N{NO-BREAK SPACE}juni 2009" in page


def test_only_the_panel_is_sent_where_the_page_is_there(world, treated, secretary, client):
    client.force_login(secretary)

    answer = client.get(f"/milepaeler/by/bergen/{treated.pk}/", headers={"HX-Request": "true"})

    assert answer.content.strip().startswith(b"<section")


def test_sorting_asks_nothing_of_the_database(world, treated):
    matrix = matrix_of(world.cities.values(), AsOf(localdate()))

    assert statements(lambda: most_delayed_first(matrix.rows)) == []


def test_evidence_of_some_cities_leaves_the_others_out(world):
    happens(world, "bergen").decided()
    happens(world, "oslo").decided()

    assert {one.city_id for one in evidence_of(["treated"], AsOf(DAY), [world.cities["oslo"].pk])} == {
        world.cities["oslo"].pk
    }


def test_how_far_each_programme_has_come_towards_treatment_is_said(world, treated):
    it = happens(world, "oslo")
    tabled, frozen, draft = it.programme(), it.programme(), it.programme()
    it.tabled(version=it.version(tabled))
    it.version(frozen)

    said = {address: words.split("«")[0] for words, address in missing_of("treated", it.city, it.person, DAY)}

    page = "/handlingsprogram/{}/versjoner/".format
    assert said == {
        page(tabled.pk): "Ingen behandling av ",
        page(frozen.pk): "",
        page(draft.pk): "Ingen låst versjon av ",
    }


def test_parts_that_come_later_leave_the_name_of_the_page(world, treated, secretary, client):
    client.force_login(secretary)

    page = client.get("/milepaeler/").content.decode()

    assert page.count('hx-trigger="load"') == page.count("ignoreTitle:true") == 4


def test_the_page_of_a_cell_begins_at_the_cell(world, treated, secretary, client):
    client.force_login(secretary)

    page = client.get(f"/milepaeler/by/bergen/{treated.pk}/").content.decode()

    assert '<h2 id="celle-tittel" tabindex="-1" autofocus>' in page
