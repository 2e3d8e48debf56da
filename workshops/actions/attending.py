"""Acts on who came, as the minutes say it."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from common.rows import demand_room_for_more, made_from, put, standing
from workshops.actions._rows import demand_seen, drop, locked, remember
from workshops.contents import content
from workshops.models import Attendance, Gathering


@transaction.atomic
def save_attendance(*, gathering: Gathering, attendance: Attendance | None = None, values: dict, seen="", uuid=None,
                    by, at) -> Attendance:  # fmt: skip
    """Say how a city or another body was there, or change it. values: workshops.contents.VALUES.

    Errors: Stale; Refused for a city that stands there already, for nobody, and for heads of who sent apologies.
    """
    gathering = locked(gathering, by)
    if attendance is None:
        made, key = made_from(Attendance, uuid, gathering)
        if made:
            return made
        demand_room_for_more(gathering.attendance)
        attendance, before = Attendance(gathering=gathering, uuid=key), None
    else:
        attendance = standing(attendance, _("Linjen finnes ikke lenger."))
        demand_seen(attendance, seen, values)
        before = content(attendance)
    put(attendance, values)
    demand_one(gathering, attendance)
    attendance.save()
    act = "edit" if before else "add"
    remember(gathering, attendance, act=act, before=before, after=content(attendance), by=by, at=at)
    return attendance


def demand_one(gathering: Gathering, attendance: Attendance) -> None:
    if bool(attendance.city) == bool(attendance.words):
        raise Refused(_("Velg en by, eller skriv hvem andre det var."))
    if attendance.presence == Attendance.Presence.APOLOGIES and attendance.heads is not None:
        raise Refused(_("De som meldte forfall, var ingen."))
    others = gathering.attendance.filter(city=attendance.city).exclude(pk=attendance.pk)
    if attendance.city and others.exists():
        raise Refused(_("%(city)s står der alt.") % {"city": attendance.city})


@transaction.atomic
def remove_attendance(*, gathering: Gathering, attendance: Attendance, by, at) -> None:
    gathering = locked(gathering, by)
    drop(gathering, standing(attendance, _("Linjen finnes ikke lenger.")), by=by, at=at)
