"""A report on a measure: how far it has come, and what its indicators show."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cities.access import can
from cities.acts import Act
from cities.models import City
from common.dates import LooseDate
from common.keys import scoped
from common.numbers import StatedNumber
from common.refusals import Refused
from programmes.actions.fields import claim
from programmes.actions.memory import remember_all, remembered
from programmes.actions.rows import demand_own_city, demand_sound, demand_unread, typed, whose, write
from programmes.models import Element, Indicator, Progress, Reading
from programmes.queries import answered_by, cities_of, roles_of
from programmes.tables import PROGRESS, READINGS


@dataclass(frozen=True)
class Read:
    """What an indicator shows on the day of the report."""

    indicator: Indicator
    value: StatedNumber
    source: str = ""

    def values(self, day: LooseDate) -> dict:
        """The values of the reading, one per field of the table of readings."""
        plain = {"place": "", "sector": "", "edition": ""}
        return {"indicator": self.indicator, "day": day, "value": self.value, "source": self.source} | plain


@transaction.atomic
def report_progress(
    *, element: Element, values: dict, readings: list[Read] = (), city: City | None = None, uuid: UUID | None = None,
    by, at,
) -> Progress | None:  # fmt: skip
    """Tell how far a measure has come, as one who answers for it: a planner of its cities, or its measure owner.

    values: one per field of the progress table; with neither status nor words only the readings are kept. city: whose
    report it is; a measure owner's is the own city's where there are several. uuid: names the form; the same form
    again changes nothing.
    Errors: Refused for a measure the person does not answer for, and for a reading that was made before.
    """
    if not (values["status"] or values["words"] or readings):
        raise Refused(_("Oppgi status, skriv noen ord, eller les av en indikator."))
    if readings and not values["day"]:
        raise Refused(_("Oppgi dagen som avlesningene gjelder for."))
    city = reporting_city(element, city, by, at)
    element = claim(element)
    if made_before(element, readings, uuid):
        return Progress.objects.filter(uuid=scoped(uuid, PROGRESS.name, element.pk)).first()
    progress = Progress(element=element) if values["status"] or values["words"] else None
    acts = [saved(PROGRESS, progress, values, city, uuid, by, at)] if progress else []
    for read in readings:
        demand_indicator(read.indicator, city)
        reading = read.values(values["day"])
        demand_sound(READINGS, reading)
        demand_unread(element, reading, city)
        acts.append(saved(READINGS, Reading(element=element), reading, city, key(uuid, read), by, at))
    remember_all(acts)
    return progress


def reporting_city(element: Element, city: City | None, by, at) -> City | None:
    """Whose the report is. Errors: Refused where it is not the person's to make."""
    if can(by, Act.EDIT_PROGRAMME, element):
        demand_own_city(element, city, by)
        return city
    role = answering_role(element, by, at)
    if role is None:
        raise Refused(_("Du kan melde status på tiltak du svarer for. Dette tiltaket har en annen ansvarlig."))
    return role.city if len(cities_of(element.programme)) > 1 else None


def answering_role(element: Element, by, at):
    """The role in which the person answers for the element, or None."""
    roles = roles_of(by, localdate(at))
    return next((role for role in roles if answered_by(role).filter(pk=element.pk).exists()), None)


def demand_indicator(indicator: Indicator, city: City | None) -> None:
    """One city's own indicator is read by that city alone."""
    if indicator.city_id and indicator.city_id != (city and city.pk):
        raise Refused(
            _("«%(indicator)s» leses av for %(city)s.") % {"indicator": indicator.name, "city": indicator.city}
        )


def made_before(element: Element, readings: list[Read], uuid) -> bool:
    """Did this very form come before?"""
    if uuid is None:
        return False
    names = [scoped(key(uuid, read), READINGS.name, element.pk) for read in readings]
    return (
        Progress.objects.filter(uuid=scoped(uuid, PROGRESS.name, element.pk)).exists()
        or Reading.objects.filter(uuid__in=names).exists()
    )


def key(uuid, read: Read) -> UUID | None:
    """The form's key for one of its readings."""
    return scoped(uuid, read.indicator.pk) if uuid else None


def saved(table, row, values, city, uuid, by, at):
    """Write one row of the report; gives back what the history shall say of it."""
    write(table, row, values, city=city, uuid=uuid, by=by, at=at)
    after = typed(table, values) | whose(city, row)
    return remembered(row.element, act="edit", field=table.name, after=after, by=by, at=at)
