"""The coverage of a draft: what is counted where, its page, and how a hole is filled."""

from uuid import uuid4

import pytest
from django.urls import reverse

from common.coverage import SIDE_OF, SIDES
from history.models import Entry
from programmes.actions import bin_element, waive_gap
from programmes.coverage import coverage_of
from programmes.models import Element, Kind, Measure
from programmes.readiness import readiness_of
from tests.factories.programmes import MOMENT, ElementFactory, ThemeFactory
from tests.helpers.statements import statements


@pytest.fixture
def themes(programmes):
    return {
        code: ThemeFactory(code=code, number=n, name=name)
        for n, (code, name) in enumerate([("FE", "På tvers"), ("AT", "Areal og transport"), ("KT", "Klimatilpasning")])
    }


@pytest.fixture
def planner(client, programmes):
    client.force_login(programmes.world.people["planner", "skien"])
    return client


def aim(element, theme=None, **facts) -> Element:
    Measure.objects.filter(element=element).update(theme=theme, **facts)
    return element


def cell(programme, mark, city=None) -> list[str]:
    theme, _colon, group = mark.rpartition(":")
    covered = coverage_of(programme, city)
    return [node.element.title for node in covered.measures(covered.counted.of(theme, group))]


def page(programme, query="") -> str:
    return reverse("programme_coverage", args=[programme.pk]) + query


def test_the_groups_are_those_of_a_measure_in_the_same_order():
    groups = [(side, tuple(group.value for group in groups)) for side, (_label, groups) in zip(
        SIDES, Measure.TARGET_GROUPS, strict=True
    )]  # fmt: skip

    assert groups == list(SIDES.items())
    assert list(SIDE_OF) == Measure.Target.values


def test_a_measure_without_theme_has_that_of_the_chapter_it_stands_under(programmes, themes):
    measure = aim(programmes["bare-skien"], targets=["business"])
    chapter = programmes["bare-skien:chapter"].chapter
    chapter.theme = themes["KT"]
    chapter.save()

    assert cell(programmes.skien, "KT:business") == [measure.title]
    assert cell(programmes.skien, "AT:business") == []


def test_a_measure_counts_under_its_secondary_themes_too(programmes, themes):
    measure = aim(programmes["bare-skien"], themes["AT"], targets=["state"])
    measure.measure.secondary_themes.set([themes["KT"], themes["AT"]])

    assert cell(programmes.skien, "AT:state") == cell(programmes.skien, "KT:state") == [measure.title]


def test_what_lies_in_the_bin_counts_nowhere(programmes, themes):
    aim(programmes["bare-skien"], themes["AT"], targets=["state"])
    by = programmes.world.people["planner", "skien"]

    bin_element(element=programmes["bare-skien:chapter"], by=by, at=MOMENT)

    assert cell(programmes.skien, "AT:state") == []


def test_a_citys_part_is_what_is_shared_and_its_own(programmes, themes):
    twins, cities = programmes.twins["skien", "porsgrunn"], programmes.world.cities
    shared, own, other = (programmes[f"skien-porsgrunn{rest}"] for rest in ("", ":skien", ":porsgrunn"))
    for measure in (shared, own, other):
        aim(measure, themes["AT"], targets=["region"])

    assert len(cell(twins, "AT:region")) == 3
    assert cell(twins, "AT:region", cities["skien"]) == [shared.title, own.title]


def test_a_theme_across_the_others_has_a_row_when_used_and_no_holes(programmes, themes):
    unused = coverage_of(programmes.skien)
    aim(programmes["bare-skien"], themes["FE"], targets=["state"])

    used = coverage_of(programmes.skien)

    assert [theme.code for theme in unused.themes] == ["AT", "KT"]
    assert [theme.code for theme in used.themes] == ["FE", "AT", "KT"]
    assert {theme.code for theme, _group in used.holes} == {"AT", "KT"}


def test_a_citys_own_theme_has_a_row_when_used(programmes, themes):
    skien = programmes.world.cities["skien"]
    own = ThemeFactory(code="AT", number=1, name="Elva", city=skien)
    ThemeFactory(code="X", number=2, name="Fremmed", city=programmes.world.cities["oslo"])
    aim(programmes["bare-skien"], own, targets=["population"])

    covered = coverage_of(programmes.skien)

    assert [theme.mark for theme in covered.themes] == ["AT", "KT", "AT@skien"]
    assert cell(programmes.skien, "AT@skien:population") == [programmes["bare-skien"].title]
    assert cell(programmes.skien, "AT:population") == []


