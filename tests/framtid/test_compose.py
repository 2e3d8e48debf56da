"""The compose file says the same as the settings and as `manage.py up`. No engine is needed to read it."""

import re
from pathlib import Path

import pytest
import yaml

from framtid.places import PROJECT
from framtid.up import postgres
from framtid.up.children import children
from framtid.up.prepare import LIBRARIES

HERE = {child.name: child for child in children("0.0.0.0:8000", Path("/tmp"))}
OURS = ["prepare", "web", "worker", "beat"]
ONLY_UP = {"FRAMTID_ADDRESS", "PORT", "FRAMTID_INSTANCE", "FRAMTID_POSTGRES", "FRAMTID_VALKEY"}
NOT_IN_A_CONTAINER = {
    "FRAMTID_DEBUG",  # refused in production
    "FRAMTID_STATIC",  # collected when the image is built
    "POSTGRES_PASSWORD",  # comes as a part of DATABASE_URL
}


@pytest.fixture(scope="module")
def services() -> dict:
    return compose()["services"]


def compose() -> dict:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())


def variables_of(path: str) -> set[str]:
    return set(re.findall(r"FRAMTID_[A-Z_]+|DATABASE_URL|REDIS_URL", (PROJECT / path).read_text()))


def test_compose_has_every_child_and_the_servers(services):
    assert set(services) == {"postgres", "valkey", "prepare", *HERE}


@pytest.mark.parametrize("name", sorted(HERE))
def test_compose_gives_the_commands_of_up(services, name):
    assert services[name]["command"] == ["python", *HERE[name].command]


def test_compose_makes_the_cluster_as_up_does(services):
    assert services["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split() == postgres.INITDB


def test_compose_names_the_versions_the_house_was_tried_with(services):
    assert services["postgres"]["image"] == "postgres:18"
    assert services["valkey"]["image"] == "valkey/valkey:9"


def test_compose_keeps_what_must_not_be_lost(services):
    assert services["postgres"]["volumes"] == ["postgres:/var/lib/postgresql"]
    assert services["valkey"]["volumes"] == ["valkey:/data"]
    for name in OURS:
        assert services[name]["volumes"] == [f"files:{services[name]['environment']['FRAMTID_FILES']}"]
    assert set(compose()["volumes"]) == {"postgres", "valkey", "files"}


def test_compose_loses_no_message_for_want_of_memory(services):
    command = services["valkey"]["command"]

    assert command[command.index("--maxmemory-policy") + 1] == "noeviction"
    assert command[command.index("--appendonly") + 1] == "yes"


@pytest.mark.parametrize("name", OURS)
def test_compose_sets_only_variables_the_settings_know(services, name):
    read_in = ["framtid/settings.py", "framtid/environment.py", "framtid/demo/loading.py"]
    known = set().union(*map(variables_of, read_in))

    assert set(services[name]["environment"]) - known == set()


@pytest.mark.parametrize("name", OURS)
def test_compose_passes_every_setting_of_the_table_that_is_not_for_up_alone(services, name):
    table = re.findall(r"^\| `(\w+)` \|", (PROJECT / "README.md").read_text(), re.MULTILINE)

    assert set(services[name]["environment"]) == set(table) - ONLY_UP - NOT_IN_A_CONTAINER
    assert {*ONLY_UP, *NOT_IN_A_CONTAINER} <= set(table)


def test_compose_leaves_to_the_settings_what_is_not_demanded(services):
    handed_on = {name: value for name, value in services["web"]["environment"].items() if value.startswith("${")}

    optional = {name for name, value in handed_on.items() if value == f"${{{name}:-}}"}
    assert set(handed_on) - optional == {"FRAMTID_SECRET_KEY", "FRAMTID_HOSTS"}


@pytest.mark.parametrize("name", OURS)
def test_compose_runs_in_production_with_what_production_demands(services, name):
    given = services[name]["environment"]

    assert given["FRAMTID_PRODUCTION"] == "1"
    assert given["FRAMTID_SECRET_KEY"].startswith("${FRAMTID_SECRET_KEY:?")
    assert given["FRAMTID_HOSTS"].startswith("${FRAMTID_HOSTS:?")


def test_compose_holds_no_secret():
    text = (PROJECT / "docker-compose.yml").read_text()

    secrets = re.findall(r"(?:SECRET_KEY|PASSWORD): *(.+)|://framtid:(.+?)@", text)
    assert len(secrets) == 3
    assert {(one or other)[:2] for one, other in secrets} == {"${"}


@pytest.mark.parametrize("name", ["postgres", "valkey", *HERE])
def test_compose_looks_after_the_health_of_all_that_stays_up(services, name):
    health = services[name]["healthcheck"]

    assert health["test"][0] in {"CMD", "CMD-SHELL"}
    assert {"interval", "timeout", "retries"} <= set(health)
    assert services[name]["restart"] == "unless-stopped"


def test_compose_asks_addresses_that_exist(services, client, db):
    asked = [
        re.search(r"http://[^/]+(/\w+)$", services[name]["healthcheck"]["test"][-1])[1] for name in ("web", "beat")
    ]

    assert asked == ["/levende", "/klar"]
    assert client.get("/levende").status_code == 200


@pytest.mark.parametrize("name", sorted(HERE))
def test_compose_starts_nothing_before_the_tables_are_there(services, name):
    conditions = {service: wish["condition"] for service, wish in services[name]["depends_on"].items()}

    assert conditions == {
        "prepare": "service_completed_successfully",
        "postgres": "service_healthy",
        "valkey": "service_healthy",
    }


def test_dockerfile_installs_what_prepare_would():
    text = (PROJECT / "Dockerfile").read_text()

    assert [package for package in LIBRARIES.values() if package not in text] == []
    assert "pip install --require-hashes -r requirements/run.txt" in text
