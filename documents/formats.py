"""Reads contents of older formats as the newest one. Pure: what is frozen is never rewritten.

Each step takes a content of one format to the next; tests/documents/ has a fixture of every format.
"""

NEWEST = 2


def upgraded(content: dict) -> dict:
    """The content in the newest format; the same when it is that already.

    Errors: ValueError for a format unknown here.
    """
    while content["format"] != NEWEST:
        if content["format"] not in STEPS:
            raise ValueError(f"format {content['format']} is not known here")
        content = STEPS[content["format"]](content)
    return content


def from_1(content: dict) -> dict:
    """Format 2 names every row, knows which paper a basis stands in, and has four lists more at the top."""
    return {
        **content,
        "format": 2,
        "tables": [],
        "basis": [],
        "organisation": [],
        "waivers": [],
        "elements": [_element_from_1(element) for element in content["elements"]],
    }


def _element_from_1(element: dict) -> dict:
    unknown = {"uuid": None, "paper": None, "point": None, "followed_up": None}
    return {
        **element,
        "tables": [{**table, "rows": [{"uuid": None, **row} for row in table["rows"]]} for table in element["tables"]],
        "basis": [{**unknown, **basis} for basis in element["basis"]],
    }


STEPS = {1: from_1}
