"""What speaks for a milestone: rows of the rooms below, told alike so that one statement can fetch them all."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from django.db.models import BigIntegerField, DateField, DateTimeField, F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.timezone import localdate


class Sort(StrEnum):
    """reached: it has happened. planned: a day is set. partly: some of it is done. dropped: a plan was given up."""

    REACHED = "reached"
    PLANNED = "planned"
    PARTLY = "partly"
    DROPPED = "dropped"


class Evidence(NamedTuple):
    """One thing that happened, or is to happen, in one city.

    first, last: the days it can have happened on; None where nobody says. stated: the time in the words of its source.
    recorded: when it was written down here; None where that is not known. words: a few, as somebody wrote them.
    thing, thing_id: where to read of it. part, whole: how much of it, where it can be counted.
    """

    city_id: int
    fact: str
    sort: str
    first: date | None
    last: date | None
    stated: str
    recorded: datetime | None
    words: str
    thing: str
    thing_id: int
    part: int | None
    whole: int | None

    @property
    def since(self) -> date | None:
        """The first day it counts: of "innen 1. juli", that day; of what nobody has dated, the day it was recorded."""
        return self.first or self.last or (localdate(self.recorded) if self.recorded else None)

    def happened_by(self, day: date) -> bool:
        return self.since is None or self.since <= day

    def known_at(self, moment: datetime | None) -> bool:
        return moment is None or self.recorded is None or self.recorded <= moment


@dataclass(frozen=True)
class AsOf:
    """What is asked: how it stood on a day, by what had been recorded at a moment. known: None for all that is now."""

    day: date
    known: datetime | None = None


def typed(value, field):
    """A value the database knows the type of: the statements that a UNION joins must agree on it."""
    return Cast(Value(value), field)


NOTHING = {
    "e_first": typed(None, DateField()),
    "e_last": typed(None, DateField()),
    "e_stated": typed("", TextField()),
    "e_recorded": typed(None, DateTimeField()),
    "e_words": typed("", TextField()),
    "e_part": typed(None, IntegerField()),
    "e_whole": typed(None, IntegerField()),
}
ORDER = tuple(f"e_{name}" for name in Evidence._fields)


def told(rows: QuerySet, fact: str, sort, *, city: str, thing: str, thing_id: str, **known) -> QuerySet:
    """The rows as evidence, to be joined with others' by UNION.

    sort: one of Sort, or an expression for it. known: expressions for what else there is to tell, by name in Evidence.
    """
    said = NOTHING | {f"e_{name}": value for name, value in known.items()}
    sort = typed(str(sort), TextField()) if isinstance(sort, Sort) else sort
    columns = {
        "e_city_id": F(city), "e_fact": typed(fact, TextField()), "e_sort": sort, **said,
        "e_thing": typed(thing, TextField()), "e_thing_id": Cast(F(thing_id), BigIntegerField()),
    }  # fmt: skip
    return rows.order_by().annotate(**columns).values_list(*ORDER)


def loose(field: str) -> dict:
    """When it happened, by a loose date: its two ends and its words."""
    return {"first": end(field, "earliest"), "last": end(field, "latest"), "stated": part(field, "words")}


def end(field: str, which: str):
    """One end of a loose date as a day: "earliest" or "latest"."""
    return Cast(part(field, which), DateField())


def part(field: str, key: str):
    return KeyTextTransform(key, field)


def on(day) -> dict:
    """When it happened, by a day."""
    return {"first": day, "last": day}


def lying(asof: AsOf) -> Q:
    """Tablings that had not been taken back by then."""
    still = Q(withdrawn_at=None) | Q(withdrawn_at__date__gt=asof.day)
    return still | Q(withdrawn_at__gt=asof.known) if asof.known else still
