"""Acts on what an agreement has several of: parties, those who stand in for them, sums, annexes, links (Part)."""

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.actions._agreement import demand_open, locked, remember
from agreements.models import Agreement, AgreementParty, Annex, Link, Representation, Sum
from agreements.queries import names_as_of, speaks_for
from cities.access import rights_of
from cities.acts import Act
from common.refusals import Refused
from common.rows import content, demand_room_for_more, demand_seen, made_from, next_position, put, shifted, standing
from files.actions import store
from files.intake import name_of, taken_in

OF = {
    AgreementParty: "agreement",
    Representation: "member__agreement",
    Sum: "agreement",
    Annex: "agreement",
    Link: "agreement",
}
"""Each model's way to its agreement."""

AGREED = (AgreementParty, Sum)
"""What is part of what was agreed."""


def rows_of(agreement: Agreement, model):
    """The rows of one sort in an agreement."""
    return model.objects.filter(**{OF[model]: agreement})


@transaction.atomic
def save_part(
    *, agreement: Agreement, model, row: Model | None = None, values: dict, upload=None, seen="", uuid=None, by, at
) -> Model:
    """Add a row to the agreement, or give one other values (its VALUES). upload: a file, as Django hands it over.

    Errors: Stale if somebody saved it since; Refused for what the rules below do not allow.
    """
    data = taken_in(upload) if upload else None
    agreement = locked(agreement, by)
    before = None
    if row is None:
        made, key = made_from(model, uuid, agreement)
        if made:
            return made
        if model in AGREED and not values.get("joined"):  # others may come later, also to what is signed
            demand_open(agreement)
        demand_room_for_more(rows_of(agreement, model))
        row = start(model, agreement, key)
    else:
        row = standing(row, _("Dette er slettet i mellomtiden."))
        demand_seen(row, seen, values)
        demand_standing(agreement, row, values)
        before = content(row)
    demand_own_word(agreement, row, values, by, at)
    put(row, values)
    if data:
        row.file, row.name = store(data[0], media_type=data[1], at=at), name_of(upload, data[1])
    demand_allowed(agreement, row)
    row.save()
    settle(agreement, row)
    remember(agreement, row, act="edit" if before else "add", before=before, after=content(row), by=by, at=at)
    return row


def start(model, agreement: Agreement, key) -> Model:
    row = model(uuid=key)
    if OF[model] == "agreement":
        row.agreement = agreement
    if model is AgreementParty:
        row.position = next_position(agreement.members)
    return row


def demand_standing(agreement: Agreement, row: Model, values: dict) -> None:
    """Errors: Refused for other sums and annexes than were agreed, and for another party in the place of one.

    Of a party to what is signed it can still be told when it came and went, and by whom it is represented.
    """
    if isinstance(row, Sum | Annex):
        demand_open(agreement)
    if isinstance(row, AgreementParty):
        if any(getattr(row, name) != values[name] for name in ("official", "short")):
            demand_open(agreement)
        if row.party != values["party"]:
            raise Refused(_("En annen part er en annen linje. Legg den til, og slett denne."))


def demand_own_word(agreement: Agreement, row: Model, values: dict, by, at) -> None:
    """In what is negotiated here, a party's own people and the secretariat alone say that it has left, or that another
    stands in for it: whoever could say so of another party could silence it, or speak in its place. Errors: Refused.
    """
    member = values["member"] if isinstance(row, Representation) else row if isinstance(row, AgreementParty) else None
    tells = isinstance(row, Representation) or (member is not None and row.pk and values["left"] != row.left)
    if not tells or agreement.origin != Agreement.Origin.HERE or rights_of(by).everywhere(Act.KEEP_CITY):
        return
    if member.pk not in {one.pk for one in speaks_for(by, agreement, localdate(at))}:
        raise Refused(_("Bare %(party)s selv og sekretariatet kan si dette.") % {"party": member})


