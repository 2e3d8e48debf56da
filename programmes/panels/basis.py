def gather(element, request) -> dict:
    """What the element builds on."""
    return {"bases": element.bases.select_related("paper", "point")}
