"""Taking back what one did to the outline: the inverse as an act of its own, one step further for each time."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cities.access import can
from cities.acts import Act
from common.refusals import Refused
from history.models import Entry
from history.queries import history_in
from programmes.actions.joining import part_again
from programmes.actions.memory import remember
from programmes.actions.placing import demand_living, lock, place_of, put_away, return_to
from programmes.actions.sharing import unshare
from programmes.actions.splitting import unsplit
from programmes.actions.structure import demand_nothing_foreign
from programmes.models import Element, Programme

STRUCTURAL = ("move", "bin", "add", "restore", "split", "share", "join")
WITHIN = timedelta(hours=1)


@transaction.atomic
def undo_last(*, programme: Programme, by, at) -> Element:
    """Take back the person's latest act on the outline that still stands, if it was done within the hour.

    The history gets an act "undo" that names the one taken back, so the next time goes one step further.
    Errors: Refused if there is nothing to take back, or if somebody else has changed it since.
    """
    lock(programme.pk)
    standing = standing_acts(programme, since=at - WITHIN)
    entry = next((entry for entry in standing if entry.person_id == by.pk), None)
    if entry is None:
        raise Refused(_("Du har ikke endret disposisjonen den siste timen, så det er ingenting å angre."))
    element = Element.objects.filter(pk=entry.thing_id, programme=programme).first()
    if element is None:
        raise Refused(_("«%(title)s» finnes ikke lenger.") % {"title": entry.title})
    if not can(by, Act.EDIT_PROGRAMME, element):
        raise Refused(_("Du kan ikke lenger endre «%(title)s».") % {"title": element})
    demand_untouched(element, entry, standing)
    before = {} if element.binned_at else place_of(element)
    INVERSES[entry.act](element, entry, by, at)
    after = {} if element.binned_at else place_of(element)
    remember(element, act="undo", before=before, after=after | {"undoes": entry.pk, "act": entry.act}, by=by, at=at)
    return element


def standing_acts(programme: Programme, *, since) -> list[Entry]:
    """What was done to the programme's outline since a moment and is not taken back, the latest first."""
    entries = history_in("programme", programme.pk).filter(
        thing="element", act__in=[*STRUCTURAL, "undo"], at__gte=since
    )
    entries = list(entries.exclude(act="add", after__has_key="cities").order_by("-pk"))  # a programme's beginning stays
    undone = {entry.after["undoes"] for entry in entries if entry.act == "undo"}
    return [entry for entry in entries if entry.act != "undo" and entry.pk not in undone]


def demand_untouched(element: Element, entry: Entry, standing: list[Entry]) -> None:
    """Refuse when somebody else has moved, binned or fetched back the same element since."""
    for later in standing:
        if later.pk > entry.pk and later.thing_id == entry.thing_id and later.person_id != entry.person_id:
            words = _("%(name)s har flyttet eller slettet «%(title)s» etter deg, så det kan ikke angres.")
            raise Refused(words % {"name": later.person_name, "title": element})


def back(element: Element, entry: Entry, by, at) -> None:
    """To where it stood before it was moved or binned."""
    if entry.act == "move":
        demand_living(element)
    return_to(element, entry.before)


def away(element: Element, entry: Entry, by, at) -> None:
    """Into the bin, unless somebody else has come to need what is there."""
    demand_living(element)
    demand_nothing_foreign(element, by)
    if entry.act == "add":
        demand_unused(element, entry)
    put_away(element, at)


def demand_unused(element: Element, entry: Entry) -> None:
    """Refuse to take away a new element in which others have written, or under which something now stands."""
    other = Entry.objects.filter(thing="element", thing_id=element.pk, pk__gt=entry.pk)
    if other := other.exclude(person_id=entry.person_id).first():
        words = _("%(name)s har endret «%(title)s» siden du la det til, så det kan ikke angres.")
        raise Refused(words % {"name": other.person_name, "title": element})
    if Entry.objects.filter(thing="element", thing_id=element.pk, act="edit").exclude(field="title").exists():
        words = _("Det er skrevet i «%(title)s» siden du la det til. Slett det om det skal bort.")
        raise Refused(words % {"title": element})
    if element.children.filter(binned_at=None).exists():
        words = _("Det har kommet noe inn under «%(title)s» siden du la det til, så det kan ikke angres.")
        raise Refused(words % {"title": element})


INVERSES = {
    "move": back,
    "bin": back,
    "add": away,
    "restore": away,
    "split": unsplit,
    "share": unshare,
    "join": part_again,
}
