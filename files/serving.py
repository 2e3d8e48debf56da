"""Gives a stored file to a browser, in a way that can do no harm whatever is in it."""

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from files.models import StoredFile
from files.queries import opened


def download(stored: StoredFile, name: str, *, inline: bool = False) -> FileResponse:
    """The answer that hands over the file under the name, æøå included. The caller has asked the door.

    Errors: FileNotFoundError if the file is missing.
    """
    response = FileResponse(opened(stored), as_attachment=not inline, filename=name, content_type=stored.media_type)
    return guarded(response)


def made(data: bytes, name: str, media_type: str = "application/pdf") -> HttpResponse:
    """The answer that hands over what was made for the one who asks, and is stored nowhere."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return guarded(response)


def guarded(response: HttpResponseBase) -> HttpResponseBase:
    """The same answer, kept out of every store between us and the one who asked, and without power in the browser."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
