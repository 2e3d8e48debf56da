import os
import signal
import subprocess
import sys

import psycopg
import pytest

from framtid.places import PROJECT, Place
from framtid.up import postgres, valkey, warden
from framtid.up.servers import servers
from framtid.up.trouble import Trouble
from tests.framtid.families import family_of, kill, standing_in
from tests.helpers.patience import until

# Says a word when the servers run, and goes when its standard input ends.
USER = """
import sys
from framtid import places
from framtid.up.servers import servers
with servers(places.here()):
    print("in", flush=True)
    sys.stdin.read()
"""


def user(surroundings) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", USER],
        cwd=PROJECT, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def is_in(someone: subprocess.Popen) -> bool:
    return someone.stdout.readline() == "in\n"


def leave(someone: subprocess.Popen) -> int:
    someone.communicate()
    return someone.returncode


def ask(place: Place, question: str):
    with psycopg.connect(host=str(place.run), user="framtid", dbname="framtid") as connection:
        return connection.execute(question).fetchone()[0]


def postmaster(place: Place) -> int:
    return int((place.postgres_data / "postmaster.pid").read_text().splitlines()[0])


def test_servers_run_inside_the_block_and_end_with_it(place):
    with servers(place):
        assert valkey.ready(place)
        assert ask(place, "SELECT datlocprovider FROM pg_database WHERE datname = 'framtid'") == "b"
        assert ask(place, "SHOW listen_addresses") == ""
        assert place.run.stat().st_mode & 0o777 == 0o700

    assert standing_in(place.state) == set()


def test_servers_keep_what_was_written_for_the_next_time(place):
    with servers(place), psycopg.connect(host=str(place.run), user="framtid", dbname="framtid") as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    with servers(place):
        assert ask(place, "SELECT number FROM kept") == 7


def test_two_who_start_at_once_share_the_servers(place, surroundings):
    first, second = user(surroundings), user(surroundings)
    assert is_in(first)
    assert is_in(second)
    shared = postmaster(place)

    assert leave(first) == 0

    assert postmaster(place) == shared
    assert ask(place, "SELECT 1") == 1
    assert leave(second) == 0
    assert standing_in(place.state) == set()


def test_servers_end_when_their_last_user_is_killed(place, surroundings):
    someone = user(surroundings)
    assert is_in(someone)

    someone.kill()
    someone.communicate()

    until(lambda: not standing_in(place.state) and not family_of(place.instance))


def test_servers_end_when_their_warden_is_killed(place, surroundings):
    someone = user(surroundings)
    assert is_in(someone)
    others = lambda: family_of(place.instance) - {someone.pid} - _servers_of(place)  # noqa: E731

    (guard,) = until(lambda: (found := others()) and len(found) == 1 and found)  # what started them has to end first
    kill(guard)

    until(lambda: not standing_in(place.state / "postgres") and not standing_in(place.state / "valkey"))
    assert leave(someone) == 0


def test_servers_start_again_after_all_was_killed_at_once(place, surroundings):
    someone = user(surroundings)
    assert is_in(someone)
    for pid in family_of(place.instance) | standing_in(place.state):
        kill(pid)
    someone.communicate()

    with servers(place):
        assert ask(place, "SELECT 1") == 1


@pytest.mark.parametrize("server", [postgres, valkey])
def test_server_that_is_killed_is_started_again(place, server):
    with servers(place):
        (killed,) = _leaders(place, server)

        kill(killed)

        until(lambda: killed not in _servers_of(place) and server.ready(place) and _leaders(place, server))
        assert ask(place, "SELECT 1") == 1


def test_stale_pid_file_of_another_program_does_not_stop_a_start(place):
    with servers(place):
        pass
    (place.postgres_data / "postmaster.pid").write_text(f"{os.getpid()}\n{place.postgres_data}\n")

    with servers(place):
        assert postmaster(place) != os.getpid()
        assert ask(place, "SELECT 1") == 1


def test_half_a_cluster_is_made_anew(place):
    with servers(place):
        pass
    place.postgres_data.rename(place.state / "postgres.home")

    with servers(place):
        assert ask(place, "SELECT 1") == 1


def test_cluster_of_another_version_is_refused_in_one_line(place):
    with servers(place):
        pass
    (place.postgres_data / "PG_VERSION").write_text("12\n")

    with pytest.raises(Trouble) as refusal, servers(place):
        pass

    assert str(refusal.value).startswith(f"{place.postgres_data} was made by PostgreSQL 12 and this is ")
    assert standing_in(place.state) == set()


def test_folder_of_sockets_that_somebody_else_opened_is_refused(place):
    place.run.mkdir()
    place.run.chmod(0o777)

    with pytest.raises(Trouble) as refusal, servers(place):
        pass

    assert str(refusal.value) == (
        f"{place.run} belongs to somebody else or is open to others: remove it and start again"
    )
    assert standing_in(place.state) == set()


def test_missing_programs_are_named_with_their_remedy(place, surroundings, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", USER],
        cwd=PROJECT, env=surroundings | {"FRAMTID_POSTGRES": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip

    assert done.stderr.splitlines()[-1].startswith("framtid.up.trouble.Trouble: ")
    assert str(tmp_path / "initdb") in done.stderr.splitlines()[-1]


def _servers_of(place: Place) -> set[int]:
    return standing_in(place.postgres_data) | standing_in(place.valkey_data)


def _leaders(place: Place, server) -> set[int]:
    if server is postgres:
        return {postmaster(place)} & _servers_of(place) if postgres.ready(place) else set()
    return standing_in(place.valkey_data)


def test_warden_ends_servers_that_do_not_listen(monkeypatch):
    monkeypatch.setattr(warden, "FAREWELL", 0.1)
    deaf = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])

    warden._stop({_Deaf: deaf})

    assert deaf.returncode == -signal.SIGKILL


class _Deaf:
    STOP = signal.SIGCONT
