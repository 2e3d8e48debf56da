"""Acts on campaigns: which cities take part, and with what."""

from django.db import transaction
from django.utils.translation import gettext as _

from cities.access import can
from cities.acts import Act
from cities.models import City
from common.refusals import Refused
from workshops.actions._rows import demand_seen, remember
from workshops.contents import content
from workshops.models import Gathering, TakingPart


@transaction.atomic
def take_part(*, gathering: Gathering, city: City, words: str, seen="", by, at) -> TakingPart:
    """Say that a city takes part, and with what. For those who keep the city.

    seen: the mark of what the city had said, as the person saw it; "" where it had said nothing.
    Errors: Stale if it has said something else since; Refused for another's city, and for what is no campaign.
    """
    demand_city(gathering, city, by)
    part = gathering.parts.filter(city=city).first()
    before = content(part) if part else None
    if part and part.words != words:
        demand_seen(part, seen, {"words": words})
    part = part or TakingPart(gathering=gathering, city=city)
    part.words = words
    part.save()
    remember(gathering, part, act="edit" if before else "add", before=before, after=content(part), by=by, at=at)
    return part


@transaction.atomic
def withdraw_part(*, gathering: Gathering, city: City, by, at) -> None:
    """Say that a city takes no part after all. Done again, it changes nothing."""
    demand_city(gathering, city, by)
    if part := gathering.parts.filter(city=city).first():
        remember(gathering, part, act="remove", before=content(part), by=by, at=at)
        part.delete()


def demand_city(gathering: Gathering, city: City, by) -> None:
    if gathering.kind != Gathering.Kind.CAMPAIGN:
        raise Refused(_("Byer blir med i kampanjer. Til andre samlinger melder man seg på."))
    if not can(by, Act.KEEP_CITY, city):
        raise Refused(_("Bare planleggerne i %(city)s kan si hva byen er med på.") % {"city": city})
    Gathering.objects.select_for_update(no_key=True).get(pk=gathering.pk)
