"""What no one should send, at each door: told in words, what was typed stays, and nothing is half saved."""

from datetime import UTC, datetime
from html import escape, unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.models import Version
from history.queries import history_of
from post.models import Letter
from programmes.actions import tell_mentioned
from programmes.models import Indicator, Paper, Waiver
from programmes.tables import READINGS
from tests.factories.programmes import PaperFactory, PointFactory
from tests.permissions.walker import fingerprint

LONG = "x" * 20_001
HTMX = {"HX-Request": "true"}


@pytest.fixture
def sender(client, programmes, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    client.force_login(programmes.world.people["lead", "skien"])
    return client


@pytest.fixture
def addresses(programmes):
    """Doors of Skien's measure and programme, by the words of the tables below."""
    measure, programme = programmes["bare-skien"], programmes.skien.pk
    paper = PaperFactory(kind="feedback", cities=[programmes.world.cities["skien"]])
    on_measure = {
        "felt": ("element_field", "note"), "tekst": ("element_field", "text"), "rad": ("element_row_add", "moneyline"),
        "status": ("element_report",), "kommentar": ("element_comment",), "grunnlag": ("element_basis_add",),
        "vedlegg": ("element_attach",), "nytt": ("element_add",),
    }  # fmt: skip
    return {word: reverse(name, args=[measure.pk, *more]) for word, (name, *more) in on_measure.items()} | {
        "lås": reverse("programme_freeze", args=[programme]),
        "begrunnelse": f"{reverse('gap_waive', args=[programme])}?hull=deadline:{measure.code}",
        "program": reverse("programme_start"),
        "dokument": reverse("paper_add"),
        "punkter": reverse("paper_points", args=[paper.pk]),
    }


BAD = [
    ("felt", {"value": LONG, "base": 0}, "Kan ha høyst 20000 tegn"),
    ("tekst", {"value": "<ol><li>" * 500 + "x", "base": 0}, "for mange nivåer"),
    ("rad", {"amount": "−3 mill.", "currency": "NOK"}, "kan ikke være negativt"),
    ("rad", {"amount": "3 mill.", "currency": "NOK", "period": "2012–2009"}, "Sluttdato må være etter startdato"),
    ("rad", {"amount": "", "currency": "NOK"}, ""),
    ("status", {"status": "under_way", "day": "2012–2009"}, "Sluttdato må være etter startdato"),
    ("status", {"status": "under_way", "words": LONG}, "Kan ha høyst"),
    ("status", {"status": "finnes-ikke", "words": "I gang"}, ""),
    ("kommentar", {"text": LONG}, "Kan ha høyst 20000 tegn"),
    ("kommentar", {"text": " \u200b"}, ""),
    ("kommentar", {"text": "Hvor?", "field": "finnes-ikke"}, ""),
    ("grunnlag", {"kind": "plan", "title": "Plan", "quotation": LONG}, "Kan ha høyst 4000 tegn"),
    ("grunnlag", {"kind": "plan", "title": "Plan", "followed_up": "nei"}, "Skriv hvorfor"),
    ("grunnlag", {"kind": "feedback", "title": "Plan"}, ""),
    ("nytt", {"kind": "programme", "title": "Enda et program"}, ""),
    ("nytt", {"kind": "measure", "title": LONG}, "Kan ha høyst"),
    ("lås", {"day": "31.2.2009"}, ""),
    ("begrunnelse", {"reason": LONG, "base": 0}, "Kan ha høyst 2000 tegn"),
    ("begrunnelse", {"reason": "Fordi", "base": 7}, "Noen andre har begrunnet"),
    ("begrunnelse", {"reason": "Fordi", "hull": "deadline:T-9", "base": 0}, "mangler ikke lenger"),
    ("program", {"title": "Plan", "plan_kind": "free", "outline": "tom"}, ""),
    ("program", {"title": "Plan", "period": "2012–2009", "plan_kind": "free", "outline": "tom"}, "Sluttdato må være"),
    ("dokument", {"kind": "plan", "title": "Plan", "pages": "-3"}, ""),
    ("punkter", {"lines": "En\n" * 1_000, "lagre": "1"}, "Det er plass til"),
]  # fmt: skip


CHOSEN = {"base", "hull", "kind", "lagre", "status"}


@pytest.mark.parametrize(("door", "typed", "words"), BAD, ids=[f"{n} {door}" for n, (door, *_more) in enumerate(BAD)])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_cannot_be_is_told_and_what_was_typed_stays(sender, addresses, door, typed, words, headers):
    if headers and door == "nytt":
        pytest.skip("a row typed in the outline stays in its own box; the answer is the outline")
    if "hull=" in addresses[door]:
        typed = {"hull": addresses[door].partition("hull=")[2]} | typed
    before = fingerprint()

    answer = sender.post(addresses[door], {"uuid": uuid4(), "key": uuid4()} | typed, headers=headers)

    html = unescape(answer.content.decode())
    assert answer.status_code in {409, 422}
    assert words in html
    assert any(mark in html for mark in ("ds-validation-message", "ds-error-summary", 'role="alert"'))
    own = {"value"} if headers else set()  # the box one types in is left alone, and only told about
    assert [name for name in typed.keys() - CHOSEN - own if typed[name].strip() not in html] == []
    assert fingerprint() == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tom.pdf", b""),
        ("bilde.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("plan.docx", b"PK\x03\x04 hakket"),
        ("program.pdf", b"MZ\x90\x00"),
    ],
)
def test_a_file_of_no_known_kind_is_told_and_the_words_stay(sender, addresses, name, data):
    typed = {"uuid": uuid4(), "sort": "annex", "title": "Kart over nettet", "file": SimpleUploadedFile(name, data)}
    before = fingerprint()

    answer = sender.post(addresses["vedlegg"], typed)

    assert (answer.status_code, fingerprint()) == (422, before)
    assert 'value="Kart over nettet"' in answer.content.decode()


