"""A print ordered becomes a stored file, once, or a reason."""

from datetime import UTC, datetime
from uuid import uuid4

import pikepdf
import pytest

from common.canonical import canonical, digest
from documents.actions import freeze, order_print
from documents.models import Document, DocumentCity, Edition, Print, Version
from documents.tasks import print_edition
from files.models import StoredFile
from files.queries import opened
from jobs.actions import LeaseLost, claim, enqueue
from jobs.models import Job, State
from tests.documents.contents import DAY, element, small
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

    def freeze_elements(*elements):
        document = Document.objects.create()
        for n, slug in enumerate(("skien", "porsgrunn")):
            DocumentCity.objects.create(document=document, city=world.cities[slug], position=n)
        content = small(*elements, cities=TWINS)
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


def test_an_unprintable_document_fails_with_its_reason_and_alone(frozen):
    poisoned = joint_print(frozen(element(title="😀")))
    healthy = joint_print(frozen())

    jobs = [do(poisoned.job), do(healthy.job)]

    poisoned.refresh_from_db()
    assert [job.state for job in jobs] == [State.FAILED, State.DONE]
    assert "GRINNING FACE" in jobs[0].reason
    assert poisoned.file is None
    assert StoredFile.objects.count() == 1


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
