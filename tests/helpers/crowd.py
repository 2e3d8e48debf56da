"""Many browsers at once, each on a thread and a database connection of its own, so that they truly meet."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from unittest.mock import patch

from django.conf import settings
from django.db import connection
from django.test import Client

from tests.helpers.browser import session_of

PATIENCE = 60  # seconds for all to be ready; a thread that fails must not leave the others waiting
UNHURRIED = f"-c lock_timeout={PATIENCE}s -c statement_timeout={PATIENCE}s"


class Crowd:
    """Sends what several people send at the same moment."""

    def __init__(self, pool: ThreadPoolExecutor):
        self.pool, self.sessions = pool, {}

    def post(self, *sent) -> list:
        """Each of (person, address, data); gives back the answers in the same order, an error of ours as a 500."""
        cookies = [self.session(person) for person, _address, _data in sent]
        start = Barrier(len(sent))

        def send(one):
            cookie, (_person, address, data) = one
            client = Client(raise_request_exception=False)
            client.cookies[settings.SESSION_COOKIE_NAME] = cookie
            start.wait(PATIENCE)
            return client.post(address, data)

        return list(self.pool.map(send, zip(cookies, sent, strict=True)))

    def session(self, person) -> str:
        if person.pk not in self.sessions:
            self.sessions[person.pk] = session_of(person)
        return self.sessions[person.pk]


@contextmanager
def crowd(most: int):
    """A crowd of so many at most; its connections are closed when the block ends.

    They wait long for each other: on a busy machine twenty one after another take more than the time a request has.
    """
    with patch.dict(connection.settings_dict["OPTIONS"], options=UNHURRIED), ThreadPoolExecutor(most) as pool:
        try:
            yield Crowd(pool)
        finally:
            last = Barrier(most)
            list(pool.map(lambda _n: (last.wait(PATIENCE), connection.close()), range(most)))
