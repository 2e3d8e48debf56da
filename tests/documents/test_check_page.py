"""The page that tells whether a file is one of ours: what it says, to whom, and that it keeps nothing."""

from datetime import UTC, datetime
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pikepdf import Array, Dictionary, Name

from common import uploads
from documents.actions import freeze, make_public, withdraw_tabling
from documents.models import Document, DocumentCity, Print, Route, Version
from documents.press import print_pdf
from documents.tasks import press
from files.actions import store
from files.models import StoredFile
from tests.documents.contents import DAY, asked, small
from tests.documents.routes import add, decide
from tests.permissions.walker import fingerprint

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
FOREIGN = "Dette er ikke en av våre."
UNREADABLE = "Filen kan ikke leses."


pytestmark = pytest.mark.usefixtures("printed_once")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def version(world) -> Version:
    """Skien's version, laid before its politicians and printed."""
    return printed_version(world)


def printed_version(world, document=None) -> Version:
    if document is None:
        document = Document.objects.create()
        DocumentCity.objects.create(document=document, city=world.cities["skien"], position=0)
    content = small(title="Skiens program 2009–2012")
    version, _made = freeze(
        document=document, day=DAY, content=lambda: content, format=2, key=uuid4(),
        tabled_in=[world.cities["skien"]], by=world.people["lead", "skien"], at=AT,
    )  # fmt: skip
    finish(Print.objects.get(edition__version=version, kind="plain"))
    return version


def finish(wanted: Print) -> Print:
    pdf = press(wanted)
    file = store(pdf.data, media_type="application/pdf", at=AT)
    Print.objects.filter(pk=wanted.pk).update(file=file, pages=pdf.pages, printed_at=AT)
    return Print.objects.get(pk=wanted.pk)


@pytest.fixture
def politician(client, world):
    client.force_login(world.people["politician", "skien"])
    return client


def bytes_of(version, **which) -> bytes:
    return Print.objects.get(edition__version=version, kind="plain", **which).file.path.read_bytes()


def given(client, pdf: bytes, name="program.pdf"):
    return client.post(reverse("file_check"), {"file": SimpleUploadedFile(name, pdf, "application/pdf")})


def html(answer) -> str:
    return answer.content.decode()


def saved(pdf: bytes, change=lambda document: None, **how) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        document.save(out, **how)
    return out.getvalue()


def a_note(document):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Highlight, Rect=[9, 9, 99, 19])
    document.pages[1].Annots = Array([*document.pages[1].get("/Annots", []), note])


def a_changed_page(document):
    document.pages[1].Contents.write(document.pages[1].Contents.read_bytes() + b"\n0 0 300 300 re f")


def without_a_mark(document):
    """Neither the attachment nor the checksum on the last page."""
    del document.attachments["handlingsprogram.json"]
    document.pages[-1].Contents.write(b"")


def test_the_page_asks_for_a_file_and_needs_no_script(politician):
    answer = politician.get(reverse("file_check"))

    assert answer.status_code == 200
    assert 'enctype="multipart/form-data"' in html(answer)
    assert "<script" not in html(answer)


def test_a_file_as_it_was_downloaded_is_unchanged(politician, version):
    answer = given(politician, bytes_of(version))

    assert answer.status_code == 200
    for words in ("Dette er versjon 1, uendret.", "Skiens program 2009–2012", "9.\u00a0februar 2009"):
        assert words in html(answer), words
    assert version.editions.get().check_code in html(answer)
    assert f'href="{reverse("version_page", args=[version.pk])}"' in html(answer)
    assert politician.get(reverse("version_page", args=[version.pk])).status_code == 200


def test_a_file_another_program_has_saved_is_unchanged_in_content(politician, version):
    answer = given(politician, saved(bytes_of(version), linearize=True))

    assert "Dette er versjon 1, innholdet uendret." in html(answer)


