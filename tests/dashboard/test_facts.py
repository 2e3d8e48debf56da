"""Every rule a milestone can have, held over facts that reach it and facts that do not."""

from datetime import date, timedelta

import pytest

from agreements.models import PartyApproval
from common.dates import LooseDate
from dashboard.facts import FACTS, AsOf, Sort, evidence_of
from documents.models import Departure, Stamp, Version
from programmes.models import Progress
from tests.dashboard.happening import DAY, RECORDED, Happening
from tests.factories.programmes import ElementFactory
from tests.helpers.statements import statements


def bergen(world):
    return Happening(world, world.cities["bergen"])


def oslo(happens):
    return happens.world.cities["oslo"]


def answers(happens, letter=2, given=2, **more):
    programme = happens.programme()
    for point in happens.letter(points=letter, programme=programme)[:given]:
        happens.answered(point, programme, **more)


def superseded(happens, first, then):
    step = happens.step()
    happens.decided(first, step=step)
    happens.decided(then, step=step)


def thought_better(happens):
    agreement = happens.agreement()
    happens.approved(agreement)
    happens.approved(agreement, outcome="rejected")


def left_with(happens, latest):
    programme = happens.programme(oslo(happens))
    happens.version(programme)
    programme.document.city_rows.filter(city=happens.city).delete()
    Departure.objects.create(document=programme.document, city=happens.city, latest=latest, left_at=RECORDED)


def shared_and_left(happens):
    programme = happens.programme(oslo(happens))
    happens.shared(happens.version(programme))
    programme.document.city_rows.filter(city=happens.city).delete()
    Departure.objects.create(document=programme.document, city=happens.city, latest=1, left_at=RECORDED)


def joined(happens, after):
    programme = happens.programme()
    happens.version(programme)
    programme.document.city_rows.update(since=RECORDED + after)


def frozen_anew(happens):
    agreement = happens.agreement()
    happens.approved(agreement)
    happens.approvable(agreement, number=2)


def signed_since(happens):
    """Signing freezes it once more."""
    frozen_anew(happens)
    version = Version.objects.get(number=2, sort="agreement")
    Stamp.objects.create(version=version, mark="signed", stamped_at=happens.at)


def signed_without(happens, act):
    agreement = happens.agreement("intent" if act == "intent" else "cooperation")
    if act == "approved":
        happens.approved(agreement)
    elif act == "confirmed":
        happens.confirmed(agreement)
    else:
        type(agreement).objects.filter(pk=agreement.pk).update(signed=happens.loose, signed_at=happens.at)
    agreement.members.filter(party=happens.city.party).update(left=LooseDate.read("8. februar 2009"))


def own_of(happens, city):
    """A measure that is another city's alone, in a programme the two share."""
    programme = happens.programme(city)
    return ElementFactory(parent=programme.elements.get(parent=None), city=city)


def beneath_a_bin(happens):
    binned = ElementFactory(
        parent=happens.programme().elements.get(parent=None), kind="strategy", position=None, binned_at=RECORDED
    )
    measure = ElementFactory(parent=binned)
    Progress.objects.create(element=measure, day=happens.loose, recorded_at=happens.at)


def answered_by_another(happens):
    own = own_of(happens, oslo(happens))
    [point] = happens.letter(programme=own.programme)
    happens.answered(point, own.programme, element=own)


def joined_later(happens):
    programme = happens.programme()
    programme.document.city_rows.update(since=RECORDED + timedelta(days=1))
    return programme


