"""Twenty-five planners write at once: each at the pace of autosave, in a programme of 535 measures, on a real server.

The load stops by itself: every planner saves a fixed number of times.
"""

import os
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Barrier
from time import perf_counter, sleep
from urllib.parse import quote, urlencode

from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.ground import world
from cities.acts import RoleKind
from framtid import places
from framtid.up.children import children
from programmes.models import Element, Kind
from tests.factories.cities import RoleFactory
from tests.helpers.patience import until

WRITERS, SAVES = 25, 12
WARM = 2  # saves before the clock runs: a server that stands has its templates read and its connections open
PAUSE = 0.7  # seconds: what autosave waits after the last keystroke


def save_p95() -> float:
    """Milliseconds within which 95 of 100 saves are answered, by the clock on the wall, as the writer waits."""
    measures = Element.objects.filter(programme=world().programme, kind=Kind.MEASURE).order_by("number")[:WRITERS]
    writers = [Writer(measure, turn) for turn, measure in enumerate(measures)]
    everybody = Barrier(WRITERS)
    with server() as address, ThreadPoolExecutor(WRITERS) as pool:
        waits = list(pool.map(lambda writer: writer.write(address, everybody), writers))
    return 1000 * quantiles(chain.from_iterable(waits), n=20)[-1]


class Writer:
    """A planner of the city, signed in, with a measure to write in."""

    def __init__(self, measure: Element, turn: int):
        self.turn = turn
        client = Client(SERVER_NAME="localhost")
        client.force_login(RoleFactory(kind=RoleKind.PLANNER, city=world().city).person)
        page = client.get(reverse("element_page", args=[measure.pk])).content.decode()
        self.address = reverse("element_field", args=[measure.pk, "title"])
        self.base = measure.revision("title")
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        self.cookies = cookies_of(client)

    def write(self, address: str, everybody: Barrier) -> list[float]:
        """Save again and again. Shape: → seconds waited for each answer. Errors: unless each is 200."""
        door = OverSocket(address)
        for n in range(WARM):
            self.save(door, f"Første ord {n}")
        everybody.wait()
        sleep(PAUSE * self.turn / WRITERS)  # each types at the own time
        waits = []
        for n in range(SAVES):
            waits.append(self.save(door, f"Sykkelvei, utkast {n}"))
            sleep(PAUSE)
        return waits

    def save(self, door, title: str) -> float:
        """Shape: → seconds waited. Errors: unless the answer is 200."""
        start = perf_counter()
        form = {"csrfmiddlewaretoken": self.token, "value": title, "base": self.base}
        headers = {
            "Host": "localhost", "Cookie": self.cookies, "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        door.request("POST", self.address, urlencode(form), headers)
        answer = door.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{self.address} answered {answer.status}")
        self.base += 1
        return perf_counter() - start


def cookies_of(client: Client) -> str:
    """What the client's browser would send."""
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


class OverSocket(HTTPConnection):
    """HTTP over a socket in the file system."""

    def __init__(self, path: str):
        super().__init__("localhost", timeout=30)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


@contextmanager
def server():
    """The web server as `manage.py up` runs it, on the database one stands in. Gives its socket's path."""
    with TemporaryDirectory(prefix="framtid-load-") as folder:
        path = str(Path(folder) / "web")
        web = children(f"unix:{path}", Path(folder))[0]
        process = subprocess.Popen([sys.executable, *web.command], cwd=places.PROJECT, env=surroundings())
        try:
            until(lambda: process.poll() is not None or os.path.exists(path), seconds=60)
            yield path
        finally:
            process.terminate()
            process.wait(30)


def surroundings() -> dict[str, str]:
    here = connection.settings_dict
    who = ":".join(quote(here[part], safe="") for part in ("USER", "PASSWORD") if here[part])
    where = urlencode({"host": here["HOST"], "port": here["PORT"] or 5432})
    return os.environ | {"DATABASE_URL": f"postgres://{who}@/{here['NAME']}?{where}"}
