"""What a programme still lacks: each rule, the reasons, and the page that lists them."""

from collections import Counter
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.dates import LooseDate
from common.numbers import StatedNumber
from common.refusals import Refused, Stale
from history.models import Entry
from programmes.actions import bin_element, empty_bin, restore_element, unwaive_gap, waive_gap, waive_gaps
from programmes.content import programme_content
from programmes.models import (
    Basis,
    CityPart,
    Comment,
    Element,
    Indicator,
    Kind,
    Measure,
    Paper,
    Point,
    Programme,
    Responsibility,
    Target,
    Waiver,
)
from programmes.readiness import RULES, readiness_of
from programmes.readiness.links import is_malformed
from programmes.templatetags.programmes import told
from tests.factories.programmes import MOMENT, ElementFactory, ThemeFactory
from tests.helpers.statements import statements

DAY = date(2009, 2, 9)


@pytest.fixture
def programme(programmes):
    return programmes.skien


@pytest.fixture
def by(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def planner(client, by):
    client.force_login(by)
    return client


def names(programme) -> set[str]:
    """The gaps nobody has given a reason for."""
    fresh = Programme.objects.get(pk=programme.pk)
    return {gap.name for gaps in readiness_of(fresh).open.values() for gap in gaps}


def gap(rule, element) -> str:
    return f"{rule}:{element.code}"


def waive(programme, name, by, reason="Det trengs ikke", base=0):
    return waive_gap(programme=programme, name=name, reason=reason, base=base, by=by, at=MOMENT)


# -- The rules


def test_rules_have_each_their_own_key():
    assert max(Counter(rule.key for rule in RULES).values()) == 1


def test_an_empty_measure_and_an_empty_goal_lack_everything(programmes, programme):
    measure, goal = programmes["bare-skien"], programmes["bare-skien:goal"]

    assert names(programme) == {
        gap("responsible", measure), gap("deadline", measure), gap("instrument", measure),
        gap("target", goal), gap("indicator", goal),
    }  # fmt: skip


def fill_period(measure, goal):
    Measure.objects.filter(element=measure).update(period=LooseDate.read("2009"))


def fill_part(measure, goal):
    city = measure.programme.document.cities.get()
    CityPart.objects.create(element=measure, city=city, period=LooseDate.read("2010"))


def lean_on_a_named_one(measure, goal):
    root = measure.programme.elements.get(parent=None)
    measure.measure.instruments.add(ElementFactory(parent=root, kind=Kind.INSTRUMENT))


def lean_on_one_under(measure, goal):
    ElementFactory(parent=ElementFactory(parent=measure, kind=Kind.CHAPTER), kind=Kind.INSTRUMENT)


def lean_on_one_above(measure, goal):
    measure.parent = ElementFactory(parent=goal, kind=Kind.INSTRUMENT)
    measure.save()


@pytest.mark.parametrize(
    ("rule", "fill"),
    [
        ("deadline", fill_period),
        ("deadline", fill_part),
        ("instrument", lean_on_a_named_one),
        ("instrument", lean_on_one_under),
        ("instrument", lean_on_one_above),
        ("responsible", lambda measure, goal: Responsibility.objects.create(element=measure, words="Byen")),
        ("target", lambda measure, goal: Target.objects.create(element=goal, amount=StatedNumber.read("20"))),
        ("indicator", lambda measure, goal: Indicator.objects.create(element=goal, name="Sykkelreiser")),
    ],
)
def test_what_is_filled_is_no_gap(programmes, programme, rule, fill):
    before = names(programme)

    fill(programmes["bare-skien"], programmes["bare-skien:goal"])

    assert {name.split(":")[0] for name in before - names(programme)} == {rule}


def test_an_instrument_in_the_bin_is_nothing_to_lean_on(programmes, programme, by):
    measure = programmes["bare-skien"]
    instrument = ElementFactory(parent=programmes["bare-skien:goal"], kind=Kind.INSTRUMENT)
    measure.measure.instruments.add(instrument)
    assert gap("instrument", measure) not in names(programme)

    bin_element(element=instrument, by=by, at=MOMENT)

    assert gap("instrument", measure) in names(programme)


def test_what_lies_in_the_bin_lacks_nothing(programmes, programme, by):
    bin_element(element=programmes["bare-skien:goal"], by=by, at=MOMENT)

    assert names(programme) == set()


def test_each_empty_cell_of_a_theme_is_a_gap(programmes, programme):
    theme = ThemeFactory(code="AT", number=1)
    Measure.objects.filter(element=programmes["bare-skien"]).update(theme=theme, targets=["state", "region"])

    holes = {name for name in names(programme) if name.startswith("coverage:")}

    assert holes == {f"coverage:AT:{group}" for group in ("municipality", "business", "population")}


def feedback(city, *titles) -> list[Point]:
    paper = Paper.objects.create(kind=Paper.Kind.FEEDBACK, title="Brev fra departementene")
    paper.cities.add(city)
    return [Point.objects.create(paper=paper, position=n, title=title) for n, title in enumerate(titles)]


def test_a_point_is_a_gap_until_a_living_element_answers_it(programmes, programme, by):
    first, second = feedback(programmes.world.cities["skien"], "Tallfest målet", "Si hvem")
    feedback(programmes.world.cities["oslo"], "Ikke til oss")
    measure = programmes["bare-skien"]
    answered = {"kind": Basis.Kind.FEEDBACK, "title": "Brev", "element": measure}
    Basis.objects.create(point=first, followed_up=True, **answered)
    Basis.objects.create(point=second, followed_up=None, **answered)

    found = {name for name in names(programme) if name.startswith("answer:")}
    bin_element(element=measure, by=by, at=MOMENT)

    assert found == {f"answer:{second.uuid.hex}"}
    assert names(programme) >= {f"answer:{point.uuid.hex}" for point in (first, second)}


def test_a_letter_to_one_twin_is_no_matter_of_the_others(programmes):
    twins, people = programmes.twins["skien", "porsgrunn"], programmes.world.people
    [point] = feedback(programmes.world.cities["skien"], "Tallfest målet")
    mine, other = people["planner", "skien"], people["planner", "porsgrunn"]
    told_of = lambda person: {gap.name for gap in readiness_of(twins, person).gaps}  # noqa: E731
    name = f"answer:{point.uuid.hex}"

    assert (name in told_of(mine), name in told_of(other), name in told_of(None)) == (True, False, True)
    with pytest.raises(Refused):
        waive(twins, name, other)
    assert waive(twins, name, mine).city == programmes.world.cities["skien"]


def test_a_paper_that_is_no_longer_for_the_city_is_a_gap(programmes, programme):
    skien, oslo = (programmes.world.cities[slug] for slug in ("skien", "oslo"))
    ours, theirs, everybodys = (Paper.objects.create(title=title) for title in ("Vår", "Deres", "Alles"))
    ours.cities.set([skien, oslo])
    theirs.cities.set([oslo])
    bases = [
        Basis.objects.create(element=programmes["bare-skien"], kind="plan", title=paper.title, paper=paper)
        for paper in (ours, theirs, everybodys)
    ]

    assert {name for name in names(programme) if name.startswith("paper:")} == {f"paper:{bases[1].uuid.hex}"}


def test_an_open_comment_is_a_gap_and_an_answer_or_a_solved_one_is_not(programmes, programme):
    said = {"element": programmes["bare-skien"], "text": "Når da?", "person_name": "Kari", "at": MOMENT}
    open_one = Comment.objects.create(**said)
    Comment.objects.create(answers=open_one, **said)
    Comment.objects.create(solved_at=MOMENT, **said)

    assert {name for name in names(programme) if name.startswith("comment:")} == {f"comment:{open_one.uuid.hex}"}


def write(element, html) -> None:
    Element.objects.filter(pk=element.pk).update(text=html)


def linked(programme) -> list[tuple[str, str]]:
    readiness = readiness_of(Programme.objects.get(pk=programme.pk))
    return [(gap.rule.key, gap.detail) for gap in readiness.gaps if gap.rule.key in ("link", "address")]


@pytest.mark.parametrize("words", ["{code}", "http://testserver/handlingsprogram/element/{pk}/#e1-title", "{address}"])
def test_a_reference_is_dead_when_its_element_is(programmes, programme, by, words):
    measure, target = programmes["bare-skien"], ElementFactory(parent=programmes["bare-skien:goal"])
    address = f"http://testserver/handlingsprogram/{programme.pk}/{target.code}/"
    words = words.format(code=target.code, pk=target.pk, address=address)
    write(measure, f"<p>Se {target.code}</p>" if words == target.code else f'<p><a href="{words}">se der</a></p>')

    alive = linked(programme)
    bin_element(element=target, by=by, at=MOMENT)
    in_bin = linked(programme)
    empty_bin(before=MOMENT.replace(year=2010), by=None, at=MOMENT)
    purged = linked(programme)

    assert alive == []
    assert in_bin == purged == [("link", words)]


def test_what_leads_elsewhere_is_not_judged(programmes, programme):
    stranger = programmes["oslo-bergen"]
    write(
        programmes["bare-skien"],
        f'<p>Se {stranger.code}, T-9999999 og <a href="http://example.org/handlingsprogram/element/{stranger.pk}/">her</a>'
        f' eller <a href="http://testserver/handlingsprogram/element/{stranger.pk}/">der</a></p>',
    )

    assert linked(programme) == []


ADDRESSES = {
    "https://framtid.example/a?b=1#c": False,
    "http://localhost:8000/": False,
    "http://127.0.0.1/": False,
    "http://[::1]:80/": False,
    "https://bærum.no/plan": False,
    "https://kari@example.org/": False,
    "mailto:kari@skien.kommune.no": False,
    "mailto:kari@skien.kommune.no?subject=Hei": False,
    "https://": True,
    "https:///side": True,
    "http://side": True,
    "https://to ord.no/": True,
    "https://example.org:99999/": True,
    "https://example.org:port/": True,
    "http://[::1/": True,
    "https://example..no/": True,
    "mailto:kari": True,
    "mailto:": True,
}


@pytest.mark.parametrize(("address", "malformed"), ADDRESSES.items())
def test_an_address_nobody_can_go_to_is_malformed(address, malformed):
    assert is_malformed(address) is malformed


def test_a_malformed_address_is_a_gap_once(programmes, programme):
    write(programmes["bare-skien"], '<p><a href="http://side">a</a> <a href="http://side">b</a></p>')

    assert linked(programme) == [("address", "http://side")]


# -- Reasons


def test_a_reason_closes_the_gap_and_is_remembered(programmes, programme, by):
    measure = programmes["bare-skien"]

    waive(programme, gap("deadline", measure), by, "Går av seg selv")

    readiness = readiness_of(programme)
    entry = Entry.objects.get(act="waive")
    assert gap("deadline", measure) not in names(programme)
    assert [(item.gap.name, item.waiver.reason) for item in readiness.waived] == [
        (gap("deadline", measure), "Går av seg selv")
    ]
    assert (entry.thing_id, entry.before, entry.after["text"]) == (measure.pk, None, "Går av seg selv")
    assert told(entry) == "begrunnet det som mangler: «Går av seg selv»"


def test_a_filled_gap_leaves_no_reason_to_show_and_finds_it_again_when_emptied(programmes, programme, by):
    measure = programmes["bare-skien"]
    waive(programme, gap("deadline", measure), by)

    fill_period(measure, None)
    filled = readiness_of(programme).waived
    Measure.objects.update(period=None)

    assert filled == []
    assert [item.gap.name for item in readiness_of(programme).waived] == [gap("deadline", measure)]


def test_a_reason_is_not_overwritten_in_silence(programmes, programme, by):
    name = gap("deadline", programmes["bare-skien"])
    waive(programme, name, by, "Den første")

    with pytest.raises(Stale) as refused:
        waive(programme, name, by, "Den andre")
    waive(programme, name, by, "Den første")  # sent again

    assert (refused.value.theirs, refused.value.base) == ("Den første", 1)
    assert (Waiver.objects.get().reason, Waiver.objects.get().revision) == ("Den første", 1)
    assert waive(programme, name, by, "Den tredje", base=1).revision == 2


def test_a_reason_can_be_taken_back_by_the_one_who_saw_it(programmes, programme, by):
    name = gap("deadline", programmes["bare-skien"])
    waiver = waive(programme, name, by)

    with pytest.raises(Stale):
        unwaive_gap(waiver=waiver, base=None, by=by, at=MOMENT)
    for _time in range(2):
        unwaive_gap(waiver=waiver, base=1, by=by, at=MOMENT)

    assert name in names(programme)
    assert Entry.objects.filter(act="unwaive", thing_id=programmes["bare-skien"].pk).count() == 1


def test_what_is_not_missing_needs_no_reason(programmes, programme, by):
    with pytest.raises(Refused):
        waive(programme, "deadline:T-0001", by)

    assert not Waiver.objects.exists()


def test_only_the_own_city_gives_reasons_for_what_is_its_own(programmes, by):
    twins = programmes.twins["skien", "porsgrunn"]
    mine, theirs = (gap("deadline", programmes[f"skien-porsgrunn:{slug}"]) for slug in ("skien", "porsgrunn"))
    other = programmes.world.people["planner", "porsgrunn"]

    with pytest.raises(Refused):
        waive(twins, theirs, by)
    with pytest.raises(Refused):
        waive_gaps(programme=twins, names=[mine, theirs], reason="Nei", by=by, at=MOMENT)
    assert not Waiver.objects.exists()
    waiver = waive(twins, theirs, other)

    assert waiver.city == programmes.world.cities["porsgrunn"]
    with pytest.raises(Refused):
        unwaive_gap(waiver=waiver, base=1, by=by, at=MOMENT)
    assert Waiver.objects.get() == waiver


def test_many_get_one_reason_and_those_that_have_one_keep_it(programmes, programme, by):
    waive(programme, gap("deadline", programmes["bare-skien"]), by, "Min egen")

    every = sorted([*names(programme), gap("deadline", programmes["bare-skien"])])
    count = waive_gaps(programme=programme, names=every, reason="Utkast", by=by, at=MOMENT)

    assert count == 4
    assert Counter(Waiver.objects.values_list("reason", flat=True)) == {"Utkast": 4, "Min egen": 1}
    assert readiness_of(programme).ready
    assert Entry.objects.filter(act="waive").count() == 5


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["fill", "empty", "waive", "unwaive", "bin", "restore"]), max_size=12))
def test_whatever_is_done_a_gap_is_open_exactly_when_it_should_be(programmes, programme, by, acts):
    measure = programmes["bare-skien"]
    name = gap("deadline", measure)
    Measure.objects.update(period=None)
    Waiver.objects.all().delete()
    restore_element(element=measure, by=by, at=MOMENT)
    filled = waived = binned = False

    for act in acts:
        missing = not filled and not binned
        if act in ("fill", "empty"):
            filled = act == "fill"
            Measure.objects.update(period=LooseDate.read("2009") if filled else None)
        elif act == "waive" and missing:
            waive(programme, name, by, base=1 if waived else 0)
            waived = True
        elif act == "unwaive" and waived:
            unwaive_gap(waiver=Waiver.objects.get(), base=1, by=by, at=MOMENT)
            waived = False
        elif act in ("bin", "restore"):
            binned = act == "bin"
            (bin_element if binned else restore_element)(element=measure, by=by, at=MOMENT)
        assert (name in names(programme)) is not (filled or waived or binned)