def test_an_element_moved_into_its_own_child_is_told_and_stays(sender, programmes):
    goal, measure = programmes["bare-skien:goal"], programmes["bare-skien"]
    before = fingerprint()

    for data in ({"parent": measure.pk, "position": 0}, {"target": measure.pk, "where": "first"}, {"parent": goal.pk}):
        answer = sender.post(reverse("element_move", args=[goal.pk]), data, headers=HTMX)

        assert "kan ikke flyttes inn under seg selv" in answer.content.decode()
        assert (answer.status_code, fingerprint()) == (422, before)


@pytest.mark.parametrize(
    "data",
    [{"direction": "sidelengs"}, {"parent": "9" * 5_000}, {"target": "-1"}, {"parent": "x"}, {}, {"target": "²"}],
    ids=["sideways", "huge", "negative", "no number", "nothing", "odd digit"],
)
def test_a_move_to_nowhere_changes_nothing(sender, programmes, data):
    before = fingerprint()

    answer = sender.post(reverse("element_move", args=[programmes["bare-skien"].pk]), data)

    assert answer.status_code in {302, 404, 422}
    assert fingerprint() == before


@pytest.mark.parametrize("base", ["9" * 5_000, "-1", "²", "", "x"])
def test_a_reason_is_not_taken_back_by_who_has_not_seen_it(sender, programmes, base):
    waiver = Waiver.objects.create(programme=programmes.skien, gap="x", reason="Fordi", at="2009-02-09T12:00Z")

    answer = sender.post(reverse("gap_unwaive", args=[programmes.skien.pk, waiver.pk]), {"base": base})

    assert answer.status_code == 302
    assert Waiver.objects.filter(pk=waiver.pk).exists()


def test_an_indicator_read_twice_on_a_day_is_told_with_what_stands_there(sender, programmes):
    measure = programmes["bare-skien"]
    indicator = Indicator.objects.create(element=measure, name="Reiser", revision=1)
    typed = {"uuid": uuid4(), "indicator": indicator.pk, "day": "mars 2009", "value": "900", "source": "Telling"}
    address = reverse("element_row_add", args=[measure.pk, READINGS.name])
    assert sender.post(address, typed).status_code == 302
    before = fingerprint()

    answer = sender.post(address, typed | {"uuid": uuid4(), "value": "950"})

    html = unescape(answer.content.decode())
    assert (answer.status_code, fingerprint()) == (422, before)
    assert "er alt lest av for mars 2009 fra samme kilde: 900" in html
    assert 'value="950"' in html


