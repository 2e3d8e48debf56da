"""What a text links to: judged by how it is written, never by asking the net."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings

from common import richtext

HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
NUMBER = re.compile(r"\bT-(\d{4,9})\b")
OWN_PAGE = re.compile(r"/handlingsprogram/(?:element/(?P<element>\d{1,18})|\d{1,18}/T-(?P<number>\d{1,9}))/")
MAIL = re.compile(r"mailto:[^@\s,?]+@[^@\s,?]+\.[^@\s,?]{2,}", re.IGNORECASE)
HOST = re.compile(r"(?:[^\s/?#@:.]+\.)+[^\s/?#@:.\d]{2,}|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]", re.IGNORECASE)


def addresses_in(html: str) -> list[str]:
    """The addresses that cleaned rich text links to, in order."""
    return [unescape(address) for address in HREF.findall(html)]


def is_malformed(address: str) -> bool:
    """Can no browser get anywhere with it?"""
    if address.lower().startswith("mailto:"):
        return not MAIL.match(address)
    try:
        parts = urlsplit(address)
        port = parts.port  # a property that reads the number, and may refuse it
    except ValueError:
        return True
    if parts.hostname in own_hosts():
        return False
    host = parts.netloc.rpartition("@")[2]
    host = host.removesuffix(f":{port}") if port is not None else host
    return parts.scheme not in ("http", "https") or not HOST.fullmatch(host) or bool(re.search(r"\s", address))


def references_in(html: str) -> list[tuple[str, tuple]]:
    """What a text says of elements: (as it stands, ("number", 147) or ("element", its key in our addresses))."""
    if not html:
        return []
    found = [(words, key) for words in addresses_in(html) if (key := own_page(words))]
    bare = HREF.sub("", html)
    plain = richtext.plain(bare) if NUMBER.search(bare) else ""
    return found + [(match[0], ("number", int(match[1]))) for match in NUMBER.finditer(plain)]


def own_page(address: str) -> tuple | None:
    """The element an address of ours leads to; none for other addresses."""
    try:
        parts = urlsplit(address)
        ours = parts.hostname in own_hosts()
    except ValueError:
        return None
    page = OWN_PAGE.match(parts.path) if ours else None
    if page is None:
        return None
    return ("element", int(page["element"])) if page["element"] else ("number", int(page["number"]))


def own_hosts() -> set[str]:
    return {host.strip("[]") for host in settings.ALLOWED_HOSTS}
