"""A real browser against small pages of our own (tests/look/urls.py)."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.helpers.browser import windows
from tests.look import pages


@pytest.fixture(scope="session")
def server():
    """A server without a database: pages for somebody not signed in ask it nothing."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def site(server, settings):
    settings.ROOT_URLCONF = "tests.look.urls"
    pages.STORE.reset()
    return server


@pytest.fixture
def browse(chromium, site):
    """Open an address and hand back the page; see tests/helpers/browser.py."""
    with windows(chromium, site.url) as opener:
        yield opener
