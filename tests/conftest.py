"""What every test may ask for."""

import pytest

from tests import world as worlds


@pytest.fixture
def world(db):
    """Two of everything; see tests/world.py."""
    return worlds.build()