def test_the_page_leads_from_a_cell_to_its_measures(planner, programmes, themes):
    measure = aim(programmes["bare-skien"], themes["AT"], targets=["state"])

    html = planner.get(page(programmes.skien, "?celle=AT:state")).content.decode()

    assert f'href="{reverse("element_page", args=[measure.pk])}#e{measure.pk}-targets"' in html
    assert html.count(">hull</span>") == 9


@pytest.mark.parametrize("query", ["?celle=AT", "?celle=tull:state", "?celle=AT:tull", "?by=oslo", "?celle=:", "?by="])
def test_an_address_that_names_nothing_shows_the_whole(planner, programmes, themes, query):
    answer = planner.get(page(programmes.skien, query))

    assert answer.status_code == 200
    assert answer.context["open"] is answer.context["city"] is None


def test_those_who_do_not_say_whom_they_are_for_are_told_of(planner, programmes, themes):
    measure = aim(programmes["bare-skien"], themes["AT"])

    html = planner.get(page(programmes.skien)).content.decode()

    assert "1 tiltak sier ikke hvem det er rettet mot" in html
    assert f"#e{measure.pk}-targets" in html


def test_a_hole_is_filled_in_one_act(planner, programmes, themes):
    goal, form = programmes["bare-skien:goal"], uuid4()
    address = reverse("coverage_fill", args=[programmes.skien.pk])

    shown = planner.get(address + "?celle=KT:business").content.decode()
    sent = {"celle": "KT:business", "title": "Flomvern", "place": goal.pk, "uuid": form}
    answers = [planner.post(address, sent) for _time in range(2)]

    made = Element.objects.get(title="Flomvern")
    assert 'name="celle" value="KT:business"' in shown
    assert [answer.url for answer in answers] == [reverse("element_page", args=[made.pk])] * 2
    assert (made.parent, made.measure.theme, made.measure.targets) == (goal, themes["KT"], ["business"])
    assert cell(programmes.skien, "KT:business") == ["Flomvern"]
    assert Entry.objects.filter(thing="element", thing_id=made.pk).count() == 3


def test_a_hole_cannot_be_filled_in_a_twins_own_part(planner, programmes, themes):
    theirs = programmes["skien-porsgrunn:porsgrunn"]
    theirs.kind = Kind.GOAL
    theirs.save()
    address = reverse("coverage_fill", args=[theirs.programme_id])
    sent = {"celle": "KT:business", "title": "Flomvern", "place": theirs.pk, "uuid": uuid4(), "city": ""}

    answer = planner.post(address, sent)

    assert answer.status_code == 422
    assert not Element.objects.filter(title="Flomvern").exists()


@pytest.mark.parametrize("celle", ["", "tull:state", "AT:inward-uten-gruppe"])
def test_a_cell_that_is_not_there_leads_back_to_those_that_are(planner, programmes, themes, celle):
    address = reverse("coverage_fill", args=[programmes.skien.pk])

    asked, sent = planner.get(address, {"celle": celle}), planner.post(address, {"celle": celle, "title": "Flomvern"})

    assert asked.url == sent.url == page(programmes.skien)
    assert not Element.objects.filter(title="Flomvern").exists()


def test_a_reason_stands_in_its_cell(planner, programmes, themes):
    by = programmes.world.people["planner", "skien"]
    waive_gap(
        programme=programmes.skien,
        name="coverage:AT:state",
        reason="Staten eier ingen vei her",
        base=0,
        by=by,
        at=MOMENT,
    )

    html = planner.get(page(programmes.skien, "?celle=AT:state")).content.decode()

    assert "Staten eier ingen vei her" in html
    assert html.count(">hull</span>") == 9
    assert ">begrunnet</span>" in html
    assert "coverage:AT:state" not in {
        gap.name for gaps in readiness_of(programmes.skien).open.values() for gap in gaps
    }


def test_the_page_takes_as_many_statements_for_three_measures_as_for_one(planner, programmes, themes):
    aim(programmes["bare-skien"], themes["AT"], targets=["state"])
    one = statements(lambda: planner.get(page(programmes.skien, "?celle=AT:state")))
    for _n in range(2):
        more = aim(ElementFactory(parent=programmes["bare-skien:goal"]), themes["AT"], targets=["state"])
        more.measure.secondary_themes.set([themes["KT"]])

    three = statements(lambda: planner.get(page(programmes.skien, "?celle=AT:state")))

    assert len(three) == len(one)
    assert len(three) <= 12
