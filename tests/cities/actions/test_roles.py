from datetime import date

import pytest

from cities.access import can
from cities.actions import give_role, withdraw_role
from cities.acts import HELD, Act, RoleKind
from cities.models import Role, User
from common.refusals import Refused
from history.models import Entry
from tests.factories.cities import RoleFactory, UnitFactory, UserFactory
from tests.world import MOMENT


def role_of(person) -> Role:
    return Role.objects.get(person=person)


@pytest.fixture
def somebody(db):
    return UserFactory(name="Ola Nordmann")


def test_lead_gives_each_of_the_citys_roles(world, somebody):
    lead, skien = world.people["lead", "skien"], world.cities["skien"]

    for kind in HELD["city"]:
        give_role(person=somebody, kind=kind, city=skien, by=lead, at=MOMENT)

    assert set(somebody.roles.values_list("kind", "city", "given_by")) == {
        (str(kind), skien.pk, lead.pk) for kind in HELD["city"]
    }


@pytest.mark.parametrize(
    ("giver", "kind", "place"),
    [
        (("lead", "skien"), RoleKind.PLANNER, ("city", "porsgrunn")),
        (("lead", "skien"), RoleKind.PLANNER, ("city", "oslo")),
        (("lead", "skien"), RoleKind.CONTACT, ("party", "md")),
        (("lead", "skien"), RoleKind.SECRETARIAT, ("network", "")),
        (("planner", "skien"), RoleKind.PLANNER, ("city", "skien")),
        (("politician", "skien"), RoleKind.POLITICIAN, ("city", "skien")),
        (("contact", "md"), RoleKind.CONTACT, ("party", "md")),
        (("secretariat", "network"), RoleKind.PLANNER, ("city", "skien")),
        (("superuser",), RoleKind.LEAD, ("city", "skien")),
        (("stranger",), RoleKind.SECRETARIAT, ("network", "")),
    ],
)
def test_nobody_else_gives_it_and_nothing_is_written(world, somebody, giver, kind, place):
    word, key = place
    where = {"city": world.cities.get(key), "party": world.parties.get(key), "network": world.network}[word]
    lines = Entry.objects.count()

    with pytest.raises(Refused):
        give_role(
            person=somebody,
            kind=kind,
            **{word: where},
            by=world.people[giver if len(giver) > 1 else giver[0]],
            at=MOMENT,
        )

    assert (somebody.roles.count(), Entry.objects.count()) == (0, lines)


@pytest.mark.parametrize(
    ("kind", "place"),
    [(RoleKind.LEAD, "city"), (RoleKind.CONTACT, "party"), (RoleKind.SECRETARIAT, "network")],
)
def test_secretariat_gives_leads_contacts_and_its_own(world, somebody, kind, place):
    where = {"city": world.cities["oslo"], "party": world.parties["sd"], "network": world.network}[place]

    role = give_role(person=somebody, kind=kind, **{place: where}, by=world.people["secretariat", "network"], at=MOMENT)

    assert (role.kind, role.place, role.since) == (kind, where, date(2009, 2, 9))


def test_role_the_place_does_not_have_is_refused(world, somebody):
    with pytest.raises(Refused):
        give_role(person=somebody, kind=RoleKind.SECRETARIAT, city=world.cities["skien"], by=None, at=MOMENT)

    assert not somebody.roles.exists()


def test_unit_of_another_place_is_refused(world, somebody):
    with pytest.raises(Refused):
        give_role(
            person=somebody,
            kind=RoleKind.MEASURE_OWNER,
            city=world.cities["skien"],
            unit=UnitFactory(),
            by=None,
            at=MOMENT,
        )


def test_role_somebody_has_already_is_refused(world):
    planner, skien = world.people["planner", "skien"], world.cities["skien"]

    with pytest.raises(Refused) as refusal:
        give_role(person=planner, kind=RoleKind.PLANNER, city=skien, by=None, at=MOMENT)

    assert str(refusal.value.message) == "planner skien er alt planlegger her."
    assert planner.roles.count() == 1


def test_role_that_was_withdrawn_can_be_given_again_the_same_day(world):
    planner, skien = world.people["planner", "skien"], world.cities["skien"]
    withdraw_role(role=role_of(planner), by=None, at=MOMENT)

    give_role(person=planner, kind=RoleKind.PLANNER, city=skien, by=None, at=MOMENT)

    assert can(planner, Act.EDIT_PROGRAMME, skien)
    assert planner.roles.count() == 2


def test_withdrawal_stands_in_the_history_of_the_city(world):
    lead, skien = world.people["lead", "skien"], world.cities["skien"]

    withdraw_role(role=role_of(world.people["planner", "skien"]), by=lead, at=MOMENT)

    entry = Entry.objects.filter(scope="city", scope_id=skien.pk).first()
    assert (entry.act, entry.title, entry.person_name) == (
        "withdraw_role", "planner skien: Planlegger, Skien", "lead skien",
    )  # fmt: skip


def test_withdrawing_twice_is_refused(world):
    role = role_of(world.people["planner", "skien"])
    stale = Role.objects.get(pk=role.pk)
    withdraw_role(role=role, by=None, at=MOMENT)

    with pytest.raises(Refused):
        withdraw_role(role=stale, by=None, at=MOMENT)


def test_lead_withdraws_only_in_the_own_city(world):
    role = role_of(world.people["planner", "porsgrunn"])

    with pytest.raises(Refused):
        withdraw_role(role=role, by=world.people["lead", "skien"], at=MOMENT)

    role.refresh_from_db()
    assert role.withdrawn_at is None


def test_last_lead_cannot_leave_the_city_without_one(world):
    lead = world.people["lead", "skien"]
    lines = Entry.objects.count()

    with pytest.raises(Refused) as refusal:
        withdraw_role(role=role_of(lead), by=lead, at=MOMENT)

    assert str(refusal.value.message).startswith("Byen må ha minst én programleder.")
    assert (role_of(lead).withdrawn_at, Entry.objects.count()) == (None, lines)


@pytest.mark.parametrize("kind", ["expired", "future", "withdrawn", "closed", "self", "elsewhere"])
def test_lead_who_is_none_today_does_not_count(world, kind):
    lead, skien = world.people["lead", "skien"], world.cities["skien"]
    other = {
        "expired": {"since": date(2008, 1, 1), "until": date(2009, 2, 8)},
        "future": {"since": date(2009, 2, 10)},
        "withdrawn": {"withdrawn_at": MOMENT},
        "closed": {"person__is_active": False},
        "self": {"person": lead, "until": date(2009, 12, 31)},
        "elsewhere": {"city": world.cities["oslo"]},
    }[kind]
    RoleFactory(**{"city": skien, "kind": RoleKind.LEAD} | other)

    with pytest.raises(Refused):
        withdraw_role(role=Role.objects.filter(person=lead).earliest("pk"), by=lead, at=MOMENT)


def test_lead_may_leave_when_there_is_another(world):
    lead, skien = world.people["lead", "skien"], world.cities["skien"]
    RoleFactory(city=skien, kind=RoleKind.LEAD)

    withdraw_role(role=role_of(lead), by=lead, at=MOMENT)

    assert not can(User.objects.get(pk=lead.pk), Act.READ_PROGRAMME, skien)


def test_secretariat_may_withdraw_the_last_lead(world):
    lead = world.people["lead", "skien"]

    withdraw_role(role=role_of(lead), by=world.people["secretariat", "network"], at=MOMENT)

    assert role_of(lead).withdrawn_at == MOMENT
