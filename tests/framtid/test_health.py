from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Event
from time import monotonic

import pytest
from django.test import override_settings
from django.utils.timezone import now

from framtid import probes
from jobs.models import Job, Pulse
from tests.helpers.bell import own_bell

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def forgetful(monkeypatch):
    """No look is kept, neither from before nor for later."""
    monkeypatch.setattr(probes, "KEPT", 0)
    monkeypatch.setattr(probes, "_last", (float("-inf"), {}))


@pytest.fixture
def counted(monkeypatch):
    """Answers are kept for a minute; the moments of the looks that were made after all."""
    looks = []

    def disk() -> probes.Finding:
        looks.append(monotonic())
        return probes.Finding(True, f"look {len(looks)}")

    monkeypatch.setattr(probes, "KEPT", 60)
    monkeypatch.setattr(probes, "PROBES", {"database": probes.database, "disk": disk})
    return looks


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


def test_ready_keeps_its_answer_for_a_while(client, counted, monkeypatch):
    answers = [client.get("/klar").status_code for _ in range(5)]
    kept_for_a_while = len(counted)
    monkeypatch.setattr(probes, "_last", (monotonic() - 61, probes.recent_look()))

    client.get("/klar")

    assert (answers, kept_for_a_while, len(counted)) == ([200] * 5, 1, 2)


def test_those_who_ask_at_once_share_one_look(monkeypatch):
    meeting, looks = Barrier(2), []

    def waits_for_a_second_look() -> probes.Finding:
        try:
            meeting.wait(0.3)
            looks.append("met another")
        except BrokenBarrierError:
            looks.append("alone")
        return probes.Finding(True, "svarer")

    monkeypatch.setattr(probes, "KEPT", 60)
    monkeypatch.setattr(probes, "PROBES", {"disk": waits_for_a_second_look})
    with ThreadPoolExecutor(8) as crowd:
        found = [asked.result() for asked in [crowd.submit(probes.recent_look) for _ in range(8)]]

    assert looks == ["alone"]
    assert found == [{"disk": probes.Finding(True, "svarer")}] * 8


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
