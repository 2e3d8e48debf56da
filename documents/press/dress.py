"""The colour and the coats of arms of the cities a print is for, where the frozen content has them."""

from documents.press.pictures import picture_address
from documents.press.typesetting import typeset

FEW = 3  # cities whose arms stand beside each other on a cover


def cities_of(content: dict) -> list[dict]:
    """Whose print it is: one city's, or that of all of them together."""
    return [city for city in content["cities"] if content["edition"] in (None, city["slug"])]


def colour_of(content: dict) -> str | None:
    """A print of one city is set in its colour; one of several is in nobody's."""
    cities = cities_of(content)
    return cities[0].get("colour") if len(cities) == 1 else None


def arms_of(content: dict) -> list[dict]:
    """Shape: [{src, alt}], of a few cities."""
    cities = cities_of(content)
    found = [city["arms"] for city in cities if "arms" in city] if len(cities) <= FEW else []
    return [{"src": f"press:{picture_address(arms['sha256'])}", "alt": typeset(arms["description"])} for arms in found]
