"""A version's way through a city's bodies: steps in people's own order, decisions that never change."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from common.dates import LooseDate
from common.refusals import Refused, Stale
from documents.actions import (
    freeze,
    move_step,
    register_decision,
    remove_step,
    save_step,
    start_route,
    summarise,
    table_version,
    withdraw_tabling,
)
from documents.models import Decision, Route, Step, Tabling
from documents.standing import mark_of
from documents.treatment import REMAINING, last_word, routes_of, step_mark, summary_mark
from history.models import Entry
from tests.documents.routes import AT, DAY, add, decide, lead, said, values

TODAY = date(2009, 3, 1)


def names(route) -> list[str]:
    return [str(step) for step in route.steps.all()]


def acts() -> list[str]:
    return list(Entry.objects.filter(thing__in=("step", "route")).order_by("pk").values_list("act", flat=True))


# -- The route


def test_a_route_starts_with_the_citys_own_bodies_and_its_highest_one_decides(route):
    assert names(route) == ["Hovedutvalg", "Formannskapet", "Bystyret i Skien"]
    assert [step.deciding for step in route.steps.all()] == [False, False, True]
    assert route.steps.last().body == route.city.party.bodies.get()


def test_a_route_is_started_once(world, version, route):
    again = start_route(version=version, city=route.city, start="byraad", by=lead(world), at=AT)

    assert again == route
    assert len(names(again)) == 3


def test_a_later_version_takes_along_the_steps_that_remained(world, version, route):
    first, second, last = route.steps.all()
    decide(route, first, lead(world))
    content = version.data | {"title": "Annet program"}
    later, _made = freeze(
        document=version.document, day=DAY, content=lambda: content, format=2, key=uuid4(), by=lead(world), at=AT
    )
    theirs = start_route(version=later, city=route.city, by=lead(world), at=AT)
    after = start_route(version=later, city=route.city, start=REMAINING, by=lead(world), at=AT)

    assert after == theirs
    assert names(after) == [str(second), str(last)]
    assert names(route) == [str(first), str(second), str(last)]


def test_nobody_starts_another_citys_route(world, version):
    with pytest.raises(Refused):
        start_route(version=version, city=world.cities["porsgrunn"], by=lead(world), at=AT)

    assert not Route.objects.exists()


def test_laying_a_version_forward_opens_its_case(world, version):
    table_version(version=version, city=world.cities["skien"], by=lead(world), at=AT)

    assert [route.city.slug for route in routes_of(version)] == ["skien"]


def test_steps_stand_as_people_put_them_whatever_their_days(world, route):
    by = lead(world)
    last = add(route, "Klimautvalget", by, day=LooseDate.read("1.1.2009"))
    for _n in range(5):
        move_step(route=route, step=last, up=True, by=by, at=AT)

    assert names(route) == ["Klimautvalget", "Hovedutvalg", "Formannskapet", "Bystyret i Skien"]
    assert acts() == ["start", "add", "move", "move", "move"]


def test_a_form_sent_twice_makes_one_step(world, route):
    uuid = uuid4()
    steps = [
        save_step(route=route, values=values("Byrådet"), uuid=uuid, by=lead(world), at=AT) for _n in range(2)
    ]  # fmt: skip

    assert steps[0] == steps[1]
    assert names(route).count("Byrådet") == 1


def test_who_saves_what_another_has_changed_is_shown_both(world, route):
    step = route.steps.first()
    seen = step_mark(step)
    save_step(route=route, step=step, values=values("Byrådet"), seen=seen, by=lead(world), at=AT)

    with pytest.raises(Stale) as stale:
        save_step(route=route, step=step, values=values("Komiteen"), seen=seen, by=lead(world), at=AT)

    assert (str(stale.value.theirs), stale.value.mine["words"]) == ("Byrådet", "Komiteen")
    assert names(route)[0] == "Byrådet"


def test_a_removed_step_leaves_no_gap_and_stands_in_the_history(world, route):
    remove_step(route=route, step=route.steps.all()[1], by=lead(world), at=AT)

    assert list(route.steps.values_list("position", flat=True)) == [0, 1]
    assert Entry.objects.get(act="remove").before["words"] == "Formannskapet"
    with pytest.raises(Refused):
        move_step(route=route, step=Step(pk=0, route=route), up=True, by=lead(world), at=AT)


def test_two_who_write_the_summary_do_not_write_over_one_another(world, route):
    seen = summary_mark(route)
    summarise(route=route, summary="Kortere.", seen=seen, by=lead(world), at=AT)

    with pytest.raises(Stale):
        summarise(route=route, summary="Lengre.", seen=seen, by=lead(world), at=AT)

    assert Route.objects.get().summary == "Kortere."


# -- As of a day


@pytest.mark.parametrize(
    ("words", "day", "unconfirmed"),
    [
        ("26.2.2009", date(2009, 2, 26), False),
        ("26.2.2009", date(2009, 2, 27), True),
        ("ca. 15. februar 2009", date(2009, 3, 1), True),
        ("februar 2009", date(2009, 2, 28), False),
        ("trolig i vår", date(2030, 1, 1), False),
        ("", date(2030, 1, 1), False),
    ],
)
def test_a_step_past_its_day_must_be_confirmed_and_is_never_taken_for_adopted(world, route, words, day, unconfirmed):
    step = add(route, "Bystyret", lead(world), day=LooseDate.read(words), deciding=True)

    assert step.unconfirmed_on(day) is unconfirmed
    assert last_word(route, day) is None


def test_what_was_decided_shows_from_the_day_it_was(world, route):
    decide(route, route.steps.last(), lead(world))

    assert [last_word(route, day) and last_word(route, day).words for day in (DAY - timedelta(days=1), DAY)] == [
        None,
        "Vedtatt",
    ]


# -- Decisions


def test_a_decision_says_that_the_meeting_was_held(world, route):
    step = route.steps.last()
    decide(route, step, lead(world), votes="enstemmig", text="Programmet vedtas.")

    step.refresh_from_db()
    assert step.state == Step.State.HELD
    assert last_word(route, TODAY).text == "Programmet vedtas."
    assert Entry.objects.get(act="decide").after["votes"] == "enstemmig"


def test_what_is_not_the_last_word_is_a_recommendation(world, route):
    decision = decide(route, route.steps.first(), lead(world))

    assert decision.words == "Anbefalt"
    assert last_word(route, TODAY) is None


@pytest.mark.parametrize(
    ("step", "decided"),
    [
        ({"day": LooseDate.read("5.3.2009")}, {}),
        ({}, {"day": date(2009, 3, 2)}),
        ({"state": "cancelled"}, {}),
        ({"state": "withdrawn"}, {}),
        ({"kind": "hearing"}, {}),
    ],
)
def test_no_decision_before_its_meeting_or_where_none_was_held(world, route, step, decided):
    step = add(route, "Bystyret", lead(world), **step)

    with pytest.raises(Refused):
        decide(route, step, lead(world), **decided)

    assert not Decision.objects.exists()
    assert "decide" not in acts()


@pytest.mark.parametrize("words", ["ca. 1. mars 2009", "trolig 1. mars 2009"])
def test_a_day_that_is_only_about_holds_no_decision_back(world, route, words):
    step = add(route, "Byrådet", lead(world), day=LooseDate.read(words))

    assert decide(route, step, lead(world), day=DAY).day == DAY


def test_a_meeting_that_decided_does_not_become_a_hearing(world, route):
    step = route.steps.last()
    decide(route, step, lead(world))
    step.refresh_from_db()

    with pytest.raises(Refused):
        save_step(
            route=route, step=step, values=values("Høring", kind="hearing"), seen=step_mark(step), by=lead(world), at=AT
        )  # fmt: skip


def test_a_form_sent_twice_decides_once(world, route):
    uuid, step = uuid4(), route.steps.last()
    for _n in range(2):
        register_decision(route=route, step=step, values=said(), uuid=uuid, by=lead(world), at=AT)

    assert Decision.objects.count() == 1


def test_a_correction_counts_and_what_was_said_first_is_kept(world, route):
    step = route.steps.last()
    decide(route, step, lead(world), outcome="postponed")
    decide(route, step, lead(world), outcome="adopted")

    assert last_word(route, TODAY).outcome == "adopted"
    assert [decision.outcome for decision in step.decisions.all()] == ["adopted", "postponed"]


@pytest.mark.parametrize("sql", ["UPDATE documents_decision SET text = 'noe annet'", "DELETE FROM documents_decision"])
def test_a_decision_is_never_changed(world, route, sql):
    decide(route, route.steps.last(), lead(world), text="Vedtas.")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert Decision.objects.get().text == "Vedtas."


def test_a_step_where_something_was_decided_stays(world, route):
    step = route.steps.last()
    decide(route, step, lead(world))

    with pytest.raises(Refused):
        remove_step(route=route, step=step, by=lead(world), at=AT)

    assert Step.objects.filter(pk=step.pk).exists()


def test_a_step_moved_while_another_registers_its_decision_keeps_both(world, route):
    step = route.steps.last()
    open_elsewhere = Step.objects.get(pk=step.pk)
    move_step(route=route, step=step, up=True, by=lead(world), at=AT)

    decide(route, open_elsewhere, lead(world))

    assert names(route) == ["Hovedutvalg", "Bystyret i Skien", "Formannskapet"]
    assert route.steps.all()[1].decisions.count() == 1


@pytest.mark.parametrize(
    ("votes", "adds_up"),
    [((11, 9, 2), True), ((12, 9, 2), False), ((None, 9, 2), True), ((12, 9, None), True)],
)
def test_votes_that_do_not_add_up_are_kept_and_seen(world, route, votes, adds_up):
    numbers = dict(zip(("present", "votes_for", "votes_against"), votes, strict=True))
    decision = decide(route, route.steps.last(), lead(world), **numbers)

    assert decision.adds_up is adds_up
    assert (decision.present, decision.votes_for, decision.votes_against) == votes


# -- What the prints say


def marks(version) -> dict:
    """By the edition's city, the marks of its prints in the order they were ordered."""
    return {
        edition.city and edition.city.slug: [printed.get_mark_display() for printed in edition.prints.order_by("pk")]
        for edition in version.editions.all()
    }


