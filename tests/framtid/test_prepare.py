import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from framtid.places import PROJECT
from framtid.up import prepare


@pytest.fixture
def project(monkeypatch, tmp_path) -> Path:
    """A project of its own with an environment and nothing to install."""
    monkeypatch.setattr(prepare, "PROJECT", tmp_path)
    monkeypatch.setattr(prepare, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(prepare, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(prepare, "NATIVE", tmp_path / "var" / "native")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text("# nothing\n")
    return tmp_path


@pytest.fixture
def tools(monkeypatch, tmp_path):
    """Lays programs of the test's own in the path, and nothing else but Python. Shape: name, shell script → laid."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def lay(name: str, script: str = "exit 1") -> None:
        (folder / name).write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
        (folder / name).chmod(0o755)

    return lay


def stamp(project: Path) -> None:
    digest = hashlib.sha256((project / "requirements" / "run.txt").read_bytes()).hexdigest()
    (project / ".venv" / "framtid-run.sha256").write_text(digest)


def test_old_python_says_what_is_needed(monkeypatch, tools):
    monkeypatch.setattr(prepare.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(prepare.sys, "version", "3.9.2 (default)")

    with pytest.raises(prepare.Missing) as missing:
        prepare.demand_python()

    assert str(missing.value) == "Python 3.11 or newer is needed; this is 3.9.2: install python3.11"


def test_old_python_gives_way_to_a_newer_one(monkeypatch, tools):
    tools("python3.12")
    went = []
    monkeypatch.setattr(prepare.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(prepare.os, "execv", lambda program, arguments: went.append(Path(program).name))

    with pytest.raises(prepare.Missing):
        prepare.demand_python()

    assert went == ["python3.12"]


@pytest.mark.parametrize(("root", "line"), [(True, ""), (False, "sudo ")])
def test_python_without_venv_says_what_to_type(project, monkeypatch, root, line):
    monkeypatch.setattr(prepare, "is_root", lambda: root)
    monkeypatch.setattr(prepare.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(prepare.Missing) as missing:
        prepare.make_venv()

    assert str(missing.value) == f"Python lacks its venv module; type: {line}apt-get install python3-venv"


def test_packages_that_are_installed_are_not_installed_again(project, monkeypatch):
    (project / ".venv").mkdir()
    stamp(project)
    monkeypatch.setattr(prepare.subprocess, "run", lambda *_, **__: pytest.fail("something was run"))

    prepare.install("run")


def test_packages_that_cannot_be_installed_leave_no_stamp(project, monkeypatch):
    (project / ".venv").mkdir()
    monkeypatch.setattr(prepare, "PYTHON", sys.executable)
    (project / "requirements" / "run.txt").write_text("--not-an-option\n")

    with pytest.raises(prepare.Missing) as missing:
        prepare.install("run")

    assert str(missing.value).startswith("pip could not install the packages (see above)")
    assert not (project / ".venv" / "framtid-run.sha256").exists()


def test_libraries_are_unpacked_under_var_without_root(project, monkeypatch, tools):
    library = next(Path("/lib").glob("*/libz.so.1"), None) or next(Path("/usr/lib").rglob("libz.so.1"))
    tools("apt-get", 'case "$*" in *--simulate*) echo "Inst libours (1)";; *download*) touch libours_1.deb;; esac')
    tools("dpkg-deb", f'mkdir -p "$3/usr/lib" && cp {library} "$3/usr/lib/libours.so.1"')
    monkeypatch.setattr(prepare, "LIBRARIES", {"libours.so.1": "libours"})
    monkeypatch.setattr(prepare, "is_root", lambda: False)
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    assert not prepare.loads("libours.so.1")

    prepare.bring_libraries()

    assert prepare.loads("libours.so.1")
    assert prepare.surroundings()["LD_LIBRARY_PATH"] == str(project / "var" / "native" / "root" / "usr" / "lib")


@pytest.mark.parametrize(
    ("manager", "root", "typed"),
    [
        ("apt-get", False, "sudo apt-get install libours"),
        ("apt-get", True, "apt-get install libours"),
        ("dnf", False, "sudo dnf install pango"),
        ("apk", True, "apk add pango"),
        ("brew", False, "brew install pango"),
        ("nothing", False, "your system's installer for pango"),
    ],
)
def test_libraries_that_cannot_be_had_are_named_with_what_to_type(
    project, monkeypatch, tools, capsys, manager, root, typed
):
    tools(manager)
    monkeypatch.setattr(prepare, "LIBRARIES", {"libours.so.1": "libours"})
    monkeypatch.setattr(prepare, "is_root", lambda: root)

    prepare.bring_libraries()

    assert capsys.readouterr().err.splitlines()[-1] == (
        f"framtid: nothing can be printed before Pango is installed; type: {typed}"
    )


def test_missing_programs_of_the_tests_are_named(project, monkeypatch, tools, capsys):
    tools("apt-get")
    tools("qpdf")
    monkeypatch.setattr(prepare, "PROGRAMS", {"chromium": "chromium", "qpdf": "qpdf"})
    monkeypatch.setattr(prepare, "is_root", lambda: False)

    prepare.bring_programs()

    assert capsys.readouterr().err == "framtid: some tests will be skipped; type: sudo apt-get install chromium\n"


def test_python_may_keep_what_it_has_compiled(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    assert "PYTHONDONTWRITEBYTECODE" not in prepare.surroundings()


def test_prepare_becomes_the_command(project):
    shutil.copytree(PROJECT / "framtid" / "up", project / "framtid" / "up")
    venv.create(project / ".venv", with_pip=False, symlinks=True)
    stamp(project)

    done = subprocess.run(
        [sys.executable, "framtid/up/prepare.py", "run", "-c", "import os, sys; print(os.getpid(), sys.prefix)"],
        cwd=project, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.split()[1] == str(project / ".venv")


def make(*arguments: str) -> subprocess.CompletedProcess:
    """Call make as somebody at a prompt does, also when these tests were started by make themselves."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *arguments], cwd=PROJECT, capture_output=True, text=True, env=own)


@pytest.mark.parametrize("target", ["run", "test"])
def test_make_without_python_says_what_to_type(target):
    done = make(target, "PYTHON=no-python-here")

    assert done.returncode == 2
    assert done.stdout == "framtid: Python is missing; type: apt-get install python3 python3-venv\n"


def test_make_lists_what_it_can_do():
    told = make("help").stdout

    assert [line.split()[1] for line in told.splitlines()] == [
        "help",
        "run",
        "test",
        "fmt",
        "check",
        "bench",
        "mutants",
    ]


def test_ci_runs_make_test():
    script = PROJECT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-1] == "exec make test"
