"""Signing in, out, and a new password – with the settings of the house."""

import re

import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from cities.models import User
from post.models import Letter

PASSWORD = "et langt nok passord"


@pytest.fixture
def person(db):
    cache.clear()
    return User.objects.create_user("Kari@Skien.example", PASSWORD, name="Kari Nordmann")


def sign_in(client, email, password):
    return client.post("/konto/inn/", {"login": email, "password": password})


@pytest.mark.parametrize("email", ["kari@skien.example", "KARI@skien.EXAMPLE"])
def test_one_signs_in_with_address_and_password(client, person, email):
    response = sign_in(client, email, PASSWORD)

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("kari@skien.example", "feil passord her"),
        ("ingen@skien.example", PASSWORD),
        ("", ""),
        ("\0", "\0"),
        ("x" * 9000, "y" * 9000),
    ],
)
def test_wrong_address_and_wrong_password_are_answered_alike(client, person, email, password):
    response = sign_in(client, email, password)

    assert response.status_code in (200, 400)
    assert "_auth_user_id" not in client.session


def test_password_is_stored_by_argon2(person):
    assert person.password.startswith("argon2$argon2id$")


def test_guesses_are_stopped_after_five_though_the_sixth_is_right(client, person):
    for _guess in range(5):
        sign_in(client, "kari@skien.example", "feil passord her")

    sign_in(client, "kari@skien.example", PASSWORD)

    assert "_auth_user_id" not in client.session


def test_guesses_are_counted_in_the_database(settings):
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


def test_closed_account_cannot_sign_in(client, person):
    User.objects.update(is_active=False)

    sign_in(client, "kari@skien.example", PASSWORD)

    assert "_auth_user_id" not in client.session


def test_signing_up_is_shut_and_makes_nobody(client, person):
    shown = client.get("/konto/ny/")
    posted = client.post(
        "/konto/ny/",
        {"email": "ny@b.example", "password1": "et annet langt passord", "password2": "et annet langt passord"},
    )

    assert {page.templates[0].name for page in (shown, posted)} == {"account/signup_closed.html"}
    assert User.objects.count() == 1


def test_pages_of_allauth_we_do_not_use_are_not_there():
    for name in ("account_email", "account_set_password", "account_confirm_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=["x"] if name.endswith("confirm_email") else [])


def test_forgotten_password_is_made_new_by_a_letter(client, person):
    client.post("/konto/glemt/", {"email": "kari@skien.example"})
    letter = Letter.objects.get()
    address = re.search(r"http://testserver(/konto/glemt/\S+)", letter.body)[1]
    page = client.get(address, follow=True)

    client.post(page.redirect_chain[-1][0], {"password1": "et helt nytt passord", "password2": "et helt nytt passord"})

    person.refresh_from_db()
    assert (letter.to, letter.subject) == ("kari@skien.example", "Nytt passord til Framtid")
    assert person.check_password("et helt nytt passord")


def test_asking_for_an_unknown_address_answers_alike_and_sends_nothing(client, person):
    known = client.post("/konto/glemt/", {"email": "kari@skien.example"})
    unknown = client.post("/konto/glemt/", {"email": "ingen@skien.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("password", ["kort", "password1234", "kari@skien.example"])
def test_weak_new_password_is_refused(client, person, password):
    client.force_login(person)

    client.post("/konto/passord/", {"oldpassword": PASSWORD, "password1": password, "password2": password})

    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_two_people_cannot_share_an_address(person):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        User.objects.create_user("KARI@skien.example", PASSWORD)


def test_person_is_shown_by_initials():
    assert [User(name=name).initials for name in ("Kari Nordmann", "Ole", "Anne Lise Ås")] == ["KN", "O", "AÅ"]