def test_own_notes_leave_the_content_unchanged_and_are_counted(politician, version):
    answer = given(politician, saved(bytes_of(version), a_note))

    assert "Dette er versjon 1 med egne merknader, innholdet uendret." in html(answer)
    assert "1 merknad på side 2." in html(answer)
    assert "kan dekke det som står der" in html(answer)


def test_a_changed_file_is_told_with_the_page(politician, version):
    answer = given(politician, saved(bytes_of(version), a_changed_page))

    assert "Dette er versjon 1, men filen er endret." in html(answer)
    assert "Endret: side 2." in html(answer)


def test_of_two_versions_with_the_same_content_the_one_that_was_printed_is_named(politician, world, version):
    second = printed_version(world, version.document)

    answers = [html(given(politician, saved(bytes_of(each), a_note))) for each in (version, second)]

    assert Version.objects.values("sha256").distinct().count() == 1
    assert [f"Dette er versjon {n} med egne merknader" in answer for n, answer in enumerate(answers, 1)] == [True, True]


def test_of_two_prints_of_an_edition_the_one_with_its_mark_is_named(politician, version):
    finish(Print.objects.create(edition=version.editions.get(), mark=Print.Mark.ADOPTED))
    prints = {one.get_mark_display(): one.file.path.read_bytes() for one in Print.objects.all()}

    answers = {mark: html(given(politician, saved(pdf, a_changed_page))) for mark, pdf in prints.items()}

    assert len(answers) == 2
    assert all(f"<dd>1 · {mark}</dd>" in answer and "Endret: side 2." in answer for mark, answer in answers.items())


def test_a_print_whose_mark_holds_no_more_says_so(politician, world, version):
    fresh = html(given(politician, bytes_of(version)))
    lead = world.people["lead", "skien"]
    add(version.routes.get(), "Bystyret", lead, deciding=True)
    decide(version.routes.get(), version.routes.get().steps.get(), lead)

    told = html(given(politician, bytes_of(version, mark=Print.Mark.TREATMENT)))

    assert "Nå er utgaven merket" not in fresh
    assert "Utskriften ble laget med merket «Til behandling». Nå er utgaven merket «Vedtatt»." in told


@pytest.mark.parametrize(
    "strange",
    [
        lambda pdf: print_pdf(**asked(small(title="Et annet program"))).data,
        lambda pdf: saved(pdf, without_a_mark),
    ],
    ids=["another document", "without a mark"],
)
def test_a_file_from_elsewhere_is_not_ours(politician, version, strange):
    answer = given(politician, strange(bytes_of(version)))

    assert answer.status_code == 200
    assert FOREIGN in html(answer)
    assert "versjon 1" not in html(answer)


def test_a_print_one_may_not_read_answers_like_a_file_from_elsewhere(client, politician, world, version):
    pdf = bytes_of(version)
    files = [pdf, saved(pdf, linearize=True), saved(pdf, a_note), saved(pdf, a_changed_page)]
    elsewhere = print_pdf(**asked(small(title="Et annet program"))).data
    known = [FOREIGN in html(given(politician, file)) for file in files]

    client.force_login(world.people["planner", "oslo"])
    plain = without_token(html(given(client, elsewhere)))
    answers = [without_token(html(given(client, file))) for file in files]

    assert known == [False] * 4
    assert FOREIGN in plain
    assert answers == [plain] * 4


def test_without_an_account_only_what_is_public_is_known_again(client, world, version):
    pdf = bytes_of(version)
    noted = saved(pdf, a_note)
    before = [html(given(client, file)) for file in (pdf, noted)]
    make_public(route=version.routes.for_door().get(), by=world.people["lead", "skien"], at=AT)

    after = [html(given(client, file)) for file in (pdf, noted)]

    assert [FOREIGN in answer for answer in before + after] == [True, True, False, False]
    assert "Dette er versjon 1, uendret." in after[0]
    assert "Dette er versjon 1 med egne merknader" in after[1]
    assert client.get(reverse("version_page", args=[version.pk])).status_code == 200


