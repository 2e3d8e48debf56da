"""Gets a fresh machine ready, then becomes the command it was asked for.

    python3 framtid/up/prepare.py run manage.py up
    python3 framtid/up/prepare.py test -m pytest

Runs before the virtual environment exists: nothing but Python itself may be imported, and an old Python must be able
to read the file to say that it is too old. What cannot be put right here is said in one line with its remedy.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = PROJECT / "var"
NATIVE = VAR / "native"

OLDEST = (3, 11)
NEEDS = {"run": ["run"], "test": ["run", "dev"]}

# WeasyPrint loads these when it first prints; everything else of the site works without them.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# The tests look at pages with a browser, and at prints with programs others would use.
PROGRAMS = {"chromium": "chromium", "pdftotext": "poppler-utils", "qpdf": "qpdf", "msgfmt": "gettext"}


def main(purpose, command):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # and with us what we have started
    end_with_make()
    try:
        demand_python()
        VAR.mkdir(exist_ok=True)
        with open(VAR / "prepare.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            make_venv()
            for name in NEEDS[purpose]:
                install(name)
            bring_libraries()
            if purpose == "test":
                bring_programs()
    except Missing as missing:
        sys.exit(f"framtid: {missing}")
    except KeyboardInterrupt:
        sys.exit(130)
    if command:
        os.chdir(PROJECT)
        os.execve(PYTHON, [str(PYTHON), *command], surroundings())


class Missing(Exception):
    """What is missing and what to type."""


def end_with_make():
    """When make is killed, the command that it waits for is asked to stop; what is asked of us, holds after exec."""
    if "MAKELEVEL" in os.environ and sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM, 0, 0, 0)


def say(line):
    print(f"framtid: {line}", file=sys.stderr, flush=True)


# -- Python and its packages


def demand_python():
    """Go on with a newer Python if this one is too old and the machine has one."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    raise Missing(f"Python 3.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}: install python3.11")


def make_venv():
    if works([PYTHON, "-c", ""]):
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise Missing(f"Python lacks its venv module; type: {as_root()}apt-get install python3-venv")
    say("making .venv")
    if not works([sys.executable, "-m", "venv", "--clear", VENV]):
        raise Missing("python3 -m venv failed; type: python3 -m venv .venv")


def install(name):
    """Install a set of packages by their hashes, if the set has changed since the last time."""
    wanted = PROJECT / "requirements" / f"{name}.txt"
    stamp = VENV / f"framtid-{name}.sha256"
    digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say(f"installing the packages of requirements/{name}.txt")
    if not works([PYTHON, "-m", "pip", "--version"]) and not works([PYTHON, "-m", "ensurepip"]):
        raise Missing(".venv has no pip; type: rm -r .venv")
    pip = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    if subprocess.run([*pip, "--require-hashes", "-r", wanted], cwd=PROJECT).returncode:
        raise Missing("pip could not install the packages (see above): see that a package index can be reached")
    stamp.write_text(digest)


def works(command):
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


# -- Native libraries and programs


def bring_libraries():
    packages = [package for library, package in LIBRARIES.items() if not loads(library)]
    if not packages:
        return
    if is_root() and apt_install(packages):
        return
    if not is_root() and unpack(packages) and all(loads(library) for library in LIBRARIES):
        return
    say(f"nothing can be printed before Pango is installed; type: {by_hand(packages, 'pango')}")


def loads(library):
    """Asked in a new process: the search path of libraries is read when a process starts."""
    return works_with([sys.executable, "-c", f"import ctypes; ctypes.CDLL('{library}')"])


def works_with(command):
    done = subprocess.run(command, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return done.returncode == 0


def surroundings():
    """Our environment, and the libraries unpacked under var/ if there are any. Where it forbids Python to keep what it
    has compiled, as in many images, each process of ours would compile the whole house anew.
    """
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found = sorted({str(path.parent) for path in NATIVE.glob("root/**/*.so.*")})
    if found:
        ours["LD_LIBRARY_PATH"] = os.pathsep.join([*found, *filter(None, [ours.get("LD_LIBRARY_PATH")])])
    return ours


def bring_programs():
    packages = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if not packages or (is_root() and apt_install(packages)):
        return
    say(f"some tests will be skipped; type: {by_hand(packages, ' '.join(packages))}")


def apt_install(packages):
    if not shutil.which("apt-get"):
        return False
    say(f"installing {' '.join(packages)}")
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if subprocess.run(command, stderr=subprocess.DEVNULL, **quiet).returncode == 0:
        return True
    subprocess.run(["apt-get", "update", "-qq"], **quiet)  # a fresh image knows no packages yet
    return subprocess.run(command, **quiet).returncode == 0


def unpack(packages):
    """Without root: fetch the packages and what they lean on, and unpack them under var/native."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return False
    say(f"fetching {' '.join(packages)} into var/native")
    debs = NATIVE / "debs"
    debs.mkdir(parents=True, exist_ok=True)
    lists = own_lists() if not missing_of(packages, []) else []
    names = missing_of(packages, lists)
    if not names:
        return False
    subprocess.run(["apt-get", *lists, "download", "-qq", *names], cwd=debs, stdout=subprocess.DEVNULL)
    for deb in debs.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", deb, NATIVE / "root"], stdout=subprocess.DEVNULL)
    shutil.rmtree(debs)
    return True


def missing_of(packages, options):
    """Which packages apt would install; none if it does not know them."""
    plan = subprocess.run(
        ["apt-get", *options, "install", "--simulate", "--no-install-recommends", *packages],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    return [line.split()[1] for line in plan.stdout.splitlines() if line.startswith("Inst ")]


def own_lists():
    """Options that let apt keep lists of packages under var/, when the machine has none and we are not root."""
    state = NATIVE / "apt"
    (state / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    (state / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    options = ["-o", f"Dir::State::lists={state / 'lists'}", "-o", f"Dir::Cache={state / 'cache'}"]
    subprocess.run(["apt-get", *options, "update", "-qq"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return options


def by_hand(packages, elsewhere):
    """The one line to type on this machine."""
    if shutil.which("apt-get"):
        return f"{as_root()}apt-get install {' '.join(packages)}"
    for manager in ("dnf install", "pacman -S", "zypper install", "apk add"):
        if shutil.which(manager.split()[0]):
            return f"{as_root()}{manager} {elsewhere}"
    return f"brew install {elsewhere}" if shutil.which("brew") else f"your system's installer for {elsewhere}"


def is_root():
    return os.getuid() == 0


def as_root():
    return "" if is_root() else "sudo "


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