REACHED = {
    "intent_signed": [
        ("signed", lambda it: it.agreement("intent", signed=True)),
        ("signed elsewhere", lambda it: it.agreement("intent", signed=True, origin="elsewhere")),
    ],
    "lead_appointed": [("from the start", lambda it: None)],
    "begun": [("alone", lambda it: it.programme()), ("with others", lambda it: it.programme(oslo(it)))],
    "frozen": [
        ("a joint version", lambda it: it.version()),
        ("its own edition", lambda it: it.version(it.programme(oslo(it)), city=it.city)),
        ("before it left", lambda it: left_with(it, latest=1)),
        ("after it came", lambda it: joined(it, after=timedelta(days=-1))),
    ],
    "shared": [("with a ministry", lambda it: it.shared()), ("before it left", shared_and_left)],
    "feedback_received": [("a letter", lambda it: it.letter())],
    "feedback_answered": [
        ("every point", answers),
        ("that it is not followed up", lambda it: answers(it, followed_up=False, because="Nei")),
        ("on a day nobody knows", lambda it: answers(it, answered_on=None, answered_at=None)),
    ],
    "tabled": [("with gaps", lambda it: it.tabled(gaps=12))],
    "finished": [("nothing missing", lambda it: it.tabled(gaps=0))],
    "treated": [
        ("adopted", lambda it: it.decided()),
        ("with changes", lambda it: it.decided("changed")),
        ("noted", lambda it: it.decided("noted")),
        ("corrected to adopted", lambda it: superseded(it, "postponed", "adopted")),
    ],
    "first_agreement": [
        ("approved", lambda it: it.approved()),
        ("its conditions met", lambda it: it.approved(outcome="conditional", conditions="x", met_on=it.loose)),
        ("signed since", signed_since),
        ("entered into elsewhere", lambda it: it.agreement(signed=True, origin="elsewhere")),
    ],
    "confirmed": [("at a meeting", lambda it: it.confirmed())],
    "reported": [
        ("for all", lambda it: it.reported()),
        ("for itself", lambda it: it.reported(city=it.city)),
    ],
    "attended": [("was there", lambda it: it.attended())],
}
MISSED = {
    "intent_signed": [
        ("not signed", lambda it: it.agreement("intent")),
        ("another agreement", lambda it: it.agreement(signed=True)),
        ("another city's", lambda it: Happening(it.world, oslo(it)).agreement("intent", signed=True)),
        ("signed after it left", lambda it: signed_without(it, "intent")),
    ],
    "lead_appointed": [],
    "begun": [("an agreement", lambda it: it.agreement()), ("before it came", joined_later)],
    "frozen": [
        ("another's edition", lambda it: it.version(it.programme(oslo(it)), city=oslo(it))),
        ("after it left", lambda it: left_with(it, latest=0)),
        ("before it came", lambda it: joined(it, after=timedelta(days=1))),
        ("an agreement's version", lambda it: it.approved()),
    ],
    "shared": [
        ("only frozen", lambda it: it.version()),
        ("before it came", lambda it: it.shared(it.version(joined_later(it)))),
    ],
    "feedback_received": [("another kind of paper", lambda it: it.decided())],
    "feedback_answered": [
        ("no letter", lambda it: it.programme()),
        ("a letter without points", lambda it: it.letter(points=0)),
        ("not every point", lambda it: answers(it, given=1)),
        ("linked, not answered", lambda it: answers(it, followed_up=None)),
        ("answered later", lambda it: answers(it, answered_on=DAY + timedelta(days=1))),
        ("in another's programme", lambda it: it.answered(
            it.letter()[0], Happening(it.world, oslo(it)).programme())),
        ("in what is another's own", answered_by_another),
    ],
    "tabled": [("only frozen", lambda it: it.version()),
               ("taken back", lambda it: it.tabled(withdrawn_at=it.at, withdrawn_by=it.person))],
    "finished": [("something missing", lambda it: it.tabled(gaps=1)), ("nobody counted", lambda it: it.tabled())],
    "treated": [
        ("only planned", lambda it: it.step(day=it.loose)),
        ("sent back", lambda it: it.decided("sent_back")),
        ("postponed", lambda it: it.decided("postponed")),
        ("not the last word", lambda it: it.decided(step=it.step(deciding=False))),
        ("corrected to postponed", lambda it: superseded(it, "adopted", "postponed")),
    ],
    "first_agreement": [
        ("under way", lambda it: it.agreement()),
        ("a letter of intent", lambda it: it.agreement("intent", signed=True)),
        ("with conditions", lambda it: it.approved(outcome="conditional", conditions="Penger")),
        ("thought better of", thought_better),
        ("an earlier version", frozen_anew),
        ("signed after it left", lambda it: signed_without(it, "signed")),
        ("approved before it left", lambda it: signed_without(it, "approved")),
    ],
    "confirmed": [
        ("only on an agenda", lambda it: it.on_agenda()),
        ("confirmed after it left", lambda it: signed_without(it, "confirmed")),
        ("signed", lambda it: it.agreement(signed=True)),
    ],
    "reported": [
        ("another city's", lambda it: it.reported(it.programme(oslo(it)), city=oslo(it))),
        ("of another's own", lambda it: Progress.objects.create(
            element=own_of(it, oslo(it)), day=it.loose, recorded_at=it.at)),
        ("beneath what is binned", beneath_a_bin),
    ],
    "attended": [
        ("sent apologies", lambda it: it.attended("apologies")),
        ("called off", lambda it: it.attended(cancelled=True)),
        ("a draft", lambda it: it.attended(audience="draft")),
    ],
}  # fmt: skip


