"""Children that never outlive their parent."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

# Loaded before any fork: between fork and exec nothing should be looked up.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def dies_with_parent(with_signal: int = signal.SIGTERM) -> Callable[[], None]:
    """For Popen's preexec_fn: the kernel sends the child this signal when its parent is gone, however it went."""
    parent = os.getpid()

    def tie():
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, with_signal, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return tie


def adopt_orphans() -> None:
    """Grandchildren whose parent dies become ours, so that we can end them too."""
    if _libc is not None:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children_of(pid: int) -> Iterator[int]:
    """The processes whose parent is `pid`; none where there is no /proc."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[1]) == pid:
            yield int(stat.parent.name)


def stands_in(pid: int, folder: Path) -> bool:
    """Does the process stand in this folder? Numbers are given again to others, so a number alone says little."""
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd")) == folder.resolve()
    except OSError:
        return False


def end_family(spared: set[int], deadline: Callable[[], bool]) -> None:
    """Kill every process below this one but the spared, wait for each, and go on until none is left or time is up."""
    while not deadline() and (left := set(children_of(os.getpid())) - spared):
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