# -- The page


def page(programme, query="") -> str:
    return reverse("programme_readiness", args=[programme.pk]) + query


def waiving(programme) -> str:
    return reverse("gap_waive", args=[programme.pk])


def test_each_row_leads_to_its_field(planner, programmes, programme):
    measure, goal = programmes["bare-skien"], programmes["bare-skien:goal"]

    html = planner.get(page(programme)).content.decode()

    assert "5 ting gjenstår" in html
    for element, place in [
        (measure, f"e{measure.pk}-period"), (measure, f"e{measure.pk}-instruments"), (measure, "table-responsibility"),
        (goal, "table-target"), (goal, "table-indicator"),
    ]:  # fmt: skip
        assert f'href="{reverse("element_page", args=[element.pk])}#{place}"' in html
        assert f'id="{place}"' in planner.get(reverse("element_page", args=[element.pk])).content.decode()


def test_many_of_one_rule_are_shown_when_asked_for(planner, programmes, programme):
    for _n in range(25):
        ElementFactory(parent=programmes["bare-skien:goal"])

    some = planner.get(page(programme)).content.decode()
    every = planner.get(page(programme, "?alle=deadline")).content.decode()

    assert some.count('value="deadline:') == 20
    assert every.count('value="deadline:') == 26
    assert every.count('value="instrument:') == 20
    assert "Vis alle 26" in some


