"""What the house leans on, each looked at for a second at most."""

import ctypes
import shutil
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from django.conf import settings
from django.db import connection
from django.utils.timezone import now

from common import valkey
from framtid.up.prepare import LIBRARIES
from jobs.queries import last_swept_at, oldest_waiting_since

LONGEST = 1.0  # seconds
KEPT = 2.0  # seconds; anybody may ask, and each look costs a thread a probe and three connections
LEAST_DISK = 500 * 1024 * 1024  # bytes
LONGEST_SILENCE = timedelta(minutes=2)  # the clock sweeps every half minute
LONGEST_WAIT = timedelta(minutes=10)


@dataclass(frozen=True)
class Finding:
    """vital: is the house not ready without it?"""

    well: bool
    words: str
    vital: bool = True


_looking = Lock()
_last: tuple[float, dict[str, Finding]] = (float("-inf"), {})


def recent_look() -> dict[str, Finding]:
    """This process's last look, `KEPT` seconds old at most. One look at a time: whoever asks meanwhile waits for it."""
    global _last
    with _looking:
        made, findings = _last
        if monotonic() - made >= KEPT:
            findings = look()
            _last = monotonic(), findings
        return findings


def look() -> dict[str, Finding]:
    """Make all probes at once, each in a thread of its own: what is frozen cannot be asked to hurry."""
    asked = {name: _ask(probe) for name, probe in PROBES.items()}
    wait(asked.values(), timeout=LONGEST)
    return {name: _answer(future) for name, future in asked.items()}


def _ask(probe: Callable[[], Finding]) -> Future:
    future = Future()

    def work():
        try:
            future.set_result(probe())
        except Exception as error:  # whatever is wrong, it is a finding
            future.set_exception(error)
        finally:
            connection.close()

    Thread(target=work, daemon=True).start()
    return future


def _answer(future: Future) -> Finding:
    if not future.done():
        return Finding(False, f"svarte ikke innen {LONGEST:g} s")
    error = future.exception()
    return Finding(False, f"{type(error).__name__}: {error}") if error else future.result()


def database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Finding(True, "svarer")


def queue() -> Finding:
    with valkey.client(LONGEST / 2) as client:
        client.ping()
    return Finding(True, "svarer")


def disk() -> Finding:
    folder = next(path for path in (settings.FILES_ROOT, *settings.FILES_ROOT.parents) if Path(path).exists())
    free = shutil.disk_usage(folder).free
    return Finding(free >= LEAST_DISK, f"{free // 2**20} MB ledig")


def clock() -> Finding:
    swept = last_swept_at()
    if swept is None:
        return Finding(False, "har ikke slått ennå")
    age = now() - swept
    return Finding(age <= LONGEST_SILENCE, f"slo for {age.total_seconds():.0f} s siden")


def work() -> Finding:
    since = oldest_waiting_since()
    if since is None:
        return Finding(True, "ingenting venter")
    age = now() - since
    return Finding(age <= LONGEST_WAIT, f"eldste jobb har ventet {age.total_seconds():.0f} s")


def printing() -> Finding:
    """The site does its other work without these libraries, so this does not decide."""
    missing = [package for library, package in LIBRARIES.items() if not _loads(library)]
    return Finding(not missing, f"mangler {', '.join(missing)}" if missing else "kan skrive ut", vital=False)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


PROBES = {"database": database, "kø": queue, "disk": disk, "klokke": clock, "arbeid": work, "utskrift": printing}
