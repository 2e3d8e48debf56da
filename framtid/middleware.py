"""What every request and answer passes through."""

import logging
import secrets
from urllib.parse import unquote_to_bytes

from django.db import DataError, OperationalError
from django.http import UnreadablePostError
from django.shortcuts import render
from django.utils.http import parse_header_parameters
from django.utils.translation import gettext_lazy as _
from django.views.defaults import bad_request
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled, SerializationFailure

from common.refusals import Refused
from common.text import sound

logger = logging.getLogger(__name__)

OURS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UNKEPT = {"Cache-Control": "private, no-store"}


def reference(get_response):
    """Name each request, so that what a person tells of a fault of ours can be found in the log."""

    def middleware(request):
        request.reference = secrets.token_hex(4).upper()
        response = get_response(request)
        if response.status_code >= 500:
            response.headers["X-Reference"] = request.reference
            logger.warning("%s: %s %s %s", request.reference, response.status_code, request.method, request.path)
        return response

    return middleware


def headers(get_response):
    """Add the safety headers Django and django-csp do not know."""

    def middleware(request):
        response = get_response(request)
        for name, value in (OURS if request.path.startswith("/static/") else OURS | UNKEPT).items():
            response.headers.setdefault(name, value)
        return response

    return middleware


# Those of an answer that passes no middleware.
BARE = (
    OURS
    | UNKEPT
    | {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
)


def utf8_only(application):
    """Refuse a body said to be in another encoding, before Django makes a request of it.

    Some encodings, and too many fields in any of them, make Django fail where no middleware can answer yet.
    """

    def answer(environ, start_response):
        try:
            charset = parse_header_parameters(environ.get("CONTENT_TYPE", ""))[1].get("charset", "utf-8")
        except ValueError:
            charset = ""
        if charset.lower() not in {"utf-8", "utf8"}:
            start_response("400 Bad Request", list(BARE.items()))
            return [str(_("Innholdet må være i UTF-8.")).encode()]
        return application(environ, start_response)

    return answer


BUSY = (LockNotAvailable, QueryCanceled, DeadlockDetected, SerializationFailure)


class clean_input:
    """Answer 400 to an address, header, cookie or field name that no text can come of.

    Stands before all that reads cookies or the body. What people type is answered by the forms, beside the field;
    only where a view hands a posted value on unread, and the database cannot hold it, is the answer 400 as well.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not (_address_is_sound(request) and _headers_are_sound(request) and _names_are_sound(request)):
            return bad_request(request, None)
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, ValueError | DataError) and _posted_nul(request):
            return bad_request(request, exception)


def _address_is_sound(request):
    # Django keeps a path it cannot decode in its percent signs, which are as sound as any other address we lack.
    try:
        return sound(request.path_info) and sound(unquote_to_bytes(request.META.get("QUERY_STRING", "")).decode())
    except UnicodeDecodeError:
        return False


def _headers_are_sound(request):
    received = [value for name, value in request.META.items() if name.startswith(("HTTP_", "CONTENT_"))]
    # Cookies are looked at once more, since quoted ones may spell a NUL as \000.
    texts = [*map(_header_text, received), *request.COOKIES, *request.COOKIES.values()]
    return all(sound(text.replace("\t", " ")) for text in texts)


def _header_text(value):
    # Headers come as Latin-1, in which the second half of Å is a control character.
    try:
        return str(value).encode("latin-1").decode()
    except UnicodeError:
        return str(value)


def _names_are_sound(request):
    try:
        return request.method != "POST" or all(map(sound, [*request.POST, *request.FILES]))
    except UnreadablePostError:  # the browser has gone
        return False


def _posted_nul(request):
    return any("\0" in value for _name, values in request.POST.lists() for value in values)


CROSSED = (DeadlockDetected, SerializationFailure)
TRIES = 3


class say_why:
    """Answer in words what no view has caught: an act refused in the last moment, or a database that is busy.

    Two acts that crossed are no matter for a person: the database has taken back the whole of one, which is done anew.
    503 is what the browser tries again by itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception, tries: int = 1):
        if isinstance(exception, Refused):
            return render(request, "refused.html", {"why": exception.message}, status=422)
        if not isinstance(exception, OperationalError):
            return None
        if isinstance(exception.__cause__, CROSSED) and request.method == "POST" and tries < TRIES:
            return self.once_more(request, tries + 1)
        if isinstance(exception.__cause__, BUSY):
            why = _("Noen andre holder på med det samme akkurat nå. Prøv igjen om et øyeblikk.")
            return render(request, "refused.html", {"why": why}, status=503)

    def once_more(self, request, tries: int):
        """A view makes one act, and an act is one transaction: nothing of the first time is left."""
        view, positional, named = request.resolver_match
        for file in request.FILES.values():
            file.seek(0)
        try:
            return view(request, *positional, **named)
        except Exception as exception:
            answer = self.process_exception(request, exception, tries)
            if answer is None:
                raise
            return answer
