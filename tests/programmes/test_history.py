"""What a field or a row has been can be compared with any other time, and said again."""

from uuid import uuid4

import pytest
from django.urls import reverse

from history.queries import history_of
from programmes.fields import FIELDS, field_of
from programmes.models import Element, MoneyLine
from programmes.tables import ATTACHMENTS, tables_of
from tests.factories.programmes import ElementFactory
from tests.helpers.statements import statements
from tests.programmes.samples import Samples

HTMX = {"HX-Request": "true"}
FIELD_OF_KIND = [(kind, field) for kind in FIELDS for field in FIELDS[kind]]
TABLE_OF_KIND = [(kind, table) for kind in FIELDS for table in tables_of(kind) if table is not ATTACHMENTS]


@pytest.fixture
def planner(client, programmes):
    client.force_login(programmes.world.people["planner", "skien"])
    return client


@pytest.fixture
def samples(programmes):
    return Samples(programmes)


@pytest.fixture
def element_of(programmes):
    def element(kind, shared=False):
        root = programmes["skien-porsgrunn:root" if shared else "bare-skien:root"]
        return fresh(root if kind == "programme" else ElementFactory(parent=root, kind=kind, title="Prøven"))

    return element


def fresh(element) -> Element:
    return Element.objects.for_door().get(pk=element.pk)


def write(planner, element, name, value):
    base = fresh(element).revision(name)
    return planner.post(reverse("element_field", args=[element.pk, name]), {"value": value, "base": base}, headers=HTMX)


def changes(element, name):
    return list(history_of("element", element.pk).filter(field=name, act="edit"))


def back_to(planner, element, entry):
    return planner.post(reverse("element_go_back", args=[element.pk, entry.pk]), follow=True)


@pytest.mark.parametrize(("kind", "field"), FIELD_OF_KIND, ids=lambda part: getattr(part, "name", part))
def test_every_field_can_say_again_what_it_said(planner, samples, element_of, kind, field):
    element = element_of(kind)
    for n in (0, 1):
        write(planner, element, field.name, samples.of(field, element, n))
    newest, first = changes(element, field.name)

    back_to(planner, element, first)

    element = fresh(element)
    assert field.typed(field.get(field.holder(element))) == first.after
    assert changes(element, field.name)[0].before == newest.after  # nothing is deleted


@pytest.mark.parametrize(("kind", "table"), TABLE_OF_KIND, ids=lambda part: getattr(part, "name", part))
def test_every_row_can_come_back_as_it_was(planner, samples, element_of, kind, table):
    element = element_of(kind, shared=table.per_city)
    sent = {field.name: samples.of(field, element, 0) for field in table.fields} | {"uuid": uuid4()}
    sent |= {"city": samples.world.cities["skien"].pk} if table.per_city else {}
    planner.post(reverse("element_row_add", args=[element.pk, table.name]), sent)
    row = table.model.objects.filter(element=element).latest("pk")
    (first,) = changes(element, table.name)
    planner.post(reverse("element_row_remove", args=[element.pk, table.name, row.pk]))
    assert not table.model.objects.filter(uuid=row.uuid).exists()

    back_to(planner, element, first)

    again = table.model.objects.get(uuid=row.uuid)
    assert table.typed(again) == table.typed(row)


def test_a_row_that_names_what_is_gone_cannot_come_back(planner, samples, element_of):
    element = element_of("goal")
    for table in tables_of("goal")[1:3]:
        sent = {field.name: samples.of(field, element, 0) for field in table.fields}
        planner.post(reverse("element_row_add", args=[element.pk, table.name]), sent | {"uuid": uuid4()})
    element.reading_rows.all().delete()
    element.indicator_rows.all().delete()

    answer = back_to(planner, element, changes(element, "reading")[0])

    assert "kan ikke hentes tilbake" in answer.content.decode()
    assert not element.reading_rows.exists()


def test_any_two_states_are_compared_word_by_word(planner, element_of):
    element = element_of("measure")
    for text in ("Sykkelvei til byen", "Sykkelvei til stasjonen", "Gangvei til stasjonen"):
        write(planner, element, "title", text)
    newest, _middle, first = changes(element, "title")

    page = planner.get(reverse("element_change", args=[element.pk, first.pk]), {"mot": newest.pk}).content.decode()

    assert '<del><span class="sr">tatt ut: </span>Sykkelvei</del>' in page.replace(
        "tatt ut:</span>", "tatt ut: </span>"
    )
    assert "stasjonen</ins>" in page


def test_a_change_is_compared_with_what_stands_now(planner, element_of):
    element = element_of("measure")
    for text in ("Sykkelvei", "Gangvei"):
        write(planner, element, "title", text)
    _newest, first = changes(element, "title")

    page = planner.get(reverse("element_change", args=[element.pk, first.pk]), {"mot": "na"}).content.decode()

    assert "Sykkelvei</del>" in page
    assert "Gangvei</ins>" in page


@pytest.mark.parametrize("garbage", ["0", "-1", "9" * 30, "x", "<b>"])
def test_nonsense_to_compare_with_is_passed_over(planner, element_of, garbage):
    element = element_of("measure")
    write(planner, element, "title", "Sykkelvei")
    (entry,) = changes(element, "title")

    assert planner.get(reverse("element_change", args=[element.pk, entry.pk]), {"mot": garbage}).status_code == 200


def test_another_elements_change_is_not_found_here(planner, element_of):
    one, other = element_of("measure"), element_of("measure")
    write(planner, other, "title", "Sykkelvei")
    (entry,) = changes(other, "title")

    assert planner.get(reverse("element_change", args=[one.pk, entry.pk])).status_code == 404
    assert back_to(planner, one, entry).status_code == 404


def test_a_long_history_costs_no_more_than_a_short_one_and_can_be_read_to_its_end(planner, element_of):
    element = element_of("measure")
    panel = reverse("element_panel", args=[element.pk]) + "?panel=historikk"
    write(planner, element, "title", "Utkast")
    few = statements(lambda: planner.get(panel))
    for n in range(70):
        write(planner, element, ("title", "needs")[n % 2], f"Utkast {n}")

    many = statements(lambda: planner.get(panel))
    page = planner.get(panel)
    older = planner.get(panel + f"&for={page.context['older']}")

    assert len(many) == len(few)
    assert len([sql for sql in many if "history_entry" in sql]) <= 5
    seen = [sum(line.count for line, _subject in answer.context["changes"]) for answer in (page, older)]
    assert sum(seen) == history_of("element", element.pk).count()


def test_going_back_while_it_lies_in_the_bin_is_refused(planner, element_of):
    element = element_of("measure")
    write(planner, element, "title", "Sykkelvei")
    planner.post(reverse("element_bin", args=[element.pk]))

    answer = back_to(planner, element, changes(element, "title")[0])

    assert "ligger i papirkurven" in answer.content.decode()
    assert field_of("measure", "title").get(fresh(element)) == "Sykkelvei"


def test_money_comes_back_with_its_words(planner, samples, element_of):
    element = element_of("measure")
    sent = {"uuid": uuid4(), "amount": "inntil 20 mill.", "currency": "NOK", "source_of_funds": "staten"}
    planner.post(reverse("element_row_add", args=[element.pk, "moneyline"]), sent)
    row = MoneyLine.objects.get()
    change = {"base": row.revision, "amount": "ca. 5 mill."}
    planner.post(reverse("element_row", args=[element.pk, "moneyline", row.pk]), sent | change)

    back_to(planner, element, changes(element, "moneyline")[-1])

    assert str(MoneyLine.objects.get().amount) == "inntil 20 mill."
