"""Runs the machine: a process of its own, bounded, with nothing of ours in its environment."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic

from django.conf import settings

from common.refusals import Refused
from documents.press.progress import progress
from documents.press.reasons import MIB, reason

MACHINE = Path(__file__).parent / "machine"
BREATH = 1  # seconds between looking how far it has come


class Unprintable(Refused):
    """The document cannot be printed; trying again would not help."""


class Stopped(Exception):
    """The machine stopped, and not for the document's sake: a full disk, an end from outside, a fault of ours."""


@dataclass(frozen=True)
class Limits:
    """What one print may use: bytes of memory, seconds of processor time, bytes of file; seconds in all."""

    memory: int = 2048 * MIB
    cpu: int = 120
    size: int = 200 * MIB
    wall: int = 300


LIMITS = Limits()


def run(
    work: dict, limits: Limits, tell: Callable[[str], object] = len, *, job: str = "print"
) -> tuple[bytes, dict]:  # fmt: skip
    """Shape: what the machine reads → what it answers, what it tells of that. Errors: Unprintable, Stopped.

    tell: called with words for how far it has come, once a second at most and only when they are new. What it raises
    stops the machine. All goes by files without a name, so nothing is left behind even if this process is killed, and
    neither process waits for the other to read.
    """
    with TemporaryFile() as given, TemporaryFile() as pdf, TemporaryFile() as said, TemporaryFile() as come:
        given.write(json.dumps(work).encode())
        given.seek(0)
        status = operate(given, pdf, said, limits, job=job, come=come if job == "print" else None, tell=tell)
        said.seek(0)
        lines = said.read().decode(errors="replace").splitlines() or [""]
        if status == 0:
            pdf.seek(0)
            return pdf.read(), json.loads(lines[-1])
        if why := reason(status, lines[-1], limits):
            raise Unprintable(why)
        raise Stopped(status, "\n".join(lines[-20:]))


def shelf() -> Path:
    """Where the machine keeps the sheets it has made. All of it may be lost at any time."""
    folder = Path(settings.PRESS_SHELF)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def operate(work, answer, said, limits: Limits, *, job: str = "print", come=None, tell=len) -> int:
    """Start the machine and wait. Shape: → its exit code, negative for the signal that ended it.

    job: print, handout, read or kept. The others are files: work, what the job reads; answer, said: what it answers and
    says; come: where a print tells how far it has come, in words for tell.
    """
    bounds = asdict(limits)
    wall = bounds.pop("wall")
    files = [come.fileno()] if come else []
    command = [sys.executable, "-s", "-P", str(MACHINE), json.dumps(bounds), str(os.getpid()), job, *map(str, files)]
    with subprocess.Popen(
        command, stdin=work, stdout=answer, stderr=said, pass_fds=files, env=environment(), cwd="/",
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            attend(process, wall, lambda: progress(come) if come else "", tell)
        except subprocess.TimeoutExpired:
            return -signal.SIGXCPU
        finally:
            stop(process)
    return process.returncode


def attend(process, seconds: float, look: Callable[[], str], tell) -> None:
    """Wait for the machine, telling how far it has come. Errors: TimeoutExpired."""
    end, told = monotonic() + seconds, ""
    while True:
        try:
            process.wait(min(BREATH, max(0, end - monotonic())))
            return
        except subprocess.TimeoutExpired:
            if monotonic() >= end:
                raise
        if (words := look()) and words != told:
            tell(words)
            told = words


def stop(process) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def environment() -> dict[str, str]:
    """All the machine gets to know. The fixed seed keeps every order inside Python equal from run to run."""
    fonts = settings.BASE_DIR / "static" / "fonts" / "print" / "fonts.conf"
    given = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {"FONTCONFIG_FILE": str(fonts), "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", **given}