def test_a_form_gives_one_reason_to_what_is_ticked_and_to_all_of_a_rule(planner, programmes, programme):
    for _n in range(25):
        ElementFactory(parent=programmes["bare-skien:goal"])

    answer = planner.post(
        waiving(programme),
        {"regel": "deadline", "hull": gap("target", programmes["bare-skien:goal"]), "reason": "Avklares i 2010"},
    )

    assert (answer.status_code, answer.url) == (302, page(programme))
    assert Waiver.objects.filter(reason="Avklares i 2010").count() == 27
    assert not any(name.startswith("deadline:") for name in names(programme))


def test_all_of_a_rule_leaves_the_twins_own_alone(planner, programmes):
    twins = programmes.twins["skien", "porsgrunn"]

    planner.post(waiving(twins), {"regel": "deadline", "reason": "Avklares"})

    assert {name for name in names(twins) if name.startswith("deadline:")} == {
        gap("deadline", programmes["skien-porsgrunn:porsgrunn"])
    }


@pytest.mark.parametrize(
    "sent",
    [
        {"hull": "deadline"}, {"hull": "deadline", "reason": " "}, {"reason": "Ingen valgt"},
        {"hull": "deadline", "reason": "x" * 2001}, {"hull": "tull:1", "reason": "Finnes ikke"},
        {"hull": "deadline", "reason": "Et \0-tegn"}, {"hull": "deadline", "reason": "Ja", "base": "tull"},
    ],
)  # fmt: skip
def test_a_reason_that_cannot_be_kept_comes_back_with_what_was_typed(planner, programmes, programme, sent):
    sent = {**sent, "hull": gap("deadline", programmes["bare-skien"])} if sent.get("hull") == "deadline" else sent

    answer = planner.post(waiving(programme), sent)

    assert answer.status_code == 422
    assert sent.get("reason", "").strip(" \0").split("\0")[0] in answer.content.decode()
    assert not Waiver.objects.exists()


