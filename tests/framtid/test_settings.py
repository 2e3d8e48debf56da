import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from celery.schedules import maybe_schedule
from django.core.management import call_command

from framtid import environment, places
from framtid.worker import app

SECRET = "not-the-real-one-" + "0123456789-abcdefghij-" * 2
PRODUCTION = {"FRAMTID_PRODUCTION": "1", "FRAMTID_SECRET_KEY": SECRET, "FRAMTID_HOSTS": "framtid.example.no"}


def manage(*arguments: str, **environ: str) -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FRAMTID_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=places.PROJECT, env=kept | environ, capture_output=True, text=True,
    )  # fmt: skip


def test_production_has_nothing_to_remark_on_before_deployment():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        {"FRAMTID_SECRET_KEY": ""},
        {"FRAMTID_SECRET_KEY": "only for the demonstration on your own machine"},
        {"FRAMTID_SECRET_KEY": "too short"},
        {"FRAMTID_HOSTS": ""},
        {"FRAMTID_DEBUG": "1"},
    ],
)
def test_production_refuses_to_start_when_something_is_unsafe(wrong):
    done = manage("check", **(PRODUCTION | wrong))

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: In production, set FRAMTID_SECRET_KEY (50 characters or more) "
        "and FRAMTID_HOSTS, and unset FRAMTID_DEBUG."
    )


def test_production_shows_nobody_the_post_also_without_a_mail_server():
    told = [
        manage("shell", "-v", "0", "-c", "from django.conf import settings; print(settings.POST_SHOWN)", **environ)
        for environ in (PRODUCTION, {}, {"FRAMTID_MAIL_URL": "smtp://mail.example.no"})
    ]

    assert [done.stdout for done in told] == ["False\n", "True\n", "False\n"]


def test_static_files_name_each_other_by_names_that_exist(settings, tmp_path):
    """As production collects them, but for the compression, which takes long and cannot fail."""
    settings.STATIC_ROOT = tmp_path
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": manifest}

    call_command("collectstatic", interactive=False, verbosity=0)

    named = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert "css/base.css" in named
    assert [name for name in named.values() if not (tmp_path / name).exists()] == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://u:p%40ss@db:5433/name", ("u", "p@ss", "db", "5433", "name")),
        ("postgres://u@/name?host=/run/pg", ("u", "", "/run/pg", "", "name")),
        ("postgresql://u:p@db/name?sslmode=require", ("u", "p", "db", "", "name")),
    ],
)
def test_database_url_is_read(monkeypatch, url, expected):
    monkeypatch.setenv("DATABASE_URL", url)

    read = environment.database()

    assert tuple(read[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")) == expected


def test_database_url_gives_the_driver_what_it_says_more(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://u@db/name?sslmode=require")

    assert environment.database()["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://u:p@post.example:587", ("post.example", 587, "u", "p", False, True)),
        ("smtps://post.example", ("post.example", 465, "", "", True, False)),
        ("smtp://localhost:25", ("localhost", 25, "", "", False, False)),
    ],
)
def test_mail_url_is_read(monkeypatch, tmp_path, url, expected):
    monkeypatch.setenv("FRAMTID_MAIL_URL", url)

    _, read = environment.mail(tmp_path)

    keys = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_SSL", "USE_TLS")
    assert tuple(read[f"EMAIL_{key}"] for key in keys) == expected


def test_what_strikes_once_a_day_strikes_though_the_clock_was_started_anew_each_noon(settings):
    """Beat forgets when it struck last if its file is lost; a span of a day would then begin again at each start."""
    noon = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo(settings.CELERY_TIMEZONE))
    waits = {}
    for name, wish in settings.CELERY_BEAT_SCHEDULE.items():
        clock = maybe_schedule(wish["schedule"], app=app)
        clock.nowfun = lambda: noon
        waits[name] = clock.remaining_estimate(noon)

    assert waits["programmes.empty_bin"] == timedelta(hours=16)
    assert {name for name, wait in waits.items() if wait >= timedelta(hours=24)} == set()


def test_two_instances_of_a_copy_have_nothing_in_common():
    one, other = places.here("a"), places.here("b")

    assert one.state != other.state
    assert one.run != other.run


def test_sockets_have_short_names():
    assert len(f"{places.here('a' * 60).run}/.s.PGSQL.5432") < 104
