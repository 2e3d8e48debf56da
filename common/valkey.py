"""A short word with Valkey, for what may be lost: it gives up at once, since no page waits for it."""

from functools import lru_cache

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry


def client(seconds: float) -> Redis:
    """A client that waits at most so long for a connection, and as long for an answer, and tries once."""
    return _client(settings.REDIS_URL, seconds)


@lru_cache(maxsize=8)
def _client(url, seconds):
    if url.startswith("redis+socket://"):
        url = "unix://" + url.removeprefix("redis+socket://").replace("virtual_host=", "db=")
    return Redis.from_url(url, retry=Retry(NoBackoff(), 0), socket_connect_timeout=seconds, socket_timeout=seconds)
