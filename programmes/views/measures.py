from django.views.decorators.http import require_safe

from cities.access import door
from cities.acts import Act
from common.listing import answer
from programmes.listing import MEASURES, measure_rows
from programmes.models import Programme


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_measures(request, programme):
    """The programme's measures as of the day that is viewed: a page, or a file of exactly what it shows."""
    rows = measure_rows(programme, request.day)
    listed = MEASURES.read(rows, request.GET, file_name=f"{MEASURES.caption} – {programme.title}")
    return answer(request, listed, "programmes/measures.html", {"programme": programme})
