"""A real browser against small pages of our own (tests/look/urls.py)."""

import os

import pytest
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.look import pages

# Playwright runs its own loop in this thread, and Django would take every query for one made inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

WATCH = """
window.violations = []
document.addEventListener("securitypolicyviolation", e => violations.push(`${e.violatedDirective} ${e.blockedURI}`))
"""


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


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
    """Open an address and hand back the page. What the page did against the content security policy, fails the test."""
    opened = []

    def open_page(address, width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=site.url, **options)
        context.set_default_timeout(5000)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        opened.append((context, page, options.get("java_script_enabled", True)))
        page.goto(address)
        return page

    yield open_page
    for context, page, scripted in opened:
        violations = page.evaluate("violations") if scripted else []
        context.close()
        assert (violations, page.errors) == ([], [])
