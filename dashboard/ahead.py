"""Gatherings that are still to come, and how one comes to them; and those a city has its part in."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cities.access import readable, rights_of
from cities.acts import Act
from cities.models import City
from workshops.models import Attendance, Gathering, Registration, TakingPart


def gatherings_ahead(person, day: date) -> list[Gathering]:
    """Those the person may read that are not over on the day, the first first; not those called off. One statement.

    Each with its `enrolment` (or none), how many have a place (`taken`), whether the person waits for one (`waits`:
    None where the person is not registered), and whether the person can register (`may_enrol`).
    """
    rows = with_places(readable(person, Act.READ_GATHERING, Gathering), person)
    without_end = Q(day__earliest__isnull=False, day__latest__isnull=True)
    rows = rows.filter(Q(day__latest__gte=day.isoformat()) | without_end, cancelled=False)
    return open_to(person, sorted(rows.for_door(), key=first_day))


def first_day(gathering: Gathering) -> tuple:
    day = gathering.day and (gathering.day.earliest or gathering.day.latest)
    return day or date.max, gathering.title


def with_places(gatherings: QuerySet[Gathering], person) -> QuerySet[Gathering]:
    own = Registration.objects.filter(gathering=OuterRef("pk"), person=person.pk).values("waiting")[:1]
    taken = Registration.objects.filter(gathering=OuterRef("pk"), waiting=False).order_by().values("gathering")
    taken = Coalesce(Subquery(taken.annotate(n=Count("pk")).values("n")), 0)
    return gatherings.select_related("enrolment").annotate(taken=taken, waits=Subquery(own))


def open_to(person, gatherings: list[Gathering]) -> list[Gathering]:
    """Each with whether it is `full`, and whether the person can register: those with a role in the network can."""
    inside = rights_of(person).somewhere()
    for one in gatherings:
        enrolment = getattr(one, "enrolment", None)
        one.full = bool(enrolment and enrolment.capacity is not None and one.taken >= enrolment.capacity)
        one.may_enrol = bool(inside and enrolment and enrolment.is_open and one.waits is None)
    return gatherings


def gatherings_of(city: City, person, day: date) -> dict:
    """Those the city is host of or has its part in, as far as the person may read: `ahead` on the day, as above, and
    those without a day; and `held`, the latest first, each with how the city was there (`presence`). One statement.

    Who came is for those with a role in the network.
    """
    came = Attendance.objects.filter(gathering=OuterRef("pk"), city=city).values("presence")[:1]
    joined = Exists(TakingPart.objects.filter(gathering=OuterRef("pk"), city=city))
    rows = with_places(readable(person, Act.READ_GATHERING, Gathering), person)
    rows = rows.annotate(came=Subquery(came), joined=joined).for_door()
    there = Q(came__isnull=False) if rights_of(person).somewhere() else Q(pk__in=())
    found = sorted(rows.filter(Q(host=city) | Q(joined=True) | there), key=first_day)
    held = [one for one in found if one.day and one.day.latest and one.day.latest < day]
    for one in held:
        one.presence = presence(one, city)
    ahead = [one for one in found if one not in held and not one.cancelled]
    return {"ahead": open_to(person, ahead), "held": held[::-1]}


def presence(gathering: Gathering, city: City) -> str:
    """How the city was there, in words."""
    if gathering.host_id == city.pk:
        return _("Vertsby")
    return _("Var med") if gathering.joined else str(Attendance.Presence(gathering.came).label)
