"""What follows a decision: what was changed is asked of the next draft, and answered there."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from cities.access import visible
from cities.acts import Act
from documents.actions import register_decision, save_step, start_route
from documents.models import Decision
from documents.treatment import VALUES
from programmes.actions import answer_point, freeze_programme
from programmes.models import Paper
from programmes.papers import letters_to, unanswered_points
from programmes.readiness import readiness_of
from tests.factories.programmes import ProgrammeFactory

AT = datetime(2009, 3, 1, 12, tzinfo=UTC)
DAY = date(2009, 2, 26)
CHANGES = "Ta inn bybanen\n\n  Flytt fristen for T-0012 til 2011  "


@pytest.fixture
def lead(programmes):
    return programmes.world.people["lead", "skien"]


@pytest.fixture
def decide(programmes, lead):
    def act(programme, outcome="changed", changes=CHANGES, deciding=True) -> Decision:
        version = freeze_programme(programme=programme, day=DAY, key=uuid4(), by=lead, at=AT)
        route = start_route(version=version, city=programmes.world.cities["skien"], by=lead, at=AT)
        values = dict.fromkeys(VALUES, "") | {"kind": "meeting", "state": "planned", "body": None, "day": None}
        step = save_step(
            route=route, values=values | {"words": "Bystyret", "deciding": deciding}, by=lead, at=AT
        )  # fmt: skip
        told = dict.fromkeys(("present", "votes_for", "votes_against")) | {"votes": "", "text": "Vedtas med endringer."}
        told |= {"outcome": outcome, "day": DAY, "changes": changes}
        return register_decision(route=route, step=step, values=told, by=lead, at=AT)

    return act


def test_each_adopted_change_is_a_point_the_draft_must_answer(programmes, decide, lead):
    before = readiness_of(programmes.skien, lead).count
    decide(programmes.skien)

    paper = Paper.objects.get(kind="treatment")
    assert [point.title for paper, point in unanswered_points(programmes.skien)] == [
        "Ta inn bybanen",
        "Flytt fristen for T-0012 til 2011",
    ]
    assert (paper.title, str(paper.day), paper.note) == (
        "Vedtak om versjon 1: Bystyret", "26. februar 2009", "Vedtas med endringer."
    )  # fmt: skip
    assert readiness_of(programmes.skien, lead).count == before + 2


def test_an_answered_change_is_asked_for_no_more(programmes, decide, lead):
    decide(programmes.skien)
    first, second = Paper.objects.get(kind="treatment").points.all()
    element = programmes["bare-skien"]

    answer_point(point=first, elements=[element], followed_up=True, because="", by=lead, at=AT)

    assert [point for _paper, point in unanswered_points(programmes.skien)] == [second]
    assert element.bases.get().kind == "treatment"


def test_another_programme_of_the_city_is_not_asked(programmes, decide):
    other = ProgrammeFactory(cities=[programmes.world.cities["skien"]])
    decide(programmes.skien)

    assert unanswered_points(other) == []
    assert unanswered_points(programmes.twins["skien", "porsgrunn"]) == []


@pytest.mark.parametrize(
    "said",
    [{"outcome": "adopted"}, {"outcome": "postponed"}, {"deciding": False}, {"changes": " \n "}],
    ids=["adopted as it was", "postponed", "a recommendation", "no changes named"],
)
def test_what_asks_for_nothing_leaves_the_draft_alone(programmes, decide, said):
    decide(programmes.skien, **said)

    assert not Paper.objects.filter(kind="treatment").exists()


def test_what_is_sent_back_asks_as_well(programmes, decide):
    decide(programmes.skien, outcome="sent_back")

    assert len(unanswered_points(programmes.skien)) == 2


def test_the_twin_reads_what_was_decided_and_a_stranger_does_not(programmes, decide):
    twins, people = programmes.twins["skien", "porsgrunn"], programmes.world.people
    decide(twins)

    found = {
        slug: [letter.paper.kind for letter in letters_to(twins, people["planner", slug])]
        for slug in ("skien", "porsgrunn")
    }
    strangers = visible(people["planner", "oslo"], Act.READ_PAPER, Paper).filter(kind="treatment")
    assert all("treatment" in kinds for kinds in found.values())
    assert not strangers.exists()
    assert len(unanswered_points(twins)) == 2
