"""The pages of cities and parties: who may, what they show, what they change, and what they cost."""

import json
import re

import pytest
from django.urls import reverse

from cities.models import City, Party, Unit
from cities.queries import marks
from history.models import Entry
from tests.factories.cities import (
    BodyFactory,
    CityFactory,
    NumberFactory,
    PartyFactory,
    PartyNameFactory,
    SuccessionFactory,
    UnitFactory,
)


def address(name, *args):
    return reverse(name, args=args)


# -- Who may

READ = [
    "/byer/",
    "/parter/",
    "/parter/?q=milj",
    "/parter/{oslo}/",
    "/parter/forslag/",
    "/parter/enheter/forslag/",
    "/dag/",
]

# page, and the answers to secretariat, own city's planner, a reader there, a ministry's contact, and a stranger
KEPT = [
    ("/byer/ny/", 200, 404, 404, 404, 404),
    ("/byer/skien/endre/", 200, 200, 403, 403, 403),
    ("/byer/finnes-ikke/endre/", 404, 404, 404, 404, 404),
    ("/parter/ny/", 200, 200, 404, 200, 404),
    ("/parter/{skien}/endre/", 200, 200, 403, 403, 403),
    ("/parter/{md}/endre/", 200, 403, 403, 200, 403),
    ("/parter/{skien}/enheter/{unit}/", 200, 200, 403, 403, 403),
    ("/parter/{skien}/enheter/{foreign_unit}/", 404, 404, 403, 403, 403),
    ("/parter/{skien}/tull/{unit}/", 404, 404, 403, 403, 403),
    ("/parter/99999999999999999999/endre/", 404, 404, 404, 404, 404),
]
WHO = [("secretariat", "network"), ("planner", "skien"), ("politician", "skien"), ("contact", "md"), "stranger"]


@pytest.fixture
def numbers(world):
    """The numbers of the things the addresses name."""
    skien, oslo = world.cities["skien"].party, world.cities["oslo"].party
    return {
        "skien": skien.pk, "oslo": oslo.pk, "md": world.parties["md"].pk,
        "unit": skien.units.get().pk, "foreign_unit": oslo.units.get().pk,
    }  # fmt: skip


@pytest.mark.parametrize("page", READ)
def test_everybody_signed_in_reads(client, world, numbers, page):
    page = page.format(**numbers)
    assert client.get(page).url.startswith("/konto/inn/")

    client.force_login(world.people["stranger"])

    assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    ("page", "expected"), [(page, answers) for page, *answers in KEPT], ids=[row[0] for row in KEPT]
)
def test_keeping_is_for_those_who_hold_it(client, world, numbers, page, expected):
    page, answers = page.format(**numbers), []

    for who in WHO:
        client.force_login(world.people[who])
        answers.append(client.get(page).status_code)

    assert answers == expected


@pytest.mark.parametrize("sort", ["navn", "nummer", "sammenslaing", "enheter", "organer"])
def test_reader_can_neither_add_nor_remove(sign_in, world, numbers, sort):
    client, skien = sign_in("politician", "skien"), world.cities["skien"].party
    before = (Entry.objects.count(), Unit.objects.count())

    added = client.post(
        f"/parter/{skien.pk}/{sort}/ny/", {"name": "Ny", "official": "Ny", "short": "Ny", "number": "0101"}
    )
    removed = client.post(f"/parter/{skien.pk}/enheter/{numbers['unit']}/slett/")

    assert (added.status_code, removed.status_code) == (403, 403)
    assert (Entry.objects.count(), Unit.objects.count()) == before


def test_page_offers_forms_only_to_those_who_keep_it(sign_in, world):
    md = world.parties["md"]

    shown = {
        who: sign_in(*who).get(address("party_page", md.pk)).content.decode().count('<form class="form padded"')
        for who in [("contact", "md"), ("planner", "skien")]
    }

    assert shown == {("contact", "md"): 3, ("planner", "skien"): 0}  # names, units, bodies


# -- What they change


def test_secretariat_takes_in_a_city(sign_in):
    client = sign_in("secretariat", "network")

    response = client.post("/byer/ny/", {"name": "Drammen", "party": "", "number": "0602", "county": "Buskerud"})

    city = City.objects.get(slug="drammen")
    assert response.url == address("city_page", "drammen")
    assert list(city.party.numbers.values_list("number", "county")) == [("0602", "Buskerud")]


def test_municipality_that_is_a_party_already_takes_part(sign_in):
    party = PartyFactory(kind="municipality", name="Drammen kommune", short="Drammen")

    sign_in("secretariat", "network").post("/byer/ny/", {"name": "Drammen", "party": party.pk})

    assert City.objects.get(slug="drammen").party == party


