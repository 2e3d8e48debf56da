"""Approving the shared part: who has, what breaks it, what is shown, and what it costs."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from common.numbers import StatedNumber
from common.refusals import Refused
from documents.models import Approval
from history.models import Entry
from post.models import Letter
from programmes.actions import (
    add_element,
    approve_shared,
    bin_element,
    move_element,
    report_progress,
    save_field,
    save_row,
    tell_cities,
    undo_last,
    withdraw_approval,
)
from programmes.fields import field_of
from programmes.models import Element, Programme
from programmes.readiness import readiness_of
from programmes.sharing import consents, shared_mark, shared_part
from programmes.tables import table_of
from tests.factories.programmes import ElementFactory
from tests.helpers.approval import approve_for_all
from tests.helpers.statements import statements

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
DAY = date(2009, 2, 9)
PAIR = "skien", "porsgrunn"
NAME = "skien-porsgrunn"


@pytest.fixture
def twins(programmes):
    """The twins' programme, approved by both."""
    approve_for_all(programmes.twins[PAIR], programmes.world)
    return programmes.twins[PAIR]


@pytest.fixture
def skien(programmes):
    return programmes.world.people["planner", "skien"]


def again(programme) -> list[str]:
    """The slugs of the cities that must approve again."""
    return [word.city.slug for word in consents(fresh(programme), DAY) if word.again]


def fresh(programme) -> Programme:
    return Programme.objects.titled().get(pk=programme.pk)


def retitle(element, title, by):
    element = Element.objects.for_door().get(pk=element.pk)
    field = field_of(element.kind, "title")
    save_field(element=element, field=field, value=title, base=element.revision("title"), by=by, at=AT)


def pay(element, city, by):
    values = {
        "amount": StatedNumber.read("24 mill."), "currency": "NOK", "period": None, "source_of_funds": "", "source": "",
        "note": "",
    }  # fmt: skip
    table = table_of("measure", "moneyline")
    save_row(element=element, table=table, values=values, city=city, uuid=uuid4(), by=by, at=AT)


def report(element, by):
    values = {"status": "under_way", "day": None, "words": "I gang"}
    report_progress(element=element, values=values, uuid=uuid4(), by=by, at=AT)


def add(p, by, city=None):
    add_element(parent=p[f"{NAME}:goal"], kind="measure", title="Ny", city=city, by=by, at=AT)


BREAKS = {
    "a shared text": lambda p, by: retitle(p[NAME], "Gangvei", by),
    "a new shared element": add,
    "a common row": lambda p, by: pay(p[NAME], None, by),
    "a deleted shared element": lambda p, by: bin_element(element=p[NAME], by=by, at=AT),
    "another place": lambda p, by: move_element(
        element=p[NAME], parent=p[f"{NAME}:chapter"], position=0, by=by, at=AT
    ),
}  # fmt: skip
BREAKS_NOT = {
    "an own text": lambda p, by: retitle(p[f"{NAME}:skien"], "Gangvei", by),
    "a new own element": lambda p, by: add(p, by, p.world.cities["skien"]),
    "a city's own row": lambda p, by: pay(p[NAME], p.world.cities["skien"], by),
    "a report": lambda p, by: report(p[NAME], by),
    "the programme next door": lambda p, by: retitle(p["bare-skien"], "Gangvei", by),
}


@pytest.mark.parametrize("what", BREAKS)
def test_both_are_asked_again_after(programmes, twins, skien, what):
    BREAKS[what](programmes, skien)

    assert again(twins) == list(PAIR)


@pytest.mark.parametrize("what", BREAKS_NOT)
def test_nobody_is_asked_again_after(programmes, twins, skien, what):
    BREAKS_NOT[what](programmes, skien)

    assert again(twins) == []


def test_a_change_that_is_taken_back_asks_nobody(programmes, twins, skien):
    bin_element(element=programmes[NAME], by=skien, at=AT)
    asked = again(twins)

    undo_last(programme=twins, by=skien, at=AT)

    assert (asked, again(twins)) == (list(PAIR), [])


def test_the_city_that_changes_and_approves_waits_for_the_other(programmes, twins, skien):
    retitle(programmes[NAME], "Gangvei", skien)
    approve_for_all(twins, programmes.world, cities=["skien"], at=AT)

    assert again(twins) == ["porsgrunn"]


