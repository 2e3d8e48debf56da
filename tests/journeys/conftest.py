"""Whole paths through the house: a real browser, a real server, and where it matters a real worker and a real queue."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import make_password

from cities.models import User
from tests import world as worlds
from tests.helpers.bell import own_bell
from tests.helpers.browser import windows
from tests.helpers.passwords import QUICK
from tests.programmes import world as programme_worlds

PASSWORD = "sykkel på regnværsdager"


@pytest.fixture
def house(live_server, chromium, settings, tmp_path):
    """The twins' world, opened by `house.browse(address, person=…)`. The stored files are the test's own."""
    settings.FILES_ROOT, settings.PASSWORD_HASHERS = tmp_path / "files", QUICK
    programmes = programme_worlds.build(worlds.build())
    hashed = make_password(PASSWORD)
    User.objects.update(password=hashed)
    for person in programmes.world.people.values():
        person.password = hashed
    with windows(chromium, live_server.url) as browse:
        yield SimpleNamespace(browse=browse, programmes=programmes, people=programmes.world.people)


@pytest.fixture
def bell():
    with own_bell() as own:
        yield own


@pytest.fixture
def finger():
    """One finger on the page."""

    def on(page):
        cdp = page.context.new_cdp_session(page)

        def touch(kind, *at):
            points = [{"x": at[0], "y": at[1]}] if at else []
            cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        return SimpleNamespace(
            press=lambda *at: touch("touchStart", *at),
            move=lambda *at: touch("touchMove", *at),
            lift=lambda: touch("touchEnd"),
        )

    return on
