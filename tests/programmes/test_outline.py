"""The outline as it is sent: marks, flags, counts, and what answers an act on it."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cities.actions import give_role
from common.dates import LooseDate
from common.numbers import StatedNumber
from history.queries import history_of
from programmes.actions import bin_element, freeze_programme, save_field, shift_element
from programmes.fields import field_of
from programmes.marks import flags_of
from programmes.models import Comment, Element, Kind, Responsibility, Target
from programmes.queries import outline_of
from tests.factories.programmes import ElementFactory
from tests.helpers.statements import statements

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def person(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def planner(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def other(programmes):
    return programmes.world.people["lead", "skien"]


def flags(element, person=None) -> str:
    nodes = outline_of(element.programme, person, now().date())
    return flags_of(next(node.element for node in nodes if node.element.pk == element.pk))


def move(client, element, **sent):
    return client.post(reverse("element_move", args=[element.pk]), sent, headers=HTMX)


def undo(client, element, **headers):
    return client.post(reverse("programme_undo", args=[element.programme_id]), headers=headers)


def places(parent) -> list[str]:
    return list(
        Element.objects.filter(parent=parent, binned_at=None).order_by("position").values_list("title", flat=True)
    )


@pytest.fixture
def three(programmes):
    goal = programmes["bare-skien:goal"]
    return goal, [programmes["bare-skien"], *(ElementFactory(parent=goal, title=title) for title in "bc")]


# -- Flags


def test_a_bare_measure_lacks_what_it_should_have_and_a_filled_one_does_not(programmes):
    measure, instrument = (
        programmes["bare-skien"],
        ElementFactory(parent=programmes["bare-skien:goal"], kind=Kind.INSTRUMENT),
    )
    bare = flags(measure)
    Responsibility.objects.create(element=measure, words="byene")
    measure.measure.period = LooseDate.read("2009")
    measure.measure.needs_from = ["state"]
    measure.measure.save()
    measure.measure.instruments.add(instrument)

    assert bare == "afv"
    assert flags(measure) == "bs"


def test_a_goal_without_a_figure_is_found(programmes):
    goal = programmes["bare-skien:goal"]
    bare = flags(goal)
    Target.objects.create(element=goal, amount=StatedNumber.read("20"))

    assert (bare, flags(goal)) == ("m", "")


def test_what_is_said_and_not_solved_is_counted(programmes, person):
    measure = programmes["bare-skien"]
    said = {"element": measure, "person": person, "person_name": str(person), "at": AT}
    first = Comment.objects.create(text="Hvor?", **said)
    Comment.objects.create(text="Her.", answers=first, **said)
    Comment.objects.create(text="Løst", solved_at=AT, **said)

    nodes = outline_of(measure.programme)

    assert [node.element.open_comments for node in nodes if node.element.pk == measure.pk] == [1]
    assert "k" in flags(measure)


def test_what_is_touched_after_the_last_version_is_found(programmes, person, other):
    measure, goal = programmes["bare-skien"], programmes["bare-skien:goal"]
    title = field_of("measure", "title")
    save_field(element=measure, field=title, value="Før", base=0, by=person, at=AT)
    before = flags(measure)
    freeze_programme(programme=measure.programme, day=AT.date(), key=uuid4(), by=other, at=AT.replace(hour=14))
    frozen = flags(measure)
    save_field(element=measure, field=title, value="Etter", base=1, by=person, at=AT.replace(hour=15))

    assert ("e" in before, "e" in frozen, "e" in flags(measure), "e" in flags(goal)) == (False, False, True, False)


def test_a_measure_owner_finds_the_own_ones(programmes):
    measure, owner = programmes["bare-skien"], programmes.world.people["measure_owner", "skien"]
    role = owner.roles.get()
    Responsibility.objects.create(element=measure, words="etaten", unit=role.unit, party=role.city.party)

    assert ("i" in flags(measure, owner), "i" in flags(measure)) == (True, False)
    assert "i" not in flags(measure, programmes.world.people["planner", "skien"])


def test_chapters_tell_how_many_measures_hang_under_them(programmes):
    nodes = outline_of(programmes.twins["skien", "porsgrunn"])

    assert [node.measures for node in nodes] == [3, 3, 3, 0, 0, 0]


def test_a_row_has_at_most_two_marks(planner, programmes, person):
    measure = programmes["skien-porsgrunn"]
    Comment.objects.create(element=measure, text="Hvor?", person=person, person_name="x", at=AT)

    html = planner.get(reverse("element_page", args=[measure.pk])).content.decode()

    row = html.split(f'id="node-{measure.pk}"')[1].split("</li>")[0]
    assert row.count('class="flag') == 2
    assert "Mangler ansvarlig" in row
    assert "1 åpen kommentar" in row


def test_a_title_can_do_no_harm_in_a_row(planner, programmes):
    ElementFactory(parent=programmes["bare-skien:goal"], title='<img src=x onerror="a"> {id} & «»')

    html = planner.get(reverse("element_page", args=[programmes["bare-skien"].pk])).content.decode()

    assert "&lt;img src=x onerror=&quot;a&quot;&gt; {id} &amp; «»</a>" in html


def test_the_outline_is_one_statement(programmes, person):
    programme = programmes["bare-skien"].programme

    assert len(statements(lambda: outline_of(programme, person, AT.date()))) == 1


# -- What answers an act


def test_a_move_answers_with_the_outline_and_the_open_elements_new_place(planner, three):
    goal, [a, b, _c] = three

    answer = move(planner, a, direction="down", open=a.pk)

    html = answer.content.decode()
    assert f'data-said="1.1.2 {a} er flyttet til plass 2 av 3."' in html
    assert "data-undoable" in html
    assert f'id="element-place" hx-swap-oob="true">Tiltak 1.1.2 · {a.code}' in html
    assert f"Forrige: {b}" in html
    assert "Nytt element under 1.1.2" in html
    assert places(goal)[:2] == [b.title, a.title]


def test_the_open_row_stays_marked_when_another_is_moved(planner, three):
    _goal, [a, b, _c] = three

    html = move(planner, b, direction="down", open=a.pk).content.decode()

    assert html.split(f'id="node-{a.pk}"')[1].split(">")[0].count('aria-selected="true"') == 1
    assert html.count('aria-selected="true"') == 1


@pytest.mark.parametrize(("where", "expected"), [("after", "bca"), ("last", "bc"), ("first", "bc")])
def test_a_place_can_be_named_by_another_element(planner, three, where, expected):
    goal, [a, _b, c] = three

    move(planner, a, target=c.pk, where=where)

    assert places(goal) == [{"a": a.title}.get(letter, letter) for letter in expected]
    assert places(c) == ([] if where == "after" else [a.title])


def test_right_after_an_earlier_one_is_right_after_it(planner, three):
    goal, [a, _b, c] = three

    move(planner, c, target=a.pk, where="after")

    assert places(goal) == [a.title, "c", "b"]


@pytest.mark.parametrize("sent", [{"target": "x"}, {"target": "9" * 30}, {"parent": "²"}, {}])
def test_a_place_that_is_none_is_not_found(planner, three, sent):
    goal, [a, *_rest] = three

    answer = move(planner, a, **sent)

    assert answer.status_code == 404
    assert places(goal)[0] == a.title


def test_nothing_stands_right_after_the_programme_itself(planner, three, programmes):
    _goal, [a, *_rest] = three

    answer = move(planner, a, target=programmes["bare-skien:root"].pk, where="after")

    assert answer.status_code == 422


def test_what_somebody_else_binned_meanwhile_is_told_with_a_way_back(planner, three, other):
    _goal, [a, *_rest] = three
    bin_element(element=a, by=other, at=now())

    answer = move(planner, a, direction="down", seen=a.parent_id)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert f"{other} la «{a}» i papirkurven. Hent det tilbake først." in html
    assert f'data-fetch="{reverse("element_restore", args=[a.pk])}"' in html


def test_what_somebody_else_moved_meanwhile_is_moved_all_the_same_and_told(planner, three, other):
    goal, [a, b, c] = three
    shift_element(element=b, direction="in", by=other, at=now())

    answer = move(planner, b, parent=goal.pk, position=0, seen=goal.pk)

    assert f"{other} hadde flyttet det i mellomtiden." in answer.content.decode()
    assert places(goal) == [b.title, a.title, c.title]


def test_the_places_offered_leave_out_itself_what_is_below_and_what_cannot_hold_it(planner, programmes):
    shared, own = programmes["skien-porsgrunn"], programmes["skien-porsgrunn:skien"]
    below = ElementFactory(parent=shared, title="under felles")
    address = lambda element: reverse("element_place", args=[element.pk])  # noqa: E731

    offered = {home.element.pk for home in planner.get(address(shared)).context["homes"]}
    for_own = {home.element.pk for home in planner.get(address(own)).context["homes"]}

    names = ("root", "chapter", "goal")
    open_to_all = {programmes[f"skien-porsgrunn:{name}"].pk for name in names}
    assert offered == open_to_all
    assert for_own == open_to_all | {shared.pk, below.pk}


def test_a_row_typed_in_the_outline_is_of_the_same_kind_and_the_same_citys(planner, programmes):
    own = programmes["skien-porsgrunn:skien"]
    address = reverse("element_add", args=[own.pk]) + "?etter=1"
    form = uuid4()

    answers = [planner.post(address, {"title": "Bysykler", "uuid": form}, headers=HTMX) for _time in range(2)]

    made = Element.objects.get(title="Bysykler")
    assert [answer.status_code for answer in answers] == [200, 200]
    assert (made.kind, made.city, made.position) == (own.kind, own.city, own.position + 1)
    assert f'data-moved="{made.pk}"' in answers[0].content.decode()


@pytest.mark.parametrize("title", ["x" * 201, " "])
def test_a_row_that_cannot_be_stored_is_refused_with_words(planner, three, title):
    goal, [a, *_rest] = three
    before = places(goal)

    answer = planner.post(reverse("element_add", args=[a.pk]) + "?etter=1", {"title": title}, headers=HTMX)

    assert answer.status_code == 422
    assert 'data-said=""' not in answer.content.decode()
    assert "data-refused" in answer.content.decode()
    assert places(goal) == before


def test_bin_restore_and_undo_answer_where_one_stands(planner, three):
    goal, [a, *_rest] = three
    before = places(goal)

    gone = planner.post(reverse("element_bin", args=[a.pk]), headers=HTMX).content.decode()
    back = planner.post(reverse("element_restore", args=[a.pk]), headers=HTMX).content.decode()
    undone = [undo(planner, a, **HTMX).content.decode() for _step in range(2)]

    assert f"«{a}» ligger nå i papirkurven." in gone
    assert f'id="node-{a.pk}"' not in gone
    assert f'id="node-{a.pk}"' in back
    assert f"Angret. «{a}» ligger i papirkurven." in undone[0]
    assert f"Angret. 1.1.1 {a} er flyttet til plass 1 av 3." in undone[1]
    assert places(goal) == before


def test_undo_works_as_a_plain_form_and_a_refused_one_writes_nothing(planner, three):
    goal, [a, *_rest] = three
    before = places(goal)
    move(planner, a, direction="down")

    done, refused = undo(planner, a), undo(planner, a)

    assert done.url == reverse("element_page", args=[a.pk])
    assert refused.url == reverse("programme_page", args=[a.programme_id])
    assert places(goal) == before
    assert [entry.act for entry in history_of("element", a.pk)] == ["undo", "move"]


def test_a_refused_move_disturbs_no_undo(planner, three):
    goal, [a, *_rest] = three
    before = places(goal)
    move(planner, a, direction="down")

    refused = move(planner, goal.parent, direction="up")
    undo(planner, a, **HTMX)

    assert refused.status_code == 422
    assert places(goal) == before


def test_roles_given_in_both_cities_open_both_cities_own(planner, programmes, person):
    page = lambda: planner.get(reverse("element_page", args=[programmes["skien-porsgrunn"].pk])).content.decode()  # noqa: E731
    skien, porsgrunn = (programmes.world.cities[slug].pk for slug in ("skien", "porsgrunn"))
    one = page()
    give_role(person=person, kind="planner", city=programmes.world.cities["porsgrunn"], by=None, at=now())

    assert f'data-own="{skien}"' in one
    assert f'data-own="{skien} {porsgrunn}"' in page()
