"""The embedded Valkey: start it, tell when it is ready."""

import signal
import socket
import subprocess
import sys

from framtid.places import Place
from framtid.up import accounts, binaries
from framtid.up.process import dies_with_parent, stands_in
from framtid.up.trouble import StillThere

STOP = signal.SIGTERM


def start(place: Place) -> subprocess.Popen:
    """Errors: StillThere if the one before has not ended; it would take our socket away when it does."""
    accounts.private_folder(place.valkey_data)
    pid_file = place.valkey_data / "valkey.pid"
    if pid_file.exists() and stands_in(int(pid_file.read_text() or 0), place.valkey_data):
        raise StillThere(f"a Valkey from an earlier start still runs on {place.valkey_data}: try again")
    place.valkey_socket.unlink(missing_ok=True)
    append = "yes" if place.lasting else "no"
    return subprocess.Popen(
        [
            str(binaries.valkey()), "--port", "0",
            "--unixsocket", str(place.valkey_socket), "--unixsocketperm", "700",
            "--pidfile", str(pid_file), "--dir", str(place.valkey_data), "--appendonly", append, "--save", "",
            "--maxmemory-policy", "noeviction",
        ],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        cwd=place.valkey_data,
        preexec_fn=dies_with_parent(STOP),
        **accounts.as_server(),
    )  # fmt: skip


def ready(place: Place) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1)
        try:
            line.connect(str(place.valkey_socket))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False
