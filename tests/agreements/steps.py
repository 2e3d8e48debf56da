"""The steps an agreement goes, as tests take them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from agreements import actions
from agreements.models import Agreement, Commitment
from common.dates import LooseDate

TODAY = date(2009, 6, 1)
MOMENT = datetime(2009, 6, 1, 12, tzinfo=UTC)


def who(person, at=MOMENT):
    return {"by": person, "at": at}


def signed(words="19. mai 2009"):
    return {"signed": LooseDate.read(words), "signed_where": "Oslo", "signatories": "Ordførere og statsråder"}


def promised(text="Bidra med statlige midler.", **others):
    return {"text": text, "amount": None, "currency": "", "due": None, "comment": ""} | others


def decided(outcome="approved", day="12. mai 2009", conditions=""):
    body = {"body": "Bystyret", "case_number": "09/12", "day": LooseDate.read(day)}
    return body | {"outcome": outcome, "conditions": conditions}


def propose_something(deal, people) -> Commitment:
    """One clause, and what the state shall do, proposed by Skien."""
    clause = actions.save_clause(
        agreement=deal.agreement, values={"title": "Kollektiv", "area": None}, **who(people.planner)
    )
    return actions.add_commitment(
        agreement=deal.agreement, clause=clause, side="state", values=promised(), **who(people.planner)
    )


def all_agree(deal, people) -> None:
    """Every party agrees to what is on the table."""
    for commitment in Commitment.objects.filter(clause__agreement=deal.agreement):
        number = commitment.proposals.last().number
        for person in (people.planner, people.twin, people.ministry):
            actions.agree(agreement=deal.agreement, commitment=commitment, member=None, base=number, **who(person))


def freeze(deal, people):
    return actions.freeze_agreement(agreement=deal.agreement, day=TODAY, **who(people.planner))


def approve(deal, version, member, person, **said):
    values = decided(**said)
    return actions.approve_version(
        agreement=deal.agreement, version=version, member=member, values=values, **who(person)
    )


def approved(deal, people):
    """Proposed, agreed, frozen and approved by every party; gives the version."""
    propose_something(deal, people)
    all_agree(deal, people)
    version = freeze(deal, people)
    for member, person in (
        (deal.skien, people.planner), (deal.porsgrunn, people.twin), (deal.md, people.ministry),
    ):  # fmt: skip
        approve(deal, version, member, person)
    return version


def sign(deal, people) -> Agreement:
    """All the way to the signatures."""
    approved(deal, people)
    return actions.sign_agreement(agreement=deal.agreement, values=signed(), **who(people.planner))


def as_of(agreement: Agreement) -> SimpleNamespace:
    """The agreement as it is now."""
    return Agreement.objects.for_door().get(pk=agreement.pk)
