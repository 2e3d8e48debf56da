"""What nobody comes to by ways that are open to them, and what pages and papers of an agreement do not tell."""

import pytest
from django.urls import reverse

from agreements import actions
from agreements.content import agreement_content
from agreements.models import Agreement, AgreementParty, Clause, Commitment, Link, Representation, Sum
from agreements.queries import agreements_for
from cities.actions import give_role
from cities.acts import RoleKind
from cities.queries import party_called
from common.dates import LooseDate
from common.numbers import StatedNumber
from common.refusals import Refused
from common.rows import mark
from programmes.models import Element
from programmes.said import measures_wanting
from tests.agreements.steps import (
    MOMENT,
    TODAY,
    all_agree,
    approved,
    as_of,
    freeze,
    promised,
    propose_something,
    sign,
    signed,
    who,
)
from tests.agreements.test_negotiating import derive
from tests.factories.agreements import AgreementFactory
from workshops.models import Gathering


def add(deal, model, person, **values):
    return actions.save_part(agreement=deal.agreement, model=model, values=values, **who(person))


def change(deal, row, person, **changed):
    values = {name: getattr(row, name) for name in row.VALUES} | changed
    row.refresh_from_db()
    about = {"agreement": deal.agreement, "model": type(row), "row": row, "seen": mark(row)}
    return actions.save_part(**about, values=values, **who(person))


def stands_in(deal, people, party):
    since = LooseDate.read("2009")
    return add(deal, Representation, people.secretary, member=deal.md, by=party, since=since, note="")


@pytest.fixture
def money(deal, people):
    values = {"currency": "NOK", "period": None, "source": "A", "note": "", "chosen": False}
    return add(deal, Sum, people.planner, amount=StatedNumber.read("20 mill. kr"), **values)


@pytest.fixture
def hidden(deal, people, world):
    """A draft of Oslo's, which the secretariat has linked to."""
    draft = AgreementFactory(title="Oslos egen", cities=[world.cities["oslo"]])
    return add(deal, Link, people.secretary, earlier=draft, sort="follows")


# -- What is said stays said, and what is agreed


def test_party_that_has_spoken_is_not_taken_away_nor_made_another(deal, people, world):
    commitment = propose_something(deal, people)
    actions.agree(agreement=deal.agreement, commitment=commitment, member=None, base=1, **who(people.ministry))

    for act in (
        lambda: actions.remove_part(agreement=deal.agreement, row=deal.md, **who(people.planner)),
        lambda: actions.remove_part(agreement=deal.agreement, row=deal.skien, **who(people.twin)),
        lambda: change(deal, deal.md, people.planner, party=world.parties["sd"]),
    ):
        with pytest.raises(Refused):
            act()

    assert [one.party for one in AgreementParty.objects.filter(agreement=deal.agreement)][2] == world.parties["md"]
    assert commitment.proposals.get().consents.get().member == deal.md


def test_sums_and_names_of_what_is_signed_stand_and_who_left_can_be_told(deal, people, money):
    sign(deal, people)
    deal.md.refresh_from_db()

    for row, changed in ((money, {"amount": StatedNumber.of(1)}), (deal.md, {"official": "Et annet"})):
        with pytest.raises(Refused):
            change(deal, row, people.planner, **changed)
    change(deal, deal.md, people.secretary, left=LooseDate.read("2012"))

    money.refresh_from_db()
    assert str(money.amount) == str(StatedNumber.read("20 mill. kr"))
    assert str(AgreementParty.objects.get(pk=deal.md.pk).left) == "2012"


def test_draft_with_versions_is_not_deleted(deal, people):
    propose_something(deal, people)
    freeze(deal, people)

    with pytest.raises(Refused):
        actions.remove_agreement(agreement=as_of(deal.agreement), **who(people.planner))

    assert Agreement.objects.filter(pk=deal.agreement.pk).exists()


def test_what_is_changed_after_the_parties_approved_it_is_not_signed(deal, people):
    approved(deal, people)
    commitment = Commitment.objects.get()
    actions.propose(
        agreement=deal.agreement, commitment=commitment, values=promised("Noe annet"), base=1, **who(people.planner)
    )
    all_agree(deal, people)

    with pytest.raises(Refused, match="endret siden"):
        actions.sign_agreement(agreement=deal.agreement, values=signed(), **who(people.planner))

    assert Agreement.objects.get(pk=deal.agreement.pk).signed is None


# -- For whom one speaks


@pytest.mark.parametrize("planner_elsewhere", [False, True])
def test_contact_whose_party_another_speaks_for_changes_nothing(deal, people, world, planner_elsewhere):
    commitment = propose_something(deal, people)
    stands_in(deal, people, world.parties["sd"])
    if planner_elsewhere:
        give_role(person=people.ministry, kind=RoleKind.PLANNER, city=world.cities["oslo"], by=None, at=MOMENT)
    about, clause = {"agreement": deal.agreement, **who(people.ministry)}, commitment.clause
    titled = {"title": "Et annet", "area": None}

    for act in (
        lambda: actions.save_clause(clause=clause, values=titled, seen=mark(clause), **about),
        lambda: actions.save_clause(values=titled, **about),
        lambda: actions.move_clause(clause=clause, up=False, **about),
        lambda: actions.remove_clause(clause=clause, **about),
        lambda: actions.propose(commitment=commitment, values=promised("B"), base=1, **about),
        lambda: actions.add_commitment(clause=clause, side="state", values=promised("B"), **about),
    ):
        with pytest.raises(Refused, match="En annen taler"):
            act()

    assert [str(one) for one in Clause.objects.all()] == ["Kollektiv"]
    assert Commitment.objects.get().proposals.count() == 1


