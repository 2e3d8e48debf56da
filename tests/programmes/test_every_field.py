"""Every field and every column is in all five places: page, history, comparison, frozen content and print."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import escape

from common import richtext
from common.canonical import canonical, digest
from documents.comparison import compare
from documents.press.paper import paper
from history.queries import history_of
from programmes.changes import changed, subject_of
from programmes.content import programme_content
from programmes.fields import FIELDS
from programmes.models import Element
from programmes.tables import ATTACHMENTS, TABLES, tables_of
from tests.factories.programmes import ElementFactory
from tests.programmes.samples import Samples

DAY = date(2030, 1, 1)
HTMX = {"HX-Request": "true"}
EVERY = [(kind, field) for kind in FIELDS for field in FIELDS[kind]]
COLUMNS = [(kind, table, field) for kind in FIELDS for table in tables_of(kind) for field in table.fields]
COLUMNS = [column for column in COLUMNS if column[1] is not ATTACHMENTS]


@pytest.fixture
def samples(programmes):
    return Samples(programmes)


@pytest.fixture
def planner(client, programmes):
    client.force_login(programmes.world.people["planner", "skien"])
    return client


@pytest.fixture
def element_of(programmes):
    """An element of a kind, in the programme of Skien alone – or in the twins', where cities have a row each."""

    def element(kind, table=None):
        twins = table is not None and table.per_city
        root = programmes["skien-porsgrunn:root" if twins else "bare-skien:root"]
        made = root if kind == "programme" else ElementFactory(parent=root, kind=kind, title="Prøven")
        return Element.objects.for_door().get(pk=made.pk)

    return element


def frozen(element) -> dict:
    return programme_content(element.programme, DAY)


def printed(content) -> str:
    return paper(content, version=1, mark="Utkast", sha256=digest(canonical(content)), day=DAY).html


def in_print(words: str, html: str) -> bool:
    """Is it there, whatever signs the press has set instead of those typed?"""
    plain = lambda text: text.replace("\u00a0", " ").replace("−", "-")  # noqa: E731
    return all(plain(escape(line)) in plain(html) for line in words.splitlines())


def told_by(difference) -> list[tuple]:
    """(name, words now) of everything a comparison tells has changed."""
    parts = [difference, *difference.elements]
    words = [word for part in parts for word in part.words]
    words += [element.title for element in difference.elements]
    words += [word for part in parts for each in part.lists for row in each.rows for word in row.words]
    return [(word.name, word.after) for word in words]


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind in FIELDS for field in FIELDS[kind]],
    ids=lambda part: getattr(part, "name", part),
)
def test_field_is_in_all_five_places(planner, samples, element_of, kind, field):
    element = element_of(kind)
    address = reverse("element_field", args=[element.pk, field.name])
    contents = []
    for n in (0, 1):
        base = Element.objects.get(pk=element.pk).revision(field.name)
        planner.post(address, {"value": samples.of(field, element, n), "base": base}, headers=HTMX)
        contents.append(frozen(Element.objects.for_door().get(pk=element.pk)))
    element = Element.objects.for_door().get(pk=element.pk)
    value = field.get(field.holder(element))
    words = field.words(value)

    page = planner.get(reverse("element_page", args=[element.pk])).content.decode()
    assert f'id="e{element.pk}-{field.name}"' in page  # 1: it can be edited

    first, second = reversed(history_of("element", element.pk).filter(field=field.name, act="edit"))
    assert (subject_of(element, second), second.after) == (field, field.typed(value))  # 2: both stand in the history
    assert first.after == second.before
    assert "<ins>" in changed(field, second.before, second.after)  # 3: and are compared word by word

    told = words if field.name != "text" else value
    assert (field.name, told) in told_by(compare(*contents))  # 3: as are two versions

    assert words
    told = richtext.plain(words) if field.name == "text" else words
    assert (
        told in str(contents[1]["text" if kind == "programme" and field.name == "text" else "elements"])
        or any(fact["words"] == words for fact in contents[1]["facts"])
        or contents[1]["title"] == words
    )  # 4: it is frozen
    assert in_print(told, printed(contents[1]))  # 5: and printed


@pytest.mark.parametrize(("kind", "table", "field"), COLUMNS, ids=lambda part: getattr(part, "name", part))
def test_column_is_in_all_five_places(planner, samples, element_of, kind, table, field):
    element = element_of(kind, table)
    skien = samples.world.cities["skien"]
    sent = {each.name: samples.of(each, element, 0) for each in table.fields} | {"uuid": uuid4()}
    sent |= {"city": skien.pk} if table.per_city else {}
    planner.post(reverse("element_row_add", args=[element.pk, table.name]), sent)
    contents = [frozen(element)]
    row = table.model.objects.get(element=element, uuid__isnull=False) if table.name != "indicator" else (
        table.model.objects.filter(element=element).latest("pk")
    )  # fmt: skip
    change = reverse("element_row", args=[element.pk, table.name, row.pk])
    page = planner.get(change, headers=HTMX).content.decode()
    assert f'name="{field.name}"' in page  # 1: it can be edited
    planner.post(change, sent | {field.name: samples.of(field, element, 1), "base": row.revision})
    element = Element.objects.for_door().get(pk=element.pk)
    row = table.model.objects.get(pk=row.pk)
    contents.append(frozen(element))
    words = field.words(field.get(row))

    last = history_of("element", element.pk).filter(field=table.name).first()
    assert last.after[field.name] == field.typed(field.get(row))  # 2: it stands in the history
    assert "<ins>" in changed(table, last.before, last.after) or "<del>" in changed(table, last.before, last.after)

    assert words is None or words in [told for _name, told in told_by(compare(*contents))]  # 3: as are two versions
    frozen_rows = [
        found["cells"] for each in contents[1]["elements"] for part in each["tables"] if part["name"] == table.name
        for found in part["rows"]
    ]  # fmt: skip
    assert any(words in row for row in frozen_rows)  # 4: it is frozen
    if words is not None:
        assert in_print(words, printed(contents[1]))  # 5: and printed


def test_every_table_is_walked():
    assert {table for _kind, table, _field in COLUMNS} | {ATTACHMENTS} == set(TABLES)
