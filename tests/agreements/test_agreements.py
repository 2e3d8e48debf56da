"""Agreements as such: who may, parties and who stands in for them, sums, annexes, links, and that they are signed."""

from datetime import date
from uuid import uuid4

import pytest

from agreements import actions
from agreements.models import Agreement, AgreementParty, Link, Representation, Sum
from agreements.queries import agreements_for, agreements_of, links_of, parties_on, speaks_for
from cities.access import can, readable
from cities.acts import Act
from cities.models import PartyName
from common.dates import LooseDate
from common.numbers import StatedNumber
from common.refusals import Refused, Stale
from common.rows import mark
from history.queries import history_in
from tests.agreements.steps import TODAY, sign, signed, who
from tests.factories.agreements import AgreementFactory

VALUES = {
    "kind": "cooperation",
    "kind_words": "",
    "title": "Ny avtale",
    "term": LooseDate.read("2009–2014"),
    "text": "",
}


def add(deal, model, person, **values):
    return actions.save_part(agreement=deal.agreement, model=model, values=values, **who(person))


def stands_in(deal, people, one, by, by_whom=None):
    values = {"member": one, "by": by, "since": LooseDate.read("2014"), "note": ""}
    return add(deal, Representation, by_whom or people.secretary, **values)


def member(party, **values):
    return {"party": party, "official": "", "short": "", "joined": None, "left": None, "note": ""} | values


def test_new_agreement_has_its_cities_as_parties_and_the_same_form_makes_one(people, world):
    asked = {"origin": "here", "cities": [world.cities["skien"]], "values": VALUES, "uuid": uuid4()}

    first, again = (actions.save_agreement(**asked, **who(people.planner)) for _ in range(2))

    assert first == again
    assert [one.party for one in first.members.all()] == [world.cities["skien"].party]
    assert [entry.act for entry in history_in("agreement", first.pk)] == ["add"]


@pytest.mark.parametrize("cities", [[], ["oslo"]])
def test_planners_make_agreements_of_their_own_cities(people, world, cities):
    chosen = [world.cities[name] for name in cities]

    with pytest.raises(Refused):
        actions.save_agreement(origin="here", cities=chosen, values=VALUES, **who(people.planner))

    assert not Agreement.objects.exists()
    assert actions.save_agreement(origin="here", cities=chosen, values=VALUES, **who(people.secretary))


def test_two_who_change_it_at_once_are_told(deal, people, world):
    seen, cities = mark(deal.agreement), list(deal.agreement.cities.all())
    actions.save_agreement(agreement=deal.agreement, cities=cities, values=VALUES, seen=seen, **who(people.planner))

    with pytest.raises(Stale):
        actions.save_agreement(agreement=deal.agreement, cities=cities, values=VALUES, seen=seen, **who(people.twin))


# -- Who may


def test_draft_is_its_parties_and_a_signed_one_everybodys(deal, people, world):
    others = [world.people[one] for one in (("planner", "oslo"), ("contact", "sd"), "stranger", "superuser")]
    inside = [people.planner, people.twin, people.ministry, people.secretary]

    assert [can(one, Act.READ_AGREEMENT, deal.agreement) for one in inside + others] == [True] * 4 + [False] * 4
    assert [can(one, Act.KEEP_AGREEMENT, deal.agreement) for one in inside] == [True, True, False, True]
    assert [can(one, Act.NEGOTIATE, deal.agreement) for one in inside] == [True] * 4

    sign(deal, people)

    assert all(readable(one, Act.READ_AGREEMENT, Agreement).exists() for one in others)


def test_whoever_stands_in_for_a_party_reads_it_too(deal, people, world):
    sd = world.people["contact", "sd"]
    assert not can(sd, Act.READ_AGREEMENT, deal.agreement)

    add(
        deal,
        Representation,
        people.secretary,
        member=deal.md,
        by=world.parties["sd"],
        since=LooseDate.read("2014"),
        note="",
    )

    assert can(sd, Act.READ_AGREEMENT, deal.agreement)


