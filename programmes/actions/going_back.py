from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from history.models import Entry
from programmes.actions.fields import save_field
from programmes.actions.rows import save_row
from programmes.changes import name_in, row_in, subject_of
from programmes.lineage import history_through
from programmes.models import Element
from programmes.queries import cities_of
from programmes.tables import ATTACHMENTS, Table


def go_back(*, element: Element, entry: Entry, by, at) -> Element:
    """Let a field or a row say again what it said after an entry of the element's history. That is a new change.

    Errors: Refused for an entry about something else, or a row that names what is gone; Stale if somebody saves at the
    same moment.
    """
    subject = subject_of(element, entry)
    if subject is None or subject is ATTACHMENTS or not history_through(element).filter(pk=entry.pk).exists():
        raise Refused(_("Det er ikke noe å gå tilbake til her."))
    if isinstance(subject, Table):
        return row_back(element, subject, entry, by=by, at=at)
    value, base = subject.untyped(entry.after, element), element.revision(subject.name)
    if subject.required and not value:
        raise Refused(_("«%(field)s» kan ikke være tomt.") % {"field": subject.label})
    return save_field(element=element, field=subject, value=value, base=base, by=by, at=at)


@transaction.atomic
def row_back(element: Element, table: Table, entry: Entry, *, by, at) -> Element:
    """A row says again what it said; one that was taken away comes back under its old name."""
    data = entry.after or entry.before
    row = row_in(element, table, entry)
    city = next((city for city in cities_of(element.programme) if city.slug == data["city"]), None)
    if data["city"] and city is None:
        raise Refused(_("Byen raden gjaldt, er ikke lenger med i programmet."))
    values = {field.name: field.untyped(data.get(field.name), element) for field in table.fields}
    if gone := [str(field.label) for field in table.fields if field.required and not values[field.name]]:
        raise Refused(_("Raden kan ikke hentes tilbake: «%(field)s» finnes ikke lenger.") % {"field": gone[0]})
    save_row(
        element=element, table=table, row=row, values=values, city=city, base=row.revision if row else None,
        named=None if row else name_in(element, entry), by=by, at=at,
    )  # fmt: skip
    return element
