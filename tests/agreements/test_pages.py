"""The pages of the room: what stands on them, what is refused, and what they cost."""

import pytest
from django.urls import reverse

from agreements import actions
from agreements.models import Agreement, Clause, Commitment, Proposal
from programmes.models import Measure
from tests.agreements.steps import all_agree, promised, sign, signed, who
from tests.agreements.test_negotiating import derive
from tests.factories.agreements import AgreementPartyFactory
from tests.helpers.statements import statements


def page(client, person, name, *args, **asked):
    client.force_login(person)
    return client.get(reverse(name, args=args), asked)


def text_of(response) -> str:
    return response.content.decode()


def test_page_shows_both_sides_and_only_asks_those_who_may_answer(client, deal, people, measures):
    derive(deal, people.planner, measures.tram)

    ministry = text_of(page(client, people.ministry, "agreement_page", deal.agreement.pk))
    secretary = text_of(page(client, people.secretary, "agreement_page", deal.agreement.pk))

    assert "Gjennomføre «Bybane»." in ministry
    assert "Foreslått: Skien" in ministry
    assert 'value="' + str(deal.md.pk) in ministry
    assert "Enig<" not in secretary.replace("Enig:", "")
    assert "Slett utkastet" not in ministry


def test_only_what_would_be_done_is_offered(client, deal, people, measures):
    derive(deal, people.planner, measures.tram)
    vow = Commitment.objects.filter(side="state").get()
    where = (deal.agreement.pk, vow.pk)

    def offered(person, name, *args) -> bool:
        return reverse(name, args=args) in text_of(page(client, person, "commitment_page", *where))

    assert [offered(one, "commitment_remove", *where) for one in (people.planner, people.ministry)] == [True, False]
    remind = reverse("agreement_remind", args=[deal.agreement.pk])
    assert remind in text_of(page(client, people.planner, "agreement_page", deal.agreement.pk))
    all_agree(deal, people)
    assert remind not in text_of(page(client, people.planner, "agreement_page", deal.agreement.pk))
    assert not offered(people.planner, "commitment_remove", *where)


def test_new_agreement_leads_to_the_measures_that_want_something(client, people, world, measures):
    client.force_login(people.planner)
    asked = {"kind": "cooperation", "title": "Ny", "origin": "here", "cities": [world.cities["skien"].pk]}

    made = client.post(reverse("agreement_add"), asked)

    agreement = Agreement.objects.get()
    assert made.url == reverse("agreement_measures", args=[agreement.pk])
    assert "Statlige midler" in text_of(client.get(made.url))


def test_measures_are_chosen_and_come_into_the_table(client, deal, people, measures):
    client.force_login(people.planner)
    address = reverse("agreement_measures", args=[deal.agreement.pk])

    empty = client.post(address)
    client.post(address, {"measures": [measures.tram.pk, measures.own.pk]})

    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["measures"])
    assert [str(one) for one in Clause.objects.all()] == ["Bybane", "Eget"]
    assert "Eget" not in text_of(client.get(address)).split("<main")[1]


def test_stale_counterproposal_keeps_what_was_typed_and_shows_the_other(client, deal, people, measures):
    derive(deal, people.planner, measures.tram)
    commitment = Commitment.objects.filter(side="state").get()
    actions.propose(
        agreement=deal.agreement, commitment=commitment, values=promised("Deres"), base=1, **who(people.ministry)
    )
    client.force_login(people.twin)
    address = reverse("commitment_page", args=[deal.agreement.pk, commitment.pk])

    told = client.post(address, {"text": "Vårt", "base": 1, "currency": "NOK"})
    again = client.post(address, {"text": "Vårt", "base": 2, "currency": "NOK"})

    assert told.status_code == 409
    assert "Deres" in text_of(told)
    assert "Vårt" in text_of(told)
    assert again.status_code == 302
    assert Proposal.objects.filter(commitment=commitment).last().text == "Vårt"


@pytest.mark.parametrize(
    ("name", "posted"),
    [
        ("text", {"text": "", "currency": "NOK"}), ("amount", {"text": "A", "amount": "mye", "currency": "NOK"}),
        ("currency", {"text": "A", "amount": "20 mill.", "currency": ""}),
        ("due", {"text": "A", "due": "2012–2010", "currency": "NOK"}),
    ],
)  # fmt: skip
def test_bad_proposal_is_told_beside_its_field(client, deal, people, measures, name, posted):
    derive(deal, people.planner, measures.tram)
    commitment = Commitment.objects.filter(side="state").get()
    client.force_login(people.twin)

    told = client.post(reverse("commitment_page", args=[deal.agreement.pk, commitment.pk]), posted | {"base": 1})

    assert told.status_code == 422
    assert list(told.context["form"].errors) == [name]
    assert commitment.proposals.count() == 1


def test_measure_behind_is_shown_as_agreed_with_what_changed(client, deal, people, measures):
    (clause,) = derive(deal, people.planner, measures.tram)
    Measure.objects.filter(pk=measures.tram.pk).update(needs="Ny lov")

    shown = text_of(page(client, people.ministry, "clause_measure", deal.agreement.pk, clause.pk))

    assert "<del>" in shown
    assert "Ny" in shown


def test_as_of_a_day_it_stands_as_it_did(client, registered, people):
    actions.sign_agreement(agreement=registered.agreement, values=signed("1. februar 2009"), **who(people.planner))

    now = text_of(page(client, people.planner, "agreement_page", registered.agreement.pk))
    client.post(reverse("viewed_day"), {"dag": "31.1.2009"})
    before = text_of(client.get(reverse("agreement_page", args=[registered.agreement.pk])))

    assert [">Inngått</span>" in shown for shown in (now, before)] == [True, False]


def test_pages_cost_the_same_for_few_and_for_many(client, deal, people, measures):
    def costs(name, *args):
        return len(statements(lambda: client.get(reverse(name, args=args))))

    derive(deal, people.planner, measures.tram)
    client.force_login(people.ministry)
    few = [costs("agreement_page", deal.agreement.pk), costs("agreement_list")]
    for n in range(3):
        copy = Agreement.objects.create(title=f"Enda en {n}", kind="other")
        AgreementPartyFactory(agreement=copy, party=deal.md.party)
    derive(deal, people.planner, measures.cycling, measures.own)
    many = [costs("agreement_page", deal.agreement.pk), costs("agreement_list")]

    assert many == few
    assert few[0] <= 12, few


def test_everybody_finds_the_signed_paper_and_nobody_the_drafts(client, deal, people):
    sign(deal, people)
    signed_one, draft = deal.agreement.versions.order_by("-version__number")[:2]

    shown = text_of(client.get(reverse("agreement_page", args=[deal.agreement.pk])))
    paper, other = (client.get(reverse("version_page", args=[one.version_id])) for one in (signed_one, draft))

    assert reverse("version_page", args=[signed_one.version_id]) in shown
    assert (paper.status_code, "Ordførere og statsråder" in text_of(paper)) == (200, True)
    assert (other.status_code, other.url.startswith("/konto/inn/")) == (302, True)