def test_what_was_read_is_what_is_approved(programmes, twins, skien):
    seen = shared_part(fresh(twins), DAY).mark
    retitle(programmes[NAME], "Gangvei", skien)
    before = Approval.objects.count(), Entry.objects.count()

    with pytest.raises(Refused, match="endret siden du leste den"):
        approve(programmes, twins, "skien", seen)
    with pytest.raises(Refused):
        approve(programmes, twins, "skien", "f" * 64)
    assert (Approval.objects.count(), Entry.objects.count()) == before


def approve(programmes, programme, slug, seen):
    lead = programmes.world.people["lead", slug]
    return approve_shared(
        programme=fresh(programme), city=programmes.world.cities[slug], seen=seen, by=lead, at=AT
    )  # fmt: skip


def test_one_city_alone_has_nothing_to_approve(programmes):
    with pytest.raises(Refused):
        approve(programmes, programmes.skien, "skien", shared_part(fresh(programmes.skien), DAY).mark)
    assert consents(fresh(programmes.skien), DAY) == []


def test_an_approval_and_its_withdrawal_stand_in_the_history(programmes, twins):
    lead, city = programmes.world.people["lead", "skien"], programmes.world.cities["skien"]

    withdraw_approval(programme=twins, city=city, by=lead, at=AT)

    acts = Entry.objects.filter(thing="element", thing_id=programmes[f"{NAME}:root"].pk).order_by("pk")
    assert [(entry.act, entry.after["city"]) for entry in acts] == [
        ("approve", "skien"), ("approve", "porsgrunn"), ("disapprove", "skien")
    ]  # fmt: skip


def test_the_checksum_is_remembered_until_something_is_done(programmes, twins, skien):
    shared_mark(fresh(twins), DAY)
    remembered = statements(lambda: shared_mark(fresh(twins), DAY))
    retitle(programmes[f"{NAME}:skien"], "Eget", skien)
    worked_out = statements(lambda: shared_mark(fresh(twins), DAY))

    assert len(remembered) <= 4
    assert len(worked_out) > len(remembered)


# -- Readiness


def approvals_missing(programme):
    return [gap.words for gap in readiness_of(fresh(programme)).gaps if gap.rule.key == "approval"]


def test_readiness_names_the_cities_that_have_not_approved(programmes, skien):
    twins = programmes.twins[PAIR]
    none = approvals_missing(twins)
    approve_for_all(twins, programmes.world)
    every = approvals_missing(twins)
    retitle(programmes[NAME], "Gangvei", skien)
    approve_for_all(twins, programmes.world, cities=["skien"], at=AT)

    assert none == [f"Fellesdelen er ikke godkjent: {name} – har ikke godkjent ennå" for name in ("Skien", "Porsgrunn")]
    assert every == []
    assert approvals_missing(twins) == ["Fellesdelen er ikke godkjent: Porsgrunn – må godkjenne på nytt"]


def test_a_missing_approval_cannot_be_reasoned_away(client, programmes, skien):
    twins = programmes.twins[PAIR]
    client.force_login(skien)

    answer = client.post(
        reverse("gap_waive", args=[twins.pk]), {"hull": "approval:skien", "reason": "Haster", "base": ""}
    )

    assert answer.status_code == 422
    assert "kan ikke begrunnes bort" in answer.content.decode()
    assert twins.waivers.count() == 0


# -- The page


@pytest.fixture
def lead(client, programmes):
    client.force_login(programmes.world.people["lead", "skien"])
    return client


def shared_page(programme, query=""):
    return reverse("programme_shared", args=[programme.pk]) + query


def test_the_page_shows_each_city_and_only_what_is_new(lead, programmes, twins, skien):
    retitle(programmes[NAME], "Gangvei over bygrensen", skien)
    retitle(programmes[f"{NAME}:porsgrunn"], "Porsgrunns hemmelige", programmes.world.people["planner", "porsgrunn"])

    html = lead.get(shared_page(twins)).content.decode()

    assert html.count("Må godkjenne på nytt") == 2
    assert "<ins>" in html
    assert "Gangvei" in html
    assert f"Tittel mål {NAME}" not in html
    assert "hemmelige" not in html


def test_a_lead_approves_on_the_page(lead, programmes, twins, skien):
    retitle(programmes[NAME], "Gangvei", skien)
    page = lead.get(shared_page(twins))

    answer = lead.post(
        reverse("shared_approve", args=[twins.pk, "skien"]), {"seen": page.context["part"].mark}, follow=True
    )

    assert "Fellesdelen er godkjent for Skien." in answer.content.decode()
    assert again(twins) == ["porsgrunn"]


