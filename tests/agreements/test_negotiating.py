"""What is promised: from measures or free, proposed, countered, agreed to – and told of when a measure changes."""

from datetime import UTC, datetime, timedelta

import pytest

from agreements import actions
from agreements.drifting import drift_of
from agreements.models import Agreement, Clause, Commitment, Consent, Proposal
from agreements.queries import parties_on, proposals_of, speaks_for
from agreements.table import drifted_clauses, table_of
from common.dates import LooseDate
from common.numbers import StatedNumber
from common.refusals import Refused, Stale
from history.actions import record
from history.queries import history_in
from programmes.actions import save_field
from programmes.fields import field_of
from programmes.models import Area
from tests.agreements.steps import MOMENT, TODAY, promised, propose_something, who
from tests.factories.agreements import AgreementFactory
from tests.factories.programmes import ElementFactory
from tests.helpers.statements import statements


def rows(deal, speaking=()):
    agreement = Agreement.objects.get(pk=deal.agreement.pk)
    return table_of(agreement, parties_on(agreement, TODAY), list(speaking), TODAY)


@pytest.fixture
def promise(deal, people):
    return propose_something(deal, people)


def derive(deal, person, *elements, **about):
    return actions.derive(agreement=deal.agreement, elements=list(elements), member=None, **who(person), **about)


# -- Derived


def test_measures_become_clauses_with_what_each_side_shall_do(deal, people, measures):
    derive(deal, people.planner, measures.tram, measures.own)

    tram, own = rows(deal)
    assert [cell.proposal.text for cell in tram.left] == ["Gjennomføre «Bybane»."]
    assert [(cell.commitment.side, cell.proposal.text) for cell in tram.right] == [("state", "Statlige midler")]
    assert str(tram.right[0].proposal.due) == "2010–2012"
    assert [cell.bound for row in (tram, own) for cell in row.left] == [["Skien", "Porsgrunn"], ["Skien"]]
    assert tram.left[0].proposed_by == "Skien"


def test_measure_drawn_in_twice_is_one_clause(deal, people, measures):
    for _ in range(2):
        derive(deal, people.planner, measures.tram)

    assert deal.agreement.clauses.count() == 1


def test_measures_of_other_cities_and_those_that_want_nothing_are_refused(deal, people, measures, world):
    elsewhere = AgreementFactory(cities=[world.cities["oslo"]])
    wanting_nothing = measures.programme.elements.get(title="Uten behov")

    with pytest.raises(Refused):
        derive(deal, people.planner, measures.tram, wanting_nothing)
    with pytest.raises(Refused):
        actions.derive(agreement=elsewhere, elements=[measures.tram], member=None, **who(people.secretary))

    assert not Clause.objects.exists()


def test_ministry_draws_in_no_draft_it_does_not_read(deal, people, measures):
    with pytest.raises(Refused):
        derive(deal, people.ministry, measures.tram)


def test_deriving_from_many_takes_as_few_statements_as_from_one(deal, people, measures):
    def measure(n):
        made = ElementFactory(parent=measures.programme.elements.get(kind="programme"), title=f"Nytt {n}")
        type(made.measure).objects.filter(pk=made.pk).update(needs_from=["state", "county"])
        return made

    area = Area.objects.create()
    type(measures.tram.measure).objects.update(area=area)
    one = len(statements(lambda: derive(deal, people.planner, measures.tram)))
    many = [measure(n) for n in range(99)]

    assert len(statements(lambda: derive(deal, people.planner, measures.cycling, *many))) <= min(one + 1, 20)
    assert Commitment.objects.count() == 2 + 2 + 99 * 3


# -- Negotiated


def test_who_speaks_for_whom(deal, people, world):
    def mine(person):
        return speaks_for(person, deal.agreement, TODAY)

    assert (mine(people.planner), mine(people.twin), mine(people.ministry)) == (
        [deal.skien],
        [deal.porsgrunn],
        [deal.md],
    )
    assert (
        mine(people.secretary) == mine(world.people["politician", "skien"]) == mine(world.people["contact", "sd"]) == []
    )


def test_all_agree_when_each_party_has_said_so(deal, people, promise):
    for person in (people.twin, people.ministry):
        assert not rows(deal)[0].agreed
        actions.agree(agreement=deal.agreement, commitment=promise, member=None, base=1, **who(person))

    (row,) = rows(deal)
    assert (row.agreed, row.right[0].agreed_by, row.right[0].silent) == (True, ["Porsgrunn", "MD"], [])


def test_counterproposal_asks_all_again_and_keeps_both_texts(deal, people, promise):
    actions.agree(agreement=deal.agreement, commitment=promise, member=None, base=1, **who(people.twin))
    new = promised("Bidra med inntil 20 mill. kr.", amount=StatedNumber.read("inntil 20 mill. kr"), currency="NOK")

    actions.propose(agreement=deal.agreement, commitment=promise, values=new, base=1, **who(people.ministry))

    cell = rows(deal, [deal.skien])[0].right[0]
    assert (cell.proposal.number, cell.proposed_by, cell.agreed_by) == (2, "MD", [])
    assert (cell.silent, cell.mine) == (["Skien", "Porsgrunn"], [deal.skien])
    latest, first = proposals_of(promise)
    assert {"<del>", "<ins>"} == {tag for tag in ("<del>", "<ins>") if tag in latest[1]}
    assert first[1] == "Bidra med statlige midler."


def test_two_proposals_at_once_the_second_is_told_and_loses_nothing(deal, people, promise):
    actions.propose(agreement=deal.agreement, commitment=promise, values=promised("A"), base=1, **who(people.ministry))

    with pytest.raises(Stale) as told:
        actions.propose(agreement=deal.agreement, commitment=promise, values=promised("B"), base=1, **who(people.twin))

    assert (told.value.theirs.text, told.value.mine["text"]) == ("A", "B")
    assert [one.text for one in promise.proposals.all()] == ["Bidra med statlige midler.", "A"]


