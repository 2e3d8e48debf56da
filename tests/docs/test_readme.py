"""What README promises to those who start, run and look after the house."""

import re

import pytest

from framtid.demo.people import accounts
from framtid.management.commands.sekretariat import Command as Secretariat
from framtid.places import PROJECT
from framtid.settings import ROOMS

README = (PROJECT / "README.md").read_text()
READ = re.compile(r'(?:os\.environ\.get\(|\benv(?:ironment)?\.(?:text|flag|words)\(\s*)"(\w+)"')
READ_WITHIN = re.compile(r'\btext\("(\w+)"')  # as framtid/environment.py itself does
OF_THE_SYSTEM = {"LD_LIBRARY_PATH"}


def settings_read() -> set[str]:
    files = [path for room in ROOMS for path in (PROJECT / room).rglob("*.py")]
    read = {name for path in files for name in READ.findall(path.read_text())}
    read |= set(READ_WITHIN.findall((PROJECT / "framtid/environment.py").read_text()))
    read |= set(re.findall(r"\$\{(\w+)", (PROJECT / "docker-compose.yml").read_text()))
    return read - OF_THE_SYSTEM


def section(title: str) -> str:
    return README.split(f"## {title}\n")[1].split("\n## ")[0]


def test_settings_table_names_exactly_the_variables_that_are_read():
    named = re.findall(r"^\| `(\w+)` \|", section("Settings"), re.MULTILINE)

    assert sorted(named) == sorted(settings_read())


def test_compose_hands_on_what_may_stand_in_its_file_of_secrets():
    told = section("In production")
    written, besides = re.findall(r"^([A-Z_]+)=", told, re.MULTILINE), re.findall(r"`(FRAMTID_[A-Z_]+)`", told)

    assert {*written, *besides} == set(re.findall(r"\$\{(\w+)", (PROJECT / "docker-compose.yml").read_text()))


def test_accounts_of_the_tour_are_in_the_demonstration():
    named = re.findall(r"\b\w+@\w+\.example\b", section("A tour"))

    assert set(named) - {email for email, _role, _place in accounts()} == set()
    assert len(named) >= 4


@pytest.mark.parametrize("command", sorted(set(re.findall(r"manage\.py (\w+)", README))))
def test_commands_named_are_there(command):
    assert [path for room in ROOMS for path in (PROJECT / room).glob(f"management/commands/{command}.py")] != []


def test_command_for_the_first_secretariat_takes_the_arguments_shown():
    shown = re.search(r"manage\.py sekretariat (\S+) --network \"(\w+)\"", README)

    options = Secretariat().create_parser("manage.py", "sekretariat").parse_args([shown[1], "--network", shown[2]])

    assert (options.email, options.network) == ("anne@example.no", "Klimabyene")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)\b", section("Two commands")))))
def test_make_has_the_targets_named(target):
    assert re.search(rf"^{target}:", (PROJECT / "Makefile").read_text(), re.MULTILINE)
