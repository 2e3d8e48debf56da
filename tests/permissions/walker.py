"""One step of the walk: a person, an address, a method – and all that can be said about the answer."""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.cookies import SimpleCookie

from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from post.models import Letter
from tests.permissions.headers import unguarded
from tests.permissions.listener import Listener
from tests.permissions.reading import canaries_in
from tests.permissions.tables import table
from tests.permissions.targets import parts
from tests.permissions.world import PLACE_WORDS, Walk

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
FLEETING = re.compile(r'(?<=csrfmiddlewaretoken" value=")[^"]+|(?<=X-CSRFToken": ")[^"]+| aria-current="page"')
URLENCODED = "application/x-www-form-urlencoded"
LOGIN = "/konto/inn/?next="


EXPECTED = table("expected.csv")
ALLOWED = {person: {row["kanarifugl"] for row in table("canaries.csv") if row[person] == "ja"} for person in PEOPLE}


@cache
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
    """status: in the table's words. body: see `alike`. shown: the canaries in the body and the headers.

    logged: the canaries in the log. letters: who was written to, and the canaries in the letter.
    """

    status: str
    body: str
    shown: set[str]
    logged: set[str]
    wrote: bool
    html: str = field(repr=False, default="")
    letters: list[tuple[str, set[str]]] = field(default_factory=list)


class Walker:
    """Sends what the people of the world send, each from a browser of the own, and takes back what was written."""

    def __init__(self, walk: Walk):
        self.walk, self.sessions, self.browser = walk, {}, Client(raise_request_exception=False)
        self.log = Listener()
        self.known_to, self.filled = {}, {}
        for word, key in PEOPLE.items():
            client = Client()
            if key:
                client.force_login(walk.world.people[key])
                self.known_to[walk.world.people[key].email] = ALLOWED[word]
            self.sessions[word] = {name: cookie.value for name, cookie in client.cookies.items()}
        self.before, self.touched = fingerprint(), touched()
        self.posted = set(Letter.objects.values_list("pk", flat=True))

    def where(self, address: str, target: str) -> str:
        """An address of the table with its gaps filled. Asked once: every step begins in the same world."""
        if (address, target) not in self.filled:
            self.filled[address, target] = addresses()[address] % parts(self.walk, address, target)
        return self.filled[address, target]

    def step(self, person: str, method: str, address: str, data=None, **headers) -> Answer:
        client = self.browser
        client.cookies = SimpleCookie(self.sessions[person])
        with undone(), self.log.heard() as lines:
            if isinstance(data, str):
                answer = client.post(address, data, content_type=URLENCODED, headers=headers)
            elif method == "POST":
                answer = client.post(address, data or {}, headers=headers)
            else:
                answer = client.generic(method, address, headers=headers)
            body = answer.getvalue() if answer.streaming else answer.content
            wrote = method != "GET" and self.wrote()
            letters = self.letters() if wrote else []
        assert not unguarded(answer), f"{method} {address}: {unguarded(answer)}"
        told = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        html = body.decode(errors="replace")
        shown, logged = canaries_in(body, told), canaries_in(b"", "\n".join(lines))
        return Answer(_status(answer), alike(html, address), shown, logged, wrote, html, letters)

    def wrote(self) -> bool:
        """Is anything in a table other than it was? Most steps are refused, and then no row has been touched since."""
        before, self.touched = self.touched, touched()
        return self.touched != before and fingerprint() != self.before

    def readable(self, address: str) -> set[str]:
        """What the person behind an e-mail address may meet; one who is only invited, that address alone."""
        return self.known_to.get(address) or canaries_in(address.encode())

    def letters(self) -> list[tuple[str, set[str]]]:
        """What this step has written to whom."""
        written = Letter.objects.exclude(pk__in=self.posted)
        return [(letter.to, canaries_in(b"", f"{letter.subject}\n{letter.body}")) for letter in written]


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


def touched() -> list[tuple]:
    """How many rows have been put in, changed or taken out of each table since the walk began, what was undone with the
    rest: the database counts that itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE relname <> ALL(%s) AND n_tup_ins + n_tup_upd + n_tup_del > 0 ORDER BY 1",
            [list(PASSING)],
        )
        return cursor.fetchall()


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