def test_who_speaks_for_no_party_of_the_day_agrees_to_nothing(deal, people):
    commitment = propose_something(deal, people)
    change(deal, deal.md, people.secretary, left=LooseDate.read("2008"))

    with pytest.raises(Refused):
        actions.agree(agreement=deal.agreement, commitment=commitment, member=deal.md, base=1, **who(people.ministry))

    assert not commitment.proposals.get().consents.exists()


def test_acts_ask_who_may_themselves(deal, people, world):
    stranger = world.people["planner", "oslo"]
    for act in (
        lambda: actions.remove_agreement(agreement=deal.agreement, **who(people.ministry)),
        lambda: actions.move_party(agreement=deal.agreement, member=deal.md, up=True, **who(people.ministry)),
        lambda: actions.save_clause(agreement=deal.agreement, values={"title": "X", "area": None}, **who(stranger)),
    ):
        with pytest.raises(Refused):
            act()

    assert list(Agreement.objects.get(pk=deal.agreement.pk).members.all()) == [deal.skien, deal.porsgrunn, deal.md]


def test_consent_in_anothers_name_is_no_consent_of_ones_own(client, deal, people):
    commitment = propose_something(deal, people)
    client.force_login(people.twin)
    address = reverse("commitment_agree", args=[deal.agreement.pk, commitment.pk])

    client.post(address, {"number": 1, "member": deal.md.pk})

    assert not commitment.proposals.get().consents.exists()


# -- Others' drafts


def test_link_to_a_draft_is_known_to_those_who_read_of_the_draft_alone(client, deal, people, hidden):
    edit = reverse("agreement_part_edit", args=[deal.agreement.pk, "avtaler", hidden.pk])
    seen = {}
    for person in (people.planner, people.secretary):
        client.force_login(person)
        page = client.get(reverse("agreement_page", args=[deal.agreement.pk])).content.decode()
        seen[person] = ("Oslos egen" in page, client.get(edit).status_code)

    assert seen == {people.planner: (False, 404), people.secretary: (True, 200)}
    assert "Oslos egen" not in str(agreement_content(as_of(deal.agreement), TODAY))


def test_meeting_that_is_a_draft_is_known_to_those_who_read_of_it_alone(client, deal, people, world):
    approved(deal, people)
    meeting = Gathering.objects.create(kind="political", title="Oslos møte", host=world.cities["oslo"])
    about = {"agreement": as_of(deal.agreement), "gathering": meeting, "address": "/"}
    item = actions.take_to_meeting(**about, **who(people.secretary))
    pages = [
        reverse("agreement_page", args=[deal.agreement.pk]),
        reverse("agreement_approvals", args=[deal.agreement.pk]),
        reverse("agreement_confirm", args=[deal.agreement.pk, item.pk]),
    ]
    seen = {}
    for person in (people.planner, people.secretary):
        client.force_login(person)
        answers = [client.get(page) for page in pages]
        seen[person] = [(answer.status_code, "Oslos møte" in answer.content.decode()) for answer in answers]

    assert seen == {
        people.planner: [(200, False), (200, False), (404, False)],
        people.secretary: [(200, False), (200, True), (200, True)],
    }


def test_others_draft_that_renews_what_is_signed_is_not_handed_out(deal, people, world):
    sign(deal, people)
    draft = AgreementFactory(cities=[world.cities["oslo"]])
    Link.objects.create(agreement=draft, earlier=deal.agreement, sort="renews")

    new, again = (actions.renegotiate(agreement=deal.agreement, **who(people.planner)) for _ in range(2))

    assert new == again != draft


def test_paper_that_everybody_reads_says_nothing_of_the_measure_behind(deal, people, measures):
    derive(deal, people.planner, measures.tram)
    Element.objects.filter(pk=measures.tram.pk).update(title="Hva det heter nå")
    signing = signed()

    ours, everybodys = (str(agreement_content(deal.agreement, TODAY, signing=one)) for one in (None, signing))

    assert (measures.tram.code in ours, measures.tram.code in everybodys) == (True, False)
    assert "Hva det heter nå" not in ours + everybodys


def test_measure_of_another_citys_own_is_not_drawn_in(people, world, measures):
    porsgrunns = list(measures_wanting(people.twin, [world.cities["porsgrunn"]]))

    assert porsgrunns == [measures.tram, measures.cycling]


@pytest.mark.parametrize(
    ("word", "sent"),
    [
        ("avtaler", lambda draft, party: {"sort": "follows", "earlier": draft.pk}),
        ("representert", lambda draft, party: {"member": draft.members.get().pk, "by": party.name, "since": "2014"}),
    ],
)
def test_rows_of_drafts_one_does_not_read_are_no_choice(client, deal, people, world, hidden, word, sent):
    client.force_login(people.twin)
    address = reverse("agreement_part_add", args=[deal.agreement.pk, word])

    told = client.post(address, sent(hidden.earlier, party_called("MD")))

    assert told.status_code == 422
    assert not Representation.objects.exists()
    assert hidden.earlier not in agreements_for(people.twin)
    assert "Oslos egen" not in told.content.decode()


def test_registered_agreement_that_is_signed_is_mended_by_its_keepers_only(registered, people):
    commitment = propose_something(registered, people)
    actions.sign_agreement(agreement=registered.agreement, values=signed(), **who(people.planner))
    about = {"agreement": registered.agreement, "commitment": commitment, "values": promised("Noe annet"), "base": 1}

    with pytest.raises(Refused):
        actions.propose(**about, **who(people.ministry))

    assert commitment.proposals.count() == 1
    assert actions.propose(**about, **who(people.planner)).number == 2
