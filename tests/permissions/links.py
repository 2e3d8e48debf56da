"""The pages behind a page: what its links and forms ask of the same address by a question."""

from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.permissions.forms import forms_of


class Reader(HTMLParser):
    def __init__(self, path: str):
        super().__init__()
        self.path, self.asked = path, []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        there = urlsplit(attrs.get("href") or attrs.get("hx-get") or "")
        if there.query and there.path in ("", self.path):
            self.asked.append(parse_qsl(there.query, keep_blank_values=True))


def questions(html: str, path: str) -> list[str]:
    """`?…` for each set of names that is asked by: the first of each kind is enough."""
    reader = Reader(path)
    reader.feed(html)
    forms = [form for form in forms_of(html, path, "get") if form.action == path]
    filled = [list((form.values | dict.fromkeys(form.typed, "a")).items()) for form in forms]
    kinds = {}
    for asked in reader.asked + filled:
        kinds.setdefault(kind(asked), asked)
    return [f"?{urlencode(asked)}" for asked in kinds.values() if asked]


def kind(asked) -> frozenset[str]:
    """Files of each format are a kind of their own."""
    return frozenset(f"{name}={value}" if name == "format" else name for name, value in asked)
