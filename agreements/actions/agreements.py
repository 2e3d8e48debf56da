"""Acts on an agreement as such: what it is, and that it is signed."""

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.actions._agreement import demand_open, locked, remember
from agreements.actions.approving import signed
from agreements.actions.parts import save_part
from agreements.models import Agreement, AgreementParty, Annex
from cities.access import rights_of
from cities.acts import Act
from cities.models import City, User
from common.keys import scoped
from common.refusals import Refused
from common.rows import content, demand_seen, plain, put


@transaction.atomic
def save_agreement(
    *, agreement: Agreement | None = None, origin="", cities, values: dict, seen="", uuid=None, by, at
) -> Agreement:
    """Add an agreement, or give one other values (Agreement.VALUES) and cities.

    A new one has its cities as its first parties. uuid: names the form; the same form again gives back the same.
    Errors: Stale if somebody saved it since; Refused for cities that are not the person's to speak for.
    """
    if agreement is None:
        User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the same form sent twice at once waits for itself
        key = scoped(uuid, "agreement", by.pk)
        if made := Agreement.objects.filter(uuid=key).first():
            return made
        agreement, before = Agreement(uuid=key, origin=origin), None
    else:
        agreement = locked(agreement, by)
        demand_open(agreement)
        demand_seen(agreement, seen, values)
        before = told(agreement)
    demand_own(cities, by)
    put(agreement, values).save()
    if before is None:
        add_parties(agreement, cities)
    agreement.cities.set({*cities, *City.objects.filter(party__agreements__agreement=agreement)})
    remember(agreement, agreement, act="edit" if before else "add", before=before, after=told(agreement), by=by, at=at)
    return agreement


def told(agreement: Agreement) -> dict:
    return content(agreement) | {"cities": sorted(map(str, agreement.cities.all()))}


def add_parties(agreement: Agreement, cities) -> None:
    ordered = sorted(cities, key=lambda city: city.name_key)
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=agreement, party_id=city.party_id, position=n) for n, city in enumerate(ordered)
    )


def demand_own(cities, by) -> None:
    """Planners make agreements of their own cities, perhaps with others; the secretariat of any, or of none."""
    rights = rights_of(by)
    if not rights.everywhere(Act.KEEP_CITY) and not any(rights.holds(Act.KEEP_CITY, city) for city in cities):
        raise Refused(_("Velg byen deres blant byene avtalen gjelder."))


@transaction.atomic
def sign_agreement(*, agreement: Agreement, values: dict, upload=None, by, at) -> Agreement:
    """Record that it is signed (Agreement.SIGNING). Everybody reads it from then on; its parties' names stand still.

    upload: the signed paper, as Django hands it over; it is kept as an annex.
    Errors: Refused for a day to come, for what is agreed upon here and not approved by every party, and for a file of
    no known kind.
    """
    agreement = signed(locked(agreement, by), values, by=by, at=at)
    if upload:
        about = {"title": _("Den underskrevne avtalen"), "edition": "", "day": agreement.signed}
        save_part(agreement=agreement, model=Annex, values=about, upload=upload, by=by, at=at)
    return agreement


@transaction.atomic
def unsign_agreement(*, agreement: Agreement, by, at) -> None:
    """It was registered as signed by mistake. Errors: Refused for one that was agreed upon here."""
    agreement = locked(agreement, by)
    demand_open(agreement)
    if agreement.signed:
        before = {"signed": plain(agreement.signed)}
        nothing = {"signed": None, "signed_where": "", "signatories": "", "signed_at": None}
        put(agreement, nothing).save(update_fields=list(nothing))
        remember(agreement, agreement, act="unsign", before=before, by=by, at=at)


@transaction.atomic
def remove_agreement(*, agreement: Agreement, by, at) -> None:
    """Take away one that is not signed, with all that is in it; the history keeps what it was.

    Errors: Refused for what is signed, and for what has versions: those never change, and some may be with the parties.
    """
    agreement = locked(agreement, by)
    if agreement.signed:
        raise Refused(_("Avtalen er inngått. Da kan den ikke slettes."))
    if agreement.versions.exists():
        raise Refused(_("Avtalen har låste versjoner. Da kan den ikke slettes."))
    parties = [str(member) for member in agreement.members.select_related("party")]
    remember(agreement, agreement, act="remove", before=told(agreement) | {"parties": parties}, by=by, at=at)
    agreement.delete()
