"""What elements build on and answer: links with quotation, place and how it is followed up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from common.refusals import Refused, Stale
from history.queries import history_of
from programmes.actions import answer_point, bin_element, remove_basis, save_basis
from programmes.models import Basis, Paper
from programmes.papers import feedback_answered, letters_to, matches, unanswered_points
from tests.factories.programmes import PaperFactory, PointFactory
from tests.helpers.statements import statements

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def letter(programmes):
    """A feedback letter to Skien, with two points."""
    cities = programmes.world.cities
    letter = PaperFactory(kind="feedback", title="Tilbakemelding til Skien", cities=[cities["skien"]])
    for n, title in enumerate(["Tallfest målene", "Ta med næringslivet"]):
        PointFactory(paper=letter, position=n, number=str(n + 1), title=title)
    return letter


def said(**more):
    return {
        "paper": None, "point": None, "kind": "plan", "title": "Kommuneplanen", "place": "", "quotation": "",
        "followed_up": None, "because": "", **more,
    }  # fmt: skip


def on(point, **more):
    return said(paper=point.paper, point=point, kind="", title="", **more)


def save(element, by, values=None, **more):
    return save_basis(element=element, values=values or said(), by=by, at=AT, **more)


def answer(point, by, *elements, followed_up=True, because=""):
    return answer_point(point=point, elements=elements, followed_up=followed_up, because=because, by=by, at=AT)


# -- Linking


def test_a_link_to_a_point_takes_kind_and_title_from_it(programmes, planner, letter):
    point = letter.points.first()

    basis = save(
        programmes["bare-skien"], planner, on(point, quotation="Byene bør …", place="side 2", followed_up=True)
    )

    entry = history_of("element", programmes["bare-skien"].pk).get()
    assert (basis.kind, basis.title, basis.paper, basis.revision) == ("feedback", "Tallfest målene", letter, 1)
    assert (entry.field, entry.before, entry.after["words"]) == ("basis", None, "Tallfest målene (fulgt opp)")


def test_a_link_may_have_a_title_of_its_own(programmes, planner):
    basis = save(programmes["bare-skien"], planner, said(kind="decision", title="Vedtak 12/08"))

    assert (basis.kind, basis.title, basis.paper) == ("decision", "Vedtak 12/08", None)


def test_a_no_without_a_reason_is_refused(programmes, planner, letter):
    with pytest.raises(Refused, match="hvorfor"):
        save(programmes["bare-skien"], planner, on(letter.points.first(), followed_up=False))

    assert not programmes["bare-skien"].bases.exists()


def test_an_element_answers_a_point_once(programmes, planner, letter):
    save(programmes["bare-skien"], planner, on(letter.points.first()))

    with pytest.raises(Refused, match="alt knyttet"):
        save(programmes["bare-skien"], planner, on(letter.points.first(), followed_up=True))

    assert programmes["bare-skien"].bases.count() == 1


@pytest.mark.parametrize("kind", ["feedback", "plan"])
def test_another_citys_paper_cannot_be_linked(programmes, planner, kind):
    theirs = PaperFactory(kind=kind, cities=[programmes.world.cities["oslo"]])

    with pytest.raises(Refused, match="gjelder ikke"):
        save(programmes["bare-skien"], planner, on(PointFactory(paper=theirs)))

    assert not Basis.objects.exists()


def test_a_twins_own_letter_is_no_business_of_the_other(programmes, planner):
    theirs = PaperFactory(kind="feedback", cities=[programmes.world.cities["porsgrunn"]])

    with pytest.raises(Refused, match="gjelder ikke"):
        save(programmes["skien-porsgrunn"], planner, on(PointFactory(paper=theirs)))


def test_a_stale_change_is_refused_with_both_and_remembered(programmes, planner):
    element = programmes["bare-skien"]
    basis = save(element, planner)
    save(element, planner, said(title="Ny tittel"), basis=basis, base=1)

    with pytest.raises(Stale) as stale:
        save(element, planner, said(title="Min tittel"), basis=basis, base=1)

    basis.refresh_from_db()
    acts = [(entry.act, entry.after["title"]) for entry in history_of("element", element.pk)]
    assert (basis.title, stale.value.theirs.title, stale.value.base) == ("Ny tittel", "Ny tittel", 2)
    assert acts[0] == ("conflict", "Min tittel")


def test_what_is_taken_away_stands_in_the_history(programmes, planner):
    element = programmes["bare-skien"]
    basis = save(element, planner)

    remove_basis(element=element, basis=basis, by=planner, at=AT)

    assert not element.bases.exists()
    assert history_of("element", element.pk).first().before["title"] == "Kommuneplanen"


@pytest.mark.django_db(transaction=True)
def test_twenty_equal_forms_at_once_make_one_link(programmes, planner, letter):
    element, key, ready = programmes["bare-skien"], uuid4(), Barrier(20)

    def send(_n):
        ready.wait(timeout=30)
        try:
            return save(element, planner, on(letter.points.first()), uuid=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        made = set(pool.map(send, range(20)))

    assert len(made) == Basis.objects.count() == 1
    assert history_of("element", element.pk).count() == 1


# -- Answering


def test_a_point_is_answered_when_something_living_says_so(programmes, planner, letter):
    first, second = letter.points.all()
    measure, programme = programmes["bare-skien"], programmes.skien

    before = unanswered_points(programme)
    answer(first, planner, measure)
    save(measure, planner, on(second))
    linked = unanswered_points(programme)
    bin_element(element=measure, by=planner, at=AT)

    assert before == [(letter, first), (letter, second)]
    assert linked == [(letter, second)]
    assert unanswered_points(programme) == before


def test_the_root_answers_for_the_programme_as_a_whole(programmes, planner, letter):
    [basis] = answer(
        letter.points.first(), planner, programmes["bare-skien:root"], followed_up=False, because="For dyrt"
    )

    assert (basis.element, basis.followed_up, basis.because) == (programmes["bare-skien:root"], False, "For dyrt")
    assert len(unanswered_points(programmes.skien)) == 1


def test_letters_of_intent_are_asked_for_by_kind(programmes, planner):
    point = PointFactory(paper=PaperFactory(kind="letter_of_intent"))

    assert unanswered_points(programmes.skien) == []
    assert unanswered_points(programmes.skien, [Paper.Kind.LETTER_OF_INTENT]) == [(point.paper, point)]


def test_another_citys_letter_asks_nothing(programmes):
    PointFactory(paper=PaperFactory(kind="feedback", cities=[programmes.world.cities["oslo"]]))

    assert unanswered_points(programmes.skien) == []


def test_the_same_answer_again_changes_nothing(programmes, planner, letter):
    for _time in range(3):
        [basis] = answer(letter.points.first(), planner, programmes["bare-skien"])

    assert (basis.revision, history_of("element", programmes["bare-skien"].pk).count()) == (1, 1)


def test_another_answer_on_the_same_element_is_refused_and_nothing_is_written(programmes, planner, letter):
    point = letter.points.first()
    answer(point, planner, programmes["bare-skien"])

    with pytest.raises(Refused, match="svarer alt"):
        answer(
            point, planner, programmes["bare-skien:goal"], programmes["bare-skien"], followed_up=False, because="Nei"
        )

    assert Basis.objects.get().followed_up is True


def test_a_link_without_an_answer_is_answered_where_it_stands(programmes, planner, letter):
    point = letter.points.first()
    save(programmes["bare-skien"], planner, on(point, quotation="Byene bør …"))

    [basis] = answer(point, planner, programmes["bare-skien"])

    assert (basis.quotation, basis.followed_up, Basis.objects.count()) == ("Byene bør …", True, 1)


def test_nobody_answers_on_the_twins_own_element(programmes, planner):
    cities = programmes.world.cities
    point = PointFactory(paper=PaperFactory(kind="feedback", cities=[cities["skien"], cities["porsgrunn"]]))

    with pytest.raises(Refused, match="Bare Porsgrunn"):
        answer(point, planner, programmes["skien-porsgrunn"], programmes["skien-porsgrunn:porsgrunn"])

    assert not Basis.objects.exists()


def test_a_citys_feedback_is_answered_when_each_point_of_each_letter_is(programmes, planner, letter):
    city = programmes.world.cities["skien"]
    states = [feedback_answered(city)]
    for point in letter.points.all():
        answer(point, planner, programmes["bare-skien"])
        states.append(feedback_answered(city))

    assert states == [False, False, True]
    assert not feedback_answered(programmes.world.cities["oslo"])


# -- What is found


def test_search_finds_points_by_number_and_words(programmes, planner, letter):
    found = matches(programmes.skien, planner, "tallfest")

    assert found == [(letter, letter.points.first())]
    assert [point and point.number for _paper, point in matches(programmes.skien, planner, "tilbakemelding")] == [
        None,
        "1",
        "2",
    ]


@pytest.mark.parametrize(
    "ask",
    [
        lambda programme, person: unanswered_points(programme),
        lambda programme, person: letters_to(programme, person),
        lambda programme, person: matches(programme, person, ""),
    ],
    ids=["unanswered", "letters", "matches"],
)
def test_questions_cost_the_same_for_one_as_for_three(programmes, planner, letter, ask):
    ask(programmes.skien, planner)
    few = statements(lambda: ask(programmes.skien, planner))
    for _n in range(3):
        more = PaperFactory(kind="feedback", cities=[programmes.world.cities["skien"]])
        for n in range(3):
            answer(PointFactory(paper=more, position=n), planner, programmes["bare-skien"])

    many = statements(lambda: ask(programmes.skien, planner))

    assert len(few) == len(many) <= 4
