import pytest
from django.urls import reverse
from django.utils.timezone import localdate

ADDRESS = "/dag/"


def test_chosen_day_holds_on_all_pages_until_today_is_chosen(sign_in):
    client = sign_in("planner", "skien")

    client.post(ADDRESS, {"dag": "19.5.2009"})
    then = client.get("/byer/")
    client.post(ADDRESS, {"dag": ""})
    now = client.get("/byer/")

    assert (str(then.wsgi_request.day), str(then.context["viewed_day"])) == ("2009-05-19", "2009-05-19")
    assert (now.wsgi_request.day, now.context["viewed_day"]) == (localdate(), None)


@pytest.mark.parametrize(
    ("typed", "day"), [("2009-05-19", "2009-05-19"), ("9.2.2009", "2009-02-09"), (" 09.02.2009 ", "2009-02-09")]
)
def test_day_is_read_as_people_and_machines_write_it(sign_in, typed, day):
    client = sign_in("stranger")

    client.post(ADDRESS, {"dag": typed})

    assert str(client.get("/byer/").wsgi_request.day) == day


@pytest.mark.parametrize("typed", ["i går", "32.1.2009", "0001-01-01", "9999-12-31", "\0", "1" * 5000])
def test_day_that_is_none_is_refused_beside_the_field(sign_in, typed):
    client = sign_in("stranger")

    response = client.post(ADDRESS, {"dag": typed})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["dag"])
    assert client.get("/byer/").context["viewed_day"] is None


@pytest.mark.parametrize(
    ("where", "back"),
    [
        ("/parter/?q=a", "/parter/?q=a"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("javascript:x", "/"),
        ("front", "/"),
        ("", "/"),
    ],
)
def test_one_comes_back_to_a_page_of_ours_and_no_other(sign_in, where, back):
    response = sign_in("stranger").post(ADDRESS, {"dag": "2009-05-19", "next": where})

    assert response.url == back


def test_cities_page_shows_names_and_numbers_of_the_day(sign_in, world):
    from tests.factories.cities import NumberFactory

    NumberFactory(party=world.cities["skien"].party, number="0806", county="Telemark", until="2019-12-31")
    client = sign_in("planner", "skien")
    today = client.get(reverse("city_list")).content.decode()

    client.post(ADDRESS, {"dag": "19.5.2009"})
    then = client.get(reverse("city_list")).content.decode()

    assert ("0806" in today, "0806" in then) == (False, True)


def test_day_is_only_for_those_signed_in(client, db):
    response = client.post(ADDRESS, {"dag": "2009-05-19"})

    assert response.url.startswith("/konto/inn/")
