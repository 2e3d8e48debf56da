"""What was promised is followed up on both sides; and those who do not answer are reminded, but not twice at once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from agreements import actions
from agreements.following import promises_for, promises_in
from agreements.models import Agreement, Report
from common.dates import LooseDate
from common.refusals import Refused
from history.queries import history_in
from post.models import Letter
from tests.agreements.steps import MOMENT, all_agree, promised, propose_something, sign, who
from tests.helpers.statements import statements

DUE = LooseDate.read("2010")


def report(deal, commitment, person, status="under_way", day="1. mai 2009", **others):
    values = {"status": status, "day": LooseDate.read(day), "owner": "", "words": ""} | others
    return actions.report_on(agreement=deal.agreement, commitment=commitment, values=values, **who(person))


@pytest.fixture
def vow(deal, people):
    """What the state shall do by 2010, signed."""
    commitment = propose_something(deal, people)
    actions.propose(
        agreement=deal.agreement, commitment=commitment, values=promised("Gi støtte", due=DUE), base=1,
        **who(people.ministry),
    )  # fmt: skip
    all_agree(deal, people)
    sign(deal, people)
    return commitment


def one(person, commitment, day):
    return next(found for found in promises_for(person, day) if found.commitment == commitment)


def test_promise_is_open_late_and_done_as_of_the_day(vow, deal, people):
    report(deal, vow, people.ministry, owner="Avdeling for byer")
    report(deal, vow, people.ministry, status="done", day="31. mai 2009")

    seen = [one(people.planner, vow, day) for day in (date(2009, 4, 1), date(2009, 5, 2), date(2009, 6, 1))]
    assert [(found.status, found.open) for found in seen] == [(None, True), ("under_way", True), ("done", False)]
    assert (seen[0].owner, seen[2].owner, seen[2].who) == ("", "Avdeling for byer", ["MD"])


def test_what_is_not_done_when_it_was_due_is_late(vow, people):
    assert not one(people.planner, vow, date(2010, 12, 31)).late
    assert one(people.planner, vow, date(2011, 1, 1)).late


def test_front_page_has_what_waits_for_ones_party(client, deal, people):
    commitment = propose_something(deal, people)

    def front(person):
        client.force_login(person)
        return client.get("/").content.decode()

    seen = [front(people.planner), front(people.ministry)]
    assert ["Avtaler som venter på svar fra dere" in shown for shown in seen] == [False, True]
    actions.propose(
        agreement=deal.agreement, commitment=commitment, values=promised("Gi støtte", due=DUE), base=1,
        **who(people.ministry),
    )  # fmt: skip
    all_agree(deal, people)
    sign(deal, people)
    seen = [front(people.planner), front(people.ministry)]
    assert ["Forpliktelser som er forsinket" in shown for shown in seen] == [False, True]
    assert "venter på svar fra dere" not in seen[1]


def test_only_those_who_promised_and_the_secretariat_report(client, vow, deal, people):
    def asked(person) -> bool:
        client.force_login(person)
        shown = client.get(reverse("agreement_page", args=[deal.agreement.pk])).content.decode()
        return reverse("commitment_report", args=[deal.agreement.pk, vow.pk]) in shown

    assert [asked(one) for one in (people.planner, people.ministry, people.secretary)] == [False, True, True]
    with pytest.raises(Refused):
        report(deal, vow, people.planner)

    assert not Report.objects.exists()
    assert report(deal, vow, people.secretary)


def test_nothing_is_reported_before_it_is_signed_nor_for_a_day_to_come(deal, people):
    commitment = propose_something(deal, people)
    with pytest.raises(Refused):
        report(deal, commitment, people.ministry)
    all_agree(deal, people)
    sign(deal, people)
    with pytest.raises(Refused):
        report(deal, commitment, people.ministry, day="1. juli 2009")

    assert not Report.objects.exists()


def test_promises_take_three_statements_however_many(vow, deal, people):
    assert len(statements(lambda: promises_in(list(Agreement.objects.all()), date(2010, 1, 1)))) == 4  # and the list


def test_silent_parties_are_written_to_once_in_three_days(deal, people):
    commitment = propose_something(deal, people)
    actions.agree(agreement=deal.agreement, commitment=commitment, member=None, base=1, **who(people.twin))

    def remind(after):
        at = MOMENT + after
        return actions.remind_silent(agreement=deal.agreement, link=lambda one: "/", by=people.planner, at=at)

    assert remind(timedelta()) == ["MD"]
    with pytest.raises(Refused):
        remind(timedelta(days=2))
    remind(timedelta(days=3, hours=1))

    assert set(Letter.objects.values_list("to", flat=True)) == {people.ministry.email}
    assert history_in("agreement", deal.agreement.pk).filter(act="remind").count() == 2


def test_nobody_is_reminded_where_all_have_answered(deal, people):
    propose_something(deal, people)
    all_agree(deal, people)

    with pytest.raises(Refused):
        actions.remind_silent(agreement=deal.agreement, link=lambda one: "/", **who(people.planner))

    assert not Letter.objects.exists()
