import hashlib
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from files.models import StoredFile


def opened(stored: StoredFile) -> BinaryIO:
    """The content, to read; whoever asks closes it. Errors: FileNotFoundError if the file is missing."""
    return stored.path.open("rb")


def faults() -> list[str]:
    """What is wrong with the store: a row whose file is missing or has other bytes. One line each, for the operator."""
    return [fault for stored in StoredFile.objects.order_by("pk").iterator() if (fault := fault_of(stored))]


def fault_of(stored: StoredFile) -> str:
    try:
        with opened(stored) as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return f"{stored.sha256}: missing"
    except OSError as error:
        return f"{stored.sha256}: unreadable ({error.strerror})"
    return "" if found == stored.sha256 else f"{stored.sha256}: has other bytes"


def strays() -> list[Path]:
    """Files under a final name that no row knows."""
    lying = {path.name: path for path in Path(settings.FILES_ROOT).glob("??/*")}
    known = set(StoredFile.objects.filter(sha256__in=lying).values_list("sha256", flat=True))
    return [path for name, path in sorted(lying.items()) if name not in known]
