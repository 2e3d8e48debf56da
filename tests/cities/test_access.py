from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.http import Http404, HttpResponse
from django.utils.timezone import localdate
from guardian.shortcuts import get_perms

from cities.access import (
    can,
    door,
    everybody,
    gives,
    group_of,
    holder,
    open_places,
    pass_door,
    rights_of,
    signed_in,
    visible,
)
from cities.actions import give_role, withdraw_role
from cities.acts import HELD, WIDER, Act, RoleKind
from cities.models import Body, City, CityGroupRight, Invitation, Network, Party, PartyName, Role, Unit, User
from tests.cities.test_rights import PEOPLE
from tests.factories.cities import (
    CityFactory,
    InvitationFactory,
    NetworkFactory,
    PartyFactory,
    RoleFactory,
    UserFactory,
)

MODELS = [Body, City, Invitation, Network, Party, PartyName, Role, Unit]
NOW = datetime(2009, 2, 9, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def again(person: User) -> User:
    """The person as the next request loads them."""
    return User.objects.get(pk=person.pk)


# -- Rights follow from roles, day by day


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "until", "allowed"),
    [
        (-10 * DAY, None, True),
        (0 * DAY, 0 * DAY, True),
        (-10 * DAY, 0 * DAY, True),
        (-10 * DAY, -1 * DAY, False),
        (1 * DAY, None, False),
    ],
    ids=["open", "one day", "last day", "expired", "future"],
)
def test_role_gives_rights_from_its_first_day_to_its_last(since, until, allowed):
    today = localdate()
    role = RoleFactory(since=today + since, until=None if until is None else today + until)

    assert can(role.person, Act.EDIT_PROGRAMME, role.city) == allowed


@pytest.mark.django_db
def test_withdrawn_role_gives_nothing_from_the_next_request():
    role = RoleFactory(since=localdate())
    before = can(role.person, Act.READ_PROGRAMME, role.city)

    withdraw_role(role=role, by=None, at=NOW)

    assert (before, can(again(role.person), Act.READ_PROGRAMME, role.city)) == (True, False)


@pytest.mark.django_db
def test_two_roles_add_up_and_losing_one_keeps_the_other():
    role = RoleFactory(kind=RoleKind.POLITICIAN)
    second = RoleFactory(person=role.person)
    both = set(visible(role.person, Act.READ_VERSION, City))

    withdraw_role(role=second, by=None, at=NOW)

    assert both == {role.city, second.city}
    assert set(visible(again(role.person), Act.READ_VERSION, City)) == {role.city}


@pytest.mark.django_db
def test_role_with_a_unit_has_the_rights_of_its_kind(world):
    owner = world.people["measure_owner", "skien"]

    held = {act for act in Act if can(owner, act, world.cities["skien"])}

    assert Role.objects.get(person=owner).unit.name == "Byplan i Skien"
    assert held == {
        Act.READ_PROGRAMME, Act.REPORT_PROGRESS, Act.READ_VERSION, Act.COMMENT_PROGRAMME, Act.READ_PAPER,
        Act.READ_AGREEMENT,
    }  # fmt: skip


@pytest.mark.django_db
def test_superuser_without_a_role_sees_and_may_nothing(world):
    superuser = world.people["superuser"]

    seen = {model: list(visible(superuser, act, model)) for model in MODELS for act in Act}

    assert superuser.has_perm(f"cities.{Act.EDIT_PROGRAMME}", world.cities["skien"])  # guardian would say yes
    assert set(map(len, seen.values())) == {0}


@pytest.mark.django_db
def test_closed_account_has_no_rights():
    role = RoleFactory(person__is_active=False)

    assert not can(role.person, Act.READ_PROGRAMME, role.city)


