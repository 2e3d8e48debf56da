"""Limits a process sets on itself before it touches anything written by others."""

import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1
# The second is what libraries in C give rise to that do not look whether they got the memory they asked for.
OUT_OF_MEMORY = MemoryError, SystemError


def confine(*, memory: int, cpu: int, size: int, parent: int) -> None:
    """Bound memory (bytes), processor time (seconds) and the file's size (bytes), and die with the parent."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    die_with(parent)


def die_with(parent: int) -> None:
    """Be killed as soon as the parent is dead."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)
