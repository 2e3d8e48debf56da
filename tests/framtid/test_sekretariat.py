"""The first person in an empty house."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cities.access import can
from cities.acts import Act
from cities.models import Invitation, Network, User
from history.models import Entry
from post.models import Letter

pytestmark = pytest.mark.django_db
EMAIL = "anne@sekretariat.example"
PASSWORD = "et langt og eget passord"


def run(*arguments) -> list[str]:
    out = StringIO()
    call_command("sekretariat", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_first_secretariat_opens_the_printed_link_and_keeps_the_new_network(client):
    said, link = run(EMAIL, "--network", "Klimabyene", "--address", "https://framtid.example.no/")

    path = link.removeprefix("https://framtid.example.no")
    answer = client.post(path, {"name": "Anne Berg", "password": PASSWORD})

    network = Network.objects.get()
    assert said == f"{EMAIL} is invited to the secretariat of Klimabyene. The letter's link, good for 14 days:"
    assert (answer.status_code, answer.url) == (302, "/")
    assert can(User.objects.get(email=EMAIL), Act.KEEP_NETWORK, network)
    assert [entry.person_name for entry in Entry.objects.filter(act="invite")] == [""]


def test_letter_is_signed_by_the_network_and_holds_the_same_link():
    _said, link = run(EMAIL, "--network", "Klimabyene")

    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (EMAIL, "Invitasjon til Framtid fra Klimabyene")
    assert "Klimabyene inviterer deg til Framtid som Sekretariat i Klimabyene." in letter.body
    assert link.startswith("http://localhost:8000/invitasjon/")
    assert link in letter.body.splitlines()


def test_network_that_is_there_stays_the_only_one(world):
    run(EMAIL, "--network", "Et annet navn")

    assert Network.objects.get() == world.network
    assert Invitation.objects.get().network == world.network


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([EMAIL], 'There is no network yet: name it with --network "…"'),
        (["anne", "--network", "Klimabyene"], "«anne» er ikke en e-postadresse."),
    ],
)
def test_refusal_leaves_neither_network_nor_invitation(arguments, reason):
    with pytest.raises(CommandError) as refused:
        run(*arguments)

    assert str(refused.value) == reason
    assert Network.objects.count() == Invitation.objects.count() == Letter.objects.count() == 0
