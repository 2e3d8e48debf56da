"""Runs the machine: a process of its own, bounded, with nothing of ours in its environment."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings

from common.refusals import Refused
from documents.press.reasons import MIB, reason

MACHINE = Path(__file__).parent / "machine"


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


def run(work: dict, limits: Limits) -> tuple[bytes, dict]:
    """Shape: what the machine reads → the PDF, its report ({"pages": n}). Errors: Unprintable, Stopped.

    The answer goes to files without a name, so nothing is left behind even if this process is killed.
    """
    with TemporaryFile() as pdf, TemporaryFile() as said:
        status = operate(json.dumps(work).encode(), pdf, said, limits)
        said.seek(0)
        lines = said.read().decode(errors="replace").splitlines() or [""]
        if status == 0:
            pdf.seek(0)
            return pdf.read(), json.loads(lines[-1])
        if why := reason(status, lines[-1], limits):
            raise Unprintable(why)
        raise Stopped(status, "\n".join(lines[-20:]))


def operate(work: bytes, answer, said, limits: Limits, job: str = "print") -> int:
    """Start the machine and wait. Shape: → its exit code, negative for the signal that ended it.

    work: what the job reads. answer, said: files for what it answers and says. job: print or read.
    """
    bounds = asdict(limits)
    wall = bounds.pop("wall")
    command = [sys.executable, "-s", "-P", str(MACHINE), json.dumps(bounds), str(os.getpid()), job]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=answer, stderr=said, env=environment(), cwd="/", start_new_session=True
    ) as process:
        try:
            process.communicate(work, timeout=wall)
        except subprocess.TimeoutExpired:
            return -signal.SIGXCPU
        finally:
            stop(process)
    return process.returncode


def stop(process) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def environment() -> dict[str, str]:
    """All the machine gets to know. The fixed seed keeps every order inside Python equal from run to run."""
    fonts = settings.BASE_DIR / "static" / "fonts" / "print" / "fonts.conf"
    given = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {"FONTCONFIG_FILE": str(fonts), "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", **given}
