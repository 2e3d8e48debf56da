"""The embedded Valkey: start it, tell when it is ready."""

import signal
import socket
import subprocess
import sys

from framtid.places import Place
from framtid.up import accounts, binaries
from framtid.up.process import dies_with_parent

STOP = signal.SIGTERM


def start(place: Place) -> subprocess.Popen:
    accounts.private_folder(place.valkey_data)
    place.valkey_socket.unlink(missing_ok=True)
    append = "yes" if place.lasting else "no"
    return subprocess.Popen(
        [
            str(binaries.valkey()), "--port", "0",
            "--unixsocket", str(place.valkey_socket), "--unixsocketperm", "700",
            "--dir", str(place.valkey_data), "--appendonly", append, "--save", "",
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
