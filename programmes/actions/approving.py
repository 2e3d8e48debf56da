from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cities.models import City
from common.refusals import Refused
from documents import actions as documents
from documents.models import Approval
from programmes.actions.memory import named, remember
from programmes.actions.placing import lock
from programmes.models import Programme
from programmes.queries import cities_of, root_of
from programmes.sharing import shared_part


@transaction.atomic
def approve_shared(*, programme: Programme, city: City, seen: str, by, at) -> Approval:
    """Approve the programme's shared part for a city.

    seen: the checksum of what the person has read.
    Errors: Refused where the shared part has become another since, for another's city, and where nothing is shared.
    """
    lock(programme.pk)
    if len(cities_of(programme)) < 2:
        raise Refused(_("Programmet har én by, så det er ingen fellesdel å godkjenne."))
    part = shared_part(programme, localdate(at))
    if part.mark != seen:
        raise Refused(_("Fellesdelen er endret siden du leste den. Se hva som er nytt, og godkjenn på nytt."))
    approval = documents.approve(document=programme.document, city=city, part=part.content, by=by, at=at)
    if approval.approved_at == at:
        remember(root_of(programme), act="approve", after=named(city) | {"sha256": seen}, by=by, at=at)
    return approval


@transaction.atomic
def withdraw_approval(*, programme: Programme, city: City, by, at) -> None:
    """Take a city's approval back. Errors: Refused for another's city."""
    lock(programme.pk)
    if documents.withdraw_approval(document=programme.document, city=city, by=by, at=at):
        remember(root_of(programme), act="disapprove", after=named(city), by=by, at=at)
