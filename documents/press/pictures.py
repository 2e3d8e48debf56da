"""The pictures and annexes of a frozen content: named there by their hash, drawn or listed on paper."""

from documents.press.typesetting import typeset

PICTURE, ANNEX = "picture", "annex"


def files_of(part: dict, sort: str) -> list[dict]:
    """The rows of a part's attachments that are used so. part: an element, or the content itself."""
    return [
        row
        for table in part["tables"]
        if table["name"] == "attachment"
        for row in table["rows"]
        if row["value"]["sort"] == sort
    ]


def pictures_of(content: dict) -> set[str]:
    """The hashes of all pictures that a content (of the newest format) draws."""
    rows = [row for part in (content, *content["elements"]) for row in files_of(part, PICTURE)]
    arms = {city["arms"]["sha256"] for city in content["cities"] if "arms" in city}
    return arms | {row["file"]["sha256"] for row in rows}


def picture_address(sha256: str) -> str:
    """Where the machine finds a picture, after press: – it fetches nothing else."""
    return f"picture/{sha256}"


def figures(part: dict) -> list[dict]:
    """Shape: [{src, title, alt}] for each picture of the part, in order."""
    return [
        {
            "src": f"press:{picture_address(row['file']['sha256'])}",
            "title": typeset(row["value"]["title"]),
            "alt": typeset(row["value"]["description"] or row["value"]["title"]),
        }
        for row in files_of(part, PICTURE)
    ]


def annexes(part: dict) -> list[str]:
    """Each annex of the part: its title and the name of its file."""
    return [f"{row['value']['title']} ({row['file']['name']})" for row in files_of(part, ANNEX)]
