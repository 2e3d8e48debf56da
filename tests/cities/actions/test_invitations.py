import re
from datetime import date, timedelta

import pytest

from cities.access import can
from cities.actions import accept_invitation, give_role, invite, withdraw_invitation, withdraw_role
from cities.acts import Act, RoleKind
from cities.models import Invitation, Role, User
from common.canonical import digest
from common.refusals import Refused
from history.models import Entry
from post.models import Letter
from tests.world import MOMENT

PASSWORD = "et langt nok passord"


def link(key):
    return f"https://framtid.example/invitasjon/{key}/"


def key_of(letter: Letter) -> str:
    return re.search(r"/invitasjon/(\S+)/", letter.body)[1]


@pytest.fixture
def invited(world):
    """A planner invited to Skien: the invitation and its key."""
    lead, skien = world.people["lead", "skien"], world.cities["skien"]
    invitation = invite(email="Ny@Skien.example", kind=RoleKind.PLANNER, city=skien, link=link, by=lead, at=MOMENT)
    return invitation, key_of(Letter.objects.latest("pk"))


def test_letter_holds_the_key_and_the_table_only_its_hash(invited):
    invitation, key = invited
    letter = Letter.objects.get()

    assert (letter.to, letter.subject) == ("ny@skien.example", "Invitasjon til Framtid fra lead skien")
    assert invitation.key_sha256 == digest(key)
    assert key not in str(Invitation.objects.values().get())
    assert not any(key in str(row) for row in Entry.objects.values())


def test_accepting_makes_the_person_and_the_role(invited, world):
    _invitation, key = invited

    role = accept_invitation(key=key, name="Ny Planlegger", password=PASSWORD, at=MOMENT + timedelta(days=3))

    person = User.objects.get(email="ny@skien.example")
    assert (role.person, role.since, role.given_by) == (person, date(2009, 2, 12), world.people["lead", "skien"])
    assert person.check_password(PASSWORD)
    assert person.password.startswith("argon2$")
    assert can(person, Act.EDIT_PROGRAMME, world.cities["skien"])


def test_key_opens_once(invited):
    _invitation, key = invited
    accept_invitation(key=key, name="Ny", password=PASSWORD, at=MOMENT)

    with pytest.raises(Refused):
        accept_invitation(key=key, name="Enda en", password=PASSWORD, at=MOMENT)

    assert User.objects.filter(email="ny@skien.example").get().name == "Ny"


@pytest.mark.parametrize("age", [timedelta(days=14), timedelta(days=400)])
def test_key_grows_old(invited, age):
    people = User.objects.count()

    with pytest.raises(Refused):
        accept_invitation(key=invited[1], name="Ny", password=PASSWORD, at=MOMENT + age)

    assert User.objects.count() == people


def test_key_of_a_withdrawn_invitation_opens_nothing(invited, world):
    invitation, key = invited
    people = User.objects.count()

    withdraw_invitation(invitation=invitation, by=world.people["lead", "skien"], at=MOMENT)

    with pytest.raises(Refused):
        accept_invitation(key=key, name="Ny", password=PASSWORD, at=MOMENT)
    assert User.objects.count() == people


@pytest.mark.parametrize("key", ["", "x", "æøå", "\ud800", "\0"])
def test_made_up_key_opens_nothing(invited, key):
    with pytest.raises(Refused):
        accept_invitation(key=key, name="Ny", password=PASSWORD, at=MOMENT)


def test_somebody_with_an_account_takes_the_role_with_it(world):
    person = world.people["planner", "oslo"]
    lead, skien = world.people["lead", "skien"], world.cities["skien"]
    invite(
        email=person.email, kind=RoleKind.POLITICIAN, city=skien, until=date(2011, 10, 1), link=link, by=lead, at=MOMENT
    )
    people = User.objects.count()

    role = accept_invitation(key=key_of(Letter.objects.latest("pk")), person=person, at=MOMENT)

    assert (role.person, role.kind, role.until) == (person, RoleKind.POLITICIAN, date(2011, 10, 1))
    assert User.objects.count() == people


def test_somebody_elses_letter_is_refused(invited, world):
    with pytest.raises(Refused):
        accept_invitation(key=invited[1], person=world.people["stranger"], at=MOMENT)

    assert not Role.objects.filter(person=world.people["stranger"]).exists()


def test_new_account_on_a_taken_address_is_refused(invited):
    User.objects.create_user("ny@skien.example", name="Var her først")

    with pytest.raises(Refused):
        accept_invitation(key=invited[1], name="Ny", password=PASSWORD, at=MOMENT)

    assert User.objects.get(email="ny@skien.example").name == "Var her først"


@pytest.mark.parametrize(
    ("who", "kind"),
    [(("planner", "skien"), "planner"), (("secretariat", "network"), "planner"), (("lead", "oslo"), "planner")],
)
def test_nobody_else_invites_to_the_city_and_no_letter_is_written(world, who, kind):
    with pytest.raises(Refused):
        invite(email="a@b.example", kind=kind, city=world.cities["skien"], link=link, by=world.people[who], at=MOMENT)

    assert (Invitation.objects.count(), Letter.objects.count()) == (0, 0)


def test_second_invitation_to_the_same_role_is_refused(invited, world):
    with pytest.raises(Refused):
        invite(
            email="ny@skien.example", kind="planner", city=world.cities["skien"], link=link,
            by=world.people["lead", "skien"], at=MOMENT,
        )  # fmt: skip

    assert Letter.objects.count() == 1


def test_invitation_to_a_role_one_has_is_refused(world):
    planner = world.people["planner", "skien"]

    with pytest.raises(Refused):
        invite(
            email=planner.email, kind="planner", city=world.cities["skien"], link=link,
            by=world.people["lead", "skien"], at=MOMENT,
        )  # fmt: skip


def leave(lead: User) -> None:
    withdraw_role(role=lead.roles.get(), by=None, at=MOMENT)


def be_shut_out(lead: User) -> None:
    User.objects.filter(pk=lead.pk).update(is_active=False)


def become_planner(lead: User) -> None:
    city = lead.roles.get().city
    leave(lead)
    give_role(person=lead, kind=RoleKind.PLANNER, city=city, by=None, at=MOMENT)


def be_deleted(lead: User) -> None:
    lead.roles.all().delete()
    lead.delete()


@pytest.mark.parametrize("loss", [leave, be_shut_out, become_planner, be_deleted])
def test_invitation_dies_with_its_givers_right(invited, world, loss):
    invitation, key = invited
    loss(world.people["lead", "skien"])
    before = (User.objects.count(), Role.objects.count(), Entry.objects.count())

    with pytest.raises(Refused):
        accept_invitation(key=key, name="Ny", password=PASSWORD, at=MOMENT)

    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert (User.objects.count(), Role.objects.count(), Entry.objects.count()) == before


def test_invitation_of_the_house_holds(world):
    invite(email="ny@nett.example", kind=RoleKind.SECRETARIAT, network=world.network, link=link, by=None, at=MOMENT)

    role = accept_invitation(key=key_of(Letter.objects.get()), name="Ny", password=PASSWORD, at=MOMENT)

    assert (role.network, role.given_by) == (world.network, None)


def test_lead_of_another_city_cannot_withdraw_it(invited, world):
    invitation, _key = invited

    with pytest.raises(Refused):
        withdraw_invitation(invitation=invitation, by=world.people["lead", "oslo"], at=MOMENT)

    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None
