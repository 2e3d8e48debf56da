from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common import forms
from common.refusals import Refused
from framtid.middleware import say_why
from framtid.urls import urlpatterns as ours
from framtid.wsgi import application


class Sheet(forms.Form):
    title = forms.LineField()


def careless(request):
    """Looks a posted word up in the database unread, and shows whatever else came."""
    found = Session.objects.filter(session_key=request.POST.get("unread", "")).exists()
    form = Sheet(request.POST or None)
    words = [*request.GET.values(), *request.POST.values(), request.headers.get("X-Ord", ""), request.path, str(found)]
    return HttpResponse(f"{form['title'].errors}{form['title']}{words!r}")


def broken(request):
    raise ValueError("a fault of our own")


careless.door = broken.door = "everybody: only in this test"
handler500 = "framtid.errors.server_error"
urlpatterns = [path("prøve/", careless), path("prøve/<str:word>/", broken), path("feil/", broken), *ours]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.mark.parametrize("part", ["%00", "a%00", "a%0Ab", "%1b", "%7f", "%c2%85"])
@pytest.mark.parametrize("address", ["/prøve/?q={}", "/prøve/?{}=x", "/{}", "/prøve/{}/", "/byer/{}/"])
def test_address_with_a_control_character_is_answered_400(client, address, part):
    answer = client.generic("GET", address.format(part))

    assert answer.status_code == 400
    assert "Det forsto vi ikke" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_static_address_with_a_control_character_is_answered_400(client):
    assert client.generic("GET", "/static/%00").status_code == 400


@pytest.mark.parametrize("part", ["%ff", "%c3", "%ed%a0%80", "%c0%80"])
def test_query_string_in_another_encoding_is_answered_400(client, part):
    assert client.generic("GET", f"/prøve/?q={part}").status_code == 400
    assert client.generic("GET", f"/prøve/?{part}").status_code == 400


@pytest.mark.parametrize("address", ["/%ff", "/%ed%a0%80/", "/static/%ff.css"])
def test_path_that_leads_nowhere_is_not_found(client, address):
    assert client.generic("GET", address).status_code == 404


def test_sound_address_passes(client):
    answer = client.get("/prøve/", {"q": "Tromsø Romsa – ŋ 😀", "tom": ""})

    assert answer.status_code == 200
    assert "Tromsø Romsa – ŋ 😀" in answer.content.decode()


@pytest.mark.parametrize("value", ["a\0", "a\nb", "a\x1bb", "\x7f"])
@pytest.mark.parametrize(
    "name", ["X-Ord", "User-Agent", "Referer", "Accept-Language", "HX-Current-URL", "Content-Type"]
)
def test_header_with_a_control_character_is_answered_400(client, name, value):
    assert client.get("/prøve/", headers={name: value}).status_code == 400


@pytest.mark.parametrize("value", ["Ålesund".encode().decode("latin-1"), "Ålesund", "a\tb"])
def test_header_in_utf8_or_latin1_passes(client, value):
    assert client.get("/prøve/", headers={"X-Ord": value}).status_code == 200


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "django_language", "messages"])
@pytest.mark.parametrize("value", ["\0" * 12, r'"abcdefgh\000ijkl"', r'"\012abcdefghijkl"'])
def test_cookie_with_a_control_character_is_answered_400(client, name, value):
    assert client.get("/prøve/", headers={"Cookie": f"{name}={value}"}).status_code == 400


def status_of(content_type, query="q=a"):
    """The status line the whole application answers, from the server's side."""
    said = []
    environ = RequestFactory()._base_environ(QUERY_STRING=query, CONTENT_TYPE=content_type, PATH_INFO="/levende")
    b"".join(application(environ, lambda status, headers: said.append(status)))
    return said


@pytest.mark.parametrize(
    "charset", ["=hex", "=utf-16", "=latin-1", "=idna", "=unicode_escape", "=no", "*=no''x", "*=utf-8''hex"]
)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_body_said_to_be_in_another_encoding_is_answered_400(kind, charset):
    assert status_of(f"{kind}; charset{charset}") == ["400 Bad Request"]


@pytest.mark.parametrize("kind", ["", "text/plain", "text/plain; charset=UTF-8", 'text/plain; charset="utf8"', ";;="])
def test_body_in_utf8_passes(kind):
    assert status_of(kind) == ["200 OK"]


