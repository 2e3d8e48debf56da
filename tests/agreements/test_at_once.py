"""Many at once: one proposal gets the row, one consent stands, and what is signed meanwhile is not changed."""

from uuid import uuid4

import pytest
from django.urls import reverse

from agreements.models import Agreement, Consent, PartyApproval
from tests.agreements.steps import all_agree, approved, freeze, propose_something
from tests.helpers.crowd import crowd

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 6


def test_of_many_proposals_to_one_row_one_gets_it_and_the_others_are_told(deal, people):
    commitment = propose_something(deal, people)
    where = reverse("commitment_page", args=[deal.agreement.pk, commitment.pk])
    sent = [(people.ministry, where, {"text": f"Forslag {n}", "base": 1, "currency": "NOK"}) for n in range(MANY)]

    with crowd(MANY) as many:
        answers = many.post(*sent)

    assert sorted(answer.status_code for answer in answers) == [302] + [409] * (MANY - 1)
    assert [one.number for one in commitment.proposals.all()] == [1, 2]


def test_the_same_consent_and_the_same_approval_many_times_at_once_is_one(deal, people):
    commitment = propose_something(deal, people)
    consent = reverse("commitment_agree", args=[deal.agreement.pk, commitment.pk])
    with crowd(MANY) as many:
        many.post(*[(people.ministry, consent, {"number": 1})] * MANY)
    all_agree(deal, people)
    freeze(deal, people)
    where = reverse("approval_add", args=[deal.agreement.pk, deal.md.pk])
    form = {"uuid": uuid4(), "outcome": "approved", "day": "1. mai 2009"}

    with crowd(MANY) as many:
        answers = many.post(*[(people.ministry, where, form)] * MANY)

    assert {answer.status_code for answer in answers} == {302}
    assert Consent.objects.filter(member=deal.md).count() == 1
    assert PartyApproval.objects.count() == 1


def test_what_is_proposed_while_it_is_confirmed_comes_before_or_not_at_all(deal, people):
    approved(deal, people)
    agreement = deal.agreement
    commitment = agreement.clauses.get().commitments.get()
    number = commitment.proposals.last().number
    propose = reverse("commitment_page", args=[agreement.pk, commitment.pk])
    sign = reverse("agreement_sign", args=[agreement.pk])
    text = {"text": "I siste liten", "base": number, "currency": "NOK"}

    with crowd(2) as many:
        many.post((people.ministry, propose, text), (people.planner, sign, {"signed": "19. mai 2009"}))

    signed = bool(Agreement.objects.get().signed)
    assert signed != commitment.proposals.filter(text="I siste liten").exists()
