"""A city takes over a branch: what is copied, what moves along, and what is left as it was."""

from datetime import UTC, datetime

import pytest

from programmes.actions.heirs import take_over
from programmes.models import Comment, Element, Kind, Measure, NumberAlias, Reading, Waiver
from programmes.queries import living, outline
from programmes.tables import TABLES
from tests.factories.programmes import ElementFactory, ProgrammeFactory
from tests.helpers.statements import statements
from tests.programmes.branch import grow

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)


@pytest.fixture
def branch(programmes):
    return grow(programmes)


@pytest.fixture
def skien(programmes):
    return programmes.world.cities["skien"]


@pytest.fixture
def porsgrunn(programmes):
    return programmes.world.cities["porsgrunn"]


def within(branch, city):
    """The city takes over in the same programme, as in a split."""
    top = branch.strategy
    return take_over(top, city=city, scope=city, parent=top.parent, place=top.position, at=AT)


def out_of(programmes, city):
    """The city takes everything to a programme of its own."""
    programme = ProgrammeFactory(cities=[city], title="Eget program")
    root = programme.elements.get(parent=None)
    return root, take_over(programmes["skien-porsgrunn:root"], city=city, scope=None, heir=root, at=AT)


def tree(programme) -> list[tuple]:
    """(place, title, whose) of all that stands in the outline; siblings stand without gaps."""
    nodes = outline(living(programme).select_related("city"))
    for node in nodes:
        assert [child.element.position for child in node.children] == list(range(len(node.children)))
    return [(node.place, node.element.title, node.element.city and node.element.city.slug) for node in nodes]


def test_what_is_shared_is_copied_in_its_order_with_the_citys_own_among_it(branch, porsgrunn):
    taken = within(branch, porsgrunn)

    assert set(taken.heirs) == {element.pk for element in branch.shared}
    assert [moved.element for moved in taken.moved] == [branch.own["porsgrunn"]]
    assert [node for node in tree(branch.strategy.programme) if node[0] >= "2"] == [
        ("2", "Gren strategi", "porsgrunn"),
        ("2.1", "Gren mål", "porsgrunn"),
        ("2.1.1", "Gren tiltak", "porsgrunn"),
        ("2.1.2", "Gren eget porsgrunn", "porsgrunn"),
        ("2.1.2.1", "Gren under eget porsgrunn", "porsgrunn"),
        ("2.1.3", "Gren virkemiddel", "porsgrunn"),
        ("3", "Gren strategi", None),
        ("3.1", "Gren mål", None),
        ("3.1.1", "Gren eget skien", "skien"),
        ("3.1.1.1", "Gren under eget skien", "skien"),
        ("3.1.2", "Gren tiltak", None),
        ("3.1.3", "Gren virkemiddel", None),
    ]


def test_numbers_lead_to_the_heirs_also_those_that_led_to_what_they_come_from(branch, porsgrunn):
    NumberAlias.objects.create(number=7, origin=77, element=branch.measure, at=AT)

    heir = within(branch, porsgrunn).heirs[branch.measure.pk]

    led = set(heir.aliases.values_list("number", "origin"))
    assert led == {(branch.measure.number, branch.measure.pk), (7, 77)}
    assert heir.number not in (branch.measure.number, 7)


@pytest.mark.parametrize("leaving", [False, True])
def test_no_row_that_is_common_or_the_citys_is_lost_and_none_of_the_twins_comes_along(
    programmes, branch, skien, leaving
):
    before = said_in(branch.measure)

    taken = out_of(programmes, skien)[1] if leaving else within(branch, skien)

    heir = taken.heirs[branch.measure.pk]
    assert said_in(heir) == [words for words in before if "porsgrunn" not in words and not words.startswith("Del")]
    assert heir.measure.period.words == "2010"
    assert heir.measure.note == "Felles merknad\nDel skien"
    assert heir.measure.effect == branch.measure.measure.effect
    assert heir.measure.theme == branch.measure.measure.theme
    assert [row.city for table in TABLES for row in table.rows_of(heir) if row.city] == []
    assert {reading.indicator.element_id for reading in heir.reading_rows.all()} == {heir.pk}
    assert said_in(branch.measure) == before


def said_in(element) -> list[str]:
    """What tells the rows of a measure from one another."""
    rows = [row for table in TABLES for row in table.model.objects.filter(element=element)]
    return sorted(next(str(said) for name in TELLING if (said := getattr(row, name, ""))) for row in rows)


TELLING = ("words", "note", "indicator", "name", "title")


