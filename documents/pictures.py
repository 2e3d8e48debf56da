"""The pictures that a frozen content, or one that may be frozen, draws."""

from documents.formats import upgraded
from documents.press import pictures_of
from files.models import StoredFile
from files.queries import opened


def stored_pictures(content: dict) -> dict[str, tuple[str, bytes]]:
    """The pictures a content draws, from the store. Errors: FileNotFoundError if one is missing there."""
    wanted = pictures_of(upgraded(content))
    found = {}
    for stored in StoredFile.objects.filter(sha256__in=wanted):
        with opened(stored) as file:
            found[stored.sha256] = stored.media_type, file.read()
    if lost := wanted - found.keys():
        raise FileNotFoundError(lost)
    return found
