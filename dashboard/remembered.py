"""A milestone's own history in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.facts import FACTS
from dashboard.models import Milestone
from history.models import Entry
from history.queries import history_of

LABELS = {
    "name": gettext_lazy("Navn"),
    "window": gettext_lazy("Periode"),
    "rule": gettext_lazy("Nås når"),
    "counts_from": gettext_lazy("Teller fra"),
}
MOST = 50


def history_in_words(milestone: Milestone) -> Iterator[tuple[Entry, list[str]]]:
    """Each act on it, the latest first, with what changed from what to what."""
    for entry in history_of("milestone", milestone.pk).filter(scope="")[:MOST]:
        yield entry, list(changed(entry)) if entry.act == "edit" else []


def changed(entry: Entry) -> Iterator[str]:
    for name, label in LABELS.items():
        before, after = said(name, entry.before.get(name)), said(name, entry.after.get(name))
        if before != after:
            yield _("%(label)s: fra «%(before)s» til «%(after)s»") % {"label": label, "before": before, "after": after}


def said(name: str, value) -> str:
    if name == "rule":
        return str(FACTS[value].name) if value in FACTS else str(value)
    if name == "window":
        return value["words"] if value else ""
    return value or _("ikke oppgitt")
