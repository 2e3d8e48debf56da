"""A version's content as one reader gets it, and the part that all of them get. Pure: content in, content out."""

from common.canonical import canonical, digest

OF_CITIES = ("organisation", "waivers")
"""Lists at the top whose items may be one city's; format 1 had none of them."""


def edition(content: dict, slug: str | None) -> dict:
    """Derive the joint edition (no city) or one city's: what is shared and what is that city's own.

    Places and permanent numbers stay as they are in the joint edition, so a page reference holds in all of them.
    Errors: ValueError for a city that is not in the content.
    """
    if slug is None:
        return {**content, "edition": None}
    if slug not in [city["slug"] for city in content["cities"]]:
        raise ValueError(f"{slug} is not among the content's cities")
    return {
        **content,
        "edition": slug,
        **{name: [thing for thing in content[name] if concerns(thing, slug)] for name in OF_CITIES if name in content},
        "elements": [without_others_rows(element, slug) for element in content["elements"] if concerns(element, slug)],
    }


def shared(content: dict) -> dict:
    """The shared part of a content: what is no city's own."""
    return {
        **content,
        "edition": None,
        **{name: [thing for thing in content[name] if concerns(thing, None)] for name in OF_CITIES if name in content},
        "elements": [without_others_rows(element, None) for element in content["elements"] if concerns(element, None)],
    }


REPORTED = ("progress", "reading")
"""Tables that tell what has happened; what cities agree on stays the same when something is reported."""


def shared_digest(content: dict) -> str:
    """The checksum of what people have written together, and of its order; the same in every city's edition.

    Neither labels nor the day's names are part of it, nor places, which shift when a city adds something of its own.
    content: of the newest format; whole, or only its shared part.
    """
    part = shared(content)
    said = {
        "cities": [city["slug"] for city in part["cities"]],
        "title": part["title"],
        "waivers": [(waiver["gap"], waiver["reason"]) for waiver in part["waivers"]],
        **agreed(part),
        "elements": [
            {name: element[name] for name in ("code", "kind", "parent", "title")} | agreed(element)
            for element in part["elements"]
        ],
    }
    return digest(canonical(said))


def agreed(thing: dict) -> dict:
    """What the programme or an element says besides its title, without labels; what says nothing is left out."""
    tables = [table for table in thing["tables"] if table["rows"] and table["name"] not in REPORTED]
    return {
        "text": thing["text"],
        "facts": {fact["name"]: fact["value"] for fact in thing["facts"] if fact["value"] not in NOTHING},
        "tables": {table["name"]: [row_agreed(row) for row in table["rows"]] for table in tables},
        "basis": [{**basis, "kind": None} for basis in thing["basis"]],
    }


NOTHING = (None, "", [])


def row_agreed(row: dict) -> tuple:
    return row["value"], row.get("file", {}).get("sha256")


def without_others_rows(element: dict, slug: str) -> dict:
    tables = [
        {**table, "rows": [row for row in table["rows"] if concerns(row, slug)]} for table in element["tables"]
    ]  # fmt: skip
    return {**element, "tables": tables}


def concerns(thing: dict, slug: str) -> bool:
    return thing["city"] in (None, slug)
