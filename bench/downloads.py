"""Before a meeting everybody fetches the papers: five hundred downloads, ten at a time, on a real server."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random
from time import perf_counter

from django.test import Client
from django.urls import reverse

from bench.ground import AT, world
from bench.load import OverSocket, cookies_of, server
from bench.paper import frozen
from documents.models import Print
from files.actions import store

READERS, EACH = 10, 50
PDF = b"%PDF-1.7" + Random(7).randbytes(2_000_000)


def seconds() -> float:
    """Until the last of them is there, by the clock on the wall. Errors: unless each is answered, and whole."""
    printed = Print.objects.filter(edition__version=frozen()).first()
    Print.objects.bulk_create([Print(edition=printed.edition, mark=Print.Mark.ADOPTED)])
    wanted = Print.objects.get(edition=printed.edition, mark=Print.Mark.ADOPTED)
    file = store(PDF, media_type="application/pdf", at=AT)
    Print.objects.filter(pk=wanted.pk).update(file=file, pages=150, printed_at=AT)
    client = Client(SERVER_NAME="localhost")
    client.force_login(world().politician)
    fetch = partial(fetch_often, reverse("print_download", args=[wanted.pk]), cookies_of(client))
    with server() as address, ThreadPoolExecutor(READERS) as pool:
        began = perf_counter()
        list(pool.map(fetch, [address] * READERS))
        return perf_counter() - began


def fetch_often(path: str, cookies: str, address: str) -> None:
    door = OverSocket(address)
    for _turn in range(EACH):
        door.request("GET", path, headers={"Host": "localhost", "Cookie": cookies})
        answer = door.getresponse()
        if answer.status != 200 or answer.read() != PDF:
            raise RuntimeError(f"{path} answered {answer.status}")