def test_planner_changes_the_city(sign_in, world):
    client, skien = sign_in("planner", "skien"), world.cities["skien"]
    form = client.get("/byer/skien/endre/").context["form"]

    response = client.post(
        "/byer/skien/endre/",
        {
            "seen": form["seen"].value(), "written_standard": "nb", "population": "51 359", "population_on": "1.1.2009",
            "highest_body": "bystyret", "government": "", "website": "skien.kommune.no", "note": "",
        },
    )  # fmt: skip

    skien.refresh_from_db()
    assert response.url == "/byer/skien/"
    assert (skien.population, str(skien.population_on), skien.government) == (51359, "2009-01-01", None)
    assert skien.website == "https://skien.kommune.no"


def test_stale_form_shows_both_texts_and_saves_nothing(sign_in, world):
    client, skien = sign_in("planner", "skien"), world.cities["skien"]
    seen = json.dumps(marks(skien, ["note", "highest_body"]))
    City.objects.filter(pk=skien.pk).update(note="deres")

    response = client.post("/byer/skien/endre/", {"seen": seen, "note": "min"})

    skien.refresh_from_db()
    assert (response.status_code, skien.note) == (409, "deres")
    assert response.context["form"]["note"].value() == "min"
    assert response.context["form"].errors["note"] == ["Nå står det «deres» her."]


def test_stale_form_saves_the_second_time(sign_in, world):
    client, skien = sign_in("planner", "skien"), world.cities["skien"]
    first = client.post("/byer/skien/endre/", {"note": "min", "seen": ""})

    client.post("/byer/skien/endre/", {"note": "min", "seen": first.context["form"]["seen"].value()})

    skien.refresh_from_db()
    assert (first.status_code, skien.note) == (409, "min")


@pytest.mark.parametrize(
    ("sort", "data", "shown"),
    [
        (
            "navn",
            {"official": "Grenland kommune", "short": "Grenland", "language": "nb", "since": "1.1.2009"},
            "Grenland kommune",
        ),
        ("nummer", {"number": "0806", "county": "Telemark"}, "0806"),
        ("sammenslaing", {"before_name": "Solum", "year": "1964"}, "Solum"),
        ("enheter", {"name": "Klimaenheten", "novelty": "new", "parent": ""}, "Klimaenheten"),
        ("organer", {"name": "Formannskapet", "novelty": "existing"}, "Formannskapet"),
    ],
)
def test_each_sort_of_row_is_added_changed_and_removed(sign_in, world, sort, data, shown):
    client, party = sign_in("planner", "skien"), world.cities["skien"].party
    page = address("party_page", party.pk)

    client.post(f"/parter/{party.pk}/{sort}/ny/", data)
    after_adding = client.get(page).content.decode()
    rows = next(section for section in client.get(page).context["sections"] if section["sort"].word == sort)["rows"]
    row = next(row for row, cells in rows if cells[0] == shown)
    form = client.get(address("party_row", party.pk, sort, row.pk)).context["form"]
    first = next(iter(data))
    changed = client.post(
        address("party_row", party.pk, sort, row.pk),
        {name: form[name].value() or "" for name in form.fields} | {first: "0807" if sort == "nummer" else "Endret"},
    )
    after_changing = client.get(page).content.decode()
    removed = client.post(address("party_row_remove", party.pk, sort, row.pk))

    assert (changed.url, removed.url) == (page, page)
    assert (shown in after_adding, shown in after_changing) == (True, False)
    assert not type(row).objects.filter(pk=row.pk).exists()


def test_refused_row_stands_in_its_open_form_with_what_was_typed(sign_in, world):
    client, party = sign_in("planner", "skien"), world.cities["skien"].party

    response = client.post(
        f"/parter/{party.pk}/enheter/ny/", {"name": "Byplan i Skien", "novelty": "new", "note": "min"}
    )

    form = next(section for section in response.context["sections"] if section["sort"].word == "enheter")["form"]
    assert (response.status_code, form["note"].value(), form.non_field_errors()) == (
        422, "min", ["Skien har alt Byplan i Skien."],
    )  # fmt: skip
    assert re.search(r'id="enheter".*?<details open>', response.content.decode(), re.DOTALL)


def test_row_in_use_stays_and_the_page_says_why(sign_in, world):
    client, party = sign_in("planner", "skien"), world.cities["skien"].party
    unit = party.units.get()
    UnitFactory(party=party, parent=unit)

    response = client.post(address("party_row_remove", party.pk, "enheter", unit.pk))

    assert (response.status_code, Unit.objects.filter(pk=unit.pk).exists()) == (422, True)
    assert "Byplan i Skien er i bruk og kan ikke slettes." in response.content.decode()