def test_without_an_account_so_many_files_are_read_and_no_more(client, world, version, settings):
    settings.ACCOUNT_RATE_LIMITS = {"file_check": "2/10m/ip"}
    pdf = bytes_of(version)

    answers = [given(client, pdf) for _n in range(3)]
    elsewhere = client.post(
        reverse("file_check"), {"file": SimpleUploadedFile("program.pdf", pdf)}, REMOTE_ADDR="192.0.2.7"
    )
    client.force_login(world.people["politician", "skien"])

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Mange filer er kontrollert herfra på kort tid." in html(answers[2])
    assert FOREIGN not in html(answers[2])
    assert [elsewhere.status_code, given(client, pdf).status_code] == [200, 200]


def without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf" not in line)


def test_a_version_that_is_withdrawn_is_no_longer_known_to_its_politicians(politician, world, version):
    withdraw_tabling(tabling=version.tablings.get(), by=world.people["lead", "skien"], at=AT)

    assert FOREIGN in html(given(politician, bytes_of(version)))


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda pdf: pdf[: len(pdf) // 2],
        lambda pdf: bytes(range(256)) * 100,
        lambda pdf: saved(pdf, encryption=pikepdf.Encryption(owner="eier", user="leser")),
    ],
    ids=["truncated", "random", "locked"],
)
def test_a_file_that_cannot_be_read_says_why(politician, version, spoilt):
    answer = given(politician, spoilt(bytes_of(version)))

    assert answer.status_code == 200
    assert UNREADABLE in html(answer)


def test_no_file_and_an_empty_one_are_refused(politician):
    none, empty = politician.post(reverse("file_check")), given(politician, b"")

    assert [answer.status_code for answer in (none, empty)] == [422, 422]
    assert "Filen er tom." in html(empty)


def test_a_file_that_is_too_large_is_refused_before_anything_of_it_is_kept(politician, monkeypatch):
    monkeypatch.setattr(uploads, "MOST", 1_000)
    kept = []
    monkeypatch.setattr("django.core.files.uploadhandler.MemoryFileUploadHandler.receive_data_chunk", kept.append)
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk", kept.append)

    answer = given(politician, bytes(1_000_000))

    assert answer.status_code == 422
    assert "Filen er for stor." in html(answer)
    assert kept == []


def test_a_file_just_above_the_limit_is_refused_too(politician, monkeypatch):
    monkeypatch.setattr(uploads, "MOST", 1_000)

    assert given(politician, bytes(1_001)).status_code == 422


def test_a_print_the_store_has_lost_is_not_blamed_on_the_file(politician, version):
    pdf = bytes_of(version)
    Print.objects.get().file.path.write_bytes(b"%PDF-1.7")

    answer = given(politician, saved(pdf, linearize=True))

    assert "Vi finner ikke vår egen utskrift" in html(answer)


def test_checking_keeps_nothing(politician, version):
    pdf = bytes_of(version)
    before = fingerprint(), sorted(StoredFile.objects.values_list("sha256")), sorted(version_files(version))

    for file in (pdf, saved(pdf, a_note), saved(pdf, a_changed_page), pdf[:500]):
        given(politician, file)

    assert (fingerprint(), sorted(StoredFile.objects.values_list("sha256")), sorted(version_files(version))) == before


def version_files(version):
    root = Print.objects.get(edition__version=version).file.path.parents[1]
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_form_from_another_site_is_refused(world):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.people["politician", "skien"])

    assert given(strict, b"%PDF-1.7").status_code == 403


def test_the_pages_of_a_version_lead_here(politician, version):
    pages = [reverse("version_page", args=[version.pk]), reverse("treatment_page", args=[Route.objects.get().pk])]

    assert all(f'href="{reverse("file_check")}"' in html(politician.get(page)) for page in pages)