def test_an_old_page_approves_nothing(lead, programmes, twins, skien):
    page = lead.get(shared_page(twins))
    retitle(programmes[NAME], "Gangvei", skien)

    answer = lead.post(
        reverse("shared_approve", args=[twins.pk, "skien"]), {"seen": page.context["part"].mark}, follow=True
    )

    assert "Fellesdelen er endret siden du leste den." in answer.content.decode()
    assert again(twins) == list(PAIR)


@pytest.mark.parametrize("slug", ["porsgrunn", "oslo", "finnes-ikke"])
@pytest.mark.parametrize("name", ["shared_approve", "shared_disapprove"])
def test_another_citys_word_is_not_ones_to_give_or_take(lead, twins, slug, name):
    before = list(Approval.objects.values())

    answer = lead.post(reverse(name, args=[twins.pk, slug]), {"seen": "x"})

    assert answer.status_code == 404
    assert list(Approval.objects.values()) == before


def test_taking_an_approval_back_asks_that_city_alone(lead, twins):
    lead.post(reverse("shared_disapprove", args=[twins.pk, "skien"]))

    assert [word.city.slug for word in consents(fresh(twins), DAY) if not word.stands] == ["skien"]


def test_the_page_of_one_city_says_that_there_is_nothing_to_approve(lead, programmes):
    assert "Programmet har én by" in lead.get(shared_page(programmes.skien)).content.decode()


def test_the_page_costs_as_much_for_many_measures_as_for_few(lead, programmes, twins, skien):
    retitle(programmes[NAME], "Gangvei", skien)
    lead.get(shared_page(twins))
    few = statements(lambda: lead.get(shared_page(twins)))
    for _n in range(20):
        ElementFactory(parent=programmes[f"{NAME}:goal"])

    many = statements(lambda: lead.get(shared_page(twins)))

    assert len(many) == len(few)


def test_the_way_there_stands_only_in_programmes_of_several_cities(lead, programmes, twins):
    there = [
        shared_page(programme) in lead.get(reverse("programme_page", args=[programme.pk])).content.decode()
        for programme in (twins, programmes.skien)
    ]

    assert there == [True, False]


# -- Letters


SITE = "https://framtid.example"
LATER = AT + timedelta(hours=1)


def test_the_leads_of_a_city_that_must_approve_again_get_one_letter(programmes, twins, skien):
    retitle(programmes[NAME], "Sykkelby", skien)
    counts = [tell_cities(site=SITE, at=LATER + timedelta(hours=n)) for n in range(2)]
    retitle(programmes[NAME], "Sykkelbyen", skien)
    counts.append(tell_cities(site=SITE, at=LATER + timedelta(hours=3)))

    letters = Letter.objects.order_by("to")
    assert counts == [2, 0, 0]
    assert [letter.to for letter in letters] == ["lead@porsgrunn.example", "lead@skien.example"]
    assert f"{SITE}{reverse('programme_shared', args=[twins.pk])}?by=porsgrunn" in letters[0].body


def test_one_who_approves_anew_is_written_to_anew(programmes, twins, skien):
    retitle(programmes[NAME], "Sykkelby", skien)
    tell_cities(site=SITE, at=LATER)
    approve_for_all(twins, programmes.world, at=LATER, cities=["porsgrunn"])
    retitle(programmes[NAME], "Sykkelbyen", skien)

    assert tell_cities(site=SITE, at=LATER + timedelta(hours=1)) == 1
    assert Letter.objects.filter(to="lead@porsgrunn.example").count() == 2


def test_nobody_is_written_to_while_people_are_at_it_or_where_nothing_is_new(programmes, twins, skien):
    assert tell_cities(site=SITE, at=LATER) == 0
    retitle(programmes[NAME], "Sykkelby", skien)

    assert tell_cities(site=SITE, at=AT + timedelta(minutes=29)) == 0
    assert not Letter.objects.exists()


def test_a_word_that_was_taken_back_is_not_asked_for(programmes, twins, skien):
    for slug in PAIR:
        person = programmes.world.people["lead", slug]
        withdraw_approval(programme=twins, city=programmes.world.cities[slug], by=person, at=AT)
    retitle(programmes[NAME], "Sykkelby", skien)

    assert tell_cities(site=SITE, at=LATER) == 0


def test_many_programmes_cost_a_constant_number_of_statements_each(programmes, twins, skien):
    retitle(programmes[NAME], "Sykkelby", skien)
    tell_cities(site=SITE, at=LATER)

    assert len(statements(lambda: tell_cities(site=SITE, at=LATER + timedelta(hours=1)))) <= 12
