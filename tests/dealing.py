"""How the tests are dealt out to the workers of one run. Loaded by `-p` in pyproject.toml.

A file goes to one worker, so what its tests share is made once. The walk through the permissions is dealt out test by
test, and last: it fills the time of whichever worker is done first. Marks that group tests are not asked: pytest-xdist
writes them where pytest 9.2 does not read.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

WALK = "tests/permissions/"


class ByFile(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(WALK) else nodeid.split("::")[0]


def pytest_xdist_make_scheduler(config, log):
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.nodeid.startswith(WALK))
