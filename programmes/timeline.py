"""What has been reported on a measure, newest first: status, words and readings of a day together."""

from dataclasses import dataclass, field
from datetime import date

from cities.models import User
from programmes.models import Progress, Reading
from programmes.queries import after


@dataclass
class Moment:
    """One entry of the timeline. progress: none where a day has readings only. later: is it after the viewed day?"""

    day: object
    city: object
    progress: Progress | None = None
    readings: list[Reading] = field(default_factory=list)
    by: str = ""
    later: bool = False


def moments_of(progress: list[Progress], readings: list[Reading], day: date, names: dict[int, str]) -> list[Moment]:
    """The entries and the readings as moments, newest first; those without a day last, and last recorded first.

    names: those of the people who reported, by their ids.
    """
    moments = [
        Moment(row.day, row.city, row, by=names.get(row.recorded_by, ""))
        for row in sorted(progress, key=lambda row: row.pk, reverse=True)
    ]
    at = {}
    for moment in moments:
        at.setdefault(place(moment), moment)
    for row in readings:
        alone = Moment(row.day, row.city)
        moment = at.setdefault(place(alone), alone)
        moment.readings.append(row)
        if moment is alone:
            moments.append(alone)
    for moment in moments:
        moment.later = after(moment, day)
    return sorted(moments, key=lambda moment: began(moment) or date.min, reverse=True)


def place(moment: Moment) -> tuple:
    """What puts an entry and a reading together: the same time and the same city."""
    day = moment.day
    return (day and (day.earliest, day.latest, "" if day.earliest else day.words), moment.city and moment.city.pk)


def began(row) -> date | None:
    return row.day.earliest if row.day else None


def names_of(progress: list[Progress]) -> dict[int, str]:
    """Who reported, by id; nothing is asked where nobody is known."""
    people = {row.recorded_by for row in progress} - {None}
    return dict(User.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
