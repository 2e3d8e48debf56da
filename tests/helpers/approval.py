"""Every city's word on what it shares, for tests about what comes after."""

from datetime import UTC, date, datetime

from programmes.actions import approve_shared
from programmes.models import Programme
from programmes.queries import cities_of
from programmes.sharing import shared_part


def approve_for_all(programme, world, at=datetime(2009, 2, 9, 12, tzinfo=UTC), cities=None) -> None:
    """Approve the shared part as the draft stands, for the slugs given or for all of the programme's cities."""
    programme = Programme.objects.get(pk=programme.pk)
    mark = shared_part(programme, date(2009, 2, 9)).mark
    for city in cities_of(programme):
        if cities is None or city.slug in cities:
            approve_shared(programme=programme, city=city, seen=mark, by=world.people["lead", city.slug], at=at)
