from datetime import timedelta
from threading import Event

import pytest
from django.test import override_settings
from django.utils.timezone import now

from framtid import probes
from jobs.models import Job, Pulse
from tests.helpers.bell import own_bell

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ticking():
    """A clock that has just struck."""
    Pulse.objects.update_or_create(name=Pulse.SWEEP, defaults={"at": now()})


def test_alive_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/levende")

    assert (answer.status_code, answer.content) == (200, b"levende\n")


def test_ready_says_yes_to_a_stranger_and_no_more(client, ticking):
    answer = client.get("/klar")

    assert (answer.status_code, answer.content) == (200, b"klar\n")


def test_ready_says_no_when_the_clock_has_stopped(client):
    Pulse.objects.update_or_create(name=Pulse.SWEEP, defaults={"at": now() - timedelta(minutes=5)})

    answer = client.get("/klar")

    assert (answer.status_code, answer.content) == (503, b"ikke klar\n")


def test_ready_says_no_before_the_clock_has_struck(client):
    Pulse.objects.all().delete()

    assert client.get("/klar").status_code == 503


def test_ready_says_no_when_work_has_waited_long(client, ticking):
    long_ago = now() - timedelta(minutes=11)
    Job.objects.create(kind="print", key="a", subject=1, queued_at=long_ago, rung_at=long_ago)

    assert client.get("/klar").status_code == 503
    assert probes.look()["arbeid"].well is False


@pytest.mark.parametrize("harm", ["freeze", "kill"])
def test_ready_answers_within_a_second_or_so_when_the_queue_does_not(client, ticking, harm):
    with own_bell() as bell, override_settings(REDIS_URL=bell.url):
        before = client.get("/klar")
        getattr(bell, harm)()
        start = now()

        after = client.get("/klar")

        assert (before.status_code, after.status_code) == (200, 503)
        assert (now() - start).total_seconds() < 2


def test_probe_that_hangs_is_given_up(monkeypatch):
    let_go = Event()
    monkeypatch.setattr(probes, "PROBES", {"database": let_go.wait, "disk": probes.disk})
    monkeypatch.setattr(probes, "LONGEST", 0.2)

    found = probes.look()
    let_go.set()

    assert found["database"] == probes.Finding(False, "svarte ikke innen 0.2 s")
    assert found["disk"].well is True


def test_full_disk_is_found(monkeypatch):
    monkeypatch.setattr(probes, "LEAST_DISK", 2**80)

    assert probes.disk().well is False


def test_site_is_ready_though_nothing_can_be_printed(client, ticking, monkeypatch):
    monkeypatch.setattr(probes, "LIBRARIES", {"libnowhere.so.0": "libnowhere"})

    assert client.get("/klar").status_code == 200
    assert probes.printing() == probes.Finding(False, "mangler libnowhere", vital=False)


def test_details_are_for_the_secretariat_alone(client, world, ticking):
    seen = {}
    for who in (("planner", "skien"), ("secretariat", "network")):
        client.force_login(world.people[who])
        seen[who[0]] = client.get("/klar")

    assert seen["planner"].content == b"klar\n"
    assert seen["secretariat"].json()["klar"] is True
    assert seen["secretariat"].json()["database"] == {"ok": True, "funn": "svarer"}
