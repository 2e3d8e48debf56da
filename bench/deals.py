"""An agreement of 200 commitments and 20 parties, and the drift of a hundred of them over 850 measures."""

from datetime import UTC, datetime
from functools import cache

from django.urls import reverse

from agreements.models import Agreement, AgreementParty, Clause, Commitment, Consent, Proposal
from agreements.table import drifted_clauses
from bench.ground import world
from bench.programmes import cpu_of, visit
from cities.acts import RoleKind
from cities.models import Party
from common.dates import LooseDate
from history.models import Entry
from programmes.models import Element, Kind
from tests.factories.cities import RoleFactory
from tests.helpers.statements import statements

PARTIES, COMMITMENTS, AGREEMENTS = 20, 200, 100
AT = datetime(2009, 5, 19, 12, tzinfo=UTC)


@cache
def page():
    """The page as a planner of a party sees it, who is to answer each of them."""
    agreement = negotiated()
    planner = RoleFactory(kind=RoleKind.PLANNER, city=world().city).person
    return visit(planner, reverse("agreement_page", args=[agreement.pk]))


def negotiated() -> Agreement:
    """Half of it agreed by half of the parties; two commitments a clause, one for each side."""
    agreement = Agreement.objects.create(kind="cooperation", title="Avtale med tjue parter")
    others = Party.objects.bulk_create(
        Party(code=f"avtalepart-{n}", kind="ministry", name=f"Departement {n}", short=f"D{n}")
        for n in range(PARTIES - 1)
    )
    agreement.cities.add(world().city)
    members = AgreementParty.objects.bulk_create(
        AgreementParty(agreement=agreement, party=party, position=n)
        for n, party in enumerate([world().city.party, *others])
    )
    clauses = Clause.objects.bulk_create(
        Clause(agreement=agreement, position=n, title=f"Punkt {n}") for n in range(COMMITMENTS // 2)
    )
    commitments = Commitment.objects.bulk_create(
        Commitment(clause=clause, side=side) for clause in clauses for side in ("cities", "state")
    )
    proposals = Proposal.objects.bulk_create(
        Proposal(
            commitment=one, number=1, text=f"Forpliktelse {n} om kollektivtransport og arealbruk i byene.",
            due=LooseDate.read("2012"), member=members[n % PARTIES], made_at=AT,
        )
        for n, one in enumerate(commitments)
    )  # fmt: skip
    person = RoleFactory(kind=RoleKind.PLANNER, city=world().city).person
    Consent.objects.bulk_create(
        Consent(proposal=one, member=member, given_by=person, given_at=AT)
        for one in proposals[::2]
        for member in members[::2]
        if member.pk != one.member_id
    )
    return agreement


def page_statements() -> int:
    """All statements of the request: session, person, rights and shell among them."""
    return len(statements(page()))


def page_cpu() -> float:
    return cpu_of(page())


def drift_statements() -> int:
    """The measures of the large programme behind the clauses of a hundred agreements, a tenth of them changed since."""
    measures = list(Element.objects.filter(kind=Kind.MEASURE))
    agreements = Agreement.objects.bulk_create(
        Agreement(kind="cooperation", title=f"Avtale {n}") for n in range(AGREEMENTS)
    )
    Clause.objects.bulk_create(
        Clause(
            agreement=agreements[n % AGREEMENTS], position=n, title=str(measure), element=measure, measure={},
            seen_at=AT,
        )
        for n, measure in enumerate(measures)
    )  # fmt: skip
    Entry.objects.bulk_create(
        Entry(at=AT.replace(year=2010), act="edit", thing="element", thing_id=measure.pk, field="title")
        for measure in measures[::10]
    )
    return len(statements(lambda: list(drifted_clauses())))
