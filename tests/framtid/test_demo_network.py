"""Who there is in the demonstration: the network, cities, other parties, people."""

from collections import Counter
from datetime import date

from django.db.models import Q

from cities.models import Body, City, Network, Number, Party, PartyName, Role, Succession, User
from tests.helpers.demonstration import demonstration  # noqa: F401 – a fixture


def test_network_has_its_years_and_its_cities():
    network = Network.objects.get()

    assert (network.name, network.name_en) == ("Framtidens byer", "Cities of the Future")
    assert (network.first_year, network.last_year) == (2008, 2014)
    assert [city.name for city in City.objects.all()] == [
        "Bergen", "Bærum", "Drammen", "Fredrikstad", "Kristiansand", "Oslo", "Porsgrunn", "Sandnes", "Sarpsborg",
        "Skien", "Stavanger", "Tromsø", "Trondheim",
    ]  # fmt: skip


def test_parties_are_thirteen_municipalities_sixteen_others_and_six_that_agreements_name():
    kinds = Counter(Party.objects.values_list("kind", flat=True))

    assert kinds == {
        "municipality": 13, "ministry": 6, "directorate": 2, "state_agency": 2, "interest": 1, "business": 3,
        "consultancy": 4, "county": 1, "other": 3,
    }  # fmt: skip


def test_number_is_the_one_of_the_day():
    baerum = Number.objects.filter(party__short="Bærum")

    def number_on(day):
        open_then = (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))
        return baerum.filter(open_then).values_list("number", "county").get()

    assert number_on(date(2009, 5, 19)) == ("0219", "Akershus")
    assert number_on(date(2021, 6, 1)) == ("3024", None)
    assert number_on(date(2026, 3, 1)) == ("3201", "Akershus")


def test_equal_numbers_in_a_row_are_one_span():
    def spans(city):
        return set(Number.objects.filter(party__short=city).values_list("number", "county", "since", "until"))

    assert spans("Oslo") == {("0301", "Oslo", None, None)}
    assert spans("Trondheim") == {
        ("1601", "Sør-Trøndelag", None, date(2017, 12, 31)),
        ("5001", "Trøndelag", date(2018, 1, 1), None),
    }
    assert spans("Drammen") == {
        ("0602", "Buskerud", None, date(2019, 12, 31)),
        ("3005", None, date(2020, 1, 1), date(2023, 12, 31)),
        ("3301", "Buskerud", date(2024, 1, 1), None),
    }


def test_trondheim_has_its_south_sami_name_beside_the_norwegian_one():
    names = PartyName.objects.filter(party__short="Trondheim").values_list("language", "official", "since")

    assert set(names) == {("nb", "Trondheim kommune", None), ("sma", "Tråante", date(2024, 1, 1))}


def test_bodies_are_those_the_facts_name():
    bodies = Counter(Body.objects.values_list("party__short", "name", "highest", "note"))

    assert bodies == Counter([
        ("Oslo", "Bystyret", True, ""), ("Oslo", "Byrådet", False, ""),
        ("Fredrikstad", "Bystyret", True, ""),
        ("Kristiansand", "Bystyret", True, ""), ("Kristiansand", "Formannskapet", False, ""),
        ("Sandnes", "Kommunestyret", True, "slik referatet skriver"), ("Sandnes", "Kommuneplankomiteen", False, ""),
        ("Stavanger", "Bystyret", True, ""), ("Stavanger", "Styringsgruppe for lokal Agenda 21", False, ""),
        ("Bergen", "Bystyret", True, ""), ("Bergen", "Byrådet", False, ""),
        ("Trondheim", "Bystyret", True, ""), ("Trondheim", "Klimautvalget", False, ""),
        ("Tromsø", "Kommunestyret", True, ""), ("Tromsø", "Formannskapet", False, ""),
    ])  # fmt: skip


def test_mergers_and_successors_are_kept():
    successions = set(Succession.objects.values_list("before_name", "after__short", "year"))

    assert successions == {
        ("Nedre Eiker", "Drammen", None), ("Svelvik", "Drammen", None), ("Søgne", "Kristiansand", None),
        ("Songdalen", "Kristiansand", None), ("Forsand", "Sandnes", None), ("Finnøy", "Stavanger", None),
        ("Rennesøy", "Stavanger", None), ("Klæbu", "Trondheim", None),
        ("Miljøverndepartementet", "KLD", None), ("Kommunal- og regionaldepartementet", "KMD", 2014),
    }  # fmt: skip


def test_what_is_not_stated_of_a_city_stays_open():
    oslo, skien = City.objects.get(slug="oslo"), City.objects.get(slug="skien")

    assert (oslo.written_standard, oslo.highest_body, oslo.government) == (
        "neutral", "bystyret", "parlamentarisk (byråd)",
    )  # fmt: skip
    assert (skien.written_standard, skien.highest_body, skien.government) == (None, None, None)
    assert (skien.population, skien.population_on) == (51359, date(2009, 1, 1))


def test_people_have_their_roles():
    roles = Counter(Role.objects.values_list("kind", flat=True))

    assert roles == {
        "planner": 13, "lead": 13, "measure_owner": 13, "politician": 13, "secretariat": 1, "contact": 1,
    }  # fmt: skip
    assert {role.since for role in Role.objects.all()} == {date(2008, 1, 1)}
    assert User.objects.get(email="planlegger@baerum.example").name == "Planlegger, Bærum"
    assert str(Role.objects.get(person__email="folkevalgt@tromso.example").place) == "Tromsø"
    assert str(Role.objects.get(person__email="departement@md.example").place) == "Miljøverndepartementet"