@pytest.mark.django_db
def test_role_of_another_kind_with_the_same_place_number_gives_nothing_there():
    city, party, network = CityFactory(), PartyFactory(), NetworkFactory()
    Party.objects.filter(pk=party.pk).update(code="same")
    contact = RoleFactory(party=party, kind=RoleKind.CONTACT).person

    assert [can(contact, Act.KEEP_PARTY, thing) for thing in (party, city, city.party, network)] == [
        True, False, False, False,
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_role_in_a_city_opens_no_party_of_the_same_number():
    ministry = PartyFactory()
    planner = RoleFactory(city=CityFactory(pk=ministry.pk)).person

    assert not can(planner, Act.KEEP_PARTY, ministry)


# -- One rule: visible, can and the door agree


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("model", [City, Invitation, Party, Unit])
def test_visible_can_and_the_door_agree(world, who, model):
    InvitationFactory(city=world.cities["skien"])
    person, things = world.people[PEOPLE[who]], list(model.objects.all())

    listed = {(act, thing) for act in Act for thing in visible(person, act, model)}
    allowed = {(act, thing) for act in Act for thing in things if can(person, act, thing)}
    opened = {(act, thing) for act in Act for thing in things if _opens(person, act, thing)}

    assert listed == allowed == opened


def _opens(person, act, thing) -> bool:
    try:
        return pass_door(person, act, type(thing), pk=thing.pk) == thing
    except (Http404, PermissionDenied):
        return False


def test_rights_are_one_statement_however_many_roles(world, django_assert_num_queries):
    person = UserFactory()
    for _number in range(5):
        RoleFactory(person=person)

    with django_assert_num_queries(1):
        rights = rights_of(person)
        rights_of(person)

    assert len(rights.cities(Act.EDIT_PROGRAMME)) == 5


def test_asking_for_a_list_and_two_rights_takes_four_statements(world, django_assert_num_queries):
    planner, skien = world.people["planner", "skien"], world.cities["skien"]

    with django_assert_num_queries(4):  # the rights, the list, one for each question
        list(visible(planner, Act.KEEP_PARTY, Unit))
        can(planner, Act.KEEP_CITY, skien)
        can(planner, Act.KEEP_PARTY, skien.party)


# -- The door


@door(Act.EDIT_PROGRAMME, City, key="slug")
def edit_view(request, city):
    return HttpResponse(city.name)


@door(Act.KEEP_PARTY, Party)
def keep_view(request, party):
    return HttpResponse(party.name)


@signed_in
def inner_view(request):
    return HttpResponse("inne")


@holder(Act.KEEP_NETWORK)
def network_view(request):
    return HttpResponse("nettverk")


def ask(rf, view, person, **kwargs):
    request = rf.get("/her/?a=1")
    request.user = person
    return view(request, **kwargs)


def test_door_hands_over_the_thing_to_whoever_may(world, rf):
    response = ask(rf, edit_view, world.people["planner", "skien"], city="skien")

    assert response.content == b"Skien"


def test_door_refuses_a_reader_without_the_act(world, rf):
    with pytest.raises(PermissionDenied):
        ask(rf, edit_view, world.people["measure_owner", "skien"], city="skien")


@pytest.mark.parametrize("slug", ["oslo", "porsgrunn", "finnes-ikke", "x" * 5000])
def test_door_answers_a_foreign_thing_exactly_like_a_missing_one(world, rf, slug):
    with pytest.raises(Http404) as answer:
        ask(rf, edit_view, world.people["planner", "skien"], city=slug)

    assert answer.value.args == ()


def test_door_refuses_keeping_what_everybody_knows_of(world, rf):
    with pytest.raises(PermissionDenied):
        ask(rf, keep_view, world.people["planner", "skien"], party=world.parties["md"].pk)


@pytest.mark.parametrize("number", [0, 2**31, 2**63 - 1, 2**63, 10**30])
def test_door_answers_a_number_no_row_can_have_as_missing(world, rf, number):
    for person in (world.people["planner", "skien"], world.people["secretariat", "network"]):
        with pytest.raises(Http404):
            ask(rf, keep_view, person, party=number)


@pytest.mark.parametrize("view", [edit_view, keep_view, inner_view, network_view])
def test_door_asks_a_visitor_to_sign_in_and_come_back(rf, view):
    response = ask(rf, view, AnonymousUser(), city="skien", party=1)

    assert (response.status_code, response.url) == (302, "/konto/inn/?next=/her/%3Fa%3D1")


def test_holder_lets_in_only_those_who_hold_the_act_somewhere(world, rf):
    response = ask(rf, network_view, world.people["secretariat", "network"])

    assert response.content == b"nettverk"
    for person in (world.people["lead", "skien"], world.people["superuser"], world.people["stranger"]):
        with pytest.raises(Http404):
            ask(rf, network_view, person)


def test_signed_in_lets_in_whoever_has_an_account(world, rf):
    assert ask(rf, inner_view, world.people["stranger"]).content == b"inne"


def test_doors_say_what_they_are():
    assert edit_view.door == "edit_programme cities.City"
    assert inner_view.door == "signed in"
    assert network_view.door == "keep_network somewhere"
    assert everybody("the front page")(lambda request: None).door == "everybody: the front page"


# -- Who gives roles


def test_gives_names_the_kinds_one_may_give_at_a_place(world):
    lead, secretariat = world.people["lead", "skien"], world.people["secretariat", "network"]
    skien, oslo, ministry = world.cities["skien"], world.cities["oslo"], world.parties["md"]

    assert set(gives(lead, skien)) == set(HELD["city"])
    assert gives(lead, oslo) == gives(lead, ministry) == gives(lead, world.network) == []
    assert gives(secretariat, skien) == [RoleKind.LEAD]
    assert gives(secretariat, ministry) == [RoleKind.CONTACT]
    assert gives(secretariat, world.network) == [RoleKind.SECRETARIAT]
    assert gives(world.people["planner", "skien"], skien) == []


# -- Places and the list of acts


@pytest.mark.django_db
def test_place_holds_exactly_the_rights_of_the_list():
    city = CityFactory()

    held = {kind: set(get_perms(group_of(city, kind), city)) for kind in HELD["city"]}

    assert held == {kind: {str(act) for act in acts} for kind, acts in HELD["city"].items()}


@pytest.mark.django_db
def test_migrating_brings_places_up_to_a_changed_list(monkeypatch):
    city = CityFactory()
    planner = RoleFactory(city=city).person
    changed = HELD["city"] | {RoleKind.PLANNER: {Act.READ_PROGRAMME, Act.GIVE_ROLES}}
    monkeypatch.setitem(HELD, "city", changed)

    call_command("migrate", verbosity=0)

    held = {act for act in Act if can(planner, act, city)}
    follows = {act for act, wider in WIDER.items() if wider == Act.READ_PROGRAMME}
    assert held == {Act.READ_PROGRAMME, Act.GIVE_ROLES} | follows


@pytest.mark.django_db
def test_opening_places_takes_as_many_statements_for_sixty_as_for_one(django_assert_num_queries):
    one, *rest = [city.pk for city in CityFactory.create_batch(61)]
    CityGroupRight.objects.all().delete()

    with django_assert_num_queries(5):
        open_places("city", [one])
    with django_assert_num_queries(5):
        open_places("city", rest)

    assert CityGroupRight.objects.count() == 61 * sum(map(len, HELD["city"].values()))


@pytest.mark.django_db
def test_rights_die_with_their_city():
    city = CityFactory()
    number = city.pk
    planner = RoleFactory(city=city).person

    city.delete()
    CityFactory(pk=number)

    assert not visible(again(planner), Act.READ_PROGRAMME, City).exists()


def test_giving_a_role_works_within_the_same_request(world):
    stranger, skien = world.people["stranger"], world.cities["skien"]
    before = can(stranger, Act.READ_PROGRAMME, skien)

    give_role(person=stranger, kind=RoleKind.PLANNER, city=skien, since=date(2009, 1, 1), by=None, at=NOW)

    assert (before, can(stranger, Act.READ_PROGRAMME, skien)) == (False, True)
