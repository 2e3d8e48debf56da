"""The pages in docs/ speak of what is there."""

import importlib
import re

import pytest

from framtid.places import PROJECT

OURS = ("var", ".venv", "node_modules")
PAGES = sorted(path for path in PROJECT.rglob("*.md") if not any(part in OURS for part in path.parts))
LINK = re.compile(r"\]\(([^)\s]+)\)")
QUOTED = re.compile(r"```python\n# (\S+)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_link_leads_to_a_file(page):
    links = [link for link in LINK.findall(page.read_text()) if not re.match(r"[a-z]+:|#", link)]

    assert [link for link in links if not (page.parent / link.split("#")[0]).exists()] == []


def names() -> list[str]:
    rows = (PROJECT / "docs/glossary.md").read_text().splitlines()
    return sorted({name for row in rows if row.startswith("| ") for name in re.findall(r"`([\w.]+)` \|$", row)})


def test_every_row_of_the_glossary_says_where_the_code_has_it():
    rows = [row for row in (PROJECT / "docs/glossary.md").read_text().splitlines() if row.startswith("| ")]
    heads_and_rules = [row for row in rows if row.startswith(("| Bokmål", "| ---"))]

    told = [row for row in rows if re.search(r"`[\w.]+` \|$", row) and row.count("|") == 6]

    assert len(rows) == len(told) + len(heads_and_rules)
    assert len(told) >= 70


@pytest.mark.parametrize("name", names())
def test_names_of_the_glossary_are_in_the_code(name):
    assert found(name), name


def found(name: str) -> bool:
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            thing = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            if not hasattr(thing, part):
                return False
            thing = getattr(thing, part)
        return True
    return False


@pytest.mark.parametrize(
    ("path", "code"), QUOTED.findall((PROJECT / "docs/house.md").read_text()), ids=lambda text: text.split("\n")[0]
)
def test_code_quoted_in_the_house_still_stands_there(path, code):
    rest = (PROJECT / path).read_text()
    pieces = [piece for piece in re.split(r"^ *…\n", code, flags=re.MULTILINE) if piece]

    for piece in pieces:
        _before, seen, rest = rest.partition(piece.strip("\n"))
        assert seen, f"{path} no longer has, in this order:\n{piece}"


def test_decisions_are_numbered_without_a_gap_and_all_listed():
    folder = PROJECT / "docs/decisions"
    pages = sorted(path.name for path in folder.glob("[0-9]*.md"))

    listed = LINK.findall((folder / "README.md").read_text())

    assert [int(name[:4]) for name in pages] == list(range(1, len(pages) + 1))
    assert listed == pages


@pytest.mark.parametrize("page", sorted((PROJECT / "docs/decisions").glob("[0-9]*.md")), ids=lambda page: page.stem)
def test_a_decision_tells_what_was_not_chosen_too(page):
    heads = re.findall(r"^\*\*([A-Z][a-z ]+)\.\*\*", page.read_text(), re.MULTILINE)

    assert heads == ["Context", "Decision", "Consequences", "Not chosen"]
    assert page.read_text().startswith(f"# {int(page.stem[:4])}. ")
