"""Starts the servers of a place, keeps them running while somebody uses them, and stops them after the last one.

Runs as a process of its own (`python -m framtid.up.warden INSTANCE`), since those who use the servers come and go and
some of them are killed. Every user holds a shared lock; the kernel gives it back however the user went. When the
warden gets the lock for itself nobody is left. If the warden itself is killed, the kernel stops its servers.

It says "ready", or what is wrong, on its standard output.
"""

import fcntl
import os
import subprocess
import sys
import time
from types import ModuleType

from framtid import places
from framtid.places import Place
from framtid.up import accounts, postgres, valkey
from framtid.up.trouble import StillThere, Trouble

SERVERS = (postgres, valkey)
PATIENCE = 60  # seconds for a server to be ready; PostgreSQL may have a crash to mend
LOOK = 0.1  # seconds between two looks at servers and users
TRIES = 30  # times to start a server that ends at once
FAREWELL = 20  # seconds for a server to stop by itself
BREATH = 2  # seconds between two times a server that has died is started again


def main(instance: str) -> None:
    place = places.here(instance)
    with open(place.state / "warden.lock", "w") as own, open(place.state / "users.lock", "w") as users:
        fcntl.flock(own, fcntl.LOCK_EX)
        running: dict[ModuleType, subprocess.Popen] = {}
        try:
            try:
                _start(place, running)
                postgres.make_database(place)
            except (Trouble, OSError, subprocess.CalledProcessError) as trouble:
                _say(str(trouble))
                return
            _say("ready")
            _watch(place, running, users)
        finally:
            _stop(running)


def _say(word: str) -> None:
    """Give the answer and close the pipe; from here on all words go to the log."""
    print(word, flush=True)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def _start(place: Place, running: dict) -> None:
    accounts.private_folder(place.run)
    until = time.monotonic() + PATIENCE
    tries = dict.fromkeys(SERVERS, 0)
    while not all(server in running and server.ready(place) for server in SERVERS):
        for server in SERVERS:
            if _is_down(server, running):
                tries[server] += 1
                _try(place, server, running, last=tries[server] == TRIES)
        if time.monotonic() > until:
            raise Trouble(f"the servers were not ready within {PATIENCE} seconds: see {place.log}")
        time.sleep(LOOK / 5)


def _try(place: Place, server: ModuleType, running: dict, last: bool) -> None:
    """After a hard end the sessions or the socket of the one before may be left for a moment; so try some times."""
    try:
        if server in running:
            if last:
                raise Trouble(f"{_name(server)} ends at once (code {running[server].returncode}): see {place.log}")
            time.sleep(LOOK)
        running[server] = server.start(place)
    except StillThere:
        if last:
            raise
        time.sleep(LOOK)


def _watch(place: Place, running: dict, users) -> None:
    """Until nobody uses the servers; one that dies is started again."""
    rest_until = dict.fromkeys(SERVERS, 0.0)
    while not _alone(users):
        for server in SERVERS:
            if _is_down(server, running) and time.monotonic() >= rest_until[server]:
                rest_until[server] = time.monotonic() + BREATH
                print(f"{_name(server)} ended and is started again", flush=True)
                try:
                    running[server] = server.start(place)
                except Trouble as trouble:
                    print(trouble, flush=True)
        time.sleep(LOOK)


def _is_down(server: ModuleType, running: dict) -> bool:
    return server not in running or running[server].poll() is not None


def _alone(users) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stop(running: dict) -> None:
    for server, process in running.items():
        if process.poll() is None:
            process.send_signal(server.STOP)
    for process in running.values():
        try:
            process.wait(timeout=FAREWELL)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _name(server: ModuleType) -> str:
    return {postgres: "PostgreSQL", valkey: "Valkey"}[server]


if __name__ == "__main__":
    main(sys.argv[1])
