"""The programmes of the demonstration, as they stand when loaded."""

from collections import Counter
from datetime import date
from decimal import Decimal

from cities.models import City
from framtid.demo.facts import read
from framtid.demo.ours import HEADS
from history.models import Entry
from programmes.models import (
    Area,
    Basis,
    Element,
    MoneyLine,
    Paper,
    Programme,
    Progress,
    Responsibility,
    Target,
    Theme,
)
from tests.helpers.demonstration import AT, demonstration  # noqa: F401 – a fixture


def element(title, city=None) -> Element:
    of_city = {"programme__document__cities__name": city} if city else {}
    return Element.objects.filter(title=title, **of_city).distinct().get()


def kinds(elements) -> dict:
    return dict(Counter(elements.values_list("kind", flat=True)))


def titles_in(programme, kind, **where) -> set[str]:
    return set(Element.objects.filter(programme=programme, kind=kind, **where).values_list("title", flat=True))


def programme_of(*cities) -> Programme:
    """The one programme whose cities, in order, are these."""
    named = {
        tuple(programme.document.city_rows.values_list("city__name", flat=True)): programme
        for programme in Programme.objects.select_related("document")
    }
    return named[cities]


def test_programmes_hold_all_facts():
    """15 strategies are stated; the one Stavanger and Sandnes state in the same words is one element."""
    assert kinds(Element.objects) == {
        "programme": 12, "chapter": 36, "strategy": 14, "goal": 23, "instrument": 10, "measure": 63,
    }  # fmt: skip
    assert len(read("strategies")["strategier"]) == 15


def test_joint_programme_is_shared_by_all():
    cities = [fact["navn"] for fact in read("cities")["byer"]]

    joint = programme_of(*cities)

    assert kinds(joint.elements) == {"programme": 1, "chapter": 6, "instrument": 8, "measure": 27}
    assert str(joint.period) == "2008–2014"
    assert joint.elements.filter(city__isnull=False).count() == 0
    assert "<strong>Nasjonal ramme:</strong> 15–17 millioner tonn" in joint.elements.get(kind="programme").text


def test_every_city_has_one_programme_besides_the_joint_one():
    counts = Counter(City.objects.values_list("name", "documents__programme"))

    assert Counter(name for name, _programme in counts) == dict.fromkeys(City.objects.values_list("name", flat=True), 2)


def test_twin_programmes_are_those_the_facts_verify():
    verified = {frozenset(fact["byer"]) for fact in read("cities")["tvillingbyer"] if fact["felles_handlingsprogram"]}

    assert {frozenset(head.cities) for head in HEADS if len(head.cities) > 1} == verified
    assert programme_of("Stavanger", "Sandnes").pk != programme_of("Skien", "Porsgrunn").pk


def test_twin_programme_tells_shared_from_own():
    twin = programme_of("Stavanger", "Sandnes")
    strategies = set(twin.elements.filter(kind="strategy").values_list("title", "city__name"))

    assert strategies == {
        ("Prioritere overordnede plangrep fordi begge kommuneplanene revideres", None),
        ("Areal og transport som det største kuttområdet", "Stavanger"),
    }
    assert titles_in(twin, "measure", city__name="Sandnes") == {"Indre havn som pilotprosjekt"}
    assert twin.elements.filter(kind="measure", city__name="Stavanger").count() == 7
    assert twin.elements.filter(kind__in=("programme", "chapter"), city__isnull=False).count() == 0


def test_measure_that_is_for_the_twin_too_is_shared():
    twin = programme_of("Skien", "Porsgrunn")

    assert set(twin.elements.filter(kind="measure").values_list("title", "city")) == {("Klimakutt i Grenland", None)}


def test_elements_of_a_city_alone_are_shared_in_its_programme():
    alone = Programme.objects.exclude(
        pk__in=[programme_of("Stavanger", "Sandnes").pk, programme_of("Skien", "Porsgrunn").pk]
    )

    assert Element.objects.filter(programme__in=alone, city__isnull=False).count() == 0


def test_chapters_follow_the_themes():
    bergen = programme_of("Bergen")
    chapters = bergen.elements.filter(kind="chapter").order_by("position")

    assert [(chapter.title, chapter.chapter.theme and chapter.chapter.theme.code) for chapter in chapters] == [
        ("På tvers av temaene", None), ("Areal og transport", "AT"), ("Energi i bygg", "EB"),
    ]  # fmt: skip