def test_a_stale_reason_shows_both_and_can_be_saved_over(planner, programmes, programme, by):
    name = gap("deadline", programmes["bare-skien"])
    waive(programme, name, by, "Den første")

    stale = planner.post(waiving(programme), {"hull": name, "reason": "Den andre", "base": "0"})
    html = stale.content.decode()
    planner.post(waiving(programme), {"hull": name, "reason": "Den andre", "base": "1"})

    assert stale.status_code == 409
    assert "Den første" in html
    assert "Den andre</textarea>" in html
    assert 'name="base" value="1"' in html
    assert Waiver.objects.get().reason == "Den andre"


def test_a_reason_can_be_changed_and_taken_away_on_the_page(planner, programmes, programme, by):
    waiver = waive(programme, gap("deadline", programmes["bare-skien"]), by, "Går av seg selv")

    shown = planner.get(waiving(programme), {"hull": waiver.gap}).content.decode()
    planner.post(reverse("gap_unwaive", args=[programme.pk, waiver.pk]), {"base": "1"})

    assert "Går av seg selv</textarea>" in shown
    assert not Waiver.objects.exists()


def test_another_programmes_reason_is_not_found(planner, programmes, programme):
    theirs = Waiver.objects.create(
        programme=programmes.twins["oslo", "bergen"], gap="x", reason="Hemmelig", by_name="", at=MOMENT
    )

    answer = planner.post(reverse("gap_unwaive", args=[programme.pk, theirs.pk]), {"base": "1"})

    assert answer.status_code == 404
    assert Waiver.objects.get() == theirs


