"""No template lies unused, none is asked for in vain, and none holds anything inline."""

import re
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.template.loader import get_template

HOUSE = Path(settings.BASE_DIR)
TEMPLATES = HOUSE / "templates"
THEIRS = Path(allauth.__file__).parent / "templates"
# Django asks for these by their names when something went wrong.
ERRORS = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}

ALL = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file())
NAMED = re.compile(r"""["']([\w/-]+\.(?:html|txt|css|svg))["']""")


def named_in(path: Path) -> set[str]:
    return set(NAMED.findall(path.read_text(encoding="utf-8")))


def named_in_code() -> set[str]:
    files = (path for room in settings.ROOMS for path in (HOUSE / room).rglob("*.py"))
    return set().union(*map(named_in, files))


def test_no_template_lies_unused():
    used = {name for name in ALL if name in ERRORS or (THEIRS / name).exists()} | named_in_code()
    while more := {name for user in used & set(ALL) for name in named_in(TEMPLATES / user)} - used:
        used |= more

    assert sorted(set(ALL) - used) == []


@pytest.mark.parametrize("name", ALL)
def test_template_can_be_read(name):
    assert get_template(name).template.name == name


@pytest.mark.parametrize("name", [name for name in ALL if name.endswith(".html") and not name.startswith("print/")])
def test_template_holds_nothing_inline(name):
    text = (TEMPLATES / name).read_text(encoding="utf-8")

    assert re.findall(r"""\sstyle\s*=|\son\w+\s*=\s*["']|<style|javascript:""", text, re.IGNORECASE) == []
    assert [script for script in re.findall(r"<script[^>]*>", text) if " src=" not in script] == []