def test_each_turn_of_the_treatment_orders_prints_that_say_so(world, version, route):
    table_version(version=version, city=route.city, by=lead(world), at=AT)
    laid = marks(version)
    decide(route, route.steps.last(), lead(world))

    assert laid == {None: ["Utkast", "Til behandling"], "skien": ["Til behandling"], "porsgrunn": []}
    assert marks(version) == laid | {"skien": ["Til behandling", "Vedtatt"]}


def test_the_joint_edition_is_adopted_when_the_last_city_has(world, version, route):
    decide(route, route.steps.last(), lead(world))
    porsgrunn, by = world.cities["porsgrunn"], lead(world, "porsgrunn")
    theirs = start_route(version=version, city=porsgrunn, start="bystyre", by=by, at=AT)
    decide(theirs, theirs.steps.get(), by)

    assert marks(version)[None][-1] == "Vedtatt"


@pytest.mark.parametrize("outcome", ["changed", "sent_back", "noted", "postponed"])
def test_what_was_not_adopted_as_it_stands_is_marked_so_nowhere(world, version, route, outcome):
    decide(route, route.steps.last(), lead(world), outcome=outcome, changes="Ta inn bybanen")

    assert not any("Vedtatt" in said for said in marks(version).values())


def test_a_word_that_is_taken_back_takes_its_print_from_the_front(client, world, version, route):
    table_version(version=version, city=route.city, by=lead(world), at=AT)
    decide(route, route.steps.last(), lead(world))
    edition = version.editions.get(city=route.city)
    before = mark_of(edition)
    decide(route, route.steps.last(), lead(world), outcome="postponed")
    client.force_login(world.people["politician", "skien"])

    page = client.get(reverse("treatment_page", args=[route.pk]))

    shown = next(one for one in page.context["editions"] if one.pk == edition.pk)
    assert (before.label, mark_of(edition).label) == ("Vedtatt", "Til behandling")
    assert shown.print.get_mark_display() == "Til behandling"
    assert "Vedtatt" in marks(version)["skien"]  # it is kept


