"""Whatever is typed at any form of any page, asked in any address or sent in any header: never an error of ours.

The forms are found by reading the pages themselves, so a new field is tried from the day it stands there.
"""

from html import escape
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.permissions.forms import forms_of
from tests.permissions.walker import EXPECTED, addresses

pytestmark = pytest.mark.django_db

NASTY = [
    "", " ", "\0", "a\0b", "\ud800", "\u202eabc", "\u200b", "e\u0301" * 201, "Z\u0300" * 40, "x" * 30_000, "a\r\nb",
    "<script>alert(1)</script>", "'\"\\", "%s %(x)s {x}", "-1", "0", "1e999", "٣", "９９", "9" * 5000, "NaN", "inntil",
    "2009-02-30", "31.2.2009", "0000-00-00", "1.1.99999", "{}", "[" * 2000, "<p>" * 3000, "https://[", "a@b", "\ufffe",
]  # fmt: skip
typed = st.one_of(st.sampled_from(NASTY), st.text(st.characters(codec=None), max_size=60), st.integers().map(str))
ANSWERS = {"200", "302", "400", "403", "404", "409", "422", "429", "inn"}
PEOPLE = ("programleder egen", "sekretariat", "partskontakt", "ikke innlogget")


def pages() -> list[tuple[str, str, str]]:
    """Every page as (address, target, person): one person for whom the table says it is shown."""
    shown = {}
    for row in EXPECTED:
        person = next((person for person in PEOPLE if row[person] == "200"), None)
        if row["metode"] == "GET" and person:
            shown.setdefault(row["adresse"], (row["adresse"], row["mål"], person))
    return sorted(shown.values())


@pytest.mark.parametrize(("address", "target", "person"), pages())
def test_forms_of_a_page_survive_whatever_is_typed(walker, address, target, person):
    where = walker.where(address, target)
    forms = [form for form in forms_of(walker.step(person, "GET", where).body, where) if form.typed]
    if not forms:
        return

    @settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def post(data):
        form = data.draw(st.sampled_from(forms))
        words = data.draw(st.dictionaries(st.sampled_from(sorted(form.values)), typed, min_size=1))
        sent = urlencode(form.values | words, errors="surrogatepass")  # what no browser would send comes through too
        answer = walker.step(person, "POST", form.action, sent)
        assert answer.status in ANSWERS, (form.action, words)
        if answer.status in ("400", "403", "404", "422"):
            assert not answer.wrote, (form.action, words)
        if answer.status == "422":
            assert_said(form, words, answer.body)

    post()


def assert_said(form, words, body):
    """A message stands on the page, and beside it what was typed."""
    assert "ds-error-summary" in body or "ds-validation-message" in body or 'role="alert"' in body
    for name, value in words.items():
        if name in form.typed and "password" not in name and value.isprintable():
            assert escape(value) in body or value.strip() == "", (form.action, name, value)


WORDS = ["%00", "a%00", "%ff", "%ED%A0%80", "%F0%9F%98%80", "%27", "%25", "-1", "9" * 5000, "%E2%80%AE", "x" * 5000]


@pytest.mark.parametrize("word", WORDS)
def test_addresses_survive_whatever_stands_in_their_gaps(walker, word):
    faults = []
    for address, whole in addresses().items():
        if "<" in address:
            gaps = {name.split(">")[0]: word for name in address.split("<")[1:]}
            answer = walker.step("sekretariat", "GET", whole % gaps)
            if answer.status not in ("302", "400", "404", "405", "200") or answer.wrote:
                faults.append(f"{address}: {answer.status}")

    assert not faults, "\n".join(faults)


ASKED = [
    "aar", "alle", "by", "celle", "dag", "dokument", "element", "etter", "for", "format", "fra", "hull", "kilde",
    "kolonner",
    "maned", "mot", "next", "panel", "periode-fra", "periode-til", "punkt", "q", "regel", "rettet-mot", "side", "slag",
    "sok", "sorter", "status", "svar", "tema", "til", "velg", "vis", "x",
]  # fmt: skip

