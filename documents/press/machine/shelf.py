"""Sheets that were made before, each under the digest of all that it was made from."""

import ctypes
import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

MACHINE = Path(__file__).parent
DIGEST = hashlib.sha256


class Shelf:
    """A folder; or None, where nothing is kept. What is damaged or cannot be read is as if it were not there."""

    def __init__(self, folder: str | None):
        self.folder = folder and Path(folder)

    def get(self, key: str) -> tuple[dict, bytes] | None:
        """Shape: → what was told of the thing, the thing."""
        if self.folder is None:
            return None
        path = self.folder / key
        try:
            data = path.read_bytes()
            os.utime(path)  # what is used stays, see documents.clock
        except OSError:
            return None
        return opened(data)

    def put(self, key: str, told: dict, thing: bytes) -> None:
        """Keep it, in one step. A full disk, or a folder that is not ours, keeps nothing and stops nothing."""
        if self.folder is None:
            return
        with suppress(OSError), NamedTemporaryFile(dir=self.folder, prefix="new-", delete=False) as file:
            try:
                file.write(closed(told, thing))
                file.flush()
                os.replace(file.name, self.folder / key)
            except OSError:
                os.unlink(file.name)


def closed(told: dict, thing: bytes) -> bytes:
    data = json.dumps(told).encode() + b"\n" + thing
    return DIGEST(data).digest() + data


def opened(data: bytes) -> tuple[dict, bytes] | None:
    size = DIGEST().digest_size
    if DIGEST(data[size:]).digest() != data[:size]:
        return None
    told, _, thing = data[size:].partition(b"\n")
    return json.loads(told), thing


def key(*made_from) -> str:
    """made_from: all that a thing hangs on, beside style, fonts and the programs themselves."""
    return DIGEST(json.dumps([press(), *made_from]).encode()).hexdigest()


@cache
def press() -> str:
    """The digest of what makes every sheet: this folder, the fonts, and the libraries by their versions."""
    fonts = Path(os.environ["FONTCONFIG_FILE"]).parent
    files = [path for folder in (MACHINE, fonts) for path in sorted(folder.rglob("*")) if counts(path)]
    digests = [(path.name, DIGEST(path.read_bytes()).hexdigest()) for path in files]
    programs = [version(name) for name in ("weasyprint", "pydyf", "tinyhtml5", "pyphen", "fonttools", "pikepdf")]
    return json.dumps([digests, programs, pango()])


def counts(path: Path) -> bool:
    return path.suffix in {".py", ".css", ".svg", ".ttf", ".conf"}


def pango() -> int:
    """The version of the library that sets lines, which comes from the system and not from us."""
    return ctypes.CDLL("libpango-1.0.dylib" if sys.platform == "darwin" else "libpango-1.0.so.0").pango_version()