def test_contact_changes_the_own_ministry(sign_in, world):
    client, md = sign_in("contact", "md"), world.parties["md"]
    form = client.get(address("party_edit", md.pk)).context["form"]

    client.post(
        address("party_edit", md.pk),
        {
            "seen": form["seen"].value(), "kind": "ministry", "role": "Leder", "first_year": "2008", "last_year": "",
            "note": "", "sources": "https://a.example\n\nhttps://b.example",
        },
    )  # fmt: skip

    md.refresh_from_db()
    assert (md.role, md.first_year, md.sources) == ("Leder", 2008, ["https://a.example", "https://b.example"])


def test_new_party_lands_on_its_page(sign_in):
    response = sign_in("planner", "skien").post(
        "/parter/ny/", {"name": "Jernbaneverket", "short": "", "kind": "state_agency"}
    )

    assert response.url == address("party_page", Party.objects.get(name="Jernbaneverket").pk)


def test_picker_suggests_parties_and_units(sign_in):
    client = sign_in("stranger")

    parties = client.get("/parter/forslag/?words=milj").content.decode()
    units = client.get("/parter/enheter/forslag/?unit=byplan i s").content.decode()

    assert re.findall(r'value="([^"]*)"', parties) == ["Miljøverndepartementet"]
    assert re.findall(r'value="([^"]*)"', units) == ["Byplan i Skien"]


# -- What they show


def test_texts_are_shown_and_never_run(sign_in, world):
    canary = "<script>alert(1)</script>"
    md = world.parties["md"]
    Party.objects.filter(pk=md.pk).update(note=canary, role=canary, sources=[canary, "javascript:alert(1)"])
    UnitFactory(party=md, name=canary)

    page = sign_in("contact", "md").get(address("party_page", md.pk)).content.decode()

    assert canary not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'href="javascript' not in page


def test_party_that_went_into_another_says_so(sign_in, world):
    old = PartyFactory(kind="municipality", name="Frei kommune")
    SuccessionFactory(before=old, before_name="Frei kommune", after=world.cities["oslo"].party, year=2008)
    client = sign_in("stranger")

    assert "Gikk inn i" in client.get(address("party_page", old.pk)).content.decode()
    assert "Frei kommune" in client.get(address("party_page", world.cities["oslo"].party_id)).content.decode()


# -- What they cost


def statements(client, page, django_assert_max_num_queries, at_most):
    with django_assert_max_num_queries(at_most) as asked:
        assert client.get(page).status_code == 200
    return len(asked.captured_queries)


def test_list_of_cities_costs_the_same_for_13_and_60(sign_in, django_assert_max_num_queries):
    client = sign_in("planner", "skien")
    for city in CityFactory.create_batch(9):
        NumberFactory(party=city.party)
    thirteen = statements(client, "/byer/", django_assert_max_num_queries, 6)
    CityFactory.create_batch(47)

    assert statements(client, "/byer/", django_assert_max_num_queries, 6) == thirteen


def test_list_of_parties_costs_the_same_for_few_and_many(sign_in, django_assert_max_num_queries):
    client = sign_in("planner", "skien")
    few = statements(client, "/parter/", django_assert_max_num_queries, 6)
    PartyFactory.create_batch(60)

    assert statements(client, "/parter/", django_assert_max_num_queries, 6) == few


def test_party_page_costs_the_same_for_one_and_three_of_each(sign_in, world, django_assert_max_num_queries):
    client, party = sign_in("planner", "skien"), world.cities["skien"].party
    sorts = (PartyNameFactory, NumberFactory, UnitFactory, BodyFactory)

    def one_more_of_each():
        for factory in sorts:
            factory(party=party)
        UnitFactory(party=party, parent=party.units.first())
        SuccessionFactory(after=party)
        SuccessionFactory(before=party)

    one_more_of_each()
    one = statements(client, address("party_page", party.pk), django_assert_max_num_queries, 15)
    one_more_of_each()
    one_more_of_each()

    assert statements(client, address("party_page", party.pk), django_assert_max_num_queries, 15) == one


def test_one_form_sent_twice_makes_one_party(sign_in, world):
    client = sign_in("secretariat", "network")
    sent = {"name": "Avfall Norge", "short": "Avfall Norge", "kind": "interest"}

    answers = [client.post("/parter/ny/", sent) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 422]
    assert "Det finnes alt en part som heter «Avfall Norge»." in answers[1].content.decode()
    assert Party.objects.filter(name="Avfall Norge").count() == 1
