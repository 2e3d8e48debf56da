"""A hall where everybody has a thought at once: two hundred phones catch ideas, twenty-five a second, on a real server.

It stops by itself: every phone sends a fixed number of ideas, each at its own moment, and every tenth of them twice, as
a phone does whose answer was lost on the way.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from statistics import quantiles
from threading import Barrier
from time import perf_counter, sleep
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from bench.ground import world
from bench.load import OverSocket, cookies_of, server
from cities.acts import RoleKind
from common.dates import LooseDate
from tests.factories.cities import RoleFactory
from workshops.models import Gathering, Idea

PHONES, EACH, A_SECOND = 200, 2, 25
TWICE = 10
TOKEN = "a" * 32


@dataclass(frozen=True)
class Phone:
    """Somebody with a role in the network, signed in. turn: its place in the row."""

    turn: int
    path: str
    cookies: str

    def catch(self, address: str, everybody: Barrier) -> list[float]:
        """Send the ideas, each at its moment. Shape: → seconds waited for each answer. Errors: unless each is 201."""
        everybody.wait()
        began, waits = perf_counter(), []
        for n in range(EACH):
            number = n * PHONES + self.turn
            sleep(max(0, began + number / A_SECOND - perf_counter()))
            idea = {"uuid": uuid4(), "title": f"Idé {number}", "who": "Kari", "csrfmiddlewaretoken": TOKEN}
            for _time in range(2 if number % TWICE == 0 else 1):
                waits.append(self.send(address, urlencode(idea)))
        return waits

    def send(self, address: str, form: str) -> float:
        """Over a connection of its own: the last one was long ago. Shape: → seconds waited."""
        headers = {
            "Host": "localhost", "Cookie": f"{self.cookies}; csrftoken={TOKEN}", "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        start, door = perf_counter(), OverSocket(address)
        door.request("POST", self.path, form, headers)
        answer = door.getresponse()
        answer.read()
        door.close()
        if answer.status != 201:
            raise RuntimeError(f"{self.path} answered {answer.status}")
        return perf_counter() - start


def p95() -> float:
    """Milliseconds within which 95 of 100 ideas are caught. Errors: unless each is caught, and caught once."""
    gathering = Gathering.objects.create(
        kind="network", title="Idédugnad", day=LooseDate.read("21. august 2008"), audience="network"
    )
    path = reverse("idea_add", args=[gathering.pk])
    phones = [Phone(turn, path, signed_in()) for turn in range(PHONES)]
    everybody = Barrier(PHONES)
    with server() as address, ThreadPoolExecutor(PHONES) as pool:
        waits = list(pool.map(lambda phone: phone.catch(address, everybody), phones))
    caught = sorted(Idea.objects.filter(gathering=gathering).values_list("title", flat=True))
    if caught != sorted(f"Idé {number}" for number in range(PHONES * EACH)):
        raise RuntimeError(f"{len(caught)} ideas of {PHONES * EACH} were caught")
    return 1000 * quantiles(chain.from_iterable(waits), n=20)[-1]


def signed_in() -> str:
    client = Client(SERVER_NAME="localhost")
    client.force_login(RoleFactory(kind=RoleKind.POLITICIAN, city=world().city).person)
    return cookies_of(client)
