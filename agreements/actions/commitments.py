"""Acts on what is promised: clauses and commitments, drawn from measures or free."""

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.actions._agreement import demand_open, locked, remember
from agreements.actions.negotiating import demand_negotiable, demand_speaker, demand_voice, put_forward
from agreements.models import Agreement, AgreementParty, Clause, Commitment, Proposal
from agreements.offers import offers_of
from agreements.queries import answered_by_others, speaks_for
from cities.acts import Act
from common.refusals import Refused
from common.rows import content, demand_room_for_more, demand_seen, made_from, next_position, put, shifted, standing
from history.actions import entry, record_all
from programmes.models import Element
from programmes.said import measures_wanting, said_by

MOST_CLAUSES = 500
GONE = gettext_lazy("Punktet finnes ikke lenger.")


@transaction.atomic
def derive(*, agreement: Agreement, elements: list[Element], member: AgreementParty | None, by, at) -> list[Clause]:
    """A clause for each measure that is not behind one yet, with what each side would have to do.

    member: the party that proposes it. A constant number of statements.
    Errors: Refused for measures of other cities than the agreement's, or that the person does not read.
    """
    agreement = locked(agreement, by)
    demand_open(agreement)
    member = demand_speaker(agreement, member, by, at)
    known = list(agreement.clauses.values_list("element", "position"))
    wanted = {element.pk for element in elements} - {element for element, _position in known}
    found = list(wanting(by, agreement).filter(pk__in=wanted))
    if len(found) < len(wanted):
        raise Refused(_("Alle tiltakene må høre til byer som avtalen gjelder, og trenge bidrag."))
    if len(known) + len(found) > MOST_CLAUSES:
        raise Refused(_("Det er plass til %(most)s.") % {"most": MOST_CLAUSES})
    said = said_by(found)
    first = max((position for _element, position in known), default=-1) + 1
    clauses = Clause.objects.bulk_create(
        Clause(
            agreement=agreement, position=first + n, title=element.title, area=element.measure.area, element=element,
            seen_at=at, measure=said[element.pk],
        )
        for n, element in enumerate(found)
    )  # fmt: skip
    fill(agreement, clauses, member=member, by=by, at=at)
    record_all([line_of(agreement, clause, by, at) for clause in clauses])
    return clauses


def wanting(by, agreement: Agreement):
    """The measures that may be drawn in, with all that an offer hangs on."""
    found = measures_wanting(by, agreement.city_ids).select_related("programme__document")
    return found.prefetch_related("programme__document__cities", "moneyline_rows")


def line_of(agreement, clause, by, at):
    return entry(
        act="derive", thing="clause", thing_id=clause.pk, title=clause.title, scope="agreement", scope_id=agreement.pk,
        after={"code": clause.element.code}, by=by, at=at,
    )  # fmt: skip


def fill(agreement: Agreement, clauses: list[Clause], *, member, by, at) -> None:
    """Give each clause the commitments its measure speaks of."""
    offered = [(clause, offer) for clause in clauses for offer in offers_of(clause.element)]
    commitments = Commitment.objects.bulk_create(
        Commitment(clause=clause, side=offer.side) for clause, offer in offered
    )
    Proposal.objects.bulk_create(
        Proposal(
            commitment=one, number=1, text=offer.text, amount=offer.amount, currency=offer.currency, due=offer.due,
            member=member, made_by=by, made_at=at,
        )
        for one, (_clause, offer) in zip(commitments, offered, strict=True)
    )  # fmt: skip
    members = agreement.members.filter(party__city__isnull=False).select_related("party__city")
    by_city = {one.party.city.pk: one for one in members}
    Commitment.bound.through.objects.bulk_create(
        Commitment.bound.through(commitment=one, agreementparty=by_city[city])
        for one, (_clause, offer) in zip(commitments, offered, strict=True)
        for city in offer.cities
        if city in by_city
    )


def negotiated(agreement: Agreement, by, at) -> Agreement:
    """The agreement as it is now, locked, for who keeps it or speaks for a party to it. Errors: Refused."""
    agreement = locked(agreement, by, Act.NEGOTIATE)
    demand_negotiable(agreement, by)
    demand_voice(agreement, speaks_for(by, agreement, localdate(at)), by)
    return agreement


