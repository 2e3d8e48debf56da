"""Every answer has its safety headers. The walk looks at each of its own (`Walker.step`); here are the odd ones."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from psycopg.errors import LockNotAvailable

from common.refusals import Refused
from framtid.wsgi import application
from tests.permissions import walker as walkers
from tests.permissions.headers import unguarded
from tests.permissions.walker import EXPECTED

pytestmark = pytest.mark.django_db


def sent(walker, person, address, **headers):
    """The raw answer, read to its end."""
    client = Client(raise_request_exception=False)
    client.cookies.load(walker.sessions[person])
    answer = client.get(address, headers=headers)
    b"".join(answer)
    return answer


def test_every_page_is_safe_for_one_who_sees_it_one_who_does_not_and_one_who_is_not_signed_in(walker):
    faults, statuses = [], set()
    for row in EXPECTED:
        if row["metode"] != "GET":
            continue
        where = walker.where(row["adresse"], row["mål"])
        for person in ("programleder egen", "uten rolle", "ikke innlogget"):
            answer = sent(walker, person, where)
            statuses.add(answer.status_code)
            faults += [f"{where}, {person}: {fault}" for fault in unguarded(answer)]

    assert not faults, "\n".join(faults)
    assert statuses >= {200, 302, 403, 404, 405, 503}


def test_the_walk_itself_refuses_an_answer_that_lacks_one(walker, monkeypatch):
    monkeypatch.setattr(walkers, "unguarded", lambda answer: ["x-frame-options: None"])

    with pytest.raises(AssertionError, match="x-frame-options"):
        walker.step("uten rolle", "GET", "/levende")


FAULTS = {
    400: "/%00",
    404: "/finnes-ikke/",
}


@pytest.mark.parametrize(("status", "address"), FAULTS.items())
def test_an_error_is_safe(walker, status, address):
    answer = Client().generic("GET", address)

    assert (answer.status_code, unguarded(answer)) == (status, [])


def busy():
    raise OperationalError from LockNotAvailable()


def refused():
    raise Refused("nei")


def broken():
    raise ValueError("a fault of our own")


@pytest.mark.parametrize(("fault", "status"), [(broken, 500), (refused, 422), (busy, 503)])
def test_what_goes_wrong_in_a_view_is_answered_safely(walker, monkeypatch, fault, status):
    monkeypatch.setattr("cities.views.cities.all_cities", fault)

    answer = sent(walker, "programleder egen", "/byer/")

    assert (answer.status_code, unguarded(answer)) == (status, [])


def test_a_form_without_its_token_is_refused_safely(walker):
    answer = Client(enforce_csrf_checks=True).post("/konto/ut/")

    assert (answer.status_code, unguarded(answer)) == (403, [])


@pytest.mark.parametrize("address", ["/static/css/finnes-ikke.css", "/static/../framtid/settings.py", "/static/"])
def test_a_static_file_that_is_not_there_is_answered_safely(walker, address):
    answer = Client().get(address)

    assert answer.status_code == 404
    assert [fault for fault in unguarded(answer) if "cache-control" not in fault] == []


def test_a_static_file_is_safe_and_may_be_kept(walker):
    answer = Client().get("/static/css/base.css")

    assert (answer.status_code, b"".join(answer) != b"") == (200, True)
    assert [fault for fault in unguarded(answer) if "cache-control" not in fault] == []


def test_a_body_in_another_encoding_is_refused_safely(rf):
    """Refused before Django makes a request of it, so the headers are the door's own."""
    told = {}
    environ = rf.post("/", {}).environ | {"CONTENT_TYPE": "text/plain; charset=utf-16"}

    application(environ, lambda status, headers: told.update(status=status, headers=dict(headers)))

    answer = HttpResponse(headers=told["headers"])
    assert told["status"].startswith("400")
    assert unguarded(answer) == []


def test_headers_say_no_more_of_us_than_needed(walker):
    answer = sent(walker, "programleder egen", "/byer/")

    assert {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(answer.headers) == set()
