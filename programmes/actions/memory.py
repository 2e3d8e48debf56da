"""How acts on elements are written into the history."""

from history.actions import entry, record_all
from history.models import Entry


def remember(element, *, act, by, at, field="", before=None, after=None) -> None:
    """One act on an element; it also shows in the programme's history."""
    remember_all([remembered(**locals())])


def remembered(element, *, act, by, at, field="", before=None, after=None) -> Entry:
    """An act not yet written, for `remember_all`."""
    return entry(
        act=act, thing="element", thing_id=element.pk, title=element.title, scope="programme",
        scope_id=element.programme_id, field=field, before=before, after=after, by=by, at=at,
    )  # fmt: skip


remember_all = record_all


def named(city) -> dict:
    """A city as the history keeps it: it can be told of when the city is gone."""
    return {"city": city.slug, "name": city.name}


def changed_since(entry: Entry, elements) -> Entry | None:
    """The latest act on one of the elements (by id) since another act, if any that has not been taken back."""
    done = Entry.objects.filter(thing="element", thing_id__in=elements, pk__gt=entry.pk).order_by("-pk")
    undone = [line.after["undoes"] for line in done.filter(act="undo")]
    return done.exclude(act="undo").exclude(pk__in=undone).first()
