"""Papers: letters, plans and decisions, with the points they ask."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from cities.access import can, visible
from cities.acts import Act
from common.refusals import Refused, Stale
from history.queries import history_of
from programmes.actions import (
    add_points,
    answer_point,
    move_point,
    remove_paper,
    remove_point,
    save_paper,
    save_point,
)
from programmes.models import Paper, Point
from programmes.papers import paper_mark, point_mark
from programmes.pasting import LONGEST_TITLE, Read, read_points
from tests.factories.programmes import PaperFactory, PointFactory
from tests.helpers.statements import statements

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def secretariat(programmes):
    return programmes.world.people["secretariat", "network"]


@pytest.fixture
def cities(programmes):
    return programmes.world.cities


@pytest.fixture
def letter(cities):
    letter = PaperFactory(kind="feedback", title="Tilbakemelding", cities=[cities["skien"]])
    for title in ("Første", "Andre", "Tredje"):
        PointFactory(paper=letter, title=title)
    return letter


def said(**more):
    return {"kind": "feedback", "title": "Brev", "sender": "", "day": None, "pages": None, "note": "", **more}


def save(by, cities, values=None, **more):
    return save_paper(values=values or said(), cities=cities, by=by, at=AT, **more)


def titles(paper):
    return list(paper.points.order_by("position").values_list("title", flat=True))


# -- Who may


def test_plans_are_open_and_feedback_is_for_its_cities_circle(programmes, cities):
    papers = {kind: PaperFactory(kind=kind, cities=[cities["skien"]]) for kind in Paper.Kind.values}
    people = programmes.world.people

    asking = [("planner", "skien"), ("measure_owner", "skien"), ("politician", "skien"), ("planner", "porsgrunn")]

    seen = {who: {paper.kind for paper in visible(people[who], Act.READ_PAPER, Paper)} for who in [*asking, "stranger"]}

    everything, open_ones = set(papers), {"plan", "decision", "letter_of_intent"}
    assert seen == {
        ("planner", "skien"): everything, ("measure_owner", "skien"): everything, ("politician", "skien"): open_ones,
        ("planner", "porsgrunn"): open_ones, "stranger": open_ones,
    }  # fmt: skip
    assert can(people["secretariat", "network"], Act.READ_PAPER, papers["feedback"])


def test_what_is_the_networks_is_kept_by_the_secretariat_alone(programmes, planner, secretariat):
    paper = save(secretariat, [], said(kind="letter_of_intent"))

    assert (can(secretariat, Act.KEEP_PAPER, paper), can(planner, Act.KEEP_PAPER, paper)) == (True, False)
    with pytest.raises(Refused, match="sekretariatet"):
        save(planner, [], said(kind="letter_of_intent"))
    assert Paper.objects.count() == 1


def test_a_planner_adds_for_the_twin_too_but_not_for_strangers(planner, cities):
    both = save(planner, [cities["skien"], cities["porsgrunn"]])

    with pytest.raises(Refused, match="Oslo"):
        save(planner, [cities["skien"], cities["oslo"]])
    with pytest.raises(Refused, match="planlegger for"):
        save(planner, [cities["porsgrunn"]])
    assert list(Paper.objects.all()) == [both]


def test_nobody_takes_the_twin_off_a_letter(planner, cities):
    both = save(planner, [cities["skien"], cities["porsgrunn"]])

    with pytest.raises(Refused, match="Porsgrunn"):
        save(planner, [cities["skien"]], paper=both, seen=paper_mark(both))

    assert both.cities.count() == 2


@pytest.mark.parametrize("kind", ["feedback", "ongoing"])
def test_what_is_for_cities_alone_must_name_one(secretariat, kind):
    with pytest.raises(Refused, match="minst én by"):
        save(secretariat, [], said(kind=kind))

    assert not Paper.objects.exists()


# -- Keeping papers


def test_a_change_is_remembered_and_a_stale_one_refused(planner, cities):
    paper = save(planner, [cities["skien"]])
    seen = paper_mark(paper)
    save(planner, [cities["skien"]], said(title="Brev av 14. oktober"), paper=paper, seen=seen)

    with pytest.raises(Stale):
        save(planner, [cities["skien"]], said(title="Mitt navn"), paper=paper, seen=seen)

    paper.refresh_from_db()
    assert paper.title == "Brev av 14. oktober"
    assert [entry.act for entry in history_of("paper", paper.pk)] == ["edit", "add"]


@pytest.mark.django_db(transaction=True)
def test_twenty_equal_forms_at_once_make_one_paper(planner, cities):
    key, ready = uuid4(), Barrier(20)

    def send(_n):
        ready.wait(timeout=30)
        try:
            return save(planner, [cities["skien"]], uuid=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        made = set(pool.map(send, range(20)))

    assert len(made) == Paper.objects.count() == 1


def test_a_paper_that_something_builds_on_is_not_deleted(programmes, planner, letter):
    answer_point(point=letter.points.first(), elements=[programmes["bare-skien"]], followed_up=True, by=planner, at=AT)

    with pytest.raises(Refused, match="bygger på"):
        remove_paper(paper=letter, by=planner, at=AT)

    assert letter.points.count() == 3


def test_a_deleted_paper_stands_in_the_history_with_its_points(planner, letter):
    remove_paper(paper=letter, by=planner, at=AT)

    before = history_of("paper", letter.pk).get().before
    assert not Paper.objects.exists()
    assert [point["title"] for point in before["points"]] == ["Første", "Andre", "Tredje"]


# -- Points


def test_points_change_places_and_the_ends_stay(planner, letter):
    first, _second, third = letter.points.all()

    move_point(point=third, up=True, by=planner, at=AT)
    move_point(point=first, up=True, by=planner, at=AT)

    assert titles(letter) == ["Første", "Tredje", "Andre"]


def test_an_answered_point_cannot_vanish(programmes, planner, letter):
    first, second, _third = letter.points.all()
    answer_point(point=first, elements=[programmes["bare-skien"]], followed_up=True, by=planner, at=AT)

    with pytest.raises(Refused, match="svart på"):
        remove_point(point=first, by=planner, at=AT)
    remove_point(point=second, by=planner, at=AT)

    assert titles(letter) == ["Første", "Tredje"]
    assert list(letter.points.values_list("position", flat=True)) == [0, 1]


def test_a_stale_point_is_refused(planner, letter):
    point = letter.points.first()
    seen = point_mark(point)
    save_point(point=point, values={"number": "1", "title": "Ny", "text": ""}, seen=seen, by=planner, at=AT)

    with pytest.raises(Stale):
        save_point(point=point, values={"number": "1", "title": "Min", "text": ""}, seen=seen, by=planner, at=AT)

    assert titles(letter)[0] == "Ny"


def test_one_paste_sent_twice_adds_its_points_once(planner, letter):
    key, lines = uuid4(), read_points("4 Fjerde\n5 Femte")

    for _time in range(2):
        add_points(paper=letter, points=lines, uuid=key, by=planner, at=AT)

    assert titles(letter) == ["Første", "Andre", "Tredje", "Fjerde", "Femte"]


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("3.1 Redusere utslipp fra vegtransport", "3.1", "Redusere utslipp fra vegtransport"),
        ("3.1. Redusere utslipp", "3.1", "Redusere utslipp"),
        ("Punkt 4: Tallfest målene", "4", "Tallfest målene"),
        ("a) Ta med næringslivet", "a", "Ta med næringslivet"),
        ("– Ta med næringslivet", "", "Ta med næringslivet"),
        ("Øke andelen til 20 %", "", "Øke andelen til 20 %"),
        ("• 2) Vis kostnaden", "2", "Vis kostnaden"),
    ],
)
def test_a_pasted_line_is_read_as_people_write(line, number, title):
    assert read_points(line) == [Read(number, title)]


@given(some.lists(some.text(max_size=900), max_size=20))
def test_nothing_pasted_is_lost_or_too_long(lines):
    text = "\n".join(lines)

    for read in read_points(text):
        assert 0 < len(read.title) <= LONGEST_TITLE
        assert len(read.number) <= 20
        assert (read.text or read.title) in text


# -- Pages


def test_a_paste_is_shown_before_it_is_saved(client, planner, letter):
    client.force_login(planner)
    address, typed = reverse("paper_points", args=[letter.pk]), {"uuid": uuid4(), "lines": "4 Fjerde\n5 Femte"}

    shown = client.post(address, typed)
    before = titles(letter)
    client.post(address, typed | {"lagre": "1"})

    assert "Lagre 2 punkter" in shown.content.decode()
    assert (len(before), titles(letter)[3:]) == (3, ["Fjerde", "Femte"])


def test_a_file_is_kept_given_back_and_shut_to_strangers(client, programmes, planner, cities, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    client.force_login(planner)
    upload = SimpleUploadedFile("brev på bokmål.pdf", b"%PDF-1.7 brev")
    typed = {"uuid": uuid4(), "kind": "feedback", "title": "Brev", "cities": [cities["skien"].pk], "file": upload}

    client.post(reverse("paper_add"), typed)
    file = reverse("paper_file", args=[Paper.objects.get().pk])
    mine = client.get(file)
    client.force_login(programmes.world.people["planner", "porsgrunn"])

    assert (mine.getvalue(), client.get(file).status_code) == (b"%PDF-1.7 brev", 404)


def test_a_file_of_no_known_kind_is_refused_and_the_words_kept(client, planner, cities):
    client.force_login(planner)
    upload = SimpleUploadedFile("kjør.exe", b"MZ")
    typed = {"uuid": uuid4(), "kind": "feedback", "title": "Brevet", "cities": [cities["skien"].pk], "file": upload}

    answer = client.post(reverse("paper_add"), typed)

    assert (answer.status_code, "Brevet" in answer.content.decode(), Paper.objects.count()) == (422, True, 0)


def test_where_points_are_followed_up_is_shown_only_to_those_who_may_read_it(client, programmes, planner, secretariat):
    letter = PaperFactory(kind="letter_of_intent")
    answer_point(
        point=PointFactory(paper=letter), elements=[programmes["bare-skien"]], followed_up=True, by=planner, at=AT
    )
    page, seen = reverse("paper_page", args=[letter.pk]), {}

    for who in (planner, secretariat, programmes.world.people["planner", "porsgrunn"]):
        client.force_login(who)
        seen[who] = programmes["bare-skien"].title in client.get(page).content.decode()

    assert list(seen.values()) == [True, True, False]


@pytest.mark.parametrize(
    "name", ["paper_list", "paper_page", "programme_basis", "element_page", "element_basis_choose"]
)
def test_pages_cost_as_much_for_three_as_for_one(client, programmes, planner, letter, name):
    client.force_login(planner)
    element, root = programmes["bare-skien"], programmes["bare-skien:root"]
    named = {"paper_list": (), "paper_page": (letter.pk,), "programme_basis": (programmes.skien.pk,)}
    address = reverse(name, args=named.get(name, (element.pk,)))
    answer_point(point=letter.points.first(), elements=[element, root], followed_up=True, by=planner, at=AT)
    client.get(address)
    few = statements(lambda: client.get(address))
    for _n in range(3):
        point = PointFactory(paper=PaperFactory(kind="feedback", cities=letter.cities.all()))
        for one in (point, PointFactory(paper=letter)):
            answer_point(point=one, elements=[element, root], followed_up=True, by=planner, at=AT)

    many = statements(lambda: client.get(address))

    assert len(many) == len(few) <= 15
    assert Point.objects.count() == 9


def test_a_link_is_made_in_the_panel_and_the_tab_counts_it(client, programmes, planner, letter):
    client.force_login(planner)
    element, point = programmes["bare-skien"], letter.points.first()
    address = reverse("element_basis_add", args=[element.pk]) + f"?punkt={point.pk}"

    panel = client.post(address, {"uuid": uuid4(), "followed_up": "ja"}, headers=HTMX).content.decode()

    assert "Fulgt opp" in panel
    assert '<span class="count">1</span>' in panel
    assert element.bases.get().point == point


def test_a_no_without_a_reason_keeps_what_was_typed(client, programmes, planner, letter):
    client.force_login(planner)
    address = reverse("element_basis_add", args=[programmes["bare-skien"].pk]) + f"?punkt={letter.points.first().pk}"

    answer = client.post(address, {"uuid": uuid4(), "followed_up": "nei", "quotation": "Byene bør"}, headers=HTMX)

    assert (answer.status_code, "Byene bør" in answer.content.decode()) == (422, True)
    assert not programmes["bare-skien"].bases.exists()


@pytest.mark.parametrize("asked", ["punkt=99999999", "punkt=x", "dokument=-1", "punkt=" + "9" * 40])
def test_an_address_that_names_no_point_is_not_found(client, programmes, planner, asked):
    client.force_login(planner)

    assert client.get(reverse("element_basis_add", args=[programmes["bare-skien"].pk]) + f"?{asked}").status_code == 404


def test_two_windows_on_one_link_are_shown_both(client, programmes, planner, letter):
    client.force_login(planner)
    element = programmes["bare-skien"]
    [basis] = answer_point(point=letter.points.first(), elements=[element], followed_up=True, by=planner, at=AT)
    address = reverse("element_basis", args=[element.pk, basis.pk])
    typed = {"uuid": basis.uuid, "base": basis.revision, "followed_up": "ja"}
    client.post(address, typed | {"place": "side 2"}, headers=HTMX)

    late = client.post(address, typed | {"place": "side 9"}, headers=HTMX)

    body = late.content.decode()
    basis.refresh_from_db()
    assert (late.status_code, basis.place) == (409, "side 2")
    assert "side 2" in body
    assert "side 9" in body
