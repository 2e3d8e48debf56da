"""A real browser. What a page does against the content security policy, and every error in it, fails the test."""

import os
import shutil
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

# Playwright runs its own loop in this thread, and Django would take every query for one made inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

NAMES = ("chromium", "chromium-browser", "google-chrome")
WATCH = """
window.violations = []
document.addEventListener("securitypolicyviolation", e => violations.push(`${e.violatedDirective} ${e.blockedURI}`))
"""


def browser_program() -> str | None:
    """FRAMTID_CHROMIUM, else the first that is found."""
    return os.environ.get("FRAMTID_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests of a process: Playwright cannot be started twice in a thread."""
    program = browser_program()
    if program is None:
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


class Windows:
    """Browser windows against one site, each with cookies of its own. sessions: of people who are signed in already."""

    def __init__(self, chromium, url: str, sessions: dict[int, str]):
        self.chromium, self.url, self.sessions, self.opened = chromium, url, sessions, []

    def __call__(self, address: str = "/", width: int = 1280, *, person=None, **options):
        """Open an address, signed in as a person if one is given, and hand back the page.

        page.answer: the answer itself; page.told: what the console was told of errors.
        """
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=self.url, locale="nb-NO", **options
        )
        context.set_default_timeout(15_000)
        if person:
            session = self.sessions.get(person.pk) or session_of(person)
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.url}])
        page = context.new_page()
        page.add_init_script(WATCH)
        page.errors, page.told = [], []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda message: page.told.append(message.text) if message.type == "error" else None)
        self.opened.append((page, options.get("java_script_enabled", True)))
        page.answer = page.goto(address)
        return page


def session_of(person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def windows(chromium, url: str, sessions=None):
    """Windows that are looked over and closed when the block ends."""
    opener = Windows(chromium, url, sessions or {})
    try:
        yield opener
        for page, scripted in opener.opened:
            found = (page.evaluate("violations") if scripted else [], page.errors)
            assert found == ([], []), found
    finally:
        for page, _scripted in opener.opened:
            page.context.close()


# What fades in has not its colours yet.
AT_REST = """() => Promise.all(document.getAnimations()
    .filter(move => move.effect.getTiming().iterations !== Infinity)
    .map(move => move.finished.catch(() => {})).concat(new Promise(requestAnimationFrame)))"""


# It is large: a page that is looked at wide and narrow takes it once.
AXE = Axe().axe_script
FAULTS = "async () => (await axe.run({resultTypes: ['violations']})).violations"


def axe_faults(page) -> list[str]:
    """What axe finds on the page once nothing moves any more."""
    page.evaluate(AT_REST)
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    faults = page.evaluate(FAULTS)
    return [f"{fault['id']}: {node['html']}" for fault in faults for node in fault["nodes"]]
