"""What every test may ask for."""

import pytest

from tests import world as worlds
from tests.helpers.browser import chromium  # noqa: F401 – a fixture


@pytest.fixture
def world(db):
    """Two of everything; see tests/world.py."""
    return worlds.build()
