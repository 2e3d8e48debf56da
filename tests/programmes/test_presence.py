"""Who is in a programme just now, and what others have done there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from redis import RedisError

from common import valkey
from history.actions import entry, record_all
from programmes import presence
from programmes.actions import bin_element, move_element, remove_row, save_field, save_row
from programmes.fields import field_of
from programmes.models import Kind
from programmes.news import LOOK, SETTLES, ago, news_of
from programmes.presence import LEAVES_AFTER, Present, called, meet
from programmes.tables import table_of
from tests.factories.programmes import ElementFactory
from tests.helpers.statements import statements

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
LATER = AT + timedelta(minutes=2)
ROOM = 987_000_001  # no programme of any test


@pytest.fixture(autouse=True)
def empty_room():
    store = valkey.client(1)
    store.flushdb()
    presence._Silence.until = float("-inf")
    yield
    store.flushdb()
    presence._Silence.until = float("-inf")


def somebody(person, name="Kari Nordmann", *, at=0, **more):
    return Present(person, name, "KN", at=at, **more)


# -- Who is here


def test_people_see_each_other_and_not_themselves():
    meet(ROOM, somebody(1, "Kari", element=12, field="title", cities=("Skien",)))

    others = meet(ROOM, somebody(2, "Ola", at=3))

    assert [(other.name, other.element, other.field, other.cities) for other in others] == [
        ("Kari", 12, "title", ("Skien",)),
    ]


def test_one_person_in_two_windows_is_one():
    meet(ROOM, somebody(1, element=12))
    meet(ROOM, somebody(1, element=13))

    assert [other.element for other in meet(ROOM, somebody(2))] == [13]
    assert [other.person for other in meet(ROOM, somebody(1))] == [2]


def test_who_is_silent_for_long_has_left_and_is_swept_away():
    meet(ROOM, somebody(1, at=100))

    assert meet(ROOM, somebody(2, at=100 + LEAVES_AFTER)) != []
    assert meet(ROOM, somebody(2, at=101 + LEAVES_AFTER)) == []
    assert valkey.client(1).hkeys(f"naervaer:{ROOM}") == [b"2"]


def test_an_empty_programme_is_forgotten_by_itself():
    meet(ROOM, somebody(1))

    assert 0 < valkey.client(1).ttl(f"naervaer:{ROOM}") <= LEAVES_AFTER


def test_programmes_do_not_see_each_other():
    meet(ROOM, somebody(1))

    assert meet(ROOM + 1, somebody(2)) == []


def test_silent_valkey_means_nobody_and_is_left_in_peace(monkeypatch):
    asked = []

    def fail(_seconds):
        asked.append(1)
        raise RedisError

    monkeypatch.setattr(presence.valkey, "client", fail)

    assert [meet(ROOM, somebody(1)), meet(ROOM, somebody(1))] == [[], []]
    assert asked == [1]


@pytest.mark.parametrize(
    ("name", "cities", "mine", "words"),
    [
        ("Kari Nordmann", ("Porsgrunn",), ("Skien",), "Porsgrunn"),
        ("Kari Nordmann", ("Skien",), ("Skien",), "Kari"),
        ("Kari Nordmann", ("Skien", "Porsgrunn"), ("Skien",), "Kari"),
        ("Kari Nordmann", (), ("Skien",), "Kari"),
        ("Planlegger, Skien", ("Skien",), ("Skien",), "Planlegger, Skien"),
    ],
)
def test_another_is_called_by_city_where_it_tells_them_apart(name, cities, mine, words):
    assert called(name, cities, mine) == words


# -- What others have done


@pytest.fixture
def two(programmes):
    people = programmes.world.people
    return people["planner", "skien"], people["planner", "porsgrunn"]


def news(programmes, person, *, element="skien-porsgrunn", since=0, at=LATER):
    element = programmes[element]
    return news_of(element.programme, person=person, element=element.pk, since=since, at=at)


def retitle(element, by, at=AT, title="Ny tittel"):
    return save_field(element=element, field=field_of(element.kind, "title"), value=title, base=0, by=by, at=at)


def test_field_somebody_saved_has_a_newer_revision_and_a_name(programmes, two):
    me, other = two
    retitle(programmes["skien-porsgrunn"], other)

    told = news(programmes, me)

    assert (told.revisions, told.changed_by, told.outline) == ({"title": 1}, {"title": str(other)}, True)


def test_own_title_is_in_the_outline_already(programmes, two):
    me, _other = two
    retitle(programmes["skien-porsgrunn"], me)

    told = news(programmes, me)

    assert (told.outline, told.changed_by, told.revisions) == (False, {}, {"title": 1})


def test_move_is_told_with_the_new_place_and_how_long_ago(programmes, two):
    me, other = two
    measure, chapter = programmes["skien-porsgrunn"], programmes["skien-porsgrunn:chapter"]
    move_element(element=measure, parent=chapter, position=None, by=other, at=AT)

    told = news(programmes, me)

    assert told.notice["text"] == f"{other} flyttet dette til 1.2 for 2 minutter siden."
    assert told.outline
    assert news(programmes, me, since=told.newest).notice is None
    assert news(programmes, other).notice is None


@pytest.mark.parametrize(
    ("binned", "words"),
    [
        ("skien-porsgrunn", "la dette i papirkurven for 2 minutter siden."),
        ("skien-porsgrunn:goal", "la det dette står under, i papirkurven for 2 minutter siden."),
    ],
)
def test_binned_element_is_told_as_long_as_it_lies_there(programmes, two, binned, words):
    me, other = two
    for slug in ("skien", "porsgrunn"):
        programmes[f"skien-porsgrunn:{slug}"].delete()
    bin_element(element=programmes[binned], by=other, at=AT)

    first = news(programmes, me)
    again = news(programmes, me, since=first.newest)

    assert (first.notice["text"], first.notice["element"]) == (f"{other} {words}", programmes[binned].pk)
    assert again.notice == first.notice


def test_first_question_only_begins_the_counting(programmes, two):
    me, other = two
    retitle(programmes["skien-porsgrunn"], other)

    told = news(programmes, me, since=None)

    assert (told.outline, told.changed_by, told.revisions) == (False, {}, {"title": 1})
    assert news(programmes, me, since=told.newest).outline is False


def test_act_that_may_hide_an_older_one_is_told_twice(programmes, two):
    me, other = two
    retitle(programmes["skien-porsgrunn"], other)

    young = news(programmes, me, at=AT + SETTLES - timedelta(seconds=1))
    settled = news(programmes, me, since=young.newest, at=AT + SETTLES)

    assert (young.outline, settled.outline) == (True, True)
    assert news(programmes, me, since=settled.newest).outline is False


def test_whoever_missed_too_much_fetches_the_outline(programmes, two):
    me, other = two
    element = programmes["skien-porsgrunn"]
    acts = [
        entry(
            act="edit", thing="element", thing_id=element.pk, scope="programme", scope_id=element.programme_id,
            field="note", by=other, at=AT,
        )
        for _n in range(LOOK)
    ]  # fmt: skip
    record_all(acts[1:])
    few = news(programmes, me).outline
    record_all(acts[:1])

    assert (few, news(programmes, me).outline) == (False, True)


def test_element_of_another_programme_says_nothing(programmes, two):
    me, _other = two
    mine, foreign = programmes["skien-porsgrunn"], programmes["oslo-bergen"]
    retitle(foreign, programmes.world.people["planner", "oslo"])

    told = news_of(mine.programme, person=me, element=foreign.pk, since=0, at=LATER)

    assert (told.revisions, told.changed_by, told.notice) == ({}, {}, None)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        ({"seconds": 59}, "nå nettopp"),
        ({"minutes": 1}, "for 1 minutt siden"),
        ({"minutes": 59}, "for 59 minutter siden"),
        ({"hours": 1}, "for 1 time siden"),
        ({"hours": 23}, "for 23 timer siden"),
        ({"days": 2}, "9. februar 2009 kl. 14.00"),
    ],
)
def test_how_long_ago_is_said_in_words(passed, words):
    assert ago(AT, AT + timedelta(**passed)).replace("\u00a0", " ") == words


# -- The address


@pytest.fixture
def ping(client, programmes):
    signed_in = []

    def send(person, **said):
        if signed_in != [person]:
            client.force_login(person)
            signed_in[:] = [person]
        address = reverse("programme_presence", args=[programmes["skien-porsgrunn"].programme_id])
        return client.post(address, said)

    return send


def test_twins_are_told_of_each_other(ping, programmes, two):
    me, other = two
    measure = programmes["skien-porsgrunn"]
    ping(other, element=measure.pk, field="title")

    answer = ping(me, element=measure.pk).json()

    (person,) = answer["people"]
    assert (person["name"], person["element"], person["field"]) == (f"{other}, Porsgrunn", measure.pk, "title")
    assert person["writes"] == "Porsgrunn skriver"


def test_way_back_from_the_bin_is_given(ping, programmes, two):
    me, other = two
    bin_element(element=programmes["skien-porsgrunn"], by=other, at=AT)

    answer = ping(me, element=programmes["skien-porsgrunn"].pk, since=0).json()

    assert answer["notice"]["url"] == reverse("element_restore", args=[programmes["skien-porsgrunn"].pk])


def test_rows_another_saved_or_removed_are_named_by_their_table(programmes, two):
    me, other = two
    measure, who = programmes["skien-porsgrunn"], table_of("measure", "responsibility")
    values = {"words": "byene", "part": "responsible", "part_words": "", "certain": True, "span": None}
    row = save_row(element=measure, table=who, values=values, city=None, by=other, at=AT)
    saved = news(programmes, me)
    remove_row(element=measure, table=who, row=row, by=other, at=AT)

    removed = news(programmes, me, since=saved.newest)

    assert (saved.tables, removed.tables, news(programmes, other).tables) == (
        ["responsibility"],
        ["responsibility"],
        [],
    )


def test_whoever_missed_more_than_is_looked_through_renews_every_table(programmes, two, monkeypatch):
    monkeypatch.setattr("programmes.news.LOOK", 1)
    retitle(programmes["skien-porsgrunn"], two[1])

    assert "moneyline" in news(programmes, two[0]).tables


@pytest.mark.parametrize("field", ["element", "field", "since"])
def test_nonsense_is_as_nothing_said(ping, two, field):
    answer = ping(two[0], **{field: "'; drop table"})

    assert (answer.status_code, answer.json()["notice"]) == (200, None)


@pytest.mark.parametrize("many", [1, 60])
def test_ping_costs_eight_statements_at_most(ping, programmes, two, many):
    me, other = two
    measure, chapter = programmes["skien-porsgrunn"], programmes["skien-porsgrunn:chapter"]
    for n in range(many):
        ElementFactory(title=f"Tiltak {n}", parent=chapter, kind=Kind.MEASURE)
    move_element(element=measure, parent=chapter, position=None, by=other, at=AT)
    said = {"element": measure.pk, "since": 0}
    ping(me, **said)

    assert len(statements(lambda: ping(me, **said))) <= 8
    bin_element(element=measure, by=other, at=AT)
    assert len(statements(lambda: ping(me, **said))) <= 8


def test_outline_alone_costs_the_same_for_few_and_many(client, programmes, two):
    chapter = programmes["skien-porsgrunn:chapter"]
    address = reverse("programme_outline", args=[chapter.programme_id])
    client.force_login(two[0])
    few = statements(lambda: client.get(address, {"element": chapter.pk}))
    for n in range(20):
        ElementFactory(title=f"Tiltak {n}", parent=chapter, kind=Kind.MEASURE)

    many = statements(lambda: client.get(address, {"element": chapter.pk}))

    assert (len(few), "Tiltak 19" in client.get(address).content.decode()) == (len(many), True)