def test_elements_stand_in_order_under_chapters():
    for chapter in Element.objects.filter(kind="chapter"):
        children = list(chapter.children.order_by("position"))

        assert [child.position for child in children] == list(range(len(children)))
        order = ["strategy", "goal", "instrument", "measure"]
        assert [child.kind for child in children] == sorted((child.kind for child in children), key=order.index)


def test_later_facts_stand_apart():
    later = Element.objects.filter(parent__title="Etter programperioden")

    assert set(later.values_list("title", flat=True)) == {
        "Kutte klimagassutslippene",  # Oslo −95 %, Tromsø −85 %
        "Kutte direkte utslipp",  # Trondheim 2020 and 2030, Drammen
        "Lavere klimagassutslipp",
        "Kutte klimagassutslippene minst 60 prosent",
        "Bidra til netto null i Østfold",
        "Kutte direkte utslipp minst 40 prosent",
        "Fornebu som nullutslippsområde",
        "Utslipp fra kommunens personbiler",
        "Elbiler og hydrogenbiler i kommunens drift",
        "Klimabudsjett i økonomiplanen",
    }
    assert later.count() == 13


def test_numbers_are_taken_from_the_sequence():
    numbers = sorted(Element.objects.values_list("number", flat=True))

    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_history_tells_of_the_loading():
    entries = Entry.objects.filter(scope="programme").values_list("act", "thing", "at", "person_id")

    assert list(entries) == [("load", "programme", AT, None)] * 12


# -- Facts of elements


def test_goal_has_its_figures():
    target = Target.objects.get(element=element("Halvere klimagassutslippene", "Oslo"))

    assert (target.amount.value, target.amount.words) == (Decimal(-50), "−50")
    assert (target.unit, target.relative, target.base_year, target.target_year) == ("prosent", True, 1991, 2030)


def test_goal_with_a_year_but_no_figure_says_so():
    target = Target.objects.get(element=element("Klimanøytral kommunal drift"))

    assert (target.amount.value, target.relative, target.target_year) == (None, None, 2012)


def test_goal_without_figures_has_no_target():
    assert Target.objects.filter(element=element("Sterkere regionalt samarbeid")).count() == 0


def test_result_keeps_its_claim():
    goal = element("CO2-utslippene gikk ned").goal

    assert (goal.claim, goal.note) == ("resultat", "basisår ikke synlig")


def test_instrument_has_owner_money_and_sorts():
    reward = element("Belønningsordningen")
    money, owner = MoneyLine.objects.get(element=reward), Responsibility.objects.get(element=reward)

    assert (money.amount.value, money.amount.words) == (Decimal(323_400_000), "323,4 mill. kr")
    assert (str(money.period), money.note) == ("2009", "forslag i statsbudsjettet")
    assert (owner.part, owner.party.short) == ("owner", "SD")
    assert (reward.instrument.types, reward.instrument.type_words) == (["economic"], "økonomisk")
    assert reward.text.startswith("<p>Statlig tilskudd til byer")


def test_grant_tells_that_its_sum_was_derived():
    money = MoneyLine.objects.get(element=element("Programtilskudd til byene"))

    assert money.amount.value == 13_000_000
    assert money.note == "1 mill. kr per by; sum utledet: 13 byer × 1 mill. kr"


def test_instruments_of_two_cities_stand_in_their_programmes():
    assert titles_in(programme_of("Sarpsborg"), "instrument") == {"Tilknytningsplikt til fjernvarme"}
    assert titles_in(programme_of("Kristiansand"), "instrument") == {"Rushtidsavgift, parkeringsnormer og bompenger"}
    assert element("Rushtidsavgift, parkeringsnormer og bompenger").instrument.restrictive is True


def test_responsible_ones_keep_their_words_and_find_their_party():
    found = set(Responsibility.objects.values_list("words", "party__short", "part_words"))

    assert found >= {
        ("Oslo kommune", "Oslo", ""),
        ("Skien", "Skien", ""),
        ("Tromsø kommune (søker)", "Tromsø", "søker"),
        ("Sarpsborg kommune (pådriver)", "Sarpsborg", "pådriver"),
        ("Statistisk sentralbyrå", "SSB", ""),
        ("HSH", "HSH/Virke", ""),
        ("FNO", "SF/FNO", ""),
        ("Rambøll", "Rambøll Management Consulting", ""),
        ("byene", None, ""),
        ("Framtidens byer", None, ""),
        ("Kommunaldirektør for byutvikling", None, ""),
    }


def test_measure_has_period_direction_area_and_effect_as_stated():
    indicators = element("Indikatorer for miljøutviklingen i byene").measure
    cars = element("Elbiler og hydrogenbiler i kommunens drift").measure

    assert (str(indicators.period), str(indicators.area), indicators.direction) == ("2010–2015", "0.4", None)
    assert indicators.period.earliest == date(2010, 1, 1)
    assert (cars.direction, cars.effect) == ("inward", None)
    assert cars.effect_words == "−33 prosent fra personbilparken 2009–2016"


def test_progress_keeps_words_and_says_status_and_day_where_plain():
    rows = Progress.objects.values_list("words", "status", "day__earliest", "day__latest")

    assert set(rows) >= {
        ("planlagt mars 2010", "planned", "2010-03-01", "2010-03-31"),
        ("avtalt 19.01.2011", None, "2011-01-19", "2011-01-19"),
        ("pågår", "under_way", None, None),
        ("vedtatt", None, None, None),
    }
    assert Progress.objects.filter(day__words="før mars 2010").count() == 1
    assert Counter(Progress.objects.values_list("status", flat=True)) == {
        None: 32, "under_way": 11, "planned": 6, "done": 8,
    }  # fmt: skip


def test_loose_periods_have_their_ends():
    def ends(title):
        period = element(title).measure.period
        return str(period), period.earliest, period.latest

    assert ends("Earth Hour") == ("28. mars 2009", date(2009, 3, 28), date(2009, 3, 28))
    assert ends("Klimakutt i Grenland") == ("2007–", date(2007, 1, 1), None)
    assert ends("Fjernvarme eller nærvarme i kommunale bygg") == ("til 2020", None, date(2020, 12, 31))
    assert ends("Samle og rullere alle klimatiltak i ett program") == ("årlig", None, None)


def test_plans_are_the_bases_of_what_was_found_in_them():
    bases = Counter(Basis.objects.values_list("kind", "paper__title"))

    assert bases == {
        ("plan", None): 4,  # what Oslo's programme says that it builds on
        ("plan", "Handlingsprogram 2012–14"): 3,
        ("plan", "Areal og transport – handlingsplan januar 2009"): 7,
        ("plan", "Energi- og klimahandlingsplan 2010–2020"): 1,
        ("plan", "Kommunedelplan klima og energi 2011–2020"): 5,
    }


def test_plans_keep_what_is_known_of_them():
    bergen = Paper.objects.get(title__startswith="Areal og transport")
    drammen = Paper.objects.get(title__startswith="Drammen")

    assert Paper.objects.filter(kind="plan").count() == 11
    assert (str(bergen.day), bergen.pages, bergen.day.earliest) == ("januar 2009", 41, date(2009, 1, 1))
    assert len(drammen.chapters) == 8
    assert "Rullering: årlig" in drammen.note.splitlines()


def test_letter_of_intent_asks_what_the_facts_say_was_wished():
    [letter] = Paper.objects.filter(kind="letter_of_intent")
    fact = next(fact for fact in read("agreements")["avtaler"] if fact["id"] == "intensjon-2008")

    assert (letter.cities.count(), letter.day.earliest) == (0, date(2008, 6, 17))
    assert [point.title.lower() for point in letter.points.all()] == [wish.lower() for wish in fact["onsket_av_byene"]]
    assert letter.sources == fact["source"]


def test_every_city_has_its_feedback_letter_with_nothing_made_up_in_it():
    letters = Paper.objects.filter(kind="feedback").prefetch_related("cities")

    assert sorted(city.name for letter in letters for city in letter.cities.all()) == sorted(
        City.objects.values_list("name", flat=True)
    )
    assert letters.filter(points__isnull=False).count() == 0


def test_themes_are_five_and_one_of_sarpsborgs_own():
    assert list(Theme.objects.values_list("number", "code", "city__name")) == [
        (0, "FE", None), (1, "AT", None), (2, "EB", None), (3, "FA", None), (4, "KT", None), (5, "KH", "Sarpsborg"),
    ]  # fmt: skip


def test_areas_are_known_by_number_or_title():
    assert {(area.theme.code, str(area)) for area in Area.objects.exclude(labels__number="")} == {
        ("FE", "0.4"), ("FE", "0.6"), ("AT", "1.1"), ("KT", "4.6"),
    }  # fmt: skip
    assert Area.objects.filter(labels__number="", theme__code="FA").count() == 5
