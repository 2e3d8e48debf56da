"""A standing in words: what stands in a cell, in a panel, in a letter and in the printed report."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dashboard.facts import Evidence, Sort
from dashboard.states import Standing, State
from documents.models import Decision

REACHED = {
    "frozen": gettext_lazy("Versjon %(part)s"),
    "tabled": gettext_lazy("Versjon %(words)s"),
    "finished": gettext_lazy("Versjon %(words)s"),
    "feedback_answered": gettext_lazy("%(part)s av %(whole)s besvart"),
    "intent_signed": "",
    "begun": "",
    "reported": "",
}
PARTLY = {
    "finished": gettext_lazy("%(part)s mangler i versjon %(words)s"),
    "feedback_answered": gettext_lazy("%(part)s av %(whole)s besvart"),
    "first_agreement": gettext_lazy("Under arbeid: %(words)s"),
}
NOTHING = {
    "intent_signed": gettext_lazy("Ikke underskrevet"),
    "begun": gettext_lazy("Ikke begynt"),
    "frozen": gettext_lazy("Ingen versjon låst"),
    "shared": gettext_lazy("Ingen versjon delt"),
    "feedback_received": gettext_lazy("Ikke mottatt"),
    "feedback_answered": gettext_lazy("Ingen punkter å svare på"),
    "tabled": gettext_lazy("Ikke lagt fram"),
    "finished": gettext_lazy("Ikke lagt fram"),
    "treated": gettext_lazy("Ingen dag er planlagt"),
    "first_agreement": gettext_lazy("Ingen avtale ennå"),
    "confirmed": gettext_lazy("Ikke på en saksliste"),
    "reported": gettext_lazy("Ingenting er meldt"),
    "attended": gettext_lazy("Ikke registrert"),
}
"""What is said of what is neither begun nor planned."""
LONG_AGO = 730
"""Days, after which years say more."""
ROOM = 34
"""Letters in the second line of a cell."""


@dataclass(frozen=True)
class Cell:
    """A standing as the matrix shows it: a line, and a reason under it, short enough for a cell and in full."""

    state: State
    head: str
    reason: str
    full: str


def cell(standing: Standing, day: date, rule: str = "") -> Cell:
    """rule: the milestone's, so that it can say what is not begun."""
    reason = reason_of(standing, day) or nothing(standing, rule)
    short = reason if len(reason) <= ROOM else Truncator(reason).chars(ROOM)
    return Cell(standing.state, head_of(standing, day), short, reason)


def head_of(standing: Standing, day: date) -> str:
    match standing.state:
        case State.DONE:
            return when(standing.by.first, standing.by.last, standing.by.stated, day) or str(State.DONE.label)
        case State.LATE:
            return over(standing.days)
        case State.DUE:
            return left(standing.days)
        case State.ON_TIME:
            return planned(standing, day)
        case _:
            return str(standing.state.label)


def reason_of(standing: Standing, day: date) -> str:
    match standing.state:
        case State.DONE:
            return about(standing.by)
        case State.EXCEPTED:
            return standing.exception.reason
        case State.NOT_OPEN:
            return planned(standing, day)
        case State.ON_TIME:
            return partly(standing)
    if standing.forecast:
        return f"{planned(standing, day)}, {after(standing.forecast)}"
    plan = standing.plan
    if plan and plan.last and plan.last < day:
        return partly(standing) or _("%(plan)s gikk uten at det skjedde") % {"plan": planned(standing, day)}
    return partly(standing) or planned(standing, day)


def nothing(standing: Standing, rule: str) -> str:
    begun = standing.state in (State.DONE, State.EXCEPTED, State.NOT_OPEN, State.ON_TIME)
    return "" if begun else str(NOTHING.get(rule, ""))


def about(one: Evidence) -> str:
    """A few words about what reached a milestone."""
    form = REACHED.get(one.fact, "%(words)s")
    return str(form) % one._asdict() if form else ""


def partly(standing: Standing) -> str:
    """What is done so far; of a step that fell away, that it did."""
    one = standing.towards
    if one is None:
        return ""
    if one.sort == Sort.DROPPED:
        return _("Trukket: %(words)s") % {"words": one.words}
    if one.fact == "treated":
        return str(Decision.Outcome(one.words).label)
    if one.fact == "finished" and one.part is None:
        return _("Ikke talt hva som mangler i versjon %(words)s") % {"words": one.words}
    form = PARTLY.get(one.fact)
    return str(form) % one._asdict() if form else one.words


def planned(standing: Standing, day: date) -> str:
    """Bystyret 26. mars; "" where nothing is planned."""
    plan = standing.plan
    return " ".join(filter(None, [plan.words, when(plan.first, plan.last, plan.stated, day)])) if plan else ""


def when(first: date | None, last: date | None, stated: str, day: date) -> str:
    """A day in short, with its year where that is another than the one looked at; what is less exact, as stated."""
    if first and first == last:
        return date_format(first, "j. b" if first.year == day.year else "j. b Y")
    return stated or (date_format(first, "F Y") if first else "")


def over(days: int) -> str:
    if days > LONG_AGO:
        return ngettext("%(n)s år over", "%(n)s år over", days // 365) % {"n": days // 365}
    return ngettext("%(n)s dag over", "%(n)s dager over", days) % {"n": days}


def after(days: int) -> str:
    if days > LONG_AGO:
        return ngettext("%(n)s år etter fristen", "%(n)s år etter fristen", days // 365) % {"n": days // 365}
    return ngettext("%(n)s dag etter fristen", "%(n)s dager etter fristen", days) % {"n": days}


def left(days: int) -> str:
    return ngettext("%(n)s dag", "%(n)s dager", days) % {"n": days} if days else _("I dag")
