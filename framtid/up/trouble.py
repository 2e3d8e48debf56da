"""What stops a start, in words for the person who started it."""


class Trouble(Exception):
    """Something is missing or in the way; the message is one line and names the remedy."""


class StillThere(Trouble):
    """A server from an earlier start has not ended yet; a moment later it may have."""
