from programmes.sheet import recent_history


def gather(element, request) -> dict:
    """What has been done to the element, newest first."""
    return {"history": recent_history(element)}
