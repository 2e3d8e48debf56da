"""What is larger than anything here takes is kept nowhere, and still refused by the form it was meant for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler

from common import uploads


@pytest.fixture
def received(rf, monkeypatch):
    """Post a file of some bytes. → how it comes to the form, what was kept of it on the way"""
    kept, requests = [], []
    for handler in (MemoryFileUploadHandler, TemporaryFileUploadHandler):
        monkeypatch.setattr(handler, "receive_data_chunk", keeping(handler.receive_data_chunk, kept))

    def post(size):
        request = rf.post("/", {"words": "Et ord", "file": SimpleUploadedFile("stor.pdf", bytes(size))})
        requests.append(request)
        assert request.POST["words"] == "Et ord"
        return request.FILES["file"], sum(map(len, kept))

    yield post
    for request in requests:
        request.close()


def keeping(receive, kept):
    def receiving(self, raw, start):
        kept.append(raw)
        return receive(self, raw, start)

    return receiving


def test_a_file_within_the_bounds_comes_whole(received):
    file, kept = received(3_000_000)

    assert (file.size, len(file.read())) == (3_000_000, 3_000_000)
    assert kept >= 3_000_000


def test_of_a_file_that_is_too_large_only_name_and_size_come(received, monkeypatch):
    monkeypatch.setattr(uploads, "MOST", 1_000_000)

    file, kept = received(3_000_000)

    assert (file.name, file.read(), kept) == ("stor.pdf", b"", 0)
    assert file.size >= 3_000_000
