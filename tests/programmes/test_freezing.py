import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from cities.access import rights_of
from common.canonical import canonical, digest
from common.refusals import Refused
from documents.editions import edition
from documents.models import Edition, Print, Tabling, Version
from programmes.actions import freeze_programme, save_field
from programmes.fields import FIELDS, field_of
from programmes.models import Kind, Programme
from programmes.tables import tables_of
from tests.factories.programmes import ElementFactory
from tests.helpers.approval import approve_for_all
from tests.helpers.statements import statements

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
DAY = date(2009, 2, 9)


@pytest.fixture
def lead(programmes):
    return programmes.world.people["lead", "skien"]


def freeze(programme, by, **more):
    return freeze_programme(programme=programme, day=DAY, key=more.pop("key", None) or uuid4(), by=by, at=AT, **more)


def test_a_version_holds_the_programme_as_it_stands_and_its_checksum(programmes, lead):
    version = freeze(programmes.skien, lead)

    content = json.loads(version.content)
    assert version.content == canonical(content)
    assert version.sha256 == digest(version.content)
    assert (version.number, version.title, content["day"]) == (1, "Program bare-skien", "2009-02-09")
    assert [(element["place"], element["title"], element["text"]) for element in content["elements"]] == [
        ("1", "Tittel kapittel bare-skien", "<p>Tekst kapittel bare-skien</p>"),
        ("1.1", "Tittel mål bare-skien", "<p>Tekst mål bare-skien</p>"),
        ("1.1.1", "Tittel felles bare-skien", "<p>Tekst felles bare-skien</p>"),
    ]


def test_every_field_and_table_of_a_kind_stands_in_the_frozen_content(programmes, lead):
    chapter = programmes["bare-skien:chapter"]
    for kind in (Kind.STRATEGY, Kind.INSTRUMENT):
        ElementFactory(parent=chapter, kind=kind)

    content = json.loads(freeze(programmes.skien, lead).content)

    seen = {element["kind"]: element for element in content["elements"]}
    assert set(seen) == set(FIELDS) - {Kind.PROGRAMME}
    for kind, element in seen.items():
        frozen = ["title", "text", *(fact["name"] for fact in element["facts"])]
        assert frozen == [field.name for field in FIELDS[kind]]
        assert [table["name"] for table in element["tables"]] == [table.name for table in tables_of(kind)]
    assert [fact["name"] for fact in content["facts"]] == [field.name for field in FIELDS[Kind.PROGRAMME][2:]]


def test_the_draft_goes_on_and_the_version_stays(programmes, lead):
    measure = programmes["bare-skien"]
    first = freeze(programmes.skien, lead)

    title = field_of(measure.kind, "title")
    save_field(element=measure, field=title, value="Senere tittel", base=0, by=lead, at=AT)
    second = freeze(programmes.skien, lead)

    assert [(version.number, "Senere tittel" in version.content) for version in (first, second)] == [
        (1, False),
        (2, True),
    ]
    assert Version.objects.get(pk=first.pk).content == first.content


def test_one_form_sent_twice_makes_one_version(programmes, lead):
    form = uuid4()

    versions = {freeze(programmes.skien, lead, key=form).pk for _time in range(3)}

    assert len(versions) == 1
    assert Version.objects.count() == 1
    assert Print.objects.count() == 1


def test_twins_get_a_joint_edition_and_one_each(programmes, lead):
    version = freeze(programmes.twins["skien", "porsgrunn"], lead)

    content = version.data
    slugs = [row.city.slug if row.city else None for row in version.editions.order_by("pk")]
    assert slugs == [None, "skien", "porsgrunn"]
    for row in version.editions.all():
        own = edition(content, row.city.slug if row.city else None)
        assert row.sha256 == digest(canonical(own))
    titles = [element["title"] for element in edition(content, "porsgrunn")["elements"]]
    assert "Tittel eget for porsgrunn i skien-porsgrunn" in titles
    assert "Tittel eget for skien i skien-porsgrunn" not in titles


def test_the_joint_print_is_ordered_at_once_and_the_others_when_asked_for(programmes, lead):
    version = freeze(programmes.twins["skien", "porsgrunn"], lead)

    printed = Print.objects.get()
    assert printed.edition == version.editions.get(city=None)
    assert (printed.job.kind, printed.job.subject, printed.job.state) == ("print", printed.edition_id, "queued")


def test_a_lead_lays_a_version_before_the_own_citys_politicians_only(programmes, lead):
    cities, twins = programmes.world.cities, programmes.twins["skien", "porsgrunn"]
    approve_for_all(twins, programmes.world)

    with pytest.raises(Refused):
        freeze(twins, lead, tabled_in=[cities["porsgrunn"]])
    untouched = Version.objects.count(), Tabling.objects.count()
    freeze(twins, lead, tabled_in=[cities["skien"]])

    assert untouched == (0, 0)
    assert Tabling.objects.get().city == cities["skien"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE documents_version SET content = '{}'",
        "UPDATE documents_version SET day = '2010-01-01'",
        "DELETE FROM documents_version",
        "UPDATE documents_edition SET sha256 = 'x'",
        "DELETE FROM documents_edition",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_frozen(programmes, lead, sql):
    version = freeze(programmes.skien, lead)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert Version.objects.get().sha256 == version.sha256
    assert Edition.objects.count() == 1


def test_freezing_takes_as_many_statements_for_many_measures_as_for_few(programmes, lead):
    rights_of(lead)  # asked for at the door
    skien = programmes.world.cities["skien"]

    def act(tabled_in):
        programme = Programme.objects.for_door().get(pk=programmes.skien.pk)
        return len(statements(lambda: freeze(programme, lead, tabled_in=tabled_in)))

    few, few_laid = act([]), act([skien])
    for _n in range(30):
        ElementFactory(parent=programmes["bare-skien:goal"])

    assert (act([]), act([skien])) == (few, few_laid)
    assert few <= 20
    assert few_laid <= 28  # laying it before politicians also counts what is missing