def test_what_is_taken_back_from_politicians_is_a_draft_again(world, version, route):
    tabling = table_version(version=version, city=route.city, by=lead(world), at=AT)
    laid = [mark_of(edition).label for edition in version.editions.all()]
    withdraw_tabling(tabling=tabling, by=lead(world), at=AT)

    assert laid == ["Til behandling", "Til behandling", "Utkast"]
    assert {mark_of(edition).label for edition in version.editions.all()} == {"Utkast"}


def test_a_recommendation_adopts_nothing(world, version, route):
    decide(route, route.steps.first(), lead(world))

    assert marks(version)["skien"] == []


# -- The door


def test_the_twins_lead_reads_the_route_and_steers_none_of_it(client, world, route):
    client.force_login(lead(world, "porsgrunn"))

    assert client.get(reverse("treatment_page", args=[route.pk])).status_code == 200
    assert client.get(reverse("route_page", args=[route.pk])).status_code == 403
    assert client.post(reverse("step_add", args=[route.pk]), {"words": "Byrådet"}).status_code == 403
    assert len(names(route)) == 3


def test_a_politician_meets_the_case_when_it_lies_there(client, world, version, route):
    client.force_login(world.people["politician", "skien"])
    page = reverse("treatment_page", args=[route.pk])
    found = [client.get(page).status_code]
    tabling = table_version(version=version, city=route.city, by=lead(world), at=AT)
    found.append(client.get(page).status_code)
    withdraw_tabling(tabling=tabling, by=lead(world), at=AT)
    found.append(client.get(page).status_code)
    table_version(version=version, city=route.city, by=lead(world), at=AT)
    found.append(client.get(page).status_code)

    assert found == [404, 200, 404, 200]
    assert Tabling.objects.count() == 2