@transaction.atomic
def save_clause(
    *, agreement: Agreement, clause: Clause | None = None, values: dict, seen="", uuid=None, by, at
) -> Clause:
    """Add a clause of one's own, or call one something else. Errors: Stale if somebody changed it since."""
    agreement = negotiated(agreement, by, at)
    before = None
    if clause is None:
        made, key = made_from(Clause, uuid, agreement)
        if made:
            return made
        demand_room_for_more(agreement.clauses, MOST_CLAUSES)
        clause = Clause(agreement=agreement, position=next_position(agreement.clauses), uuid=key)
    else:
        clause = standing(clause, GONE)
        demand_seen(clause, seen, values)
        before = content(clause)
    put(clause, values).save()
    remember(agreement, clause, act="edit" if before else "add", before=before, after=content(clause), by=by, at=at)
    return clause


@transaction.atomic
def move_clause(*, agreement: Agreement, clause: Clause, up: bool, by, at) -> None:
    """Let a clause change places with the one above or below; at the end it stays where it is."""
    agreement = negotiated(agreement, by, at)
    if places := shifted(list(agreement.clauses.all()), clause, up=up):
        here, there = places
        remember(agreement, clause, act="move", before={"position": here}, after={"position": there}, by=by, at=at)


@transaction.atomic
def remove_clause(*, agreement: Agreement, clause: Clause, by, at) -> None:
    """Take a clause away with its commitments. Errors: Refused where another party has spoken on one of them."""
    agreement = negotiated(agreement, by, at)
    clause = standing(clause, GONE)
    for commitment in clause.commitments.all():
        demand_unanswered(agreement, commitment, by, at)
    said = [str(proposal) for proposal in Proposal.objects.filter(commitment__clause=clause)]
    remember(agreement, clause, act="remove", before=content(clause) | {"commitments": said}, by=by, at=at)
    clause.delete()


@transaction.atomic
def add_commitment(
    *, agreement: Agreement, clause: Clause, side: str, bound=(), values: dict, member: AgreementParty | None = None,
    uuid=None, by, at,
) -> Commitment:  # fmt: skip
    """Propose that a side, or the parties named, shall do something. Errors: Refused for parties of another side."""
    agreement = locked(agreement, by, Act.NEGOTIATE)
    demand_negotiable(agreement, by)
    member = demand_speaker(agreement, member, by, at)
    made, key = made_from(Commitment, uuid, agreement)
    if made:
        return made
    clause = standing(clause, GONE)
    demand_room_for_more(Commitment.objects.filter(clause__agreement=agreement), 2 * MOST_CLAUSES)
    demand_side(side, bound)
    commitment = Commitment.objects.create(clause=clause, side=side, uuid=key)
    commitment.bound.set(bound)
    put_forward(agreement, commitment, values, member=member, by=by, at=at)
    return commitment


def demand_side(side: str, bound) -> None:
    if side != Commitment.Column.JOINT and (other := next((one for one in bound if one.side != side), None)):
        raise Refused(_("%(party)s hører ikke til den siden.") % {"party": other})


@transaction.atomic
def remove_commitment(*, agreement: Agreement, commitment: Commitment, by, at) -> None:
    """Take a commitment away. Errors: Refused where another party has spoken on it."""
    agreement = negotiated(agreement, by, at)
    commitment = standing(commitment, _("Forpliktelsen finnes ikke lenger."))
    demand_unanswered(agreement, commitment, by, at)
    said = [str(proposal) for proposal in commitment.proposals.all()]
    remember(agreement, commitment, act="remove", before=content(commitment) | {"said": said}, by=by, at=at)
    commitment.delete()


def demand_unanswered(agreement: Agreement, commitment: Model, by, at) -> None:
    """Errors: Refused if a party the person does not speak for has put a proposal, or agreed to one."""
    if answered_by_others(commitment, speaks_for(by, agreement, localdate(at))):
        raise Refused(_("Andre parter har svart. Foreslå heller at forpliktelsen strykes."))
