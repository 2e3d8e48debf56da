"""Acts on what is on the table: proposals, counterproposals and consent."""

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.actions._agreement import demand_open, locked, remember
from agreements.models import Agreement, AgreementParty, Clause, Commitment, Consent, Proposal
from agreements.queries import keeps, speaks_for
from cities.acts import Act
from common.keys import scoped
from common.refusals import Refused, Stale
from common.rows import content, put, standing
from programmes.said import said_by


@transaction.atomic
def propose(
    *, agreement: Agreement, commitment: Commitment, values: dict, member: AgreementParty | None = None, base: int,
    uuid=None, by, at,
) -> Proposal:  # fmt: skip
    """Put a proposal, or one against the latest. base: the number of the proposal the person saw.

    Errors: Stale if somebody was quicker, with both texts; Refused for whoever does not speak for the party.
    """
    agreement, commitment = on_the_table(agreement, commitment, by)
    member = demand_speaker(agreement, member, by, at)
    key = uuid and scoped(uuid, "proposal", commitment.pk)
    if key and (made := commitment.proposals.filter(uuid=key).first()):
        return made
    latest = commitment.proposals.last()
    if latest.number != base:
        said = _("Det er kommet et nytt forslag i mellomtiden. Under står det du skrev.")
        raise Stale(said, theirs=latest, mine=values)
    if all(getattr(latest, name) == values[name] for name in ("text", "amount", "currency", "due")):
        raise Refused(_("Forslaget sier det samme som det som ligger på bordet. Si deg heller enig."))
    return put_forward(agreement, commitment, values, member=member, key=key, by=by, at=at)


def put_forward(agreement: Agreement, commitment: Commitment, values: dict, *, member, key=None, by, at) -> Proposal:
    """Lay a proposal on the table, where the commitment is locked already."""
    last = commitment.proposals.aggregate(last=Max("number"))["last"] or 0
    proposal = put(Proposal(commitment=commitment, number=last + 1, member=member, made_by=by, made_at=at), values)
    proposal.uuid = key or proposal.uuid
    proposal.save()
    renew_basis(commitment.clause, at)
    said = content(proposal) | {"member": member and str(member)}
    remember(agreement, commitment, act="propose", field=str(proposal.number), after=said, by=by, at=at)
    return proposal


@transaction.atomic
def agree(*, agreement: Agreement, commitment: Commitment, member: AgreementParty | None, base: int, by, at) -> None:
    """Agree to the proposal on the table, for a party. Done again, it changes nothing.

    Errors: Refused if another proposal has come since, or to whoever speaks for no party.
    """
    agreement, commitment = on_the_table(agreement, commitment, by)
    member = demand_speaker(agreement, member, by, at)
    if member is None:
        raise Refused(_("Bare de som taler for en part, kan si seg enige."))
    latest = commitment.proposals.last()
    if latest.number != base:
        raise Refused(_("Det er kommet et nytt forslag i mellomtiden. Les det først."))
    if latest.member_id == member.pk:
        return
    _consent, made = Consent.objects.get_or_create(
        proposal=latest, member=member, defaults={"given_by": by, "given_at": at}
    )
    if made:
        renew_basis(commitment.clause, at)
        remember(agreement, commitment, act="agree", field=str(latest.number), after=str(member), by=by, at=at)


@transaction.atomic
def take_back_consent(*, agreement: Agreement, commitment: Commitment, member: AgreementParty, by, at) -> None:
    """The party does not agree after all. Done again, it changes nothing."""
    agreement, commitment = on_the_table(agreement, commitment, by)
    member = demand_speaker(agreement, member, by, at)
    latest = commitment.proposals.last()
    if latest.consents.filter(member=member).delete()[0]:
        remember(agreement, commitment, act="disagree", field=str(latest.number), before=str(member), by=by, at=at)


def on_the_table(agreement: Agreement, commitment: Commitment, by) -> tuple[Agreement, Commitment]:
    """Both as they are now, locked. Errors: Refused."""
    agreement = locked(agreement, by, Act.NEGOTIATE)
    demand_negotiable(agreement, by)
    commitment = standing(commitment, _("Forpliktelsen finnes ikke lenger."))
    return agreement, commitment


def demand_speaker(agreement: Agreement, member: AgreementParty | None, by, at) -> AgreementParty | None:
    """The party the person speaks for: the one named, or the only one; none for who only keeps the agreement.

    Errors: Refused for another's party, and where several are one's own and none is named.
    """
    mine = speaks_for(by, agreement, localdate(at))
    demand_voice(agreement, mine, by)
    if member:
        if member.pk not in {one.pk for one in mine}:
            raise Refused(_("Du taler ikke for %(party)s.") % {"party": member})
        return member
    if len(mine) > 1:
        raise Refused(_("Velg hvilken part du taler for."))
    return mine[0] if mine else None


def demand_voice(agreement: Agreement, mine: list[AgreementParty], by) -> None:
    """Errors: Refused for who neither keeps the agreement nor speaks for a party to it any longer."""
    if not mine and not keeps(by, agreement):
        raise Refused(_("En annen taler for parten nå."))


def demand_negotiable(agreement: Agreement, by) -> None:
    """Errors: Refused for what was agreed here and is signed; of what was signed elsewhere, for all who do not keep
    it: a registration is mended, not negotiated.
    """
    demand_open(agreement)
    if agreement.signed and not keeps(by, agreement):
        raise Refused(_("Avtalen er inngått. Bare de som steller den, kan rette det som er registrert."))


def renew_basis(clause: Clause, at) -> None:
    """What is now on the table, or agreed, is so on the ground of what the measure says now."""
    if clause.element_id:
        clause.seen_at, clause.measure = at, said_by([clause.element])[clause.element_id]
        clause.save(update_fields=["seen_at", "measure"])
