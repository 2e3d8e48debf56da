"""Keep how all cities stand, where they are many, so that a page of them need not look at the others."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils.timezone import localdate

from cities.models import City
from dashboard.facts import AsOf
from dashboard.matrix import Matrix, matrix_of, ranks_of
from dashboard.models import Headline, Summary

MANY = 400
"""Cities, above which it is worth it."""
AT_ONCE = 2_000
WAITED = timedelta(seconds=20)
"""A little less than the interval of the clock: strokes that piled up while no worker was there do it once."""


@transaction.atomic
def summarise(*, at) -> int:
    """Work out how every city stands today, and write what has changed. Shape: → how many rows.

    Nothing is done where somebody else is at it or just was, and nothing is kept where the cities are few.
    """
    if not alone() or Headline.objects.filter(day=localdate(at), at__gt=at - WAITED).exists():
        return 0
    if City.objects.count() <= MANY:
        Headline.objects.all().delete()
        return Summary.objects.all().delete()[0]
    matrix = matrix_of(City.objects.order_by("pk"), AsOf(localdate(at)))
    changed = write(summaries_of(matrix))
    told = {
        "day": matrix.asof.day, "at": at, "cities": len(matrix.rows), "late": len(matrix.late),
        "done": {one.pk: matrix.done(one) for one in matrix.milestones},
    }  # fmt: skip
    Headline.objects.update_or_create(pk=1, defaults=told)
    return changed


def alone() -> bool:
    """Does nobody else do the same? Until the transaction ends, nobody will."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('dashboard summaries', 0))")
        return cursor.fetchone()[0]


def summaries_of(matrix: Matrix) -> dict[int, Summary]:
    """By city."""
    ranks = ranks_of(matrix.rows)
    return {
        row.city.pk: Summary(
            city=row.city, place=sortable(ranks[row.city.pk]), late=row.late, circle=min(row.twins, default=None)
        )
        for row in matrix.rows
    }


def sortable(rank: tuple) -> str:
    """The urgencies as one text that sorts as they do, by its bytes: no name holds a tab."""
    return "\t".join(
        f"{10**7 + late:08}{10**7 + forecast:08}{near:05}{name}" for late, forecast, near, name in rank
    )  # fmt: skip


def write(summaries: dict[int, Summary]) -> int:
    """Shape: → how many rows were added, changed or taken away."""
    kept = {city: values for city, *values in Summary.objects.values_list("city", *Summary.VALUES)}
    changed = [one for city, one in summaries.items() if kept.get(city) != [one.place, one.late, one.circle]]
    Summary.objects.bulk_create(
        changed, AT_ONCE, update_conflicts=True, unique_fields=["city"], update_fields=Summary.VALUES
    )
    gone, _by_model = Summary.objects.filter(city__in=kept.keys() - summaries.keys()).delete()
    return len(changed) + gone
