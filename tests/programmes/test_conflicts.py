"""Two people in one field: what the card says, what is laid together, and what many equal saves at once do."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cities.models import User
from history.queries import history_of
from programmes.actions import save_field
from programmes.conflicts import conflict_of, genitive, laid_together
from programmes.fields import field_of
from programmes.models import Element
from programmes.views import fields as views
from tests.helpers.statements import statements
from tests.programmes import world as programme_worlds
from tests.world import build

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def me(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def twin(programmes):
    return programmes.world.people["planner", "porsgrunn"]


def save(element, name, value, base, by):
    return save_field(element=element, field=field_of(element.kind, name), value=value, base=base, by=by, at=AT)


def card(element, name, mine, *, seen, person):
    field = field_of(element.kind, name)
    theirs = field.typed(field.get(field.holder(element)))
    return conflict_of(element, field, mine=mine, theirs=theirs, sent=[mine], seen=seen, person=person, at=AT)


def test_each_text_is_marked_against_the_one_both_began_with(programmes, me, twin):
    measure = save(programmes["skien-porsgrunn"], "note", "38 mill. kr, av dette 20 fra staten", 0, me)
    measure = save(measure, "note", "41 mill. kr, av dette 20 fra staten", 1, twin)

    shown = card(measure, "note", "38 mill. kr, av dette 24 fra staten", seen=1, person=me)

    assert words_of(shown.theirs, "del") == ["38"]
    assert words_of(shown.theirs, "ins") == ["41"]
    assert (words_of(shown.mine, "del"), words_of(shown.mine, "ins")) == (["20"], ["24"])


def test_common_text_is_found_many_saves_back(programmes, me, twin):
    measure = save(programmes["skien-porsgrunn"], "note", "Vei", 0, me)
    for n, words in enumerate(["Vei i", "Vei i by", "Vei i byen"], 1):
        measure = save(measure, "note", words, n, twin)

    shown = card(measure, "note", "Sti", seen=1, person=me)

    assert (words_of(shown.mine, "del"), words_of(shown.mine, "ins")) == (["Vei"], ["Sti"])
    assert words_of(shown.theirs, "del") == []


def test_texts_are_marked_against_each_other_where_no_common_one_is_known(programmes, me, twin):
    measure = save(programmes["skien-porsgrunn"], "note", "Sykkelvei", 0, twin)

    shown = card(measure, "note", "Gangvei", seen=None, person=me)

    assert (words_of(shown.mine, "del"), words_of(shown.theirs, "del")) == (["Sykkelvei"], ["Gangvei"])


def test_rich_texts_keep_their_structure(programmes, me, twin):
    measure = save(programmes["skien-porsgrunn"], "text", "<ul><li><p>Fortau</p></li></ul>", 0, twin)

    shown = card(measure, "text", "<p>Tekst</p>", seen=0, person=me)

    assert "<li>" in shown.theirs


def words_of(html, tag):
    return [re.sub("<span.*?</span>", "", words).strip() for words in re.findall(f"<{tag}>(.*?)</{tag}>", html)]


def test_other_is_named_by_city_between_twins(programmes, me, twin):
    measure = save(programmes["skien-porsgrunn"], "title", "Deres", 0, twin)

    shown = card(measure, "title", "Min", seen=0, person=me)

    assert shown.who == f"{twin}, Porsgrunn"
    assert shown.title == f"Du og {twin} i Porsgrunn har endret «Tittel» samtidig."
    assert (shown.use, shown.theirs_at) == ("Bruk Porsgrunns", AT)


def test_colleague_is_named_by_first_name(programmes, me):
    User.objects.filter(email="lead@skien.example").update(name="Kari Nordmann")
    lead = programmes.world.people["lead", "skien"]
    lead.refresh_from_db()
    measure = save(programmes["bare-skien"], "title", "Deres", 0, lead)

    shown = card(measure, "title", "Min", seen=0, person=me)

    assert (shown.who, shown.use) == ("Kari Nordmann, Skien", "Bruk Karis")


def test_own_other_window_is_called_that(programmes, me):
    measure = save(programmes["bare-skien"], "title", "Den ene", 0, me)

    shown = card(measure, "title", "Den andre", seen=0, person=me)

    assert (shown.title, shown.use) == ("Du har endret «Tittel» i to vinduer samtidig.", "Bruk den andre")


@pytest.mark.parametrize(
    ("name", "whose"), [("Kari", "Karis"), ("Moss", "Moss’"), ("Felix", "Felix’"), ("Bodø", "Bodøs")]
)
def test_whose_it_is(name, whose):
    assert genitive(name) == whose


def test_card_costs_few_statements_however_long_the_history(programmes, me, twin):
    measure = save(programmes["skien-porsgrunn"], "note", "0", 0, twin)
    few = len(statements(lambda: card(Element.objects.for_door().get(pk=measure.pk), "note", "Min", seen=0, person=me)))
    for n in range(1, 30):
        measure = save(measure, "note", f"{n}", n, twin)

    many = statements(lambda: card(Element.objects.for_door().get(pk=measure.pk), "note", "Min", seen=0, person=me))

    assert len(many) == few <= 8


# -- Laid together by hand


@pytest.mark.parametrize(
    ("name", "before", "mine", "theirs", "draft"),
    [
        ("note", "20 av 38 mill.", "24 av 38 mill.", "20 av 41 mill.", "24 av 41 mill."),
        ("note", "Vei", "Gangvei", "Sykkelvei", None),
        ("text", "<p>En</p><p>To</p>", "<p>Ett</p><p>To</p>", "<p>En</p><p>Tre</p>", "<p>Ett</p><p>Tre</p>"),
    ],
)
def test_draft_holds_both_changes_where_they_are_about_different_words(
    programmes, me, twin, name, before, mine, theirs, draft
):
    measure = save(programmes["skien-porsgrunn"], name, before, 0, me)
    measure = save(measure, name, theirs, 1, twin)

    assert laid_together(measure, field_of(measure.kind, name), mine=mine, theirs=theirs, seen=1) == draft


def test_draft_stands_in_the_box_and_nothing_is_saved_yet(client, programmes, me, twin):
    measure = save(programmes["skien-porsgrunn"], "note", "20 av 38 mill.", 0, me)
    measure = save(measure, "note", "20 av 41 mill.", 1, twin)
    client.force_login(me)

    html = post(client, measure, "note", "24 av 38 mill.", base=2, seen=1, resolve="merge").content.decode()

    assert "24 av 41 mill.</textarea>" in html
    assert "data-merging" in html
    assert 'name="base" id="base-' in html
    measure.refresh_from_db()
    assert measure.revision("note") == 2


@pytest.fixture
def meanwhile(monkeypatch, programmes, me, twin):
    """Let the twin save once more while my answer is being made: after the named part of the view has been asked."""

    def let(name, value, base):
        asked = getattr(views, name)

        def slow(*args, **told):
            monkeypatch.setattr(views, name, asked)
            try:
                return asked(*args, **told)
            finally:
                save(programmes["skien-porsgrunn"], "note", value, base, twin)

        monkeypatch.setattr(views, name, slow)

    return let


def test_draft_holds_both_although_the_other_saves_while_it_is_made(client, programmes, me, twin, meanwhile):
    measure = save(programmes["skien-porsgrunn"], "note", "20 av 38 mill.", 0, me)
    save(measure, "note", "20 av 41 mill.", 1, twin)
    client.force_login(me)
    meanwhile("field_of", "20 av 42 mill.", 2)

    html = post(client, measure, "note", "24 av 38 mill.", base=2, seen=1, resolve="merge").content.decode()

    assert "24 av 42 mill.</textarea>" in html
    assert f'id="base-e{measure.pk}-note" value="3"' in html


def test_card_shows_the_very_text_it_is_to_be_answered_against(client, programmes, me, twin, meanwhile):
    measure = save(programmes["skien-porsgrunn"], "note", "Vei", 0, me)
    save(measure, "note", "Sti", 1, twin)
    client.force_login(me)
    meanwhile("save_field", "Bro", 2)

    answer = post(client, measure, "note", "Gate", base=1)

    html = answer.content.decode()
    assert (answer.status_code, "Bro" in html, "Sti" in html) == (409, True, False)
    assert 'name="base" value="3"' in html


def test_no_draft_is_told_where_only_ones_own_text_can_stand(client, programmes, me, twin):
    measure = save(programmes["skien-porsgrunn"], "note", "Vei", 0, me)
    measure = save(measure, "note", "Sti", 1, twin)
    client.force_login(me)

    html = post(client, measure, "note", "Gate\r\nog bro", base=2, seen=1, resolve="merge").content.decode()

    assert "I feltet over står det du skrev." in html


def post(client, element, name, value, **more):
    address = reverse("element_field", args=[element.pk, name])
    return client.post(address, {"value": value, **more}, headers=HTMX)


# -- Both texts are in the history


@pytest.mark.parametrize(
    ("resolve", "last"), [("mine", ("edit", "Min")), ("theirs", ("conflict", "Min"))], ids=["mine", "theirs"]
)
def test_both_texts_are_in_the_history_whatever_is_chosen(client, programmes, me, twin, resolve, last):
    measure = save(programmes["skien-porsgrunn"], "title", "Deres", 0, twin)
    client.force_login(me)
    assert post(client, measure, "title", "Min", base=0).status_code == 409

    post(client, measure, "title", "Min", base=1, resolve=resolve)

    acts = list(history_of("element", measure.pk).filter(field="title").order_by("pk").values_list("act", "after"))
    assert acts[:2] == [("edit", "Deres"), ("conflict", "Min")]
    assert (acts[-1], len(acts)) == (last, 3 if resolve == "mine" else 2)


def test_what_was_typed_after_the_card_came_is_kept_too(client, programmes, me, twin):
    measure = save(programmes["skien-porsgrunn"], "title", "Deres", 0, twin)
    client.force_login(me)
    post(client, measure, "title", "Min", base=0)

    post(client, measure, "title", "Min og mer", base=1, resolve="theirs")

    measure.refresh_from_db()
    lost = history_of("element", measure.pk).filter(act="conflict").order_by("pk").values_list("after", flat=True)
    assert (measure.title, list(lost)) == ("Deres", ["Min", "Min og mer"])


# -- Bad input


WORD = (
    "<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--><style>p.MsoNormal{margin:0}</style>"
    '<p class="MsoNormal" style="mso-bidi-font-size:12pt"><b>Sykkel<o:p></o:p></b></p>'
    '<p class="MsoListParagraph"><![if !supportLists]><span style="mso-list:Ignore">·&nbsp;</span><![endif]>Fortau</p>'
)


@pytest.mark.parametrize(
    ("name", "value", "status", "words"),
    [
        ("note", "x" * 20_001, 422, "Kan ha høyst 20000 tegn, men har 20001."),
        ("text", "<p>" + "x" * 20_001 + "</p>", 422, "Kan ha høyst 20000 tegn"),
        ("text", "<ul><li>" * 500 + "x" + "</li></ul>" * 500, 422, "for mange nivåer (høyst 12)"),
        ("text", WORD, 200, ""),
    ],
    ids=["long", "long rich", "nested lists", "word"],
)
def test_bad_input_is_told_or_cleaned(client, programmes, me, name, value, status, words):
    measure = programmes["bare-skien"]
    client.force_login(me)

    answer = post(client, measure, name, value, base=0)

    assert (answer.status_code, words in answer.content.decode()) == (status, True)
    measure = Element.objects.for_door().get(pk=measure.pk)
    assert measure.revision(name) == (1 if status == 200 else 0)
    assert "mso" not in measure.text.lower()


# -- Many at once, on connections of their own


@pytest.mark.django_db(transaction=True)
def test_twenty_equal_saves_at_once_are_one_change():
    programmes = programme_worlds.build(build())
    measure, person = programmes["bare-skien"], programmes.world.people["planner", "skien"]

    statuses = at_once([("title", "Sykkelnett", person)] * 20, measure)

    measure.refresh_from_db()
    assert statuses == {200}
    assert (measure.title, measure.revisions) == ("Sykkelnett", {"title": 1})
    assert history_of("element", measure.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_different_fields_at_once_merge_in_silence():
    programmes = programme_worlds.build(build())
    measure = programmes["skien-porsgrunn"]
    people = [programmes.world.people["planner", slug] for slug in ("skien", "porsgrunn")]
    saves = [("title", "Sykkelnett", people[0]), ("note", "Merknad", people[1]), ("text", "<p>Ny</p>", people[0])]

    statuses = at_once(saves, measure)

    measure = Element.objects.for_door().get(pk=measure.pk)
    assert statuses == {200}
    assert (measure.title, measure.measure.note, measure.text) == ("Sykkelnett", "Merknad", "<p>Ny</p>")
    assert measure.revisions == {"title": 1, "note": 1, "text": 1}


def at_once(saves, element) -> set[int]:
    def send(one):
        name, value, person = one
        client = Client()
        client.force_login(person)
        try:
            return post(client, element, name, value, base=0).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(saves)) as pool:
        return set(pool.map(send, saves))
