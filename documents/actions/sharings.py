"""Sharing a version with parties who are asked for feedback, and taking it back."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from cities.access import people_who_may, rights_of
from cities.acts import Act
from cities.models import Party
from common.keys import scoped
from common.refusals import Refused
from common.words import listing
from documents.actions.leading import demand_lead
from documents.actions.prints import order_print
from documents.models import Edition, Sharing
from documents.queries import not_agreed
from documents.sharing import may_stop
from history.actions import record
from post.actions import write_to


@transaction.atomic
def share_version(
    *, edition: Edition, parties, message: str = "", wanted_by=None, link: Callable[[object], str], uuid=None, by, at,
) -> list[Sharing]:  # fmt: skip
    """Share an edition of a version with parties, and write to their contacts.

    What is shared with a party already stays as it is. link: makes the whole address of the version's page.
    uuid: names the form; sent again it shares nothing more, not even what has been withdrawn since.
    Errors: Refused for an edition of a city the person does not lead, and for a joint one whose shared part not every
    city has approved.
    """
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    demand_sharing(edition, by)
    return [share_with(party, edition, message, wanted_by, link, uuid, by, at) for party in parties]


def share_with(party: Party, edition, message, wanted_by, link, uuid, by, at) -> Sharing:
    key = scoped(uuid, "sharing", edition.pk, party.pk)
    known = edition.sharings.filter(party=party)
    if standing := known.filter(uuid=key).first() or known.filter(withdrawn_at=None).first():
        return standing
    sharing = Sharing.objects.create(
        edition=edition, party=party, message=message, wanted_by=wanted_by, shared_at=at, shared_by=by, uuid=key
    )
    remember(sharing, "share_version", by, at)
    order_print(edition=edition, limited=False, by=by, at=at)
    subject = _("«%(title)s» er delt med dere") % {"title": edition.version.title}
    words = {"sharing": sharing, "link": link(edition.version)}
    people = people_who_may(Act.GIVE_FEEDBACK, parties=[party]).order_by("pk")
    write_to(people, subject=subject, template="documents/letters/shared.txt", words=words, by=by, at=at)
    return sharing


@transaction.atomic
def withdraw_sharing(*, sharing: Sharing, by, at) -> None:
    """Take a version back from a party. Its contacts no longer reach it; what they have sent stands.

    Errors: Refused for whoever may not, as `may_stop` says.
    """
    if not may_stop(sharing, set(sharing.version.document.cities.all()), by):
        raise Refused(_("Bare programlederen i byen utgaven gjelder, kan slutte å dele den."))
    open_one = Sharing.objects.filter(pk=sharing.pk, withdrawn_at=None)
    if open_one.update(withdrawn_at=at, withdrawn_by=by):
        remember(sharing, "withdraw_sharing", by, at)


def demand_sharing(edition: Edition, by) -> None:
    """As for laying forward: what several cities answer for waits for them all, an own edition for none."""
    demand_leading(edition, by)
    version = edition.version
    own = edition.city or version.city
    if own is None and (missing := not_agreed(version.document, version.shared_sha256)):
        raise Refused(
            _(
                "%(cities)s har ikke godkjent fellesdelen slik den står i versjonen. "
                "Del byens egen utgave, eller vent på godkjenningen."
            )
            % {"cities": listing(missing)}
        )


def demand_leading(edition: Edition, by) -> None:
    version, rights = edition.version, rights_of(by)
    if own := edition.city or version.city:
        demand_lead([own], by)
    elif not any(rights.holds(Act.FREEZE_PROGRAMME, city) for city in version.document.cities.all()):
        raise Refused(_("Bare programlederen i en av byene kan gjøre dette."))


def remember(sharing: Sharing, act: str, by, at) -> None:
    version, city = sharing.version, sharing.own_city
    after = {"party": sharing.party.name, "city": city.slug if city else None}
    record(
        act=act, thing="version", thing_id=version.pk, title=str(version), scope="document",
        scope_id=version.document_id, after=after, by=by, at=at,
    )  # fmt: skip
