"""What tests about the queue of prints need: what is said when it is full, and one more version to ask for."""

from uuid import uuid4

from documents.actions import freeze
from tests.documents.routes import AT, DAY

REFUSED = "Du har allerede 2 utskrifter som ikke er ferdige. Vent på noen av dem før du ber om flere."


def again(version, by):
    """One more version of the same text."""
    return freeze(
        document=version.document, day=DAY, content=lambda: version.data, format=2, key=uuid4(), by=by, at=AT
    )[0]  # fmt: skip
