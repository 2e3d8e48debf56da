"""One step of the walk: a person, an address, a method – and all that can be said about the answer."""

import csv
import re
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.walk.headers import unguarded
from tests.walk.world import PLACE_WORDS, Walk

HERE = Path(__file__).parent
ROLES = {
    "planlegger": "planner",
    "programleder": "lead",
    "tiltaksansvarlig": "measure_owner",
    "folkevalgt": "politician",
}
PLACES = {word: slug for slug, word in PLACE_WORDS.items()}
PEOPLE = {f"{role} {place}": (ROLES[role], PLACES[place]) for place in PLACES for role in ROLES} | {
    "sekretariat": ("secretariat", "network"),
    "partskontakt": ("contact", "md"),
    "uten rolle": "stranger",
    "superbruker": "superuser",
    "ikke innlogget": None,
}
CANARY = re.compile(r"kanari-([a-z]+)")
FLEETING = re.compile(r'(?<=csrfmiddlewaretoken" value=")[^"]+|(?<=X-CSRFToken": ")[^"]+| aria-current="page"')
URLENCODED = "application/x-www-form-urlencoded"
LOGIN = "/konto/inn/?next="


def table(name: str) -> list[dict]:
    """A file beside this one, without its notes."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";"))


EXPECTED = table("expected.csv")
ALLOWED = {person: {row["kanarifugl"] for row in table("canaries.csv") if row[person] == "ja"} for person in PEOPLE}


def addresses() -> dict[str, str]:
    """Every address of the house, as the table writes it (`byer/<city>/`) → to be filled in (`/byer/%(city)s/`)."""
    return dict(_addresses(get_resolver(), ""))


def _addresses(resolver, before):
    for pattern in resolver.url_patterns:
        route = before + re.sub(r"<\w+:", "<", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            # Regular expressions: allauth's, ^glemt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$
            route = re.sub(r"\(\?P(<\w+>)[^()]*\)", r"\1", route).replace("^", "").rstrip("$")
            yield route, "/" + re.sub(r"<(\w+)>", r"%(\1)s", route)


@dataclass
class Answer:
    """status: in the table's words. body: see `alike`. shown: the canaries in the body and the headers."""

    status: str
    body: str
    shown: set
    wrote: bool


class Walker:
    """Sends what the people of the world send, each from a browser of the own, and takes back what was written."""

    def __init__(self, walk: Walk):
        self.walk, self.sessions, self.browser = walk, {}, Client(raise_request_exception=False)
        for word, key in PEOPLE.items():
            client = Client()
            if key:
                client.force_login(walk.world.people[key])
            self.sessions[word] = {name: cookie.value for name, cookie in client.cookies.items()}
        self.before = fingerprint()

    def step(self, person: str, method: str, address: str, data=None, **headers) -> Answer:
        client = self.browser
        client.cookies = SimpleCookie(self.sessions[person])
        with undone():
            if isinstance(data, str):
                answer = client.post(address, data, content_type=URLENCODED, headers=headers)
            elif method == "POST":
                answer = client.post(address, data or {}, headers=headers)
            else:
                answer = client.generic(method, address, headers=headers)
            body = (answer.getvalue() if answer.streaming else answer.content).decode()
            wrote = method != "GET" and fingerprint() != self.before
        assert not unguarded(answer), f"{method} {address}: {unguarded(answer)}"
        lines = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        return Answer(_status(answer), alike(body, address), set(CANARY.findall(body + lines)), wrote)


def _status(answer) -> str:
    if answer.status_code == 302 and answer.headers["Location"].startswith(LOGIN):
        return "inn"
    return str(answer.status_code)


def alike(body: str, address: str) -> str:
    """A body without tokens and without what follows from the page's own address."""
    return FLEETING.sub("", body).replace(f"={address}", "=")


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


PASSING = {"django_session"}


def fingerprint() -> tuple:
    """The number of rows in each table and the sum of their checksums, equal if nothing is written."""
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)} - PASSING)
    each = " UNION ALL ".join(
        f"SELECT '{name}', count(*), sum(hashtextextended(t::text, 0)) FROM {connection.ops.quote_name(name)} t"
        for name in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({each}) all_tables ORDER BY 1")
        return tuple(cursor.fetchall())
