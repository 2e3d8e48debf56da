"""Each component drawn once with its arguments – and the files others wrote, unchanged."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

VENDORED = Path("static/vendored")


class Kari:
    initials = "KN"

    def __str__(self):
        return "Kari Nordmann"


DRAWN = {
    "tag": ({"text": "Utkast", "color": "info"}, "Utkast"),
    "empty": ({"title": "Ingen tiltak", "text": "Legg til det første.", "url": "/ny/", "action": "Nytt tiltak"},
              "Ingen tiltak Legg til det første. Nytt tiltak"),
    "avatar": ({"person": Kari()}, "KN"),
    "crumbs": ({"steps": [("Skien", "/byer/skien/")], "last": "Enheter"}, "Skien Enheter"),
    "pagination": ({"page": Paginator(range(120), 50).page(2)}, "Forrige Side 2 av 3 Neste"),
    "viewed_day": (
        {"viewed_day": date(2009, 5, 19)},
        "Vises per 19.\u00a0mai 2009 Velg en annen dag Tilbake til i dag",
    ),
    "message": ({"message": "Lagret"}, "Lagret"),
    "save_state": ({}, ""),
    "conflict": (
        {"id": 1, "title": "To har endret «Kostnad».", "mine": "38", "theirs": "41", "who": "Porsgrunn", "base": 7},
        "To har endret «Kostnad». Ingenting er gått tapt. Velg hvilken versjon som skal stå – resten er lagret. "
        "Din versjon 38 Porsgrunn 41 Behold min Bruk den andre Slå sammen selv Begge ligger i historikken",
    ),
}  # fmt: skip


def words(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).split(" ")).strip()


@pytest.mark.parametrize("name", DRAWN)
def test_component_shows_its_arguments(name):
    arguments, shown = DRAWN[name]

    html = render_to_string(f"components/{name}.html", arguments)

    assert re.sub(r"[ \n]+", " ", words(html)).strip() == shown


def test_long_list_of_one_page_has_no_pagination():
    html = render_to_string("components/pagination.html", {"page": Paginator(range(50), 50).page(1)})

    assert words(html) == ""


def test_conflict_answers_against_the_newest_revision():
    html = render_to_string("components/conflict.html", DRAWN["conflict"][0])

    assert re.findall('name="base" value="(.*?)"', html) == ["7"]
    assert re.findall('name="resolve" value="(.*?)"', html) == ["mine", "theirs", "merge"]


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_page_for_what_went_wrong_needs_no_context(name):
    request = None if name == "500" else RequestFactory().get("/")

    html = render_to_string(f"{name}.html", request=request)

    assert html.count("<h1>") == 1


def test_reading_pages_load_no_script():
    html = render_to_string("base_reading.html", request=RequestFactory().get("/"))

    assert "<script" not in html


def test_nothing_in_a_template_is_inline():
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)

    guilty = [str(file) for file in Path("templates").rglob("*.html")
              if file.parts[1] != "print" and inline.search(file.read_text())]  # fmt: skip

    assert guilty == []


def test_style_sheets_of_ours_hold_no_raw_colour():
    raw = re.compile(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(", re.IGNORECASE)

    guilty = [file.name for file in Path("static/css").glob("*.css") if raw.search(file.read_text())]

    assert guilty == []


def test_vendored_files_are_those_of_the_list():
    lines = [line.split(" | ") for line in (VENDORED / "VENDOR.txt").read_text().splitlines() if " | " in line]
    listed = {name: checksum for name, _package, _licence, checksum, _where in lines[1:]}

    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in VENDORED.iterdir()}

    assert found.pop("VENDOR.txt")
    assert found == listed
