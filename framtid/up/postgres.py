"""The embedded PostgreSQL: make its cluster, start it, tell when it is ready."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

from framtid.places import Place
from framtid.up import accounts, binaries
from framtid.up.process import dies_with_parent, stands_in
from framtid.up.trouble import StillThere, Trouble

OWNER = "framtid"  # the cluster's superuser and the name of the database
# The wheels have no ICU; the builtin provider sorts alike on every machine. Compose makes its cluster the same way.
INITDB = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
CAREFREE = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
STOP = signal.SIGINT  # PostgreSQL's fast shutdown: open sessions are ended, nothing is lost


def start(place: Place) -> subprocess.Popen:
    programs = binaries.postgres()
    if not place.postgres_data.exists():
        _make_cluster(place, programs)
    _check_version(place, programs)
    _clear_stale_pid(place)
    settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={place.run}", "-c", "timezone=UTC"]
    return _run(
        [programs / "postgres", "-D", place.postgres_data, *settings, *([] if place.lasting else CAREFREE)],
        cwd=place.postgres_data,
        stdout=sys.stderr,
        preexec_fn=dies_with_parent(STOP),
        runner=subprocess.Popen,
    )


def ready(place: Place) -> bool:
    """PostgreSQL writes how it is on the eighth line of its pid file, where it stays if PostgreSQL is killed."""
    lines = _pid_file(place)
    if len(lines) < 8 or lines[7].strip() != "ready":
        return False
    with socket.socket(socket.AF_UNIX) as line:
        return line.connect_ex(str(place.run / ".s.PGSQL.5432")) == 0


def make_database(place: Place) -> None:
    """Make the database if the cluster has none."""
    programs = binaries.postgres()
    reach = ["-h", str(place.run), "-U", OWNER]
    query = f"SELECT 1 FROM pg_database WHERE datname = '{OWNER}'"
    found = subprocess.run(
        [programs / "psql", *reach, "-d", "postgres", "-XAtqc", query], capture_output=True, text=True, check=True
    )
    if not found.stdout.strip():
        subprocess.run([programs / "createdb", *reach, OWNER], capture_output=True, check=True)


def _make_cluster(place: Place, programs: Path) -> None:
    """Under a temporary name first: an interrupted initdb leaves half a cluster."""
    home = place.postgres_data.parent / "postgres.home"
    shutil.rmtree(home, ignore_errors=True)
    accounts.private_folder(home)
    draft = home / "data"
    made = _run(
        [programs / "initdb", "-D", draft, "-U", OWNER, "--auth=peer", "--no-instructions", *INITDB],
        cwd=home,
        runner=subprocess.run,
        capture_output=True,
        text=True,
    )
    if made.returncode:
        raise Trouble(f"PostgreSQL could not make its cluster: {made.stderr.strip() or made.stdout.strip()}")
    # Only the account that starts the servers may come in, whoever else reaches the socket.
    names = {accounts.server_account().pw_name, accounts.own_name()}
    (draft / "pg_hba.conf").write_text(f"local all {OWNER} peer map=own\n")
    (draft / "pg_ident.conf").write_text("".join(f'own "{name}" {OWNER}\n' for name in sorted(names)))
    draft.rename(place.postgres_data)
    home.rmdir()


def _check_version(place: Place, programs: Path) -> None:
    made_by = (place.postgres_data / "PG_VERSION").read_text().strip()
    told = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    ours = told.split()[2].split(".")[0]
    if made_by != ours:
        raise Trouble(
            f"{place.postgres_data} was made by PostgreSQL {made_by} and this is {ours}: "
            f"move it away, or set FRAMTID_POSTGRES to the programs of version {made_by}"
        )


def _clear_stale_pid(place: Place) -> None:
    """Remove a pid file whose number has been given to another program; PostgreSQL would refuse to start.

    The file of a process that is gone is left: PostgreSQL itself then looks for sessions that outlived it.
    Errors: StillThere if a PostgreSQL really runs on the data.
    """
    lines = _pid_file(place)
    if not lines or not lines[0].isdecimal() or not Path(f"/proc/{lines[0]}").exists():
        return
    if stands_in(int(lines[0]), place.postgres_data):
        raise StillThere(f"a PostgreSQL from an earlier start still runs on {place.postgres_data}: try again")
    (place.postgres_data / "postmaster.pid").unlink(missing_ok=True)


def _pid_file(place: Place) -> list[str]:
    try:
        return (place.postgres_data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _run(command, *, runner, **options):
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
    return runner(
        [str(part) for part in command], env=environment, stdin=subprocess.DEVNULL, **accounts.as_server(), **options
    )
