"""Acts by which an agreement comes to stand: frozen, approved by each party, taken to the meeting, signed there."""

from functools import partial

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.actions._agreement import demand_open, keep_names, locked, remember
from agreements.actions.negotiating import demand_speaker
from agreements.approval import matrix_of, ready
from agreements.content import FORMAT, agreement_content, substance
from agreements.models import Agreement, AgreementParty, AgreementVersion, PartyApproval
from agreements.queries import parties_on
from agreements.table import table_of
from cities.access import rights_of
from cities.acts import Act
from common.dates import LooseDate
from common.keys import scoped
from common.refusals import Refused
from common.rows import content, plain, put
from documents.actions import freeze, stamp
from documents.models import Document, DocumentCity, Print, Version
from files.actions import store
from files.intake import name_of, taken_in
from workshops.actions import confirm, put_on_agenda
from workshops.models import AgendaItem, Gathering


@transaction.atomic
def freeze_agreement(*, agreement: Agreement, day, key=None, by, at) -> AgreementVersion:
    """Keep the agreement as it stands as its next version, for its parties to read and print.

    key: names the form; the same form again gives back the same version.
    """
    agreement = locked(agreement, by)
    demand_open(agreement)
    if not agreement.signed:
        return frozen(agreement, day, key=key, by=by, at=at)
    signing = {name: getattr(agreement, name) for name in Agreement.SIGNING}
    kept = frozen(agreement, day, key=key, signing=signing, by=by, at=at)
    stamp(version=kept.version, mark=Print.Mark.SIGNED, public=True, by=by, at=at)
    return kept


def frozen(agreement: Agreement, day, *, key=None, signing=None, by, at) -> AgreementVersion:
    """A version, where the agreement is locked already."""
    parties = [one for one in parties_on(agreement, localdate(at)) if one.present]
    rows = table_of(agreement, parties, [], day)
    complete = bool(parties) and bool(rows) and all(cell.agreed for row in rows for cell in row.cells)
    said = partial(agreement_content, agreement, day, signing=signing)
    version, made = freeze(
        document=document_of(agreement, parties), day=day, content=said, format=FORMAT,
        sort=Version.Sort.AGREEMENT, key=scoped(key, "agreement", agreement.pk), by=by, at=at,
    )  # fmt: skip
    if not made:
        return version.agreement_version
    kept = AgreementVersion.objects.create(agreement=agreement, version=version, complete=complete)
    remember(agreement, kept, act="freeze", after={"number": version.number, "complete": complete}, by=by, at=at)
    return kept


def document_of(agreement: Agreement, parties) -> Document:
    """The agreement's document, for those who are its cities and parties now."""
    if agreement.document is None:
        agreement.document = Document.objects.create()
        agreement.save(update_fields=["document"])
    document, cities = agreement.document, list(agreement.cities.all())
    document.city_rows.exclude(city__in=cities).delete()
    known = set(document.city_rows.values_list("city", flat=True))
    last = max(document.city_rows.values_list("position", flat=True), default=-1)
    DocumentCity.objects.bulk_create(
        DocumentCity(document=document, city=city, position=last + n)
        for n, city in enumerate((city for city in cities if city.pk not in known), 1)
    )
    document.parties.set({one.member.party for one in parties} | {one.speaker for one in parties})
    return document


@transaction.atomic
def approve_version(
    *, agreement: Agreement, version: AgreementVersion, member: AgreementParty, values: dict, upload=None, uuid=None,
    by, at,
) -> PartyApproval:  # fmt: skip
    """Register what a body of a party decided on a version (PartyApproval.VALUES), with the file that tells of it.

    Errors: Refused for a version that not all had agreed to, for a party one does not speak for, and for a day to come.
    """
    data = taken_in(upload) if upload else None
    agreement = locked(agreement, by, Act.NEGOTIATE)
    demand_open(agreement)
    key = scoped(uuid, "approval", version.pk, member.pk)
    if made := PartyApproval.objects.filter(uuid=key).first():
        return made
    demand_may_register(agreement, member, by, at)
    if not version.complete:
        raise Refused(_("Partene er ikke enige om alt i denne versjonen. Da kan den ikke godkjennes."))
    if values["day"].earliest and values["day"].earliest > localdate(at):
        raise Refused(_("Dagen er ikke kommet ennå."))
    approval = put(PartyApproval(of=version, member=member, registered_at=at, registered_by=by, uuid=key), values)
    if data:
        approval.file, approval.name = store(data[0], media_type=data[1], at=at), name_of(upload, data[1])
    approval.save()
    remember(agreement, approval, act="approve", after=content(approval) | {"file": approval.name}, by=by, at=at)
    stamp_if_ready(agreement, version, by=by, at=at)
    return approval


def demand_may_register(agreement: Agreement, member: AgreementParty, by, at) -> None:
    """A party's own people, and the secretariat for those who have nobody here."""
    if not rights_of(by).everywhere(Act.KEEP_CITY):
        demand_speaker(agreement, member, by, at)


