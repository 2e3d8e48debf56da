"""What waits for a person in agreements: proposals to answer, and promises that are late."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from agreements.following import Promise, promises_in
from agreements.models import Agreement, AgreementParty
from agreements.table import latest_proposals
from cities.access import rights_of
from cities.acts import Act


@dataclass
class Waiting:
    """An agreement with how many proposals the person's party has not answered."""

    agreement: Agreement
    count: int


def members_of(person) -> QuerySet[AgreementParty]:
    """The parties whose people the person is one of, or that somebody of theirs may stand in for."""
    rights = rights_of(person)
    parties = rights.parties(Act.GIVE_FEEDBACK)
    mine = Q(party__city__in=rights.cities(Act.EDIT_PROGRAMME)) | Q(party__in=parties)
    mine |= Q(representations__by__in=parties)
    return AgreementParty.objects.filter(mine).select_related("agreement").distinct()


def waiting_for(person, day: date) -> tuple[list[Waiting], list[Promise]]:
    """What is to be answered, and what was promised and is late, by those the person speaks for. Few statements."""
    mine = [one for one in members_of(person) if one.in_on(day)]
    return unanswered(mine), late(mine, day)


def unanswered(mine: list[AgreementParty]) -> list[Waiting]:
    drafts = [one for one in mine if not one.agreement.signed and one.agreement.origin == Agreement.Origin.HERE]
    own = defaultdict(list)
    for one in drafts:
        own[one.agreement_id].append(one.pk)
    count = Counter()
    rows = latest_proposals(commitment__clause__agreement__in=own).select_related("commitment__clause")
    for proposal in rows if own else ():
        agreed = {proposal.member_id, *proposal.consenting}
        agreement = proposal.commitment.clause.agreement_id
        count[agreement] += any(pk not in agreed for pk in own[agreement])
    known = {one.agreement_id: one.agreement for one in drafts}
    return [Waiting(known[pk], number) for pk, number in count.items() if number]


def late(mine: list[AgreementParty], day: date) -> list[Promise]:
    signed = {one.agreement_id: one.agreement for one in mine if one.agreement.signed}
    own = {one.pk for one in mine}
    return [one for one in promises_in(signed.values(), day) if one.late and own & one.bound] if signed else []
