"""Who is in a programme just now: state, not fact. It lies in Valkey for some seconds, and nobody misses it after.

One hash per programme with one entry per person, so however many windows there are, nobody is shown twice.
"""

import json
from dataclasses import asdict, dataclass, replace
from time import monotonic

from redis import RedisError

from cities.access import rights_of
from cities.acts import Act
from common import valkey
from programmes.queries import cities_of

LEAVES_AFTER = 25  # seconds without a word
PATIENCE = 0.2  # seconds: for Valkey to answer
REST = 30  # seconds before a silent Valkey is asked again
COLORS = ("shared", "spruce", "neutral", "info", "success", "accent")


@dataclass(frozen=True)
class Present:
    """A person in a programme. at: seconds since 1970. cities: names of those of its cities the person writes for."""

    person: int
    name: str
    initials: str
    cities: tuple[str, ...] = ()
    element: int | None = None
    field: str = ""
    at: float = 0

    @property
    def color(self) -> str:
        return color_of(self.person)


def color_of(person: int | None) -> str:
    """The colour somebody is drawn in, wherever and for whomever."""
    return COLORS[(person or 0) % len(COLORS)]


class _Silence:
    until = float("-inf")


def present(person, programme, *, element: int | None, field: str, at) -> Present:
    """The person as the others in the programme are to see them."""
    mine = rights_of(person).cities(Act.EDIT_PROGRAMME)
    cities = tuple(str(city) for city in cities_of(programme) if city.pk in mine)
    return Present(person.pk, str(person), person.initials, cities, element, field, at.timestamp())


def meet(programme_id: int, me: Present) -> list[Present]:
    """Say that I am here, and learn who else is, by name. Without Valkey there is nobody."""
    if monotonic() < _Silence.until:
        return []
    try:
        return _meet(f"naervaer:{programme_id}", me)
    except RedisError:
        _Silence.until = monotonic() + REST
        return []


def _meet(key, me):
    store = valkey.client(PATIENCE)
    with store.pipeline(transaction=False) as asked:
        asked.hset(key, str(me.person), json.dumps(asdict(me)))
        asked.expire(key, LEAVES_AFTER)
        asked.hgetall(key)
        said = [_read(words) for words in asked.execute()[-1].values()]
    gone = [other for other in said if me.at - other.at > LEAVES_AFTER]
    if gone:
        store.hdel(key, *(str(other.person) for other in gone))
    others = [other for other in said if other not in gone and other.person != me.person]
    return sorted(others, key=lambda other: (other.name, other.person))


def _read(words) -> Present:
    found = Present(**json.loads(words))
    return replace(found, cities=tuple(found.cities))


def called(name: str, cities: tuple[str, ...], my_cities: tuple[str, ...]) -> str:
    """What one calls another: the city, where the other writes for another city than I; else the first name."""
    if cities and my_cities and not set(cities) & set(my_cities):
        return cities[0]
    return name.split()[0] if "," not in name and name.split() else name
