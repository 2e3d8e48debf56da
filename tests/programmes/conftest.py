import pytest

from tests.programmes import world as worlds


@pytest.fixture
def programmes(world):
    """Programmes of the world's cities; see tests/programmes/world.py."""
    return worlds.build(world)