# -- Markup typed everywhere stands as text everywhere


CANARY = "<img src=x onerror=alert(1)>"
FORMS = [
    ("felt", {"value": CANARY, "base": 0}),
    ("tekst", {"value": f"<p>{escape(CANARY)}{CANARY}</p>", "base": 0}),
    ("tittel", {"value": CANARY, "base": 0}),
    ("rad", {"amount": "3 mill.", "currency": "NOK", "purpose": CANARY, "source": CANARY, "words": CANARY}),
    ("status", {"status": "under_way", "words": CANARY, "day": "mars 2009"}),
    ("kommentar", {"text": f"{CANARY} @planner skien", "quotation": CANARY, "field": "note", "prefix": CANARY}),
    ("grunnlag", {"kind": "plan", "title": CANARY, "quotation": CANARY, "place": CANARY}),
    ("vedlegg", {"sort": "annex", "title": CANARY, "description": CANARY}),
    ("begrunnelse", {"reason": CANARY, "base": 0}),
    ("dokument", {"kind": "plan", "title": CANARY, "sender": CANARY, "note": CANARY}),
    ("punkter", {"lines": f"3 {CANARY}", "lagre": "1"}),
]  # fmt: skip


TABS = ("grunnlag", "kommentarer", "historikk", "ansvar")
OF_PROGRAMME = (
    "programme_page", "programme_outline", "programme_measures", "programme_comments", "programme_report",
    "programme_readiness", "programme_basis",
)  # fmt: skip


def test_markup_typed_everywhere_stands_as_text_everywhere(sender, programmes, addresses):
    measure, programme, skien = programmes["bare-skien"], programmes.skien, programmes.world.cities["skien"].pk
    gap = {"hull": f"deadline:{measure.code}"}
    addresses["tittel"] = reverse("element_field", args=[measure.pk, "title"])
    for door, typed in FORMS:
        file = {"file": SimpleUploadedFile(f"{CANARY}.pdf", b"%PDF-1.7")} if door in {"vedlegg", "dokument"} else {}
        answer = sender.post(addresses[door], {"uuid": uuid4(), "cities": skien} | gap | typed | file)
        assert answer.status_code == 302, door
    assert sender.post(addresses["lås"], {"key": uuid4(), "day": "2009-02-09"}).status_code == 302
    tell_mentioned(site="https://framtid.example", at=datetime(2026, 1, 1, tzinfo=UTC))
    entry = history_of("element", measure.pk).filter(field="note", act="edit").get()
    version = Version.objects.get(document=programme.document)
    element, whole, paper = [measure.pk], [programme.pk], [Paper.objects.get(title=CANARY).pk]

    pages = [
        *(reverse("element_page", args=element) + f"?panel={tab}" for tab in TABS),
        reverse("element_change", args=[*element, entry.pk]), reverse("element_basis_choose", args=element),
        *(reverse(name, args=whole) for name in OF_PROGRAMME), reverse("version_page", args=[version.pk]),
        reverse("paper_list"), reverse("paper_page", args=paper),
    ]  # fmt: skip
    silent = []
    for page in pages:
        html = sender.get(page).content.decode()
        assert "<img src=x" not in html, page
        silent += [] if escape(CANARY) in html else [page]
    assert silent == []
    assert CANARY in Letter.objects.get().body  # plain text has no markup to escape


def test_a_search_longer_than_is_looked_for_stands_there_when_the_answer_is_refused(client, programmes):
    client.force_login(programmes.world.people["planner", "skien"])
    point = PointFactory(paper=PaperFactory(kind="feedback", cities=[programmes.world.cities["skien"]]))
    words = "sykkel " * 60

    answer = client.post(reverse("point_answer", args=[programmes.skien.pk, point.pk]), {"sok": words, "because": ""})

    assert answer.status_code == 422
    assert f'value="{words}"' in answer.content.decode()
