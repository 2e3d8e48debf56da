"""Questions about what is shared with parties, on either side."""

from cities.access import rights_of, visible
from cities.acts import Act
from cities.models import City
from documents.models import Edition, Sharing, Version


def editions_to_share(version: Version, person) -> list[Edition]:
    """The editions of a version the person may share: the joint one, and those of the cities the person leads."""
    led = set(visible(person, Act.FREEZE_PROGRAMME, City).filter(documents=version.document_id))
    editions = version.editions.select_related("city")
    return [edition for edition in editions if (own := edition.city or version.city) is None or own in led]


def shared_out(version: Version, person) -> list[Sharing]:
    """With whom a version is shared now, for those who read the draft; others are told nothing.

    On each: may_stop – may the person take it back?
    """
    found = visible(person, Act.READ_PROGRAMME, Sharing).filter(edition__version=version.pk, withdrawn_at=None)
    sharings = list(found.for_door())
    cities = set(version.document.cities.all()) if sharings else set()
    for sharing in sharings:
        sharing.may_stop = may_stop(sharing, cities, person)
    return sharings


def may_stop(sharing: Sharing, cities: set[City], person) -> bool:
    """A city's edition is its own lead's to take back; a joint one is any lead's, as is that of a city that has left.

    cities: the document's.
    """
    led = {city for city in cities if rights_of(person).holds(Act.FREEZE_PROGRAMME, city)}
    own = sharing.own_city
    return own in led if own in cities else bool(led)


def sharing_for(version: Version, person) -> Sharing | None:
    """Why the person, as somebody's contact, reads the version; the latest of several reasons."""
    found = visible(person, Act.GIVE_FEEDBACK, Sharing).filter(edition__version=version.pk, withdrawn_at=None)
    return found.for_door().first()
