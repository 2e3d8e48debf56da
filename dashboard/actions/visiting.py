from datetime import datetime, timedelta

from dashboard.models import Visit

STAY = timedelta(minutes=30)
"""Whoever comes back within this has not been away."""


def visit(*, by, at: datetime) -> datetime | None:
    """Remember that the person looks now; gives back when they did the time before, or None. No act on any thing."""
    seen = Visit.objects.filter(person=by).first()
    if seen is None:
        Visit.objects.bulk_create([Visit(person=by, last_at=at, earlier_at=at)], ignore_conflicts=True)
        return None
    if at - seen.last_at > STAY:
        seen.earlier_at = seen.last_at
    seen.last_at = max(seen.last_at, at)
    seen.save(update_fields=["last_at", "earlier_at"])
    return seen.earlier_at