def cases(table):
    return [pytest.param(key, act, id=f"{key}: {name}") for key, told in table.items() for name, act in told]


def reaches(city, key, asof) -> bool:
    rows = evidence_of([key], asof)
    return any(one.city_id == city.pk and one.sort == Sort.REACHED and one.happened_by(asof.day) for one in rows)


def test_every_fact_has_its_cases():
    assert set(REACHED) == set(MISSED) == set(FACTS)


@pytest.mark.parametrize(("key", "act"), cases(REACHED))
def test_what_happened_reaches_it_from_its_day_on_and_for_that_city_alone(world, key, act):
    happens = bergen(world)
    act(happens)

    assert reaches(happens.city, key, AsOf(DAY))
    assert reaches(happens.city, key, AsOf(date(2026, 1, 1)))
    assert not reaches(happens.city, key, AsOf(date(2008, 1, 1))) or key == "feedback_answered"
    assert not reaches(world.cities["porsgrunn"], key, AsOf(DAY)) or key == "lead_appointed"


@pytest.mark.parametrize(("key", "act"), cases(MISSED))
def test_what_is_something_else_does_not_reach_it(world, key, act):
    happens = bergen(world)
    act(happens)

    assert not reaches(happens.city, key, AsOf(DAY))


@pytest.mark.parametrize("key", sorted(set(FACTS) - {"lead_appointed", "attended", "feedback_received", "reported"}))
def test_what_was_recorded_later_was_not_known_then(world, key):
    happens = bergen(world)
    REACHED[key][0][1](happens)

    assert reaches(happens.city, key, AsOf(DAY, RECORDED))
    assert not reaches(happens.city, key, AsOf(DAY, RECORDED - timedelta(seconds=1)))


def test_the_twin_of_a_shared_programme_reaches_it_by_the_same_version(world):
    happens = Happening(world, world.cities["skien"])
    happens.version(happens.programme(world.cities["porsgrunn"]))

    assert all(reaches(world.cities[slug], "frozen", AsOf(DAY)) for slug in ("skien", "porsgrunn"))


def test_a_new_letter_must_be_answered_too(world):
    happens = bergen(world)
    answers(happens)
    happens.day = date(2009, 3, 1)
    happens.letter()

    assert reaches(happens.city, "feedback_answered", AsOf(DAY))
    assert not reaches(happens.city, "feedback_answered", AsOf(date(2009, 3, 1)))


def test_a_step_is_planned_until_the_day_of_its_decision(world):
    happens = bergen(world)
    step = happens.step(day=LooseDate.read("9. februar 2009"), state="held")
    happens.decided(step=step)

    [before] = evidence_of(["treated"], AsOf(date(2009, 2, 8)))
    [after] = evidence_of(["treated"], AsOf(DAY))

    assert (before.sort, before.words, before.last) == (Sort.PLANNED, "Bystyret", DAY)
    assert after.sort == Sort.REACHED


@pytest.mark.parametrize("state", ["withdrawn", "cancelled"])
def test_a_step_that_fell_away_is_told(world, state):
    happens = bergen(world)
    happens.step(day=happens.loose, state=state)

    [one] = evidence_of(["treated"], AsOf(DAY))

    assert one.sort == Sort.DROPPED


