"""What a field or a row was at a moment of the history, in words."""

from uuid import UUID

from django.template.defaultfilters import linebreaksbr
from django.utils.html import escape
from django.utils.safestring import mark_safe

from common.difference import words_changed
from common.redline import redline
from common.redline.drawing import marked
from history.models import Entry
from programmes.fields import field_of
from programmes.lineage import inherited_name
from programmes.models import Element
from programmes.sorts import Rich
from programmes.tables import Table, table_of


def subject_of(element: Element, entry: Entry):
    """The field or table an entry is about, or None for acts on the element as a whole."""
    return (field_of(element.kind, entry.field) or table_of(element.kind, entry.field)) if entry.field else None


def said(subject, data) -> str:
    """The words of a value as the history keeps it, as people read them."""
    if subject is None or data is None:
        return ""
    return row_said(subject, data) if isinstance(subject, Table) else words_of(subject, data)


def row_said(table: Table, data: dict) -> str:
    """One line for each column that said something."""
    lines = [(field.label, words_of(field, data.get(field.name))) for field in table.fields]
    return "\n".join(f"{label}: {words}" for label, words in lines if words)


def words_of(field, data) -> str:
    """A typed value in words, without asking for what it named."""
    if isinstance(data, list):
        return ", ".join(filter(None, (words_of(field, item) for item in data)))
    if isinstance(data, dict):
        return str(next((data[key] for key in ("words", "title", "name") if data.get(key)), ""))
    if choices := getattr(field, "choices", None):
        return str(choices(data).label) if data in choices.values else str(data or "")
    return field.words(data) or ""


def changed(subject, before, after) -> str:
    """What changed between two values as the history keeps them, word by word, with what came and went marked."""
    if isinstance(subject, Rich):
        return redline(before, after)
    runs = words_changed(said(subject, before), said(subject, after))
    return linebreaksbr(mark_safe("".join(marked(kind, escape(text)) for kind, text in runs)))


def row_of(entry: Entry) -> str | None:
    """Which row an entry is about, where it is about a table."""
    data = entry.after or entry.before
    return data.get("row") if isinstance(data, dict) else None


def same_subject(entry: Entry, entries) -> list[Entry]:
    """Those of the entries that are about the same field, or the same row."""
    return [other for other in entries if other.field == entry.field and row_of(other) == row_of(entry)]


def row_in(element: Element, table: Table, entry: Entry):
    """The element's row that an entry is about: under the name it has there, or that its copy has."""
    rows = table.model.objects.filter(element=element).select_related("city")
    return rows.filter(uuid__in=[row_of(entry), name_in(element, entry)]).first()


def name_in(element: Element, entry: Entry) -> UUID:
    """The permanent name a row has in the element; one that came with what the element carries on has a new one."""
    name = UUID(row_of(entry))
    return name if entry.thing_id == element.pk else inherited_name(name, element.pk)


def now_said(element: Element, entry: Entry):
    """What the field or row an entry is about says now, as the history would keep it."""
    subject = subject_of(element, entry)
    if isinstance(subject, Table):
        row = row_in(element, subject, entry)
        return subject.typed(row) if row else None
    return subject.typed(subject.get(subject.holder(element)))
