"""People and letters: who sees them, who gives and withdraws, and how an invitation is taken."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cities.acts import RoleKind
from cities.models import Invitation, Role, User
from history.models import Entry
from post.models import Letter
from tests.factories.cities import CityFactory, InvitationFactory, RoleFactory, UserFactory

PASSWORD = "et langt nok passord"

# page, and the answers to lead, planner and politician of Skien, Oslo's lead, secretariat, contact, stranger
PAGES = [
    ("/byer/skien/folk/", 200, 200, 404, 404, 200, 404, 404),
    ("/byer/oslo/folk/", 404, 404, 404, 200, 200, 404, 404),
    ("/byer/finnes-ikke/folk/", 404, 404, 404, 404, 404, 404, 404),
    ("/folk/nettverket/", 404, 404, 404, 404, 200, 404, 404),
    ("/folk/", 302, 302, 404, 302, 302, 404, 404),
]
WHO = [
    ("lead", "skien"), ("planner", "skien"), ("politician", "skien"), ("lead", "oslo"),
    ("secretariat", "network"), ("contact", "md"), "stranger",
]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "expected"), [(page, answers) for page, *answers in PAGES], ids=[row[0] for row in PAGES]
)
def test_people_are_seen_by_those_who_read_there(client, world, page, expected):
    answers = []

    for who in WHO:
        client.force_login(world.people[who])
        answers.append(client.get(page).status_code)

    assert answers == expected


def test_nobody_of_another_city_is_named(sign_in, world):
    page = sign_in("lead", "skien").get("/byer/skien/folk/").content.decode()

    shown = {person.email for person in User.objects.all() if person.email in page}

    assert shown == {f"{kind}@skien.example" for kind in ("planner", "lead", "measure_owner", "politician")}


def test_folk_leads_a_person_of_two_cities_to_a_choice(sign_in, world):
    RoleFactory(person=world.people["lead", "skien"], city=world.cities["oslo"])

    page = sign_in("lead", "skien").get("/folk/").content.decode()

    assert re.findall(r'href="(/byer/\w+/folk/)"', page) == ["/byer/oslo/folk/", "/byer/skien/folk/"]


# -- Inviting


@pytest.mark.parametrize("kind", ["planner", "lead", "measure_owner", "politician"])
def test_lead_invites_to_each_role_of_the_city(sign_in, world, kind):
    skien = world.cities["skien"]

    response = sign_in("lead", "skien").post(
        "/byer/skien/folk/",
        {"email": "Ny@Skien.example", "kind": kind, "unit": skien.party.units.get().pk, "until": "1.10.2030"},
    )

    offer = Invitation.objects.get()
    assert response.url == "/byer/skien/folk/"
    assert (offer.email, offer.kind, offer.city, str(offer.until)) == ("ny@skien.example", kind, skien, "2030-10-01")
    assert Letter.objects.get().body.count("http://testserver/invitasjon/") == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (("planner", "skien"), 403), (("politician", "skien"), 404), (("lead", "oslo"), 404),
        (("secretariat", "network"), 422), (("superuser",), 404),
    ],
)  # fmt: skip
def test_nobody_else_invites_a_planner(sign_in, who, status):
    response = sign_in(*who).post("/byer/skien/folk/", {"email": "a@b.example", "kind": "planner"})

    assert (response.status_code, Invitation.objects.count(), Letter.objects.count()) == (status, 0, 0)


@pytest.mark.parametrize(("word", "kind"), [("network", "secretariat"), ("city", "lead"), ("party", "contact")])
def test_secretariat_invites_to_what_it_gives(sign_in, world, word, kind):
    place = {"network": world.network, "city": world.cities["oslo"], "party": world.parties["sd"]}[word]

    sign_in("secretariat", "network").post("/folk/nettverket/", {"email": "a@b.example", "place": f"{word}:{place.pk}"})

    offer = Invitation.objects.get()
    assert (offer.kind, offer.place) == (kind, place)


def test_city_without_a_lead_is_pointed_out(sign_in, world):
    CityFactory(name="Lederløs")

    page = sign_in("secretariat", "network").get("/folk/nettverket/")

    assert [city.name for city in page.context["leaderless"]] == ["Lederløs"]


def test_refused_invitation_keeps_what_was_typed(sign_in):
    client = sign_in("lead", "skien")

    response = client.post(
        "/byer/skien/folk/", {"email": "planner@skien.example", "kind": "planner", "until": "1.1.2031"}
    )

    form = response.context["form"]
    assert (response.status_code, form["email"].value(), form["until"].value()) == (
        422,
        "planner@skien.example",
        "1.1.2031",
    )
    assert form.non_field_errors() == ["planner@skien.example har alt denne rollen."]


# -- Withdrawing


def test_withdrawn_person_is_out_at_the_next_request(client, world):
    planner, leads_client = world.people["planner", "skien"], Client()
    client.force_login(planner)
    leads_client.force_login(world.people["lead", "skien"])
    before = client.get("/byer/skien/folk/").status_code

    leads_client.post(reverse("role_withdraw", args=[planner.roles.get().pk]))

    assert (before, client.get("/byer/skien/folk/").status_code) == (200, 404)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (("planner", "skien"), 403),
        (("secretariat", "network"), 403),
        (("lead", "oslo"), 404),
        (("stranger",), 404),
        (("contact", "md"), 404),
    ],
)
def test_nobody_else_withdraws_a_planner_or_a_letter(sign_in, world, who, status):
    role = world.people["planner", "skien"].roles.get()
    letter = InvitationFactory(city=world.cities["skien"])
    client, lines = sign_in(*who), Entry.objects.count()

    answers = [
        client.post(reverse("role_withdraw", args=[role.pk])).status_code,
        client.post(reverse("invitation_withdraw", args=[letter.pk])).status_code,
    ]

    role.refresh_from_db()
    letter.refresh_from_db()
    assert answers == [status, status]
    assert (role.withdrawn_at, letter.withdrawn_at, Entry.objects.count()) == (None, None, lines)


def test_last_lead_is_told_why_not(sign_in, world):
    role = world.people["lead", "skien"].roles.get()

    page = sign_in("lead", "skien").post(reverse("role_withdraw", args=[role.pk]), follow=True).content.decode()

    role.refresh_from_db()
    assert role.withdrawn_at is None
    assert "Byen må ha minst én programleder." in page


def test_withdrawing_is_never_a_link(sign_in, world):
    role = world.people["planner", "skien"].roles.get()

    assert sign_in("lead", "skien").get(reverse("role_withdraw", args=[role.pk])).status_code == 405


# -- Taking an invitation


@pytest.fixture
def address(client, sign_in):
    """Where the letter to ny@skien.example leads; nobody is signed in."""
    sign_in("lead", "skien").post("/byer/skien/folk/", {"email": "ny@skien.example", "kind": "planner"})
    client.logout()
    return re.search(r"http://testserver(/invitasjon/\S+)", Letter.objects.get().body)[1]


def test_invited_one_joins_and_is_signed_in(client, address):
    shown = client.get(address)

    response = client.post(address, {"name": "Ny Planlegger", "password": PASSWORD})

    person = User.objects.get(email="ny@skien.example")
    assert shown.status_code == 200
    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get("/byer/skien/folk/").status_code == 200


def test_looking_at_an_invitation_writes_nothing(client, address):
    lines = Entry.objects.count()

    client.get(address)

    assert (Entry.objects.count(), User.objects.filter(email="ny@skien.example").exists()) == (lines, False)


def test_letter_opens_once(client, address):
    client.post(address, {"name": "Ny", "password": PASSWORD})
    client.logout()

    response = client.post(address, {"name": "Tyv", "password": PASSWORD})

    assert response.status_code == 404
    assert User.objects.get(email="ny@skien.example").name == "Ny"


def test_letter_of_somebody_who_may_no_longer_give_the_role_says_so(client, address, world):
    world.people["lead", "skien"].roles.all().delete()

    responses = [client.get(address), client.post(address, {"name": "Ny", "password": PASSWORD})]

    assert [response.status_code for response in responses] == [404, 404]
    assert "kan ikke lenger gi rollen" in responses[0].content.decode()
    assert not User.objects.filter(email="ny@skien.example").exists()


@pytest.mark.parametrize("password", ["", "kort", "password1234", "ny@skien.example"])
def test_weak_password_is_refused_and_the_name_kept(client, address, password):
    response = client.post(address, {"name": "Ny Planlegger", "password": password})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["password"])
    assert response.context["form"]["name"].value() == "Ny Planlegger"
    assert not User.objects.filter(email="ny@skien.example").exists()


def test_address_cannot_be_changed_on_the_way_in(client, address):
    client.post(address, {"name": "Ny", "password": PASSWORD, "email": "annen@skien.example"})

    assert User.objects.filter(email="ny@skien.example").exists()
    assert not User.objects.filter(email="annen@skien.example").exists()


def test_somebody_with_an_account_signs_in_first_and_takes_it_then(client, address):
    person = UserFactory(email="ny@skien.example")
    before = client.post(address, {"name": "Tyv", "password": PASSWORD})
    client.force_login(person)

    client.post(address)

    assert f"/konto/inn/?next={address}" in before.content.decode()
    assert Role.objects.get(person=person).kind == RoleKind.PLANNER


def test_somebody_else_signed_in_cannot_take_it(client, address, world):
    client.force_login(world.people["stranger"])

    response = client.post(address, {"name": "Tyv", "password": PASSWORD})

    assert response.status_code == 200
    assert not world.people["stranger"].roles.exists()
    assert not User.objects.filter(email="ny@skien.example").exists()


@pytest.mark.parametrize("key", ["x", "%00", "%ff%fe", "x" * 3000, "æøå"])
def test_made_up_key_is_answered_by_a_page_that_says_so(client, db, key):
    assert client.get(f"/invitasjon/{key}/").status_code in (400, 404)


# -- What they cost


@pytest.mark.parametrize("page", ["/byer/skien/folk/", "/folk/nettverket/"])
def test_people_cost_the_same_for_one_and_three_of_each(sign_in, world, django_assert_max_num_queries, page):
    client, skien = sign_in("secretariat", "network"), world.cities["skien"]

    def one_more_of_each():
        RoleFactory(city=skien, kind=RoleKind.LEAD, unit=skien.party.units.get())
        RoleFactory(city=skien, kind=RoleKind.LEAD, withdrawn_at="2009-02-09T12:00Z")
        RoleFactory(party=world.parties["md"], kind=RoleKind.CONTACT)
        InvitationFactory(city=skien, kind=RoleKind.LEAD, expires_at="2100-01-01T12:00Z")
        InvitationFactory(city=None, party=world.parties["md"], kind=RoleKind.CONTACT, expires_at="2100-01-01T12:00Z")

    def statements() -> int:
        with django_assert_max_num_queries(15) as asked:
            assert client.get(page).status_code == 200
        return len(asked.captured_queries)

    one_more_of_each()
    one = statements()
    one_more_of_each()
    one_more_of_each()

    assert statements() == one
