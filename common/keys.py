"""Keys that forms carry, so that a form sent twice is done once."""

from uuid import UUID, uuid4, uuid5


def scoped(key: UUID | None, *place) -> UUID:
    """A form's key made good for one place only; without a key, a new one.

    Keys are unique in the whole database, and some stand in print: taken as they come, a foreign one would clash, and
    so tell that it is known.
    """
    return uuid5(key, "/".join(map(str, place))) if key else uuid4()