def test_nobody_agrees_to_what_they_have_not_seen_nor_for_another(deal, people, promise):
    actions.propose(agreement=deal.agreement, commitment=promise, values=promised("A"), base=1, **who(people.ministry))

    for person, member, base in ((people.twin, None, 1), (people.twin, deal.md, 2), (people.secretary, None, 2)):
        with pytest.raises(Refused):
            actions.agree(agreement=deal.agreement, commitment=promise, member=member, base=base, **who(person))

    assert not Consent.objects.exists()


def test_same_words_again_are_no_proposal(deal, people, promise):
    with pytest.raises(Refused):
        actions.propose(agreement=deal.agreement, commitment=promise, values=promised(), base=1, **who(people.ministry))

    assert promise.proposals.count() == 1


def test_consent_can_be_taken_back_until_it_is_signed(deal, people, promise):
    say = {"agreement": deal.agreement, "commitment": promise, "member": deal.porsgrunn}
    for _ in range(2):
        actions.agree(**say, base=1, **who(people.twin))
    actions.take_back_consent(**say, **who(people.twin))

    assert not Consent.objects.exists()
    told = [entry.act for entry in history_in("agreement", deal.agreement.pk)]
    assert told == ["disagree", "agree", "propose", "add"]


def test_only_ones_own_unanswered_commitment_goes_and_others_are_proposed_struck(deal, people, promise):
    actions.agree(agreement=deal.agreement, commitment=promise, member=None, base=1, **who(people.ministry))
    for act in (
        lambda: actions.remove_commitment(agreement=deal.agreement, commitment=promise, **who(people.planner)),
        lambda: actions.remove_clause(agreement=deal.agreement, clause=promise.clause, **who(people.planner)),
    ):
        with pytest.raises(Refused):
            act()

    actions.propose(agreement=deal.agreement, commitment=promise, values=promised(""), base=1, **who(people.planner))
    for person in (people.twin, people.ministry):
        actions.agree(agreement=deal.agreement, commitment=promise, member=None, base=2, **who(person))

    assert rows(deal)[0].right[0].struck


def test_unanswered_one_is_taken_away_by_whoever_proposed_it(deal, people, promise):
    with pytest.raises(Refused):
        actions.remove_commitment(agreement=deal.agreement, commitment=promise, **who(people.ministry))

    actions.remove_clause(agreement=deal.agreement, clause=promise.clause, **who(people.planner))

    assert not Proposal.objects.exists()


def test_commitment_binds_only_parties_of_its_side(deal, people, promise):
    with pytest.raises(Refused):
        actions.add_commitment(
            agreement=deal.agreement, clause=promise.clause, side="state", bound=[deal.skien], values=promised(),
            **who(people.planner),
        )  # fmt: skip

    assert Commitment.objects.count() == 1


def test_contact_whose_party_is_represented_by_another_speaks_no_more(deal, people, promise, world):
    actions.save_part(
        agreement=deal.agreement, model=deal.md.representations.model, **who(people.secretary),
        values={"member": deal.md, "by": world.parties["sd"], "since": LooseDate.read("2009"), "note": ""},
    )  # fmt: skip

    with pytest.raises(Refused):
        actions.agree(agreement=deal.agreement, commitment=promise, member=None, base=1, **who(people.ministry))
    actions.agree(
        agreement=deal.agreement, commitment=promise, member=None, base=1, **who(world.people["contact", "sd"])
    )

    assert Consent.objects.get().member == deal.md


# -- Drift


def change(element, name, value, person):
    field = field_of(element.kind, name)
    later = datetime(2009, 8, 1, tzinfo=UTC)
    base = element.revision(name)
    save_field(element=element, field=field, value=value, base=base, by=person, at=later)


def test_measure_that_changes_after_agreement_is_told_and_changes_nothing(deal, people, measures):
    derive(deal, people.planner, measures.tram, measures.cycling)
    before = [cell.proposal.text for row in rows(deal) for cell in row.cells]

    change(measures.tram, "needs", "Statlige midler og ny lov", people.planner)

    tram, cycling = rows(deal)
    assert (tram.clause.drifted, cycling.clause.drifted) == (True, False)
    assert [cell.proposal.text for row in (tram, cycling) for cell in row.cells] == before
    changed = {said.label: said.words for said in drift_of(tram.clause) if said.changed}
    (words,) = changed.values()
    assert "<ins>" in words
    assert "ny lov" in words
    assert list(drifted_clauses()) == [tram.clause]


def test_new_consent_is_on_the_ground_of_what_the_measure_says_now(deal, people, measures):
    (clause,) = derive(deal, people.planner, measures.tram)
    change(measures.tram, "needs", "Ny lov", people.planner)
    commitment = clause.commitments.first()

    agreed_at = datetime(2009, 8, 1, tzinfo=UTC) + timedelta(days=1)
    actions.agree(
        agreement=deal.agreement, commitment=commitment, member=None, base=1, **who(people.ministry, agreed_at)
    )

    assert not drifted_clauses().exists()
    assert not any(said.changed for said in drift_of(Clause.objects.get()))


def test_progress_is_no_drift(deal, people, measures):
    derive(deal, people.planner, measures.tram)
    told = {"thing": "element", "thing_id": measures.tram.pk, "act": "edit", "field": "progress"}
    record(**told, by=people.planner, at=MOMENT + timedelta(days=1))

    assert not drifted_clauses().exists()
    assert len(statements(lambda: list(drifted_clauses()))) == 1
