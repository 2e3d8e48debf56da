import hashlib
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from files.models import StoredFile

CHUNK = 1 << 20


def store(source: bytes | Path, *, media_type: str, at) -> StoredFile:
    """Keep a content under its hash. The same content again gives the row that is there.

    source: the bytes themselves, or a file that is copied and left where it is.
    Errors: OSError if the disk is full or the source cannot be read; then there is neither row nor file.
    """
    with incoming() as file:
        sha256, size = pour(source, file)
        settle(file, StoredFile(sha256=sha256).path)
    stored, _new = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "media_type": media_type, "stored_at": at}
    )
    return stored


@contextmanager
def incoming():
    """A file beside the others, but not yet one of them; gone afterwards unless it was moved into its place."""
    folder = incoming_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, delete=False) as file:
        try:
            yield file
        finally:
            Path(file.name).unlink(missing_ok=True)


def incoming_folder() -> Path:
    return Path(settings.FILES_ROOT) / "tmp"


def pour(source: bytes | Path, file) -> tuple[str, int]:
    """Copy the source into the file, down to the disk. Shape: → SHA-256, size in bytes."""
    if isinstance(source, bytes):
        file.write(source)
    else:
        with open(source, "rb") as open_source:
            shutil.copyfileobj(open_source, file, CHUNK)
    file.flush()
    os.fsync(file.fileno())
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size


def settle(file, path: Path) -> None:
    """Give the file its final name in one step, so that nobody ever sees half of it.

    A file that lies there already is replaced by its equal: that also mends one that was damaged.
    """
    path.parent.mkdir(exist_ok=True)
    os.replace(file.name, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