def test_an_empty_list_says_that_it_is_ready_and_leads_on(client, programmes, programme, by):
    waive_gaps(programme=programme, names=names(programme), reason="Utkast", by=by, at=MOMENT)
    client.force_login(programmes.world.people["lead", "skien"])

    html = client.get(page(programme)).content.decode()

    assert "Klart til behandling" in html
    assert f'href="{reverse("programme_freeze", args=[programme.pk])}"' in html
    assert html.count("Utkast<") == 5


def test_gaps_are_told_before_freezing_and_stop_nothing(client, programmes, programme):
    client.force_login(programmes.world.people["lead", "skien"])
    address = reverse("programme_freeze", args=[programme.pk])

    html = client.get(address).content.decode()
    answer = client.post(address, {"key": "7f1f2f2e-6f1a-4a55-9f35-2f8f2c3f1d11", "day": "2009-02-09"})

    assert "5 ting gjenstår" in html
    assert f'href="{page(programme)}"' in html
    assert answer.status_code == 302


def test_the_button_is_told_how_many_are_left(planner, programmes, programme, by):
    address = reverse("programme_readiness_count", args=[programme.pk])

    some = planner.get(address).content.decode()
    waive_gaps(programme=programme, names=names(programme), reason="Utkast", by=by, at=MOMENT)

    assert (some, planner.get(address).content.decode()) == ("(5)", "")


