"""Runs the machine: a process of its own, bounded, with nothing of ours in its environment."""

import json
import os
import signal
import subprocess
import sys
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.utils.translation import gettext as _

from common.refusals import Refused

MACHINE = Path(__file__).parent / "machine"
MIB = 1 << 20


class Unprintable(Refused):
    """The document could not be printed; trying again would not help."""


@dataclass(frozen=True)
class Limits:
    """What one print may use: bytes of memory, seconds of processor time, bytes of file; seconds in all."""

    memory: int = 2048 * MIB
    cpu: int = 120
    size: int = 200 * MIB
    wall: int = 300


LIMITS = Limits()


def run(work: dict, limits: Limits) -> tuple[bytes, dict]:
    """Shape: what the machine reads → the PDF, its report ({"pages": n}). Errors: Unprintable.

    The answer goes to files without a name, so nothing is left behind even if this process is killed.
    """
    with TemporaryFile() as pdf, TemporaryFile() as said:
        status = operate(json.dumps(work).encode(), pdf, said, limits)
        report = last_line(said)
        if status != 0 or "pages" not in report:
            raise Unprintable(reason(status, report, limits))
        pdf.seek(0)
        return pdf.read(), report


def operate(work: bytes, pdf, said, limits: Limits) -> int:
    """Start the machine and wait. Shape: → its exit code, negative for the signal that ended it."""
    bounds = asdict(limits)
    wall = bounds.pop("wall")
    command = [sys.executable, "-s", "-P", str(MACHINE), json.dumps(bounds), str(os.getpid())]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=pdf, stderr=said, env=environment(), cwd="/", start_new_session=True
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


def last_line(said) -> dict:
    said.seek(0)
    lines = said.read().splitlines()
    try:
        return json.loads(lines[-1])
    except (IndexError, ValueError):
        return {}


def reason(status: int, report: dict, limits: Limits) -> str:
    """Why nothing came out, in words for the planner who asked."""
    what = report.get("what")
    if report.get("refused") == "letters":
        return _("Skriftene våre mangler disse tegnene: %(letters)s. Skriv dem på en annen måte.") % {
            "letters": ", ".join(named(letter) for letter in what)
        }
    if report.get("refused") == "address":
        return _("Dokumentet viser til noe vi ikke henter inn når vi trykker: %(address)s.") % {"address": what}
    if report.get("refused") == "lost":
        return _("Disse elementene kom ikke med i den ferdige filen: %(codes)s.") % {"codes": ", ".join(what)}
    if report.get("refused") == "fault":
        return _("Dokumentet har noe vi ikke kan trykke: %(fault)s") % {"fault": what}
    if report.get("refused") == "file":
        return _("Det ferdige dokumentet kunne ikke skrives: %(fault)s") % {"fault": what}
    if report.get("refused") == "memory":
        return _("Dokumentet krever mer minne enn en utskrift får bruke (%(size)d MB).") % {
            "size": limits.memory // MIB
        }
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        return _("Dokumentet tok for lang tid å trykke. Se etter svært lange tekster uten mellomrom.")
    return _("Trykkingen stanset uventet (%(status)d).") % {"status": status}


def named(letter: str) -> str:
    """«😀» (U+1F600 GRINNING FACE)"""
    return f"«{letter}» (U+{ord(letter):04X} {unicodedata.name(letter, '')})".replace(" )", ")")
