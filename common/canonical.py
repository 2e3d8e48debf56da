"""One way to write data as text, so that equal content has equal bytes and one checksum."""

import hashlib
import json


def canonical(data) -> str:
    """Write plain data as JSON with sorted keys and no spare white space; æøå stay readable."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str | bytes) -> str:
    """SHA-256 in hexadecimal of a text (as UTF-8) or of bytes."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def check_code(sha256: str) -> str:
    """The short form of a checksum that fits on a cover: 4F2A-91C7-0B3E."""
    head = sha256[:12].upper()
    return "-".join(head[i : i + 4] for i in (0, 4, 8))
