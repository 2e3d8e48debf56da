"""Processes found by a mark in their environment or by the folder they stand in, however they have been orphaned."""

import os
import signal
import socket
from contextlib import suppress
from pathlib import Path

MARK = "FRAMTID_INSTANCE"


def family_of(instance: str) -> set[int]:
    """The processes that were started with this instance's name in their environment, zombies not counted."""
    mark = f"{MARK}={instance}".encode()
    return {pid for pid in _all() if mark in _read(pid, "environ").split(b"\0") and pid != os.getpid()}


def standing_in(folder: Path) -> set[int]:
    """The processes whose working folder lies in this one: servers, which rewrite their environment."""
    return {pid for pid in _all() if _stands_in(pid, folder)}


def named(instance: str, words: str) -> set[int]:
    """Those of the family whose command line holds the words."""
    return {pid for pid in family_of(instance) if words.encode() in _read(pid, "cmdline").replace(b"\0", b" ")}


def kill(pid: int) -> None:
    """End a process at once. One that ended with another just killed is fine too."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def _all() -> list[int]:
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def _stands_in(pid: int, folder: Path) -> bool:
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd")).is_relative_to(folder)
    except OSError:
        return False
