"""A hearing: its period, what came in, what was answered."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from common.dates import LooseDate
from common.refusals import Refused, Stale
from documents.actions import remove_statement, remove_step, save_statement, save_step
from documents.models import Statement
from documents.treatment import STATED, statement_mark, step_mark
from history.models import Entry
from tests.documents.routes import AT, add, lead, values
from tests.helpers.statements import statements


@pytest.fixture
def hearing(world, route):
    return add(route, "Offentlig høring", lead(world), kind="hearing", day=LooseDate.read("1. mars 2009"))


def said(words, **more) -> dict:
    return dict.fromkeys(STATED, "") | {"party": None, "received": None, "words": words} | more


def receive(route, hearing, by, words="Naturvernforbundet", **more) -> Statement:
    return save_statement(route=route, step=hearing, values=said(words, **more), by=by, at=AT)


@pytest.mark.parametrize(
    ("words", "kind", "last"),
    [
        ("1. mars 2009", "hearing", date(2009, 4, 12)),
        ("1.3.2009–30.3.2009", "hearing", date(2009, 3, 30)),
        ("1. mars 2009", "meeting", date(2009, 3, 1)),
        ("", "hearing", None),
    ],
)
def test_a_hearing_lasts_six_weeks_or_as_stated(world, route, words, kind, last):
    assert add(route, "Høring", lead(world), kind=kind, day=LooseDate.read(words)).last_day == last


def test_what_came_in_is_kept_with_its_answer_and_what_it_led_to(world, route, hearing):
    statement = receive(route, hearing, lead(world), text="Mer sykkel.")
    save_statement(
        route=route, step=hearing, statement=statement, seen=statement_mark(statement),
        values=said("Naturvernforbundet", text="Mer sykkel.", answer="Tatt inn i 1.2.", outcome="followed"),
        by=lead(world), at=AT,
    )  # fmt: skip

    assert (hearing.statements.get().answer, hearing.statements.get().outcome) == ("Tatt inn i 1.2.", "followed")
    assert [entry.act for entry in Entry.objects.filter(field="statements").order_by("pk")] == ["add", "edit"]


def test_who_answers_what_another_has_answered_is_shown_both(world, route, hearing):
    statement = receive(route, hearing, lead(world))
    seen = statement_mark(statement)
    save_statement(
        route=route, step=hearing, statement=statement, seen=seen, values=said("A", answer="Ja"), by=lead(world), at=AT
    )  # fmt: skip

    with pytest.raises(Stale) as stale:
        save_statement(
            route=route, step=hearing, statement=statement, seen=seen, values=said("A", answer="Nei"), by=lead(world),
            at=AT,
        )  # fmt: skip

    assert (stale.value.theirs.answer, stale.value.mine["answer"]) == ("Ja", "Nei")


def test_a_form_sent_twice_makes_one_statement(world, route, hearing):
    uuid = uuid4()
    for _n in range(2):
        save_statement(route=route, step=hearing, values=said("A"), uuid=uuid, by=lead(world), at=AT)

    assert Statement.objects.count() == 1


def test_a_meeting_receives_no_statements(world, route):
    with pytest.raises(Refused):
        receive(route, route.steps.first(), lead(world))

    assert not Statement.objects.exists()


def test_a_hearing_with_statements_stays_and_one_without_can_go(world, route, hearing):
    statement = receive(route, hearing, lead(world))
    with pytest.raises(Refused):
        remove_step(route=route, step=hearing, by=lead(world), at=AT)

    remove_statement(route=route, step=hearing, statement=statement, by=lead(world), at=AT)
    remove_step(route=route, step=hearing, by=lead(world), at=AT)

    assert hearing not in route.steps.all()


def test_a_hearing_that_becomes_a_meeting_keeps_what_came_in(client, world, route, hearing):
    receive(route, hearing, lead(world))
    seen = step_mark(hearing)

    with pytest.raises(Refused):
        save_step(route=route, step=hearing, values=values("Møte"), seen=seen, by=lead(world), at=AT)


def test_the_page_shows_each_statement_and_costs_the_same_for_few_and_many(client, world, route, hearing):
    client.force_login(lead(world))
    page = reverse("hearing_page", args=[route.pk, hearing.pk])
    receive(route, hearing, lead(world), text="Mer sykkel.", answer="Ja.")
    few = len(statements(lambda: client.get(page)))
    for n in range(5):
        receive(route, hearing, lead(world), words=f"Avsender {n}")

    html = client.get(page).content.decode()

    assert all(words in html for words in ("frist 12.\u00a0april 2009", "Mer sykkel.", "Avsender 4"))
    assert len(statements(lambda: client.get(page))) == few


def test_a_lead_writes_down_a_statement_on_the_page(client, world, route, hearing):
    client.force_login(lead(world))
    page = reverse("statement_add", args=[route.pk, hearing.pk])

    missing = client.post(page, {"words": ""})
    answer = client.post(page, {"words": "Miljøverndepartementet", "received": "3.3.2009", "text": "Bra."})

    assert (missing.status_code, answer.status_code) == (422, 302)
    assert hearing.statements.get().party == world.parties["md"]
