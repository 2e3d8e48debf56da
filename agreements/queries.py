"""Questions about agreements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Count, F, Prefetch, Q, QuerySet

from agreements.drifting import redlined
from agreements.models import (
    Agreement,
    AgreementParty,
    AgreementVersion,
    Annex,
    Commitment,
    Consent,
    Link,
    Proposal,
    Representation,
)
from cities.access import readable, rights_of
from cities.acts import Act
from cities.models import City, Party
from cities.queries import identified, identities_on
from documents.models import Edition, Print
from workshops.models import AgendaItem

MEMBERS = Prefetch("members", AgreementParty.objects.select_related("party"))


def agreements_for(person) -> QuerySet[Agreement]:
    """Those the person may read of, with their parties, in order of date."""
    return in_order(readable(person, Act.READ_AGREEMENT, Agreement)).prefetch_related(MEMBERS)


def agreements_of(city: City, person) -> QuerySet[Agreement]:
    """A city's, as far as the person may read of them."""
    return agreements_for(person).filter(pk__in=city.agreements.values("pk"))


def with_proposers(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Each with how many of its parties have put proposals (`proposers`): more than one, and it is negotiated."""
    return agreements.annotate(proposers=Count("clauses__commitments__proposals__member", distinct=True))


def in_order(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    return agreements.order_by(F("signed__earliest").asc(nulls_last=True), "id")


def names_as_of(members: Iterable[AgreementParty], day: date | None) -> dict[int, tuple[str, str]]:
    """What each party is called in the agreement, official and short, by the row's id: as kept, else of the day."""
    parties = [member.party for member in members]
    identities = identities_on(parties, day) if day else {}
    called = {party.pk: (party.name, party.short) for party in parties}
    called |= {pk: (identity.official, identity.short) for pk, identity in identities.items()}
    return {
        member.pk: (member.official or called[member.party_id][0], member.short or called[member.party_id][1])
        for member in members
    }


@dataclass
class Standing:
    """A party as it stands on a day. by: who stands in its place then, or None; names: official and short."""

    member: AgreementParty
    names: tuple[str, str]
    present: bool
    by: Party | None = None
    representations: list[Representation] = field(default_factory=list)

    @property
    def speaker(self) -> Party:
        """Whose people speak for it."""
        return self.by or self.member.party


def parties_on(agreement: Agreement, day: date) -> list[Standing]:
    """The parties in order, as they stand on the day; those not in it then are there too, as not `present`.

    At most two statements.
    """
    members = identified(agreement.members.select_related("party__city"), day, party="party")
    representations = defaultdict(list)
    if getattr(agreement, "represented", True):  # the door knows whether there are any
        for row in Representation.objects.filter(member__agreement=agreement).select_related("by__city", "member"):
            representations[row.member_id].append(row)
    found = [
        Standing(
            member,
            (
                member.official or member.official_on or member.party.name,
                member.short or member.short_on or member.party.short,
            ),
            member.in_on(day),
            representations=representations[member.pk],
        )
        for member in members
    ]
    straight = {one.member.party_id: latest(one, day) for one in found}
    for one in found:
        by = straight[one.member.party_id]
        while by and straight.get(by.pk):  # whoever stands in may be stood in for
            by = straight[by.pk]
        one.by = by
    return found


def latest(standing: Standing, day: date) -> Party | None:
    return next((one.by for one in reversed(standing.representations) if one.holds_on(day)), None)


def speaks_for(person, agreement: Agreement, day: date) -> list[AgreementParty]:
    """The parties of the day that the person speaks for: as planner of the city, or as contact of the party."""
    return [one.member for one in parties_on(agreement, day) if speaks(person, one)]


def speaks(person, standing: Standing) -> bool:
    rights = rights_of(person)
    city = getattr(standing.speaker, "city", None)
    writes = city is not None and city.pk in rights.cities(Act.EDIT_PROGRAMME)
    return standing.present and (writes or standing.speaker.pk in rights.parties(Act.GIVE_FEEDBACK))


def annexes_of(agreement: Agreement) -> list[tuple[str, list[Annex]]]:
    """Each annex by its title, with its editions in order of date."""
    rows = agreement.annexes.select_related("file")
    return [(title, list(editions)) for title, editions in groupby(rows, key=lambda annex: annex.title)]


def links_of(agreement: Agreement, person) -> tuple[list[Link], list[Link]]:
    """To earlier and to later agreements, as far as the person may read of those. One statement."""
    known = readable(person, Act.READ_AGREEMENT, Agreement).values("pk")
    rows = Link.objects.filter(Q(agreement=agreement, earlier__in=known) | Q(earlier=agreement, agreement__in=known))
    rows = list(rows.select_related("agreement", "earlier").order_by("id"))
    return [one for one in rows if one.agreement_id == agreement.pk], [
        one for one in rows if one.earlier_id == agreement.pk
    ]


def links_from(agreement: Agreement, person) -> QuerySet[Link]:
    """To earlier agreements, as far as the person may read of those."""
    return agreement.earlier_links.filter(earlier__in=readable(person, Act.READ_AGREEMENT, Agreement).values("pk"))


def keeps(person, agreement: Agreement) -> bool:
    """May the person change what it is? Of one that the door has loaded, without a statement."""
    rights = rights_of(person)
    return rights.everywhere(Act.KEEP_CITY) or not rights.cities(Act.KEEP_CITY).isdisjoint(agreement.city_ids)


def proposals_of(commitment: Commitment) -> list[tuple[Proposal, str, str, str]]:
    """Every proposal, the latest first, with its words, price and due date, and what changed in each since before."""
    rows = list(commitment.proposals.select_related("member__party", "made_by").prefetch_related("consents__member"))
    said = [(row.text, row.price, str(row.due or "")) for row in rows]
    before = [said[0], *said] if said else []
    found = [
        (row, *(redlined(old, new) for old, new in zip(earlier, later, strict=True)))
        for row, earlier, later in zip(rows, before, said, strict=False)
    ]
    return found[::-1]


def different_parties(agreements: Iterable[Agreement]) -> set[int]:
    """Every party counted once, however many of the agreements it is a party to."""
    return set(AgreementParty.objects.filter(agreement__in=agreements).values_list("party", flat=True))


def versions_for(agreement: Agreement) -> QuerySet[AgreementVersion]:
    """Its versions, the latest first, each with its edition and finished print, and what it is `stamped`."""
    editions = Edition.objects.prefetch_related(Prefetch("prints", Print.objects.select_related("file", "job")))
    rows = agreement.versions.select_related("version__frozen_by").defer("version__content")
    rows = rows.annotate(stamped=F("version__stamp__mark"))
    return rows.prefetch_related(Prefetch("version__editions", editions)).order_by("-version__number")


def answered_by_others(commitment: Commitment, mine: Iterable[AgreementParty]) -> bool:
    """Has a party that is not one of these put a proposal, or agreed to one?"""
    own = [one.pk for one in mine]
    proposed = commitment.proposals.exclude(member=None).exclude(member__in=own)
    agreed = Consent.objects.filter(proposal__commitment=commitment).exclude(member__in=own)
    return proposed.exists() or agreed.exists()


def agenda_items_of(agreement: Agreement) -> QuerySet[AgendaItem]:
    """Where it stands on the agenda of a meeting."""
    return AgendaItem.objects.filter(reference=agreement.reference).select_related("gathering__host", "confirmed_by")