# -- Pages


@pytest.fixture
def steering(client, world):
    client.force_login(lead(world))
    return client


def test_a_lead_steers_a_version_from_the_first_step_to_the_decision(steering, world, version):
    city = world.cities["skien"]
    steering.post(reverse("route_start", args=[version.pk]), {"city": city.slug, "start": ""})
    route = Route.objects.get()
    steering.post(
        reverse("step_add", args=[route.pk]),
        {"kind": "meeting", "state": "planned", "uuid": uuid4(), "body": city.party.bodies.get().pk, "day": "26.2.2009",
         "case_number": "12/09", "deciding": "on"},
    )  # fmt: skip
    step = route.steps.get()
    steering.post(
        reverse("step_decide", args=[route.pk, step.pk]),
        {"uuid": uuid4(), "outcome": "adopted", "day": "26.2.2009", "votes_for": "9", "votes_against": "2",
         "present": "12"},
    )  # fmt: skip
    page = steering.get(reverse("treatment_page", args=[route.pk])).content.decode()

    assert (step.words, step.deciding, step.day.earliest) == ("Bystyret i Skien", True, DAY)
    for words in ("sak 12/09", "Vedtatt", "9 mot 2 stemmer", "Stemmene går ikke opp"):
        assert words in page


def test_a_decision_with_changes_must_name_them(steering, route):
    page = reverse("step_decide", args=[route.pk, route.steps.last().pk])

    answer = steering.post(page, {"uuid": uuid4(), "outcome": "changed", "day": "26.2.2009"})

    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_a_step_must_say_which_body(steering, route):
    answer = steering.post(reverse("step_add", args=[route.pk]), {"kind": "meeting", "state": "planned"})

    assert answer.status_code == 422
    assert len(names(route)) == 3


def test_a_stale_form_shows_what_stands_there_and_saves_at_the_second_try(steering, world, route):
    step = route.steps.first()
    page = reverse("step_edit", args=[route.pk, step.pk])
    seen = step_mark(step)
    save_step(route=route, step=step, values=values("Byrådet"), seen=seen, by=lead(world), at=AT)
    sent = {"kind": "meeting", "state": "planned", "words": "Komiteen", "seen": seen}

    first = steering.post(page, sent)
    html = first.content.decode()
    steering.post(page, sent | {"seen": first.context["form"].data["seen"]})

    assert first.status_code == 409
    assert "Byrådet" in html
    assert "Komiteen" in html
    assert names(route)[0] == "Komiteen"