def test_the_page_takes_as_many_statements_for_many_as_for_one(planner, programmes, programme):
    ThemeFactory(code="AT", number=1)
    write(programmes["bare-skien"], "<p>Se T-9999999</p>")
    feedback(programmes.world.cities["skien"], "Ett")
    one = statements(lambda: planner.get(page(programme)))
    for n in range(3):
        more = ElementFactory(parent=programmes["bare-skien:goal"], text=f"<p>Se T-999999{n}</p>")
        Comment.objects.create(element=more, text="Når?", person_name="Kari", at=MOMENT)
        feedback(programmes.world.cities["skien"], "Ett", "To")
        Waiver.objects.create(programme=programme, gap=gap("deadline", more), reason="Ja", by_name="Kari", at=MOMENT)

    many = statements(lambda: planner.get(page(programme)))

    assert len(many) == len(one)
    assert len(many) <= 15


# -- What is frozen


def everything_wrong(programmes, programme) -> None:
    """One gap of every rule."""
    measure, oslo = programmes["bare-skien"], programmes.world.cities["oslo"]
    ThemeFactory(code="AT", number=1, name="Areal og transport")
    feedback(programmes.world.cities["skien"], "Tallfest målet")
    paper = Paper.objects.create(title="Deres plan")
    paper.cities.set([oslo])
    Basis.objects.create(element=measure, kind="plan", title="Deres plan", paper=paper)
    Comment.objects.create(element=measure, text="Når da?", person_name="Kari", at=MOMENT)
    gone = ElementFactory(parent=programmes["bare-skien:goal"], kind=Kind.CHAPTER, binned_at=MOMENT, position=None)
    write(measure, f'<p>Se {gone.code} og <a href="http://side">her</a></p>')


def test_what_is_frozen_are_the_reasons_for_gaps_that_are_there(programmes, programme, by):
    everything_wrong(programmes, programme)
    every = names(programme)
    waive_gaps(programme=programme, names=every, reason="Utkast", by=by, at=MOMENT)
    words = {gap.name: gap.words for gap in readiness_of(programme).gaps}

    frozen = programme_content(programme, DAY)["waivers"]
    fill_period(programmes["bare-skien"], None)
    later = programme_content(programme, DAY)["waivers"]

    assert {name.split(":")[0] for name in every} == {rule.key for rule in RULES if rule.waivable}
    assert {waiver["gap"]: waiver["words"] for waiver in frozen} == words
    assert {waiver["gap"] for waiver in frozen} - {waiver["gap"] for waiver in later} == {
        gap("deadline", programmes["bare-skien"])
    }


def test_reasons_for_what_elements_lack_cost_a_freeze_no_statement(programmes, programme, by):
    without = statements(lambda: programme_content(programme, DAY))
    waive_gaps(programme=programme, names=names(programme), reason="Utkast", by=by, at=MOMENT)

    with_reasons = statements(lambda: programme_content(programme, DAY))

    assert [sql for sql in with_reasons if sql not in without] == []


def test_an_open_element_says_what_must_be_filled(planner, programmes):
    measure, goal = programmes["bare-skien"], programmes["bare-skien:goal"]
    hint = "Må fylles ut</"

    empty = [planner.get(reverse("element_page", args=[element.pk])).content.decode() for element in (measure, goal)]
    fill_period(measure, goal)
    Responsibility.objects.create(element=measure, words="Byen")
    filled = planner.get(reverse("element_page", args=[measure.pk])).content.decode()

    assert [html.count(hint) for html in empty] == [3, 2]
    assert filled.count(hint) == 1
