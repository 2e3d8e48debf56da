"""A text that tells where it belongs, and when it was written."""

from datetime import UTC, datetime

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)


def canary(word: str) -> str:
    return f"kanari-{word}"
