from django.shortcuts import render
from django.views.decorators.http import require_safe

from cities.access import door, visible
from cities.acts import Act
from cities.models import City
from cities.queries import organisation_of
from programmes.models import Programme
from programmes.queries import cities_of


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_organisation(request, programme):
    """The political bodies and units the cities have for the programme: what exists, is strengthened, is new."""
    cities = cities_of(programme)
    rows = organisation_of([city.party_id for city in cities])
    kept = set(visible(request.user, Act.KEEP_CITY, City).filter(documents=programme.document_id))
    parts = [(city, [row for row in rows if row["party_id"] == city.party_id], city in kept) for city in cities]
    return render(request, "programmes/organisation.html", {"programme": programme, "parts": parts})