def test_drafts_of_others_stand_in_no_list_and_behind_no_link(deal, people, world):
    hidden = AgreementFactory(title="Oslos egen", cities=[world.cities["oslo"]])
    Link.objects.create(agreement=deal.agreement, earlier=hidden)

    assert [str(one) for one in agreements_for(people.planner)] == ["Avtale for Grenland"]
    assert list(agreements_of(world.cities["oslo"], people.planner)) == []
    assert links_of(deal.agreement, people.planner) == ([], [])
    assert [str(link.earlier) for link in links_of(deal.agreement, people.secretary)[0]] == ["Oslos egen"]


# -- Parties


def test_city_that_becomes_a_party_has_it_on_its_page_until_it_is_none(deal, people, world):
    oslo = world.cities["oslo"]

    row = add(deal, AgreementParty, people.planner, **member(oslo.party))
    with_it = list(oslo.agreements.all())
    actions.remove_part(agreement=deal.agreement, row=row, **who(people.planner))

    assert (with_it, list(oslo.agreements.all())) == ([deal.agreement], [])


def test_nobody_takes_away_the_city_through_which_they_may(deal, people):
    for row in (deal.porsgrunn, deal.skien):
        act = {"agreement": deal.agreement, "row": row}
        if row == deal.porsgrunn:
            actions.remove_part(**act, **who(people.planner))
        else:
            with pytest.raises(Refused):
                actions.remove_part(**act, **who(people.planner))

    assert deal.agreement.members.filter(pk=deal.skien.pk).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda deal, world: (AgreementParty, member(world.parties["md"])),
        lambda deal, world: (
            AgreementParty, member(world.parties["sd"], joined=LooseDate.read("2012"), left=LooseDate.read("2011"))
        ),
        lambda deal, world: (Link, {"earlier": deal.agreement, "sort": "follows"}),
        lambda deal, world: (Sum, {"amount": StatedNumber.of(1), "currency": "", "period": None, "source": "",
                                   "note": "", "chosen": False}),
        lambda deal, world: (Representation, {"member": deal.md, "by": world.parties["md"], "note": "",
                                              "since": LooseDate.read("2014")}),
    ],
    ids=["twice", "left before", "after itself", "no currency", "by itself"],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(deal, people, world, wrong):
    model, values = wrong(deal, world)
    before = model.objects.count()

    with pytest.raises(Refused):
        add(deal, model, people.planner, **values)

    assert model.objects.count() == before


def test_nobody_silences_another_party_or_speaks_in_its_place(deal, people, world):
    with pytest.raises(Refused):
        stands_in(deal, people, deal.md, deal.skien.party, people.planner)
    with pytest.raises(Refused):
        actions.save_part(
            agreement=deal.agreement, model=AgreementParty, row=deal.md, seen=mark(deal.md),
            values=member(deal.md.party, left=LooseDate.read("2009")), **who(people.planner),
        )  # fmt: skip

    assert not Representation.objects.exists()
    assert speaks_for(people.ministry, deal.agreement, TODAY) == [deal.md]


def test_another_joins_what_is_signed_under_the_name_it_has_then(deal, people, world):
    sign(deal, people)
    with pytest.raises(Refused):
        add(deal, AgreementParty, people.planner, **member(world.parties["sd"]))

    later = add(deal, AgreementParty, people.planner, **member(world.parties["sd"], joined=LooseDate.read("2010")))

    later.refresh_from_db()
    assert later.official == "Samferdselsdepartementet"
    assert [one.present for one in parties_on(deal.agreement, TODAY)] == [True] * 3 + [False]


