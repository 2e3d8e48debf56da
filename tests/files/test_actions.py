from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from django.db import connection
from django.utils.timezone import now

from files.actions import store
from files.models import StoredFile
from files.queries import opened
from tests.helpers.disk import no_room_beyond

pytestmark = pytest.mark.django_db


def keep(source=b"hei", media_type="text/plain") -> StoredFile:
    return store(source, media_type=media_type, at=now())


def lying(root) -> list:
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_stored_bytes_come_back_as_they_were(root):
    content = bytes(range(256)) * 10_000

    stored = keep(content)

    assert (stored.sha256, stored.size) == (sha256(content).hexdigest(), len(content))
    with opened(stored) as file:
        assert file.read() == content
    assert lying(root) == [stored.path]


def test_stored_path_leaves_the_source_where_it_is(tmp_path):
    source = tmp_path / "utskrift.pdf"
    source.write_bytes(b"%PDF")

    stored = keep(source, "application/pdf")

    assert stored.path.read_bytes() == source.read_bytes() == b"%PDF"


def test_empty_content_can_be_stored():
    assert keep(b"").size == 0


def test_same_content_is_stored_once(root):
    first = keep(b"hei", "text/plain")

    again = keep(b"hei", "application/octet-stream")

    assert (again, again.media_type) == (first, "text/plain")
    assert lying(root) == [first.path]


def test_same_content_mends_a_damaged_file():
    stored = keep()
    stored.path.write_bytes(b"hxi")

    keep()

    assert stored.path.read_bytes() == b"hei"


@pytest.mark.django_db(transaction=True)
def test_same_content_from_many_at_once_is_stored_once(root):
    def one(number):
        try:
            return keep(b"x" * 100_000).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(one, range(8)))

    assert len(keys) == 1
    assert lying(root) == [StoredFile.objects.get().path]


def test_full_disk_leaves_neither_file_nor_row(root):
    with no_room_beyond(100_000), pytest.raises(OSError, match="File too large"):
        keep(b"x" * 200_000)

    assert lying(root) == []
    assert StoredFile.objects.count() == 0


def test_missing_source_leaves_neither_file_nor_row(root, tmp_path):
    with pytest.raises(FileNotFoundError):
        keep(tmp_path / "missing")

    assert lying(root) == []
    assert StoredFile.objects.count() == 0
