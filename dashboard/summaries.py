"""What the clock has kept of how all cities stand: whom it is for while it is fresh, and who is on a page of it."""

from collections import defaultdict
from datetime import timedelta

from cities.access import rights_of
from cities.acts import Act
from dashboard.facts import AsOf
from dashboard.matrix import Matrix, Row, bracketed, matrix_of
from dashboard.models import Headline, Summary

FRESH = timedelta(minutes=1)


def headline_for(person, asof: AsOf, at) -> Headline | None:
    """For whoever sees all cities. None where it is older than a minute, of another day, or there is none."""
    if asof.known or not rights_of(person).everywhere(Act.READ_PROGRAMME):
        return None
    return Headline.objects.filter(day=asof.day, at__gt=at - FRESH).first()


def rows_at(places: range, asof: AsOf, *, only_late: bool) -> tuple[list[Row], Matrix]:
    """The rows at these places of the matrix, the most delayed first; each as its city stands now.

    They are worked out with their neighbours above and below, with which they may share a programme.
    """
    first = max(places.start - 1, 0)
    kept = Summary.objects.filter(late__gt=0) if only_late else Summary.objects.all()
    kept = list(kept.select_related("city")[first : places.stop + 1])
    matrix = matrix_of([one.city for one in kept], asof)
    circles = defaultdict(set)
    for one in kept:
        circles[one.circle].add(one.city_id)
    for row, one in zip(matrix.rows, kept, strict=True):
        row.twins = circles[one.circle] if one.circle else set()
    return bracketed(matrix.rows)[places.start - first : places.stop - first], matrix
