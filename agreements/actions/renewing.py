"""Negotiating anew: what is signed stands, and a new agreement begins with what it says."""

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.actions._agreement import locked, remember
from agreements.models import Agreement, AgreementParty, Clause, Commitment, Link, Proposal
from agreements.table import latest_proposals
from cities.access import visible
from cities.acts import Act
from common.keys import scoped
from common.refusals import Refused
from common.rows import content
from programmes.said import said_by

COPIED = ("kind", "kind_words", "title", "text")


@transaction.atomic
def renegotiate(*, agreement: Agreement, by, at) -> Agreement:
    """A new draft that renews the agreement: its parties of today, and what it says, for them to agree to or counter.

    Done again while that draft is there, it gives back the same. Errors: Refused for what is not signed.
    """
    agreement = locked(agreement, by)
    if not agreement.signed:
        raise Refused(_("Avtalen er ikke inngått. Den kan endres som den er."))
    renewing = Link.objects.filter(earlier=agreement, sort=Link.Sort.RENEWS).values("agreement")
    mine = visible(by, Act.KEEP_AGREEMENT, Agreement)  # others may have linked a draft of their own to it
    if draft := mine.filter(pk__in=renewing, signed__isnull=True).first():
        return draft
    new = Agreement.objects.create(**{name: getattr(agreement, name) for name in COPIED})
    new.title = (_("%(title)s, fornyet") % {"title": agreement.title})[:200]
    new.save(update_fields=["title"])
    new.cities.set(agreement.cities.all())
    members = copied_parties(agreement, new)
    copy_clauses(agreement, new, members, at=at)
    Link.objects.create(agreement=new, earlier=agreement, sort=Link.Sort.RENEWS)
    remember(new, new, act="renew", after=content(new) | {"earlier": str(agreement)}, by=by, at=at)
    return new


def copied_parties(agreement: Agreement, new: Agreement) -> dict[int, AgreementParty]:
    """Those that have not left, by the id of the row they are copied from; their names are those of the day again."""
    staying = [one for one in agreement.members.all() if one.left is None]
    made = AgreementParty.objects.bulk_create(
        AgreementParty(agreement=new, party_id=one.party_id, position=n, uuid=scoped(None, "party"))
        for n, one in enumerate(staying)
    )
    return {old.pk: one for old, one in zip(staying, made, strict=True)}


def copy_clauses(agreement: Agreement, new: Agreement, members: dict[int, AgreementParty], *, at) -> None:
    """Each with its commitments as they stand; nobody's proposal, and nobody has agreed to it yet."""
    clauses = list(agreement.clauses.select_related("element"))
    said = said_by([one.element for one in clauses if one.element])
    made = Clause.objects.bulk_create(
        Clause(
            agreement=new, position=one.position, title=one.title, area_id=one.area_id, element=one.element,
            seen_at=at if one.element else None, measure=said.get(one.element_id), uuid=scoped(None, "clause"),
        )
        for one in clauses
    )  # fmt: skip
    of = {old.pk: one for old, one in zip(clauses, made, strict=True)}
    standing = [one for one in latest_proposals(commitment__clause__agreement=agreement) if one.text]
    commitments = Commitment.objects.bulk_create(
        Commitment(clause=of[one.commitment.clause_id], side=one.commitment.side) for one in standing
    )
    Proposal.objects.bulk_create(
        Proposal(
            commitment=one, number=1, text=old.text, amount=old.amount, currency=old.currency, due=old.due, made_at=at
        )
        for one, old in zip(commitments, standing, strict=True)
    )
    Commitment.bound.through.objects.bulk_create(
        Commitment.bound.through(commitment=one, agreementparty=members[pk])
        for one, old in zip(commitments, standing, strict=True)
        for pk in old.bound_to
        if pk in members
    )
