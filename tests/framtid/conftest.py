import os
import shutil
import uuid

import pytest

from framtid import places
from tests.framtid.families import family_of, kill, standing_in
from tests.helpers.patience import until


@pytest.fixture
def place():
    """A place for servers of the test's own; nothing of it is left, also when the test fails."""
    place = places.here(f"test-{uuid.uuid4().hex[:12]}")
    yield place
    for pid in family_of(place.instance) | standing_in(place.state):
        try:
            kill(pid)
        except ProcessLookupError:
            pass
    until(lambda: not standing_in(place.state))
    shutil.rmtree(place.state, ignore_errors=True)
    shutil.rmtree(place.run, ignore_errors=True)


@pytest.fixture
def surroundings(place):
    """The environment of a process that uses the place, and no servers from outside."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return kept | {"FRAMTID_INSTANCE": place.instance}
