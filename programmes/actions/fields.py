from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused, Stale
from programmes.actions.memory import remember
from programmes.lineage import heirs_of, went_on
from programmes.models import Element
from programmes.queries import lives
from programmes.sorts import Field


def save_field(*, element: Element, field: Field, value, base: int | None, by, at) -> Element:
    """Give one field of an element a new value and remember the old one.

    base: the field's revision that the person saw; none is as stale as an old one. A value that stands there already
    is no conflict, so that a save whose answer was lost can be sent again. Returns the element as it is now.
    Errors: Stale if somebody saved the field since. It carries both values, and the losing one is in the history too.
    Refused for a value the field cannot have.
    """
    if fault := field.fault(value):
        raise Refused(fault)
    with transaction.atomic():
        element = claim(element)
        holder = field.holder(element)
        before = field.get(holder)
        if field.typed(before) == field.typed(value):
            return element
        stale = base != element.revision(field.name)
        if not stale:
            put(element, holder, field, value)
        remember(
            element, act="conflict" if stale else "edit", field=field.name, before=field.typed(before),
            after=field.typed(value), by=by, at=at,
        )  # fmt: skip
    if stale:
        message = _("Noen andre har endret «%(field)s» i mellomtiden.") % {"field": field.label}
        raise Stale(message, theirs=before, mine=value, base=element.revision(field.name))
    return element


def claim(element: Element) -> Element:
    """The element as it is now, locked until the transaction ends. Errors: Refused if it lies in the bin."""
    # The lock alone first: what is joined to a row one waits for is read as it stood before the wait.
    Element.objects.select_for_update(no_key=True).only("pk").get(pk=element.pk)
    element = Element.objects.for_door().get(pk=element.pk)
    if not lives(element):
        if heirs := list(heirs_of(element)):
            raise Refused(went_on(element, heirs))
        raise Refused(_("«%(title)s» ligger i papirkurven. Hent det tilbake før du endrer det.") % {"title": element})
    return element


def put(element, holder, field, value) -> None:
    """Give a field its value and count the revision; the element is held, and the history is the caller's to write."""
    field.put(holder, value)
    element.revisions = {**element.revisions, field.name: element.revision(field.name) + 1}
    if holder is element:
        element.save(update_fields=[field.name, "revisions"])
    else:
        if field.column:
            holder.save(update_fields=[field.name])
        element.save(update_fields=["revisions"])