def test_a_citys_figure_beside_a_common_one_of_the_same_source_stays_the_citys(branch, skien):
    common = Reading.objects.get(element=branch.measure, city=None)
    Reading.objects.create(
        element=branch.measure, city=skien, indicator=common.indicator, day=common.day, value=common.value
    )

    heir = within(branch, skien).heirs[branch.measure.pk]

    assert sorted(str(reading.city) for reading in heir.reading_rows.filter(indicator__name="Indikator felles")) == [
        "None",
        "Skien",
    ]


def test_comments_come_with_their_answers_and_nobody_is_told_again(branch, skien):
    heir = within(branch, skien).heirs[branch.measure.pk]

    first, answer = Comment.objects.filter(element=heir)
    assert (first.text, answer.text, answer.answers) == ("Hvem gjør dette?", "Vi gjør.", first)
    assert not first.mentions.exists()
    assert heir.bases.get().point == branch.measure.bases.get().point


def test_measures_lean_on_the_heirs_of_their_instruments(programmes, branch, skien):
    elsewhere = ElementFactory(parent=programmes["skien-porsgrunn:root"], kind=Kind.INSTRUMENT)
    branch.measure.measure.instruments.add(elsewhere)

    heirs = within(branch, skien).heirs

    instrument = heirs[branch.instrument.pk]
    assert set(heirs[branch.measure.pk].measure.instruments.all()) == {instrument, elsewhere}
    assert list(Measure.objects.get(element=branch.own["skien"]).instruments.all()) == [instrument]
    assert list(Measure.objects.get(element=branch.own["porsgrunn"]).instruments.all()) == [branch.instrument]


def test_reasons_for_gaps_are_the_heirs_too(branch, skien):
    heir = within(branch, skien).heirs[branch.measure.pk]

    comment = Comment.objects.get(element=heir, answers=None)
    new = Waiver.objects.filter(programme=heir.programme, city=skien)
    assert {waiver.gap: waiver.reason for waiver in new} == {
        f"instrument:{heir.code}": f"Fordi instrument:{branch.measure.code}",
        f"comment:{comment.uuid.hex}": Waiver.objects.get(gap__startswith="comment", city=None).reason,
    }


def test_a_city_that_leaves_takes_its_own_along_from_the_bin_too(programmes, branch, skien, porsgrunn):
    goal, own = branch.goal, branch.own["skien"]
    thrown = ElementFactory(parent=goal, city=skien, position=None, binned_at=AT, title="Kastet eget")
    gone = ElementFactory(parent=goal, position=None, binned_at=AT, title="Kastet felles")
    under = ElementFactory(parent=gone, city=skien, title="Under kastet")
    theirs = ElementFactory(parent=gone, city=porsgrunn, title="Tvillingens under kastet")
    waiver = Waiver.objects.create(
        programme=goal.programme, gap=f"responsible:{own.code}", city=skien, reason="x", by_name="y", at=AT
    )

    root, taken = out_of(programmes, skien)

    heir = taken.heirs[goal.pk]
    places = {
        (element.title, element.parent_id, element.city_id)
        for element in Element.objects.filter(programme=root.programme, binned_at__isnull=False)
    }
    assert places == {("Kastet eget", heir.pk, None), ("Under kastet", heir.pk, None)}
    assert Element.objects.get(pk=branch.below["skien"].pk).programme == root.programme
    assert set(Element.objects.filter(pk__in=[gone.pk, theirs.pk]).values_list("programme", flat=True)) == {
        goal.programme_id
    }
    waiver.refresh_from_db()
    assert (waiver.programme, waiver.city) == (root.programme, None)
    assert not Element.objects.filter(programme=goal.programme, city=skien).exists()
    assert {title for _place, title, _city in tree(goal.programme)} >= {"Gren tiltak", "Gren eget porsgrunn"}
    assert {thrown.number, under.number} <= set(
        Element.objects.filter(programme=root.programme).values_list("number", flat=True)
    )


def test_a_measure_that_moves_out_leans_on_nothing_it_leaves_behind(programmes, branch, skien):
    left = ElementFactory(parent=branch.goal, kind=Kind.INSTRUMENT, position=None, binned_at=AT)
    own = Measure.objects.get(element=branch.own["skien"])
    own.instruments.add(left)

    _root, taken = out_of(programmes, skien)

    assert list(own.instruments.all()) == [taken.heirs[branch.instrument.pk]]


def test_a_large_branch_takes_no_more_statements_than_a_small_one(branch, skien, porsgrunn):
    few = statements(lambda: within(branch, skien))
    for n in range(20):
        measure = ElementFactory(parent=branch.goal, title=f"Flere {n}")
        measure.responsibility_rows.create(words=str(n))
        ElementFactory(parent=branch.goal, city=porsgrunn)

    many = statements(lambda: within(branch, porsgrunn))

    assert NumberAlias.objects.filter(element__city=porsgrunn).count() == 24
    assert len(many) <= len(few)
