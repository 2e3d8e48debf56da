"""What is frozen: reading a version, printing it, and what a politician's browser fetches."""

import gzip
import re
import resource
import subprocess
import sys
from functools import cache
from pathlib import Path
from statistics import median
from time import process_time
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from bench.ground import AT, world
from bench.programmes import freezing, visit
from common.canonical import canonical, digest
from documents.changes import changes_drawn
from documents.editions import edition
from documents.models import Print, Route, Version
from documents.press import print_pdf
from documents.press.paper import paper
from documents.press.workshop import MACHINE, environment
from files.models import StoredFile
from tests.helpers.statements import statements

ALONE = Path(__file__).with_name("weasyprint_alone.py")
# What every page asks whoever is signed in: the session, the person, the rights and the places of the top bar.
SHELL = ("django_session", "cities_user", "cities_citygroupright", "cities_role")
FETCHED = re.compile(r'<(?:link|script|use|img|image)\b[^>]*?\s(?:href|src)="(/static/[^"#]+)')
FETCHED_BY_STYLE = re.compile(r"""url\(["']?([^"')#]+)""")
FONTS = (".woff2", ".woff", ".ttf", ".otf")


@cache
def frozen() -> Version:
    """A version of the large programme with its print done, lying before the city's politicians."""
    version = freezing()()
    file = StoredFile.objects.create(sha256=version.sha256, size=2_000_000, media_type="application/pdf", stored_at=AT)
    Print.objects.filter(edition__version=version).update(file=file, pages=150, printed_at=AT)
    return version


def version_statements() -> int:
    """The page with a version's whole text, opened by a politician: what it asks beside the shell of every page."""
    asked = statements(visit(world().politician, reverse("version_page", args=[frozen().pk])))
    return len([sql for sql in asked if main_table(sql) not in SHELL])


def politician_statements() -> int:
    """The page of the case, opened by a politician: what it asks beside the shell of every page."""
    route = Route.objects.get(version=frozen())
    asked = statements(visit(world().politician, reverse("treatment_page", args=[route.pk])))
    return len([sql for sql in asked if main_table(sql) not in SHELL])


def compare_seconds() -> float:
    """Processor time for what is new between two versions, each element another: laid together and drawn."""
    before = frozen()
    content = before.data
    for element in content["elements"]:
        element["title"] = f"{element['title']}, raskt"
        element["text"] = element["text"].replace("bygger", "skal bygge").replace("hvor mange", "antallet")
    after = Version(pk=0, document=before.document, number=2, content=canonical(content))
    began = process_time()
    changes_drawn(before, after, world().city)
    return process_time() - began


def main_table(sql: str) -> str:
    found = re.search(r'\bFROM "(\w+)"', sql)
    return found[1] if found else ""


# -- Bytes


def politician_bytes() -> int:
    """The page of one version for treatment and all it makes the browser fetch but fonts, compressed by gzip."""
    route = Route.objects.get(version=frozen())
    html = visit(world().politician, reverse("treatment_page", args=[route.pk]))().content
    files = {file for address in FETCHED.findall(html.decode()) for file in with_what_it_fetches(address)}
    return sum(len(gzip.compress(content)) for content in [html, *(Path(file).read_bytes() for file in files)])


def with_what_it_fetches(address: str) -> list[str]:
    """The file behind an address, and those a style sheet names in turn."""
    if address.endswith(FONTS):
        return []
    file = finders.find(urlsplit(address).path.removeprefix(f"/{settings.STATIC_URL.strip('/')}/"))
    named = FETCHED_BY_STYLE.findall(Path(file).read_text()) if file.endswith(".css") else []
    return [file, *(more for name in named if ":" not in name for more in with_what_it_fetches(urljoin(address, name)))]


# -- Print


def render_ratio() -> float:
    """Processor time of the press over that of WeasyPrint alone on the same page content: the median of three pairs.

    The press also tags, claims, checks and confines; alone, WeasyPrint makes its plain PDF of the same HTML and style.
    """
    content = about_100_pages()
    sha256 = digest(canonical(content))
    about = {"version": 1, "mark": "Utkast", "sha256": sha256, "day": AT.date()}
    html = paper(content, **about).html
    pages = print_pdf(content, **about).pages
    if not 90 <= pages <= 120:
        raise RuntimeError(f"the sample has {pages} pages and should have about 100")
    return median(cpu(lambda: print_pdf(content, **about)) / cpu(lambda: alone(html)) for _pair in range(3))


def about_100_pages() -> dict:
    """The first chapters of the large programme."""
    content = edition(frozen().data, None)
    return content | {"elements": content["elements"][:PRINTED]}


PRINTED = 133  # elements


def alone(html: str) -> None:
    command = [sys.executable, str(ALONE), str(MACHINE / "assets")]
    subprocess.run(command, input=html.encode(), capture_output=True, env=environment(), check=True)


def cpu(act) -> float:
    """Seconds of processor time of this process and of the children it waited for."""
    start = spent()
    act()
    return spent() - start


def spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime
