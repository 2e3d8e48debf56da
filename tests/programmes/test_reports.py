"""A programme's report at a cut-off day, and its sums of money."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.urls import reverse

from common.dates import LooseDate
from common.numbers import StatedNumber
from programmes.models import Indicator, MoneyLine, Progress, Reading, Target
from programmes.queries import cities_of
from programmes.reports import report_of
from programmes.reports.asked import asked_of
from tests.factories.programmes import ElementFactory, ProgrammeFactory, ThemeFactory
from tests.helpers.statements import statements

AT = datetime(2014, 1, 1, tzinfo=UTC)
TODAY = date(2014, 12, 31)


@pytest.fixture
def twins(programmes):
    return programmes.twins["skien", "porsgrunn"]


@pytest.fixture
def shared(programmes):
    return programmes["skien-porsgrunn"]


@pytest.fixture
def planner(client, programmes):
    client.force_login(programmes.world.people["planner", "skien"])
    return client


def progress(element, status, day, words="", city=None):
    return Progress.objects.create(
        element=element, status=status, day=LooseDate.read(day), words=words, city=city, recorded_at=AT
    )


def money(element, amount, *, city=None, source="", period="", currency="NOK"):
    return MoneyLine.objects.create(
        element=element, amount=StatedNumber.as_stated(amount), city=city, source_of_funds=source,
        period=LooseDate.read(period), currency=currency,
    )  # fmt: skip


def report(programme, query=""):
    return report_of(programme, asked_of(QueryDict(query), cities_of(programme), TODAY))


def line_of(made, element):
    return next(line for line in made.measures if line.node.element.pk == element.pk)


def words(moments):
    return [moment.progress.words for moment in moments]


# -- The same entries at a cut-off day


def test_quarter_year_and_evaluation_are_the_same_entries_at_a_cut_off(twins, shared):
    progress(shared, "planned", "høsten 2008", "I 2008")
    progress(shared, "under_way", "februar 2010", "Tidlig i 2010")
    progress(shared, None, "12.5.2010", "I andre kvartal")
    progress(shared, "done", "2011", "Året etter")
    progress(shared, None, "", "Uten dag")

    told = {
        sort: line_of(report(twins, f"slag={sort}&til=30.6.2010"), shared) for sort in ("kvartal", "aar", "evaluering")
    }

    assert words(told["kvartal"].moments) == ["I andre kvartal"]
    assert words(told["aar"].moments) == ["I andre kvartal", "Tidlig i 2010"]
    assert words(told["evaluering"].moments) == ["I andre kvartal", "Tidlig i 2010", "I 2008", "Uten dag"]
    assert {line.status for line in told.values()} == {"under_way"}
    assert line_of(report(twins, "til=2012"), shared).status == "done"
    assert line_of(report(twins, "til=1.1.2008"), shared).status == "unknown"


def test_every_dated_entry_stands_in_exactly_one_quarter(twins, shared):
    for month in range(1, 13):
        progress(shared, "under_way", f"2010-{month:02}", f"Måned {month}")

    quarters = [
        words(line_of(report(twins, f"slag=kvartal&til={day}.2010"), shared).moments)
        for day in ("31.3", "30.6", "30.9", "31.12")
    ]

    assert [len(told) for told in quarters] == [3, 3, 3, 3]
    assert len({one for told in quarters for one in told}) == 12


def test_a_shared_measure_is_one_in_the_total_and_each_city_sees_its_own_side(twins, shared, programmes):
    skien, porsgrunn = (programmes.world.cities[slug] for slug in ("skien", "porsgrunn"))
    progress(shared, "done", "2009", "Skien er ferdig", skien)
    progress(shared, "planned", "2009", "Porsgrunn venter", porsgrunn)

    both, one, other = report(twins), report(twins, "by=skien"), report(twins, "by=porsgrunn")

    assert len(both.measures) == 3
    assert sum(n for _status, _name, n, _share in both.shares) == 3
    assert [str(city) for city, _entry in line_of(both, shared).states] == ["Skien", "Porsgrunn"]
    assert line_of(both, shared).status == "mixed"
    assert (line_of(one, shared).status, line_of(other, shared).status) == ("done", "planned")
    titles = lambda made: {line.node.element.title for line in made.measures}  # noqa: E731
    assert titles(one) & titles(other) == {shared.title}
    assert sum(share for *_rest, share in both.shares) == pytest.approx(100)


def test_measures_stand_under_their_theme_or_else_their_chapter(twins, shared, programmes):
    theme = ThemeFactory(name="Areal og transport", number=1)
    shared.measure.theme = theme
    shared.measure.save()

    made = report(twins)

    assert [(part.label, len(part.measures)) for part in made.parts] == [
        ("Areal og transport", 1), ("Tittel kapittel skien-porsgrunn", 2),
    ]  # fmt: skip


def test_an_evaluation_lays_goals_beside_results(planner, twins, programmes):
    goal = programmes["skien-porsgrunn:goal"]
    Target.objects.create(
        element=goal, amount=StatedNumber.read("−20"), unit="prosent", relative=True, base_year=1991, target_year=2020
    )
    emitted = Indicator.objects.create(element=goal, name="Utslipp", unit="tonn")
    for day, value, source in (("1991", "1 000", ""), ("2009", "900", ""), ("2009", "950", "SSB"), ("2013", "1", "")):
        Reading.objects.create(
            element=goal, indicator=emitted, day=LooseDate.read(day), value=StatedNumber.read(value), source=source
        )

    made = report(twins, "slag=evaluering&til=31.12.2010")
    html = planner.get(address(twins), {"slag": "evaluering", "til": "31.12.2010"}).content.decode()

    (shown,) = next(line for part in made.parts for line in part.goals if line.indicators).indicators
    assert [row.value.words for row in shown.latest] == ["900", "950"]
    assert shown.sources == ["", "SSB"]
    assert shown.lines == [("1991", ["1 000", ""]), ("2009", ["900", "950"])]
    assert [(level.label, round(level.value)) for _y, level in shown.chart.levels] == [
        ("Basis 1991", 1000),
        ("Mål 2020", 800),
    ]
    assert "−20 prosent fra 1991 innen 2020" in html
    assert "Slik det var 31.12.2010" in html


# -- Money


def test_money_is_summed_by_theme_source_city_and_year_and_counted_once(twins, shared, programmes):
    skien, own = programmes.world.cities["skien"], programmes["skien-porsgrunn:porsgrunn"]
    money(shared, "24 mill.", source="Staten", period="2009")
    money(shared, "inntil 6 mill.", source="staten", period="2010", city=skien)
    money(own, "ca. 2 mill.", source="Kommunen")
    money(own, "ikke oppgitt", source="Kommunen")
    money(own, "3 000", currency="EUR")

    amounts = report(twins).amounts

    told = lambda way: {  # noqa: E731
        group.label: [text.replace("\xa0", " ") for text in group.told]
        for name, _label, groups in amounts.tables if name == way for group in groups
    }  # fmt: skip
    whole = [text.replace("\xa0", " ") for text in amounts.told]
    assert whole == ["minst ca. 26 mill. kr, høyst ca. 32 mill. kr", "3 000 euro"]
    assert told("tema") == {"Tittel kapittel skien-porsgrunn": whole}
    assert told("kilde") == {
        "Kommunen": ["ca. 2 mill. kr"], "Staten": ["minst 24 mill. kr, høyst 30 mill. kr"],
        "Ikke oppgitt": ["3 000 euro"],
    }  # fmt: skip
    assert told("by") == {
        "Felles": ["24 mill. kr"], "Porsgrunn": ["ca. 2 mill. kr", "3 000 euro"], "Skien": ["høyst 6 mill. kr"],
    }  # fmt: skip
    assert told("aar") == {
        "2009": ["24 mill. kr"], "2010": ["høyst 6 mill. kr"], "Ikke oppgitt": ["ca. 2 mill. kr", "3 000 euro"],
    }  # fmt: skip
    assert [measure.title for measure in amounts.without] == [programmes["skien-porsgrunn:skien"].title]


def test_one_citys_report_has_the_common_money_and_the_own(twins, shared, programmes):
    money(shared, "10 mill.")
    for slug, amount in (("skien", "1 mill."), ("porsgrunn", "2 mill.")):
        money(shared, amount, city=programmes.world.cities[slug])

    totals = [report(twins, f"by={slug}").amounts.told for slug in ("skien", "porsgrunn", "")]

    assert [text.replace("\xa0", " ") for (text,) in totals] == ["11 mill. kr", "12 mill. kr", "13 mill. kr"]


def test_every_sum_leads_to_the_amounts_behind_it(planner, twins, shared):
    money(shared, "24 mill.", source="Staten & EU")
    money(shared, "6 mill.", source="Kommunen")

    html = planner.get(address(twins)).content.decode()
    behind = planner.get(address(twins), {"vis": "kilde:staten & eu"})

    assert "vis=kilde%3Astaten+%26+eu#belop" in html
    assert "Beløpene bak «Staten &amp; EU»" in behind.content.decode()
    assert [line.sum.exact for line in behind.context["report"].amounts.listed] == [Decimal(24_000_000)]


def test_what_does_not_apply_is_not_missing(twins, shared):
    money(shared, "ikke aktuelt")

    assert shared.title not in [measure.title for measure in report(twins).amounts.without]


# -- The page


def address(programme):
    return reverse("programme_report", args=[programme.pk])


def test_the_report_costs_as_much_for_many_as_for_one(planner, twins, shared, programmes):
    def grow(n):
        measure = ElementFactory(parent=programmes["skien-porsgrunn:goal"])
        counted = Indicator.objects.create(element=measure, name="Reiser")
        for year in range(n):
            Progress.objects.create(
                element=measure, status="done", day=LooseDate.read(f"{2008 + year}"), recorded_at=AT,
                recorded_by=programmes.world.people["planner", "skien"].pk,
            )  # fmt: skip
            Reading.objects.create(
                element=measure, indicator=counted, day=LooseDate.read(f"{2008 + year}"), value=StatedNumber.read("3")
            )
            money(measure, "3 mill.")

    grow(1)
    one = statements(lambda: planner.get(address(twins), {"slag": "evaluering"}))
    grow(3)
    grow(3)
    three = statements(lambda: planner.get(address(twins), {"slag": "evaluering"}))

    assert len(three) == len(one)
    assert len(three) <= 12


@pytest.mark.parametrize(
    ("who", "status"),
    [(("measure_owner", "skien"), 200), (("planner", "porsgrunn"), 200), (("secretariat", "network"), 200),
     (("planner", "oslo"), 404), (("politician", "skien"), 404)],
)  # fmt: skip
def test_whoever_reads_the_programme_reads_its_report(client, programmes, twins, who, status):
    client.force_login(programmes.world.people[who])

    assert client.get(address(twins)).status_code == status


def test_what_the_address_says_in_vain_is_told(planner, twins):
    answer = planner.get(address(twins), {"slag": "hva", "til": "når det passer", "by": "oslo", "vis": "kilde:ingen"})

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Skriv en dag, en måned eller et år" in html
    assert 'value="når det passer"' in html


def test_a_programme_without_measures_says_what_belongs_here(planner, programmes):
    empty = ProgrammeFactory(cities=[programmes.world.cities["skien"]], title="Tomt program")

    assert "Ingen tiltak å melde om ennå" in planner.get(address(empty)).content.decode()


def test_a_report_is_taken_home_as_it_stands(planner, twins, shared):
    progress(shared, "under_way", "mars 2010", "=Halvveis")
    money(shared, "inntil 6 mill.", source="Staten")

    read = lambda **more: planner.get(address(twins), {"til": "31.3.2010", **more}).content.decode()  # noqa: E731
    measures, amounts = read(format="csv"), read(format="csv", liste="belop")

    assert f";{shared.title};Felles;Pågår;mars 2010: Pågår. =Halvveis;høyst\xa06\xa0mill.\xa0kr;" in measures
    assert ";inntil 6 mill.;0;6000000;NOK;;Staten;" in amounts
    assert planner.get(address(twins), {"format": "xlsx"})["Content-Type"].endswith("spreadsheetml.sheet")