OTHERWISE = {
    "klar": "503",
    "handlingsprogram/element/<element>/grunnlag/nytt/": "404",
    "handlingsprogram/<programme>/sammenlign/": "404",
    "til-behandling/<route>/endringer/": "404",
}


@pytest.mark.parametrize("word", WORDS)
def test_pages_survive_whatever_is_asked_for(walker, word):
    """Query strings that some page reads, given to all of them. Where one names a thing, it may not be found."""
    query = "&".join(f"{name}={word}" for name in ASKED)
    faults = []
    for address, target, person in pages():
        where = walker.where(address, target)
        answer = walker.step(person, "GET", f"{where}?{query}")
        if answer.status not in ("200", "302", "400", OTHERWISE.get(address)):
            faults.append(f"{address}: {answer.status}")

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "true", "HX-Target": "work\u00e6space"},
        {"HX-Request": "true", "HX-Current-URL": "http://[", "HX-Current-URL-URI-AutoEncoded": "true"},
        {"Accept-Language": "x" * 5000},
        {"Referer": "\x00"},
        {"Host": "ond.example"},
        {"X-Forwarded-For": "'; --", "X-Forwarded-Proto": "\x01"},
        {"Cookie": "sessionid=\\000; csrftoken=" + quote("æ")},
        {"If-Modified-Since": "i går", "Range": "bytes=9-1,-"},
    ],
)
def test_pages_survive_odd_headers(walker, headers):
    faults = []
    for address, target, person in pages():
        where = walker.where(address, target)
        answer = walker.step(person, "GET", where, **headers)
        if answer.status.startswith("5") and address != "klar":
            faults.append(f"{address}: {answer.status}")

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("value", [None, "", "ikke-en-uuid", "\0", "0" * 32])
def test_a_form_whose_hidden_key_is_garbled_says_so(walker, value):
    """The key that makes a form sent twice count once is no text people type; still it may come in broken."""
    goal, programme = walker.walk.programmes["bare-skien:goal"].pk, walker.walk.programmes.skien.pk
    doors = {
        f"/handlingsprogram/element/{goal}/nytt/": {"kind": "measure", "title": "Nytt tiltak", "uuid": value},
        f"/handlingsprogram/{programme}/versjoner/las/": {"day": "2009-02-09", "key": value},
    }

    for where, data in doors.items():
        answer = walker.step("programleder egen", "POST", where, {k: v for k, v in data.items() if v is not None})
        fine = "302" if value == "0" * 32 else "422"
        assert (answer.status, answer.wrote) == (fine, fine == "302"), where


def test_the_key_of_somebody_elses_form_makes_a_thing_of_ones_own_and_tells_nothing(walker):
    """Such keys stand in printed content (each element's uuid), so anybody may know them."""
    walk, person = walker.walk, "programleder egen"
    foreign, version = walk.programmes["oslo-bergen"], walk.versions["fremmed"]
    goal, measure = walk.programmes["bare-skien:goal"].pk, walk.programmes["bare-skien"].pk
    row = {"words": "Ny etat", "part": "responsible", "certain": "yes", "uuid": walk.rows["fremmed"].uuid}
    skien = walk.world.cities["skien"].pk
    start = {"title": "Nytt", "cities": skien, "plan_kind": "free", "outline": "tom", "uuid": foreign.uuid}
    doors = {
        f"/handlingsprogram/element/{goal}/nytt/": {"kind": "measure", "title": "Nytt", "uuid": foreign.uuid},
        f"/handlingsprogram/element/{measure}/rad/responsibility/": row,
        f"/handlingsprogram/{walk.programmes.skien.pk}/versjoner/las/": {"day": "2009-02-09", "key": version.key},
        "/handlingsprogram/nytt/": start,
    }

    answers = {where: walker.step(person, "POST", where, data) for where, data in doors.items()}

    found = {where: (answer.status, answer.wrote, answer.shown & {"oslo"}) for where, answer in answers.items()}
    assert found == dict.fromkeys(doors, ("302", True, set()))
