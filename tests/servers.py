"""Starts the servers the tests need, before Django reads where they are. Loaded by `-p` in pyproject.toml.

With DATABASE_URL and REDIS_URL set, those are used, the first as a superuser (tests/helpers/emptying.py). All workers
of one run share the servers; each has its own database, by pytest-django, and its own numbered queue and folder of
files.
"""

import os
import re
from contextlib import ExitStack
from tempfile import TemporaryDirectory

import pytest

from framtid import places
from framtid.up.servers import servers, wanted
from framtid.up.trouble import Trouble

_until_the_end = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests():
    if wanted():
        place = places.here("test")
        try:
            _until_the_end.enter_context(servers(place))
        except Trouble as trouble:
            raise pytest.UsageError(str(trouble)) from None
        os.environ.setdefault("DATABASE_URL", place.database_url)
        os.environ.setdefault("REDIS_URL", place.redis_url)
    os.environ["FRAMTID_SHELF"] = _until_the_end.enter_context(TemporaryDirectory(prefix="framtid-shelf-"))
    os.environ["FRAMTID_FILES"] = _until_the_end.enter_context(TemporaryDirectory(prefix="framtid-files-"))
    if number := re.fullmatch(r"gw(\d+)", os.environ.get("PYTEST_XDIST_WORKER", "")):
        os.environ["REDIS_URL"] = _with_queue(os.environ["REDIS_URL"], int(number[1]) + 1)
    return (yield)


def pytest_unconfigure():
    _until_the_end.close()


def _with_queue(url: str, number: int) -> str:
    """The same server, another of its numbered databases."""
    if "virtual_host=" in url:
        return re.sub(r"virtual_host=\d+", f"virtual_host={number}", url)
    return re.sub(r"(//[^/]+)(/\d*)?$", rf"\1/{number}", url)
