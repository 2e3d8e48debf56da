"""What is agreed about one city's way to a milestone."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cities.access import rights_of
from cities.acts import Act
from cities.models import City, User
from common.keys import scoped
from common.refusals import Refused
from common.rows import plain
from dashboard.models import Arrangement, Milestone
from history.actions import record

Sort = Arrangement.Sort


@transaction.atomic
def arrange(
    *, city: City, milestone: Milestone, sort: Sort, day=None, reason: str = "", agreed_on: date | None = None,
    uuid=None, by, at,
) -> Arrangement:  # fmt: skip
    """Write down a planned day, a new deadline or an exception; without a day (of an exception, a reason), that the
    one before no longer holds.

    A city's people plan their own days; deadlines and exceptions are the secretariat's. agreed_on: from when it holds,
    today where nobody says. uuid: names the form; sent again it makes one.
    Errors: Refused for whoever may not, for a day on which it is not yet agreed, for a new deadline without a last day
    or a reason.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the same form sent twice at once waits for itself
    key = scoped(uuid, "arrangement", milestone.pk, city.pk, sort)
    if made := Arrangement.objects.filter(uuid=key).first():
        return made
    demand_may(city, sort, by)
    agreed_on = agreed_on or localdate(at)
    if agreed_on > localdate(at):
        raise Refused(_("Dagen er ikke kommet ennå."))
    if day and day.latest is None:
        raise Refused(_("Skriv en dag som kan forstås, for eksempel «26. mars 2009»."))
    if sort == Sort.DEADLINE and day and not reason:
        raise Refused(_("Skriv hvorfor fristen er en annen."))
    arrangement = Arrangement.objects.create(
        city=city, milestone=milestone, sort=sort, day=None if sort == Sort.EXCEPTION else day, reason=reason,
        agreed_on=agreed_on, recorded_at=at, recorded_by=by, name=str(by)[:200], uuid=key,
    )  # fmt: skip
    after = {"sort": sort, "day": plain(day), "reason": reason, "agreed_on": plain(agreed_on)}
    record(
        act="arrange", thing="milestone", thing_id=milestone.pk, title=str(arrangement), scope="city",
        scope_id=city.pk, after=after, by=by, at=at,
    )  # fmt: skip
    return arrangement


def demand_may(city: City, sort: Sort, by) -> None:
    rights = rights_of(by)
    if sort == Sort.PLAN:
        if not rights.holds(Act.KEEP_CITY, city):
            raise Refused(_("Bare byen selv og sekretariatet kan planlegge dagen."))
    elif not rights.everywhere(Act.KEEP_NETWORK):
        raise Refused(_("Frister og unntak avtales med sekretariatet."))
