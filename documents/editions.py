"""A version's content as one reader gets it. Pure: content in, content out."""

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


def without_others_rows(element: dict, slug: str) -> dict:
    tables = [
        {**table, "rows": [row for row in table["rows"] if concerns(row, slug)]} for table in element["tables"]
    ]  # fmt: skip
    return {**element, "tables": tables}


def concerns(thing: dict, slug: str) -> bool:
    return thing["city"] in (None, slug)
