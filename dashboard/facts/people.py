"""Facts about who takes part."""

from django.db.models import F, QuerySet

from cities.acts import RoleKind
from cities.models import Role
from dashboard.facts.evidence import AsOf, Sort, loose, on, told
from workshops.models import Attendance, Gathering


def lead_appointed(fact: str, asof: AsOf) -> list[QuerySet]:
    rows = Role.objects.filter(kind=RoleKind.LEAD, city__isnull=False)
    said = {"words": F("person__name"), **on(F("since"))}
    return [told(rows, fact, Sort.REACHED, city="city", thing="city", thing_id="city", **said)]


def attended(fact: str, asof: AsOf) -> list[QuerySet]:
    """Gatherings everybody in the network may read of, and that were not called off."""
    rows = Attendance.objects.filter(city__isnull=False, presence=Attendance.Presence.PRESENT)
    rows = rows.filter(gathering__cancelled=False).exclude(gathering__audience=Gathering.Audience.DRAFT)
    said = {"words": F("gathering__title"), **loose("gathering__day")}
    return [told(rows, fact, Sort.REACHED, city="city", thing="gathering", thing_id="gathering", **said)]
