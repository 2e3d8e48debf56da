"""Each city's word on what the programme's cities share, and letters to those whose word stands no longer."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cities.access import people_who_may
from cities.acts import Act
from cities.models import City
from common.refusals import Refused
from documents import actions as documents
from documents.models import Approval
from history.queries import history_in
from post.actions import write_to
from programmes.actions.memory import named, remember
from programmes.actions.placing import lock
from programmes.models import Programme
from programmes.queries import cities_of, root_of, with_cities
from programmes.sharing import consents, shared_part

QUIET = timedelta(minutes=30)
"""Nobody is written to while people are still at it."""


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


def tell_cities(*, site: str, at) -> int:
    """Write to those whose approval stands no longer, once for each approval; gives back how many approvals.

    site: where the links of the letters begin.
    """
    untold = Approval.objects.filter(withdrawn_at=None, told_at=None)
    programmes = with_cities(Programme.objects.titled().filter(document__in=untold.values("document")))
    return sum(tell_cities_of(programme, site=site, at=at) for programme in programmes.order_by("pk"))


@transaction.atomic
def tell_cities_of(programme: Programme, *, site: str, at) -> int:
    lock(programme.pk)
    latest = history_in("programme", programme.pk).aggregate(at=Max("at"))["at"]
    if latest and latest > at - QUIET:
        return 0
    words = [word for word in consents(programme, localdate(at)) if word.again and word.approval.told_at is None]
    for word in words:
        link = f"{site}{reverse('programme_shared', args=[programme.pk])}?by={word.city.slug}"
        subject = _("%(city)s må godkjenne fellesdelen på nytt") % {"city": word.city}
        told = {"city": word.city, "programme": programme.title, "link": link}
        people = people_who_may(Act.FREEZE_PROGRAMME, [word.city]).order_by("pk")
        write_to(people, subject=subject, template="programmes/letters/approve_again.txt", words=told, by=None, at=at)
    Approval.objects.filter(pk__in=[word.approval.pk for word in words]).update(told_at=at)
    return len(words)
