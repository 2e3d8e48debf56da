"""What the state has promised and not done, as far as one may read the agreements."""

import pytest
from django.urls import reverse

from agreements.models import Clause, Commitment, Proposal, Report
from common.dates import LooseDate
from tests.dashboard.counting import numbers
from tests.factories.agreements import AgreementFactory, AgreementPartyFactory
from tests.factories.programmes import MOMENT
from tests.helpers.statements import statements


@pytest.fixture
def agreed(counting):
    """A signed agreement of Oslo, and one that is negotiated, each with two ministries."""
    world = counting.world
    signed = agreement(world, title="Inngått", signed=LooseDate.read("19.5.2009"))
    promise(signed, "state", "Alle i staten betaler", due="2010")
    promise(signed, "state", "Bare MD måler", named=["MD"])
    promise(signed, "joint", "Sammen")
    promise(signed, "cities", "Byen bygger")
    done = promise(signed, "state", "Gjort")
    Report.objects.create(
        commitment=done, status="done", day=LooseDate.read("2009"), reported_at=MOMENT,
        reported_by=world.people["contact", "md"],
    )  # fmt: skip
    promise(agreement(world, title="Utkast"), "state", "Ikke inngått")
    return signed


def agreement(world, **fields):
    made = AgreementFactory(cities=[world.cities["oslo"]], **fields)
    for code in ("md", "sd"):
        AgreementPartyFactory(agreement=made, party=world.parties[code])
    return made


def promise(agreement, side, text, named=(), due=""):
    clause = Clause.objects.create(agreement=agreement, title=text, position=agreement.clauses.count())
    commitment = Commitment.objects.create(clause=clause, side=side)
    commitment.bound.set(agreement.members.filter(party__short__in=named))
    Proposal.objects.create(
        commitment=commitment, number=1, text=text, due=LooseDate.read(due) if due else None, made_at=MOMENT
    )
    return commitment


def texts(answer) -> list[str]:
    return [one.proposal.text for one in answer.context["listed"].found]


@pytest.mark.parametrize("who", [("secretariat", "network"), ("planner", "skien")], ids=str)
def test_open_promises_that_bind_the_state_are_told_the_late_ones_first(look, agreed, who):
    found = look(page="coverage_state", who=who)

    assert texts(found) == ["Alle i staten betaler", "Bare MD måler", "Sammen"]
    assert [(body, n, late) for body, n, _open, late, _late in found.context["bodies"]] == [("MD", 3, 1), ("SD", 2, 1)]


def test_every_number_leads_to_as_many_promises(look, agreed):
    path = reverse("coverage_state")

    shown = numbers(look(page="coverage_state").content.decode(), path)

    assert [n for n, _address in shown] == [3, 1, 2, 1]
    found = [(n, texts(look(address.removeprefix(path), page="coverage_state"))) for n, address in shown]
    assert [(n, rows) for n, rows in found if len(rows) != n] == []


def test_many_promises_take_as_many_statements_as_few(look, client, counting, agreed):
    look(page="coverage_state")
    few = len(statements(lambda: client.get(reverse("coverage_state"))))
    for n in range(3):
        other = agreement(counting.world, title=f"Enda en {n}", signed=LooseDate.read("2010"))
        promise(other, "state", f"Mer {n}", named=["SD"])

    many = len(statements(lambda: client.get(reverse("coverage_state"))))

    assert (many, many <= 10) == (few, True)


def test_without_any_the_page_says_so(look, counting):
    assert "Staten har ingen åpne forpliktelser" in look(page="coverage_state").content.decode()
