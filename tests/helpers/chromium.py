"""Where the browser is. Without one, the tests that need it say so and are skipped."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


def program() -> str:
    """The path of Chromium: FRAMTID_CHROMIUM, else the first that is found."""
    found = os.environ.get("FRAMTID_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return found or pytest.skip("no Chromium")