def demand_silent(member: AgreementParty) -> None:
    """Errors: Refused where the party has proposed, agreed to or approved something, or is bound by name."""
    if any(said.exists() for said in (member.proposals, member.consents, member.approvals, member.commitments)):
        raise Refused(_("%(party)s har svart i forhandlingene. Skriv heller når parten gikk ut.") % {"party": member})


def demand_allowed(agreement: Agreement, row: Model) -> None:
    """The rules of each sort. Errors: Refused."""
    if isinstance(row, AgreementParty):
        others = agreement.members.exclude(pk=row.pk)
        if others.filter(party=row.party).exists():
            raise Refused(_("%(party)s er alt part i avtalen.") % {"party": row.party})
        first, last = row.joined and row.joined.earliest, row.left and row.left.latest
        if first and last and last < first:
            raise Refused(_("Parten kan ikke gå ut før den er kommet med."))
    if isinstance(row, Representation):
        demand_no_ring(agreement, row)
    if isinstance(row, Link) and row.earlier_id == agreement.pk:
        raise Refused(_("En avtale kan ikke komme etter seg selv."))
    if isinstance(row, Link) and agreement.earlier_links.exclude(pk=row.pk).filter(earlier=row.earlier).exists():
        raise Refused(_("Avtalene er alt knyttet sammen."))
    if isinstance(row, Sum) and not row.currency:
        raise Refused(_("Oppgi hvilken valuta beløpet er i."))


def demand_no_ring(agreement: Agreement, row: Representation) -> None:
    """Errors: Refused if a party would stand in for itself, straight or through others."""
    standing_in: dict[int, set[int]] = {}
    for party, by in rows_of(agreement, Representation).exclude(pk=row.pk).values_list("member__party", "by"):
        standing_in.setdefault(party, set()).add(by)
    seen, ahead = set(), {row.by_id}
    while ahead:
        if row.member.party_id in ahead:
            raise Refused(_("Da ville %(party)s representere seg selv.") % {"party": row.member})
        seen |= ahead
        ahead = set().union(*(standing_in.get(party, ()) for party in ahead)) - seen


def settle(agreement: Agreement, row: Model) -> None:
    """What follows: a city that is a party, or stands in for one, has the agreement on its page; who joins what is
    signed is called what it was called then; and one sum at most is chosen.
    """
    party = {AgreementParty: "party", Representation: "by"}.get(type(row))
    if party and (city := getattr(getattr(row, party), "city", None)):
        agreement.cities.add(city)
    if isinstance(row, AgreementParty) and agreement.signed and row.joined and not row.official:
        row.official, row.short = names_as_of([row], row.joined.earliest or row.joined.latest)[row.pk]
        row.save(update_fields=["official", "short"])
    if isinstance(row, Sum) and row.chosen:
        agreement.sums.exclude(pk=row.pk).update(chosen=False)


@transaction.atomic
def remove_part(*, agreement: Agreement, row: Model, by, at) -> None:
    """Take a row away; the history keeps what it said. A city that is no party any longer does not see it either.

    Errors: Refused for what was agreed, for a party that has spoken, and for the last city of those who would take it
    away.
    """
    agreement = locked(agreement, by)
    row = standing(row, _("Dette er slettet i mellomtiden."))
    if isinstance(row, (*AGREED, Annex)):
        demand_open(agreement)
    if isinstance(row, AgreementParty):
        demand_silent(row)
    if isinstance(row, Representation):
        demand_own_word(agreement, row, {"member": row.member}, by, at)
    remember(agreement, row, act="remove", before=content(row), by=by, at=at)
    if isinstance(row, AgreementParty) and (city := getattr(row.party, "city", None)):
        agreement.cities.remove(city)
        locked(agreement, by)  # whoever takes away the own city must still be somebody's here
    row.delete()


@transaction.atomic
def move_party(*, agreement: Agreement, member: AgreementParty, up: bool, by, at) -> None:
    """Let a party change places with the one above or below; at the end it stays where it is."""
    agreement = locked(agreement, by)
    demand_open(agreement)
    if places := shifted(list(agreement.members.all()), member, up=up):
        here, there = places
        remember(agreement, member, act="move", before={"position": here}, after={"position": there}, by=by, at=at)
