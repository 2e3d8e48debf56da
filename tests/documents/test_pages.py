"""The pages about frozen versions: what they show and cost, and how a print's state looks on its way."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from documents.actions import freeze
from documents.models import Document, DocumentCity, Print, Route, Tabling, Version
from files.actions import store
from jobs.actions import claim, fail
from tests.documents.contents import small
from tests.helpers.statements import statements

SHELL = 4
"""What every page asks: the session, the person, the rights and the places of the top bar."""

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
PDF = b"%PDF-1.7 Skiens program" + bytes(32_000)
ELEMENT = {
    "code": "T-0147", "uuid": "0", "kind": "measure", "kind_name": "Tiltak", "place": "1", "depth": 1, "parent": None,
    "city": None, "title": "Sykkelnett over bygrensen", "text": "<p>Tolv <strong>km</strong></p>", "basis": [],
    "sources": [],
    "facts": [{"name": "period", "label": "Periode", "value": None, "words": "våren 2009"}],
    "tables": [{"name": "progress", "label": "Status", "columns": ["Status", "Dag"],
                "rows": [{"city": None, "value": {}, "cells": [None, "mars 2010"]}]}],
}  # fmt: skip


@pytest.fixture
def version(world):
    """Skien's version, laid before its politicians."""
    document = Document.objects.create()
    DocumentCity.objects.create(document=document, city=world.cities["skien"], position=0)
    content = small(ELEMENT, title="Skiens program 2009–2012", cities=[{"slug": "skien"}])
    version, _made = freeze(
        document=document, day=date(2009, 2, 9), content=lambda: content, format=2,
        key=uuid4(), tabled_in=[world.cities["skien"]], by=world.people["lead", "skien"], at=AT,
    )  # fmt: skip
    return version


@pytest.fixture
def politician(client, world):
    client.force_login(world.people["politician", "skien"])
    return client


def printed(version) -> Print:
    """The version's print, as the press would have left it."""
    wanted = Print.objects.get(edition__version=version)
    file = store(PDF, media_type="application/pdf", at=AT)
    Print.objects.filter(pk=wanted.pk).update(file=file, pages=38, printed_at=AT)
    return wanted


def test_the_politicians_page_shows_version_date_pages_size_and_check_code(politician, version):
    printed(version)

    listed = politician.get(reverse("treatment")).content.decode()
    html = politician.get(reverse("treatment_page", args=[Route.objects.get().pk])).content.decode()

    assert "Skiens program" in listed
    for words in (
        "Versjon 1",
        "9.\u00a0februar 2009",
        "38 sider",
        "32\u00a0kB",
        version.editions.get().check_code,
        "Last ned PDF",
    ):
        assert words in html, words
    assert "<script" not in html


def test_a_download_is_the_stored_file_under_a_telling_name(politician, version):
    answer = politician.get(reverse("print_download", args=[printed(version).pk]))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="skiens-program-2009-2012-v1-til-behandling.pdf"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_print_that_is_not_there_yet_cannot_be_fetched_and_asks_again(politician, version):
    wanted = Print.objects.get()

    missing = politician.get(reverse("print_download", args=[wanted.pk]))
    state = politician.get(reverse("print_state", args=[wanted.pk])).content.decode()

    assert missing.status_code == 404
    assert "I kø for utskrift" in state
    assert f'hx-get="{reverse("print_state", args=[wanted.pk])}" hx-trigger="every 2s"' in state


def test_a_failed_print_says_why_and_can_be_tried_again(client, world, version):
    client.force_login(world.people["planner", "skien"])
    wanted = Print.objects.get()
    fail(claim(wanted.job_id), "Tegnet ꙮ finnes ikke i skriftene.")

    state = client.get(reverse("print_state", args=[wanted.pk])).content.decode()
    client.post(reverse("edition_print", args=[wanted.edition_id]))

    assert "Tegnet ꙮ finnes ikke i skriftene." in state
    assert "Prøv igjen" in state
    wanted.refresh_from_db()
    assert wanted.job.state == "queued"


def test_the_version_can_be_read_in_the_browser(politician, version):
    html = politician.get(reverse("version_page", args=[version.pk])).content.decode()

    assert "Sykkelnett over bygrensen" in html
    assert "<p>Tolv <strong>km</strong></p>" in html
    assert "<div>mars 2010</div>" in html


def test_a_withdrawn_version_is_gone_for_politicians_at_once(politician, world, version):
    page = reverse("treatment_page", args=[Route.objects.get().pk])
    download = reverse("print_download", args=[printed(version).pk])

    before = [politician.get(page), politician.get(download)]
    assert b"".join(before[1].streaming_content) == PDF
    politician.force_login(world.people["lead", "skien"])
    politician.post(reverse("tabling_withdraw", args=[Tabling.objects.get().pk]))
    politician.force_login(world.people["politician", "skien"])
    after = [politician.get(page), politician.get(download)]

    assert [answer.status_code for answer in before + after] == [200, 200, 404, 404]


def test_only_the_citys_lead_lays_a_version_before_its_politicians(client, world, version):
    Tabling.objects.all().delete()
    sent = {"city": "skien"}

    client.force_login(world.people["planner", "skien"])
    client.post(reverse("version_table", args=[version.pk]), sent)
    by_planner = Tabling.objects.count()
    client.force_login(world.people["lead", "skien"])
    client.post(reverse("version_table", args=[version.pk]), sent)

    assert (by_planner, Tabling.objects.count()) == (0, 1)


def test_the_politicians_pages_cost_as_much_for_many_versions_as_for_one(politician, world, version):
    page = reverse("treatment_page", args=[Route.objects.get().pk])
    few = [len(statements(lambda: politician.get(address))) for address in (reverse("treatment"), page)]  # noqa: B023
    for _n in range(3):
        freeze(
            document=version.document, day=version.day, content=lambda: version.data, format=2, key=uuid4(),
            tabled_in=[world.cities["skien"]], by=world.people["lead", "skien"], at=AT,
        )  # fmt: skip

    many = [len(statements(lambda: politician.get(address))) for address in (reverse("treatment"), page)]  # noqa: B023

    assert many == few
    assert max(many) - SHELL <= 8


def test_opening_a_frozen_version_takes_five_statements_beside_those_about_the_visitor(politician, version):
    sent = statements(lambda: politician.get(reverse("version_page", args=[version.pk])))

    about_documents = [sql for sql in sent if "documents_" in sql]
    assert len(about_documents) <= 5
    assert Version.objects.count() == 1