@pytest.mark.parametrize("name", ["a\0b", "\x1b", "\x7f"])
def test_field_name_with_a_control_character_is_answered_400(client, name):
    part = f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\na\r\n--x--\r\n'

    plain = client.generic("POST", "/prøve/", f"{quote(name)}=a", content_type="application/x-www-form-urlencoded")
    multipart = client.generic("POST", "/prøve/", part, content_type="multipart/form-data; boundary=x")

    assert (plain.status_code, multipart.status_code) == (400, 400)


def test_typed_nul_is_answered_by_the_form(client):
    answer = client.post("/prøve/", {"title": "Sykkel\0nett"})

    assert answer.status_code == 200
    assert "Har et usynlig tegn som ikke kan lagres (U+0000). Fjern det." in answer.content.decode()
    assert 'value="Sykkel\ufffdnett"' in answer.content.decode()


def test_nul_that_a_view_hands_to_the_database_is_answered_400(client):
    assert client.post("/prøve/", {"title": "a", "unread": "x\0"}).status_code == 400


@pytest.mark.parametrize("posted", [{}, {"title": "a"}])
def test_fault_of_our_own_is_not_hidden(client, posted):
    with pytest.raises(ValueError, match="a fault of our own"):
        client.post("/feil/", posted)


# A header reaches us as Latin-1, whatever was sent.
SENT = st.binary(max_size=15).map(lambda sent: sent.decode("latin-1")) | st.sampled_from(
    ["%", "..", "[", "http://[", "Ø"]
)


@given(st.binary(max_size=20), st.binary(max_size=20), st.binary(max_size=40), SENT, SENT)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_is_answered(address, query, body, header, cookie):
    client = Client()

    for method, where in [("GET", "/"), ("GET", "/prøve/"), ("POST", "/prøve/"), ("POST", reverse("account_login"))]:
        answer = client.generic(
            method,
            f"{where}{quote(address) if where == '/' else ''}?q={quote(query)}",
            b"title=%s&login=%s" % (quote(body).encode(), body),
            content_type="application/x-www-form-urlencoded",
            headers={"X-Ord": header, "Referer": header, "HX-Current-URL": header, "HX-Request": "true"},
            HTTP_COOKIE=f"sessionid={cookie}; csrftoken={cookie}; messages={cookie}",
        )
        assert answer.status_code < 500


# -- What no view has caught


def test_an_act_refused_in_the_last_moment_is_told_in_words(rf):
    answer = say_why(lambda request: None).process_exception(rf.post("/"), Refused("Bare Skien kan gjøre dette."))

    assert answer.status_code == 422
    assert "Bare Skien kan gjøre dette." in answer.content.decode()


def run_for_50_ms(limit, statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {limit} = '50ms'")
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("limit", ["statement_timeout", "lock_timeout"])
def test_a_busy_database_asks_to_try_again(rf, limit, transactional_db):
    waiting = "SELECT pg_sleep(1)"
    if limit == "lock_timeout":
        other = connection.copy()
        other.set_autocommit(False)
        other.cursor().execute("LOCK TABLE django_session")
        waiting = "LOCK TABLE django_session"

    try:
        with pytest.raises(OperationalError) as busy:
            run_for_50_ms(limit, waiting)
    finally:
        if limit == "lock_timeout":
            other.close()
    answer = say_why(lambda request: None).process_exception(rf.post("/"), busy.value)

    assert answer.status_code == 503
    assert "Prøv igjen" in answer.content.decode()


def test_a_fault_of_ours_has_a_name_that_stands_in_the_log_too(caplog):
    client = Client(raise_request_exception=False, headers={"X-Reference": "SELVVALGT"})

    with caplog.at_level("WARNING", logger="framtid"):
        first, second = (client.get("/feil/") for _time in range(2))

    code = first.headers["X-Reference"]
    assert first.status_code == 500
    assert f"<code>{code}</code>" in first.content.decode()
    assert f"{code}: 500 GET /feil/" in caplog.messages
    assert len({code, second.headers["X-Reference"], "SELVVALGT"}) == 3


def test_what_goes_well_has_no_such_name(client):
    assert "X-Reference" not in client.get("/levende").headers
