"""A room may look down, never up – and meets another room only at its face."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

HOUSE = Path(settings.BASE_DIR)
FACE = {"models", "queries", "actions"}
# What a room lends beside its face.
ALSO = {
    "agreements": {"approval", "following", "lists", "underway", "waiting"},
    "cities": {"acts", "access", "day"},
    "documents": {"comparison", "editions", "handouts", "preview"},
    "files": {"intake", "serving"},
    "history": {"bursts"},
    "jobs": {"work"},
    "programmes": {"coverage", "feedback", "money", "papers", "readiness", "said", "states"},
}
# The wiring knows every room from the inside; the tool shelf is all face.
WIRING, SHELF = "framtid", "common"
ROOMS = [room for room in settings.ROOMS if room not in (WIRING, SHELF)]


def imports_of(path: Path):
    """Each module that a file imports, with the line: `from a import b` counts as a.b when a is a room."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names] if node.module in ROOMS else [node.module]
            yield from ((name, node.lineno) for name in names)


def beside_the_face(room: str, path: Path) -> list[str]:
    found = []
    for module, line in imports_of(path):
        other, *inside = module.split(".")
        if other in ROOMS and other != room and ".".join(inside) not in FACE | ALSO.get(other, set()):
            found.append(f"{path.relative_to(HOUSE)}:{line} {module}")
    return found


def test_floors_hold(monkeypatch):
    monkeypatch.syspath_prepend(str(HOUSE))
    # It would silence the loggers of the house for all tests that come after.
    monkeypatch.setattr("importlinter.cli.logging_config.dictConfig", lambda config: None)

    answer = lint_imports(config_filename=str(HOUSE / "pyproject.toml"), no_cache=True)

    assert answer == EXIT_STATUS_SUCCESS


def test_every_room_stands_on_a_floor():
    written = (HOUSE / "pyproject.toml").read_text(encoding="utf-8")

    assert [room for room in settings.ROOMS if written.count(f'"{room}"') == 0] == []
    assert {path.parent.name for path in HOUSE.glob("*/__init__.py")} - {"tests", "bench"} == set(settings.ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_room_meets_others_only_at_their_face(room):
    found = [line for path in sorted((HOUSE / room).rglob("*.py")) for line in beside_the_face(room, path)]

    assert found == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from cities.forms import CityForm", ["cities.forms"]),
        ("from cities import rows", ["cities.rows"]),
        ("import cities.views.people", ["cities.views.people"]),
        ("from cities.models.people import Role", ["cities.models.people"]),
        ("from cities.models import Role\nfrom cities import access\nfrom jobs.work import does\nimport os", []),
    ],
)
def test_looking_past_a_face_is_seen(tmp_path, monkeypatch, text, expected):
    monkeypatch.setattr("tests.house.test_floors.HOUSE", tmp_path)
    (tmp_path / "x.py").write_text(text, encoding="utf-8")

    assert [line.split(" ")[1] for line in beside_the_face("programmes", tmp_path / "x.py")] == expected
