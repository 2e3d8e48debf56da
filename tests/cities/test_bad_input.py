"""Whatever is typed at a form of this room: never a 500, a message beside a field, and the typed text kept."""

import json
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cities.models import Unit
from history.models import Entry

NASTY = [
    "", " ", "\0", "a\0b", "\ud800", "\u202eabc", "\u200b", "é" * 201, "x" * 30_000, "\r\n\r\n", "<script>", "'\"\\",
    "%s %(x)s {x}", "-1", "0", "1e999", "٣", "９９", "9" * 5000, "NaN", "2009-02-30", "31.2.2009", "0000-00-00",
    "1.1.99999", "true", "null",
    "[]", "{}", '{"note": ' * 3000, '["a"]', "javascript:alert(1)", "http://[", "http://x\ny", "a@b",
    "a" * 300 + "@b.example", "۱",
]  # fmt: skip
typed = st.one_of(st.sampled_from(NASTY), st.text(st.characters(codec=None), max_size=60), st.integers().map(str))

CITY = ["seen", "written_standard", "population", "population_on", "highest_body", "government", "website", "note"]
NAME = ["seen", "official", "short", "language", "since", "until"]
UNIT = ["seen", "name", "parent", "novelty", "note"]

# address, who posts, and the fields of its form
FORMS = [
    ("/byer/ny/", ("secretariat", "network"), ["name", "party", "number", "county"]),
    ("/byer/skien/endre/", ("planner", "skien"), CITY),
    ("/byer/skien/folk/", ("lead", "skien"), ["email", "kind", "unit", "until"]),
    ("/folk/nettverket/", ("secretariat", "network"), ["email", "place"]),
    ("/parter/ny/", ("planner", "skien"), ["name", "short", "kind"]),
    (
        "/parter/{party}/endre/",
        ("planner", "skien"),
        ["seen", "kind", "role", "first_year", "last_year", "note", "sources"],
    ),
    ("/parter/{party}/navn/ny/", ("planner", "skien"), NAME),
    ("/parter/{party}/navn/{name}/", ("planner", "skien"), NAME),
    ("/parter/{party}/nummer/ny/", ("planner", "skien"), ["number", "county", "since", "until"]),
    ("/parter/{party}/sammenslaing/ny/", ("planner", "skien"), ["before_name", "year", "note"]),
    ("/parter/{party}/enheter/ny/", ("planner", "skien"), UNIT),
    ("/parter/{party}/enheter/{unit}/", ("planner", "skien"), UNIT),
    ("/parter/{party}/organer/ny/", ("planner", "skien"), ["name", "highest", "novelty", "note"]),
    ("/dag/", ("stranger",), ["dag", "next"]),
]


@pytest.fixture
def places(world):
    party = world.cities["skien"].party
    return {"party": party.pk, "unit": party.units.get().pk, "name": party.names.get().pk}


@pytest.mark.parametrize(("address", "who", "names"), FORMS, ids=[form[0] for form in FORMS])
def test_form_survives_whatever_is_typed(sign_in, places, address, who, names):
    client, address = sign_in(*who), address.format(**places)

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.fixed_dictionaries({}, optional=dict.fromkeys(names, typed)))
    def post(data):
        sent = urlencode(data, errors="surrogatepass")  # as bytes, so that what no browser would send comes through
        response = client.post(address, sent, content_type="application/x-www-form-urlencoded")
        assert response.status_code in (200, 302, 400, 404, 409, 422)
        if response.status_code == 422:
            assert_said(response, data)

    post()


def form_of(response):
    """The form that was refused; on a party's page, the one among its sections."""
    sections = response.context.get("sections")
    return next(s["form"] for s in sections if s["form"].errors) if sections else response.context["form"]


def assert_said(response, data):
    """The form says what is wrong and gives back what was typed."""
    form = form_of(response)
    assert form.errors
    for name, value in data.items():
        if name in form.fields and name not in ("seen", "highest") and value.isprintable():
            assert form[name].value() == value


@pytest.mark.parametrize(
    "search", ["/parter/?q=", "/parter/forslag/?q=", "/parter/enheter/forslag/?x=", "/parter/?side=", "/byer/?side="]
)
@pytest.mark.parametrize(
    "value", ["%00", "%ff", "%F0%9F%98%80", "%27", "%25", "-1", "9" * 5000, "%E2%80%AE", "x" * 5000]
)
def test_search_survives_whatever_is_asked(sign_in, search, value):
    assert sign_in("stranger").get(search + value).status_code in (200, 400)


@pytest.mark.parametrize(
    "seen", ["", "{", "[]", "null", '{"note": 1}', "x" * 9000, "[" * 9000, json.dumps({"name": "feil"})]
)
def test_form_with_garbled_marks_is_stale_and_nothing_is_written(sign_in, world, places, seen):
    client, lines = sign_in("planner", "skien"), Entry.objects.count()

    response = client.post(
        f"/parter/{places['party']}/enheter/{places['unit']}/",
        {"name": "Min", "novelty": "existing", "parent": "", "seen": seen},
    )

    assert response.status_code in (409, 422)
    assert (Unit.objects.get(pk=places["unit"]).name, Entry.objects.count()) == ("Byplan i Skien", lines)


@pytest.mark.parametrize(
    ("address", "data", "field", "words"),
    [
        ("/byer/skien/endre/", {"population": "mange"}, "population", "mange"),
        ("/byer/skien/endre/", {"population_on": "i fjor"}, "population_on", "i fjor"),
        ("/byer/skien/endre/", {"website": "ftp://skien"}, "website", "ftp://skien"),
        ("/byer/skien/endre/", {"highest_body": "x" * 121}, "highest_body", "x" * 121),
        ("/parter/ny/", {"name": "", "kind": "ministry", "short": "Kort"}, "name", ""),
        ("/parter/{party}/nummer/ny/", {"number": "08A6"}, "number", "08A6"),
        (
            "/parter/{party}/navn/ny/",
            {"official": "Ny", "short": "Ny", "language": "nb", "since": "32.1.2009"},
            "since",
            "32.1.2009",
        ),
        ("/byer/skien/folk/", {"email": "ikke en adresse", "kind": "planner"}, "email", "ikke en adresse"),
    ],
)
def test_message_stands_beside_the_field_with_the_typed_text(sign_in, places, address, data, field, words):
    client = sign_in("lead", "skien")

    response = client.post(address.format(**places), data)

    page = response.content.decode()
    form = form_of(response)
    assert (response.status_code, list(form.errors)) == (422, [field])
    assert form[field].value() == words
    assert f'id="{form[field].auto_id}_error"' in page
