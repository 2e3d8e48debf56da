"""A print ordered becomes a stored file, once, or a reason."""

from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import pikepdf
import pytest

from common.canonical import canonical, digest
from documents import tasks
from documents.actions import freeze, order_print
from documents.models import Document, DocumentCity, Edition, Print, Version
from documents.press import Limits, print_pdf
from documents.tasks import print_edition
from files.actions import store
from files.models import StoredFile
from files.queries import opened
from jobs.actions import LeaseLost, claim, enqueue
from jobs.models import Job, State
from tests.documents.contents import DAY, element, small
from tests.helpers.disk import no_room_beyond
from tests.helpers.jobs import do

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
TWINS = [
    {"slug": slug, "name": slug.title(), "official": None, "number": None, "county": None}
    for slug in ("skien", "porsgrunn")
]


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def frozen(world):
    """Freeze elements as a version of the twins'."""

    def freeze_elements(*elements, cities=TWINS):
        document = Document.objects.create()
        for n, slug in enumerate(("skien", "porsgrunn")):
            DocumentCity.objects.create(document=document, city=world.cities[slug], position=n)
        content = small(*elements, cities=cities)
        lead = world.people["lead", "skien"]
        return freeze(
            document=document, day=DAY, content=lambda: content, format=2, key=uuid4(), by=lead, at=AT
        )[0]  # fmt: skip

    return freeze_elements


def joint_print(version):
    return Print.objects.select_related("job").get(edition__version=version, edition__city=None)


def test_ordered_print_becomes_a_stored_file(frozen):
    wanted = joint_print(frozen())

    job = do(wanted.job)

    wanted.refresh_from_db()
    assert (job.state, job.reason) == (State.DONE, "")
    assert wanted.file.media_type == "application/pdf"
    assert wanted.printed_at is not None
    with opened(wanted.file) as file, pikepdf.open(file) as pdf:
        assert len(pdf.pages) == wanted.pages
        assert digest(pdf.attachments["handlingsprogram.json"].get_file().read_bytes()) == wanted.edition.sha256


def test_a_citys_print_has_only_that_citys_content(frozen, world):
    version = frozen(element(code="T-0001", city="skien"), element(code="T-0002", place="2", city="porsgrunn"))
    edition = version.editions.get(city=world.cities["porsgrunn"])
    wanted = order_print(edition=edition, by=world.people["lead", "skien"], at=AT)

    do(wanted.job)

    wanted.refresh_from_db()
    with opened(wanted.file) as file, pikepdf.open(file) as pdf:
        data = pdf.attachments["handlingsprogram.json"].get_file().read_bytes().decode()
    assert '"code":"T-0002"' in data
    assert "T-0001" not in data


def test_a_worker_that_lost_its_lease_writes_nothing(frozen):
    wanted = joint_print(frozen())
    job = claim(wanted.job.pk)
    Job.objects.filter(pk=job.pk).update(token=uuid4())

    with pytest.raises(LeaseLost):
        print_edition(job)

    wanted.refresh_from_db()
    job.refresh_from_db()
    assert (wanted.file, wanted.pages, wanted.printed_at, job.state) == (None, None, None, State.RUNNING)


def test_a_poison_document_fails_with_its_reason_and_its_twenty_neighbours_finish(frozen, monkeypatch):
    monkeypatch.setattr(tasks, "print_pdf", partial(print_pdf, limits=Limits(cpu=2)))
    texts = ["<p>Kort.</p>"] * 10 + ["<p>" + "ord og " * 100_000] + ["<p>Kort.</p>"] * 10
    wanted = [joint_print(frozen(element(text=text))) for text in texts]

    jobs = [do(each.job) for each in wanted]

    poisoned = jobs.pop(10)
    assert (poisoned.state, poisoned.reason) == (State.FAILED, "Dokumentet tok for lang tid å trykke.")
    assert {job.state for job in jobs} == {State.DONE}
    assert Print.objects.exclude(file=None).filter(job__in=jobs).count() == 20
    assert Print.objects.get(pk=wanted[10].pk).file is None


def test_a_letter_without_a_font_fails_with_its_name(frozen):
    job = do(joint_print(frozen(element(title="😀"))).job)

    assert job.state == State.FAILED
    assert "GRINNING FACE" in job.reason
    assert StoredFile.objects.count() == 0


def test_a_coat_of_arms_that_is_gone_from_the_store_is_missed_in_plain_words(frozen):
    stored = store(b"arms", media_type="image/png", at=AT)
    arms = {"sha256": stored.sha256, "media_type": "image/png", "size": 4, "description": "Et ski"}
    wanted = joint_print(frozen(cities=[TWINS[0] | {"arms": arms}, TWINS[1]]))
    stored.path.unlink()

    job = do(wanted.job)

    assert (job.state, job.reason) == (State.FAILED, "Et bilde som hører til versjonen, finnes ikke lenger.")
    assert list(StoredFile.objects.all()) == [stored]


def test_a_full_disk_gives_the_print_back_with_nothing_half_written(frozen, settings, tmp_path, caplog):
    settings.JOBS_REST_SECONDS = 0
    wanted = joint_print(frozen())

    with no_room_beyond(20_000):
        job = do(wanted.job)

    assert (job.state, job.attempts) == (State.QUEUED, 1)
    assert "file = store(" in caplog.text
    assert StoredFile.objects.count() == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert do(wanted.job).state == State.DONE


def test_content_that_no_longer_has_its_checksum_is_not_printed(frozen, world):
    version = frozen()
    wrong = Version.objects.create(
        document=version.document, number=9, key=uuid4(), title="Program", day=DAY, format=1,
        content=canonical(small(cities=TWINS)), sha256="0" * 64, frozen_at=AT, frozen_by=world.people["lead", "skien"],
    )  # fmt: skip
    edition = Edition.objects.create(version=wrong, city=None, language="nb", sha256="0" * 64)
    wanted = order_print(edition=edition, by=world.people["lead", "skien"], at=AT)

    job = do(wanted.job)

    assert job.state == State.FAILED
    assert job.reason == "Innholdet stemmer ikke med kontrollsummen fra da versjonen ble låst."
    assert StoredFile.objects.count() == 0


def test_a_print_that_has_its_file_is_never_made_again(frozen):
    wanted = joint_print(frozen())
    job = do(wanted.job)
    wanted.refresh_from_db()

    print_edition(job)

    after = Print.objects.get(pk=wanted.pk)
    assert (after.file_id, after.printed_at) == (wanted.file_id, wanted.printed_at)


def test_a_print_that_is_gone_fails_with_a_reason(db):
    job = do(enqueue(kind="print", key="gone", subject=0, by=None, at=AT))

    assert (job.state, job.reason) == (State.FAILED, "Utskriften finnes ikke lenger.")