def test_no_ring_of_those_who_stand_in(deal, people):
    stands_in(deal, people, deal.skien, deal.porsgrunn.party)
    stands_in(deal, people, deal.porsgrunn, deal.md.party)

    with pytest.raises(Refused):
        stands_in(deal, people, deal.md, deal.skien.party)
    by = {one.member: one.by for one in parties_on(deal.agreement, date(2015, 1, 1))}
    assert by == {deal.skien: deal.md.party, deal.porsgrunn: deal.md.party, deal.md: None}


def test_names_are_those_of_the_day_until_signed_and_stand_still_then(deal, people, world):
    PartyName.objects.filter(party=deal.md.party).delete()
    for since, until, name in ((None, date(2013, 12, 31), "Miljøverndepartementet"), (date(2014, 1, 1), None, "Klima")):
        PartyName.objects.create(party=deal.md.party, official=name, short=name, since=since, until=until)

    def called(day):
        return [one.names[0] for one in parties_on(deal.agreement, day) if one.member == deal.md]

    before = called(date(2009, 5, 19)) + called(date(2020, 1, 1))
    sign(deal, people)

    assert before == ["Miljøverndepartementet", "Klima"]
    assert called(date(2020, 1, 1)) == ["Miljøverndepartementet"]


def test_one_joins_later_and_leaves_before(deal):
    AgreementParty.objects.filter(pk=deal.md.pk).update(
        joined=LooseDate.read("våren 2010"), left=LooseDate.read("desember 2012")
    )

    days = (date(2010, 2, 28), date(2010, 3, 1), date(2012, 12, 31), date(2013, 1, 1))
    present = [one.present for day in days for one in parties_on(deal.agreement, day) if one.member == deal.md]

    assert present == [False, True, True, False]


def test_sums_stand_side_by_side_and_one_is_chosen(deal, people):
    values = {"currency": "NOK", "period": None, "note": ""}
    first = add(
        deal, Sum, people.planner, amount=StatedNumber.read("inntil 20 mill. kr"), source="A", chosen=True, **values
    )
    add(deal, Sum, people.planner, amount=StatedNumber.read("18 mill. kr"), source="B", chosen=True, **values)

    first.refresh_from_db()
    assert (first.chosen, deal.agreement.sums.count(), first.amount.bound) == (False, 2, "up_to")
    assert str(first) == "inntil 20 mill. kr"  # and no second name of the currency


# -- Signed


def test_what_was_agreed_here_stands_once_it_is_signed(deal, people):
    sign(deal, people)
    agreement = Agreement.objects.get()

    for act in (
        lambda: actions.save_agreement(agreement=agreement, cities=[], values=VALUES, **who(people.planner)),
        lambda: actions.remove_part(agreement=agreement, row=deal.md, **who(people.planner)),
        lambda: actions.unsign_agreement(agreement=agreement, **who(people.planner)),
        lambda: actions.remove_agreement(agreement=agreement, **who(people.planner)),
        lambda: actions.save_clause(agreement=agreement, values={"title": "X", "area": None}, **who(people.planner)),
    ):
        with pytest.raises(Refused):
            act()

    assert agreement.members.count() == 3


def test_day_to_come_is_no_day_of_signing(registered, people):
    with pytest.raises(Refused):
        actions.sign_agreement(agreement=registered.agreement, values=signed("1. juli 2009"), **who(people.planner))

    assert Agreement.objects.get().signed is None


@pytest.mark.parametrize(
    ("origin", "signing", "term", "stage"),
    [
        ("here", None, None, "draft"), ("elsewhere", None, "2024–2033", "proposed"),
        ("here", "19. mai 2009", "2008–2014", "signed"), ("elsewhere", "våren 2009", None, "signed"),
        ("here", "19. mai 2008", "2008", "over"), ("here", "innen 1. juli 2009", "fra 2009", "signed"),
    ],
)  # fmt: skip
def test_stage_is_told_from_what_happened(origin, signing, term, stage):
    agreement = Agreement(origin=origin, signed=LooseDate.read(signing or ""), term=LooseDate.read(term or ""))

    assert agreement.stage_on(date(2009, 6, 1)) == stage
