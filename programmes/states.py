"""How far measures have come: a status for each city, and the one word for all of them together."""

from collections import Counter

from django.db.models import TextChoices
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from programmes.models import Progress
from programmes.queries import status_on

MIXED, UNKNOWN = "mixed", "unknown"
State = TextChoices(
    "State",
    [
        *((status.name, (status.value, status.label)) for status in Progress.Status),
        ("MIXED", (MIXED, lazy("Ulik status i byene"))),
    ],
)
COLOURS = {"planned": "info", "under_way": "warning", "done": "success", "stopped": "danger"}


def states_on(progress: list[Progress], cities, day) -> list[tuple]:
    """(city, the entry that says it) for each city where they differ, else one of no city for all."""
    if not any(row.city_id for row in progress):
        return [(None, status_on(progress, day))]
    of = {city: status_on([row for row in progress if row.city_id in (None, city.pk)], day) for city in cities}
    if len({entry and entry.status for entry in of.values()}) == 1:
        return [(None, next(iter(of.values())))]
    return list(of.items())


def state_of(states: list[tuple]) -> str:
    """The measure's one status, or that its cities differ, or that nobody has said."""
    found = {entry.status if entry else UNKNOWN for _city, entry in states}
    return found.pop() if len(found) == 1 else MIXED


def shares(found: list[str]) -> list[tuple]:
    """(status, words, how many, per cent of all) of the statuses that occur, in their order."""
    counted = Counter(found)
    names = dict(State.choices) | {UNKNOWN: _("Ikke meldt")}
    return [
        (status, name, counted[status], 100 * counted[status] / len(found))
        for status, name in names.items()
        if counted[status]
    ]


def state_tag(status: str, name: str) -> str:
    """A status as a tag; what is no status of a measure is neutral."""
    return format_html('<span class="ds-tag" data-color="{}">{}</span>', COLOURS.get(status, "neutral"), name)
