from urllib.parse import unquote

import pytest
from csp.middleware import CSPMiddleware
from django.test import RequestFactory
from django.utils.timezone import now

from files.actions import store
from files.serving import download
from framtid.middleware import headers

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored():
    return store(b"<script>alert(1)</script>", media_type="text/html", at=now())


def answer(response):
    """The response as it leaves the house, through the middleware that adds headers."""
    leaving = headers(CSPMiddleware(lambda request: response))
    return leaving(RequestFactory().get("/fil"))


def test_download_carries_content_length_and_type(stored):
    response = answer(download(stored, "side.html"))

    assert b"".join(response) == b"<script>alert(1)</script>"
    response.close()
    assert (response["Content-Length"], response["Content-Type"]) == ("25", "text/html")


def test_download_can_do_no_harm(stored):
    response = answer(download(stored, "side.html"))
    response.close()

    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "name", ["Handlingsprogram Bærum – år 2009.pdf", "Ås «utkast».pdf", "a\r\nSet-Cookie: b=c.pdf"]
)
def test_download_keeps_the_name_as_it_is(stored, name):
    response = answer(download(stored, name))
    response.close()

    how, _, encoded = response["Content-Disposition"].partition("; filename*=utf-8''")
    assert (how, unquote(encoded)) == ("attachment", name)


def test_download_inline_is_shown(stored):
    response = answer(download(stored, "side.html", inline=True))
    response.close()

    assert response["Content-Disposition"] == 'inline; filename="side.html"'


def test_download_of_a_missing_file_says_so(stored):
    stored.path.unlink()

    with pytest.raises(FileNotFoundError):
        download(stored, "side.html")