def test_a_meeting_whose_agenda_has_the_agreement_is_its_plan(world):
    bergen(world).on_agenda()

    [one] = evidence_of(["confirmed"], AsOf(DAY))

    assert (one.sort, one.words, one.last) == (Sort.PLANNED, "Politisk møte", date(2009, 5, 19))


@pytest.mark.parametrize("meeting", [{"audience": "draft"}, {"cancelled": True}])
def test_a_meeting_nobody_may_read_of_or_that_is_called_off_is_no_plan(world, meeting):
    bergen(world).on_agenda(meeting=meeting)

    assert evidence_of(["confirmed"], AsOf(DAY)) == []


def test_the_meeting_is_the_plan_until_the_day_it_confirms(world):
    bergen(world).confirmed()

    [before] = evidence_of(["confirmed"], AsOf(DAY - timedelta(days=1)))
    [unknown] = evidence_of(["confirmed"], AsOf(DAY, RECORDED - timedelta(seconds=1)))

    assert (before.sort, unknown.sort) == (Sort.PLANNED, Sort.PLANNED)


@pytest.mark.parametrize("key", ["tabled", "finished"])
def test_what_was_taken_back_later_lay_there_till_then(world, key):
    happens = bergen(world)
    back = RECORDED + timedelta(days=5)
    happens.tabled(gaps=0, withdrawn_at=back, withdrawn_by=happens.person)

    assert reaches(happens.city, key, AsOf(DAY))
    assert not reaches(happens.city, key, AsOf(back.date()))
    assert reaches(happens.city, key, AsOf(back.date(), back - timedelta(seconds=1)))


def test_a_programme_was_begun_until_the_city_left_it(world):
    happens = bergen(world)
    left_with(happens, latest=1)
    Departure.objects.update(left_at=RECORDED + timedelta(days=5))

    assert reaches(happens.city, "begun", AsOf(DAY))
    assert not reaches(happens.city, "begun", AsOf(DAY + timedelta(days=5)))


def test_a_step_of_what_was_taken_back_falls_away(world):
    happens = bergen(world)
    step = happens.step(day=LooseDate.read("26. mars 2009"))
    happens.tabled(version=step.route.version, withdrawn_at=happens.at, withdrawn_by=happens.person)

    [before] = evidence_of(["treated"], AsOf(DAY - timedelta(days=1)))
    [after] = evidence_of(["treated"], AsOf(DAY))

    assert (before.sort, after.sort) == (Sort.PLANNED, Sort.DROPPED)


@pytest.mark.parametrize("key", ["first_agreement", "confirmed"])
@pytest.mark.parametrize(("came", "counts_from"), [("1. januar 2009", DAY), ("20. mai 2009", date(2009, 5, 20))])
def test_a_city_that_came_to_an_agreement_reaches_it_by_the_later_of_the_two_days(world, key, came, counts_from):
    happens = bergen(world)
    agreement = happens.agreement(signed=key == "first_agreement")
    if key == "confirmed":
        happens.confirmed(agreement)
    agreement.members.update(joined=LooseDate.read(came))

    assert reaches(happens.city, key, AsOf(counts_from))
    assert not reaches(happens.city, key, AsOf(counts_from - timedelta(days=1)))


def test_an_approval_stood_until_another_was_recorded(world):
    happens = bergen(world)
    thought_better(happens)
    PartyApproval.objects.filter(outcome="rejected").update(registered_at=RECORDED + timedelta(days=2))

    assert reaches(happens.city, "first_agreement", AsOf(DAY, RECORDED))
    assert not reaches(happens.city, "first_agreement", AsOf(DAY))


def test_a_rule_the_house_does_not_know_tells_nothing(world):
    bergen(world).decided()

    assert evidence_of(["a fact that was removed"], AsOf(DAY)) == []


def test_all_facts_of_all_cities_cost_one_statement(world):
    for slug in ("skien", "bergen"):
        Happening(world, world.cities[slug]).decided()

    assert len(statements(lambda: evidence_of(FACTS, AsOf(DAY)))) == 1