@transaction.atomic
def meet_condition(*, agreement: Agreement, approval: PartyApproval, met_on, met_how: str, by, at) -> PartyApproval:
    """Say when and how the conditions of an approval were met. Done again, it changes nothing.

    Errors: Refused for a day to come, and for one before the approval.
    """
    agreement = locked(agreement, by, Act.NEGOTIATE)
    demand_open(agreement)
    demand_may_register(agreement, approval.member, by, at)
    approval = PartyApproval.objects.select_related("of__version", "member__party").get(pk=approval.pk)
    if approval.outcome != PartyApproval.Outcome.CONDITIONAL:
        raise Refused(_("Godkjenningen har ingen vilkår."))
    if met_on.earliest and met_on.earliest > localdate(at):
        raise Refused(_("Dagen er ikke kommet ennå."))
    if met_on.latest and approval.day.earliest and met_on.latest < approval.day.earliest:
        raise Refused(_("Vilkårene kan ikke være oppfylt før de ble satt."))
    if approval.met_on is None:
        put(approval, {"met_on": met_on, "met_how": met_how}).save(update_fields=["met_on", "met_how"])
        remember(agreement, approval, act="meet", after={"met_on": plain(met_on), "met_how": met_how}, by=by, at=at)
        stamp_if_ready(agreement, approval.of, by=by, at=at)
    return approval


def stamp_if_ready(agreement: Agreement, version: AgreementVersion, *, by, at) -> None:
    """When every party has approved it, its prints say so; and no longer, when one of them has thought better of it."""
    if agreement.signed:
        return
    if ready(matrix_of(agreement, version, localdate(at))):
        stamp(version=version.version, mark=Print.Mark.APPROVED, by=by, at=at)
    elif hasattr(version.version, "stamp"):
        stamp(version=version.version, mark=Print.Mark.DRAFT, by=by, at=at)


@transaction.atomic
def take_to_meeting(*, agreement: Agreement, gathering: Gathering, address: str, by, at) -> AgendaItem:
    """Put an agreement that every party has approved on the agenda of a political meeting.

    Errors: Refused where somebody has not approved it yet, and for another kind of gathering.
    """
    agreement = locked(agreement, by)
    demand_open(agreement)
    demand_approved(agreement, at)
    if gathering.kind != Gathering.Kind.POLITICAL:
        raise Refused(_("Avtaler bekreftes på politiske møter."))
    item = put_on_agenda(
        gathering=gathering, title=agreement.title, reference=agreement.reference, address=address, by=by, at=at
    )
    remember(agreement, agreement, act="take", after={"gathering": str(gathering)}, by=by, at=at)
    return item


def demand_approved(agreement: Agreement, at) -> None:
    """Errors: Refused unless the latest version that all had agreed to is approved by every party, and says what the
    agreement says now.
    """
    latest = agreement.versions.filter(complete=True).select_related("version").first()
    if latest is None or not ready(matrix_of(agreement, latest, localdate(at))):
        raise Refused(_("Alle partene må ha godkjent avtalen, og vilkårene være oppfylt, før den kan bekreftes."))
    if substance(agreement_content(agreement, latest.version.day)) != substance(latest.version.data):
        raise Refused(_("Avtalen er endret siden den ble godkjent. Lås en ny versjon som partene kan godkjenne."))


def demand_after_approvals(agreement: Agreement, day: LooseDate) -> None:
    """Errors: Refused for a day on which somebody had not approved it yet."""
    latest = agreement.versions.filter(complete=True).first()
    decided = [one.day.earliest for one in latest.approvals.all() if one.stands and one.day.earliest]
    if day.latest and any(day.latest < one for one in decided):
        raise Refused(_("Avtalen kan ikke underskrives før alle har godkjent den."))


@transaction.atomic
def confirm_agreement(*, agreement: Agreement, item: AgendaItem, values: dict, by, at) -> Agreement:
    """Confirm it at the meeting on whose agenda it is, with the day and who signed (Agreement.SIGNING).

    Errors: Refused for whoever does not keep the meeting, and where it is not approved.
    """
    agreement = locked(agreement, by)
    if item.reference != agreement.reference:
        raise Refused(_("Avtalen står ikke på denne sakslisten."))
    day = values["signed"].earliest or values["signed"].latest
    confirm(item=item, day=day, by=by, at=at)
    return signed(agreement, values, by=by, at=at)


def signed(agreement: Agreement, values: dict, *, by, at) -> Agreement:
    """It is signed: everybody reads it, names stand still, and the paper says so."""
    demand_open(agreement)
    if values["signed"].earliest and values["signed"].earliest > localdate(at):
        raise Refused(_("Dagen er ikke kommet ennå."))
    if agreement.origin == Agreement.Origin.HERE:
        demand_approved(agreement, at)
        demand_after_approvals(agreement, values["signed"])
    before = {name: plain(getattr(agreement, name)) for name in Agreement.SIGNING}
    put(agreement, values | {"signed_at": at}).save(update_fields=[*Agreement.SIGNING, "signed_at"])
    keep_names(agreement)
    after = {name: plain(values[name]) for name in Agreement.SIGNING}
    remember(agreement, agreement, act="sign", before=before, after=after, by=by, at=at)
    if agreement.origin == Agreement.Origin.HERE:
        day = agreement.signed.latest or agreement.signed.earliest
        kept = frozen(agreement, day, signing=values, by=by, at=at)
        stamp(version=kept.version, mark=Print.Mark.SIGNED, public=True, by=by, at=at)
    return agreement
