"""The forms of a page, read as a browser reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "email", "password", "url", "search", "number", "date"}


@dataclass
class Form:
    """action: where it goes. values: what it would send untouched. typed: the fields one types in."""

    method: str
    action: str
    values: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    def __init__(self, address: str):
        super().__init__()
        self.address, self.forms = address, []
        self.form = self.area = self.choice = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, value = attrs.get("name"), attrs.get("value") or ""
        if tag == "form":
            self.form = Form(attrs.get("method", "get").lower(), attrs.get("action") or self.address)
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "textarea":
            self.area, self.form.values[name] = name, ""
            self.form.typed.add(name)
        elif tag == "select":
            self.choice = name
        elif tag == "option" and ("selected" in attrs or self.choice not in self.form.values):
            self.form.values[self.choice] = value
        elif tag == "input" and name:
            self.read_input(attrs.get("type", "text"), name, value, attrs)

    def read_input(self, sort, name, value, attrs):
        if sort not in ("checkbox", "radio") or "checked" in attrs:
            self.form.values[name] = value
        if sort in TYPED:
            self.form.typed.add(name)

    def handle_data(self, data):
        if self.area:
            self.form.values[self.area] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        if tag == "textarea":
            self.area = None


def forms_of(html: str, address: str, method: str = "post") -> list[Form]:
    """The forms that go by this method, without the way out, which stands on every page."""
    reader = Reader(address)
    reader.feed(html)
    return [form for form in reader.forms if form.method == method and form.action != "/konto/ut/"]
