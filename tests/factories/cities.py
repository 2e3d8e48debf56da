"""One factory per model of the room cities. A city, a party or the network is opened: it has its groups and rights."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from cities.access import group_of, open_place
from cities.acts import RoleKind
from cities.models import (
    Body,
    City,
    Invitation,
    Network,
    Number,
    Party,
    PartyKind,
    PartyName,
    Role,
    Succession,
    Unit,
    User,
)

MOMENT = datetime(2009, 2, 9, 12, tzinfo=UTC)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def opened(self, create, extracted, **kwargs):
        if create:
            open_place(self)


class NetworkFactory(PlaceFactory):
    name = "Framtidens byer"

    class Meta:
        model = Network


class PartyFactory(PlaceFactory):
    code = factory.Sequence("part-{}".format)
    kind = PartyKind.MINISTRY
    name = factory.Sequence("Departement {}".format)
    short = factory.Sequence("D{}".format)

    class Meta:
        model = Party


class CityFactory(PlaceFactory):
    slug = factory.Sequence("by-{}".format)
    name = factory.Sequence("By {}".format)
    party = factory.SubFactory(
        PartyFactory,
        kind=PartyKind.MUNICIPALITY,
        name=factory.LazyAttribute(lambda party: f"{party.factory_parent.name} kommune"),
        short=factory.LazyAttribute(lambda party: party.factory_parent.name),
    )

    class Meta:
        model = City


class PartyNameFactory(DjangoModelFactory):
    party = factory.SubFactory(PartyFactory)
    official = factory.SelfAttribute("party.name")
    short = factory.SelfAttribute("party.short")

    class Meta:
        model = PartyName


class NumberFactory(DjangoModelFactory):
    party = factory.SubFactory(PartyFactory, kind=PartyKind.MUNICIPALITY)
    number = "0806"
    county = "Telemark"

    class Meta:
        model = Number


class SuccessionFactory(DjangoModelFactory):
    before_name = factory.Sequence("Gamle kommune {}".format)
    after = factory.SubFactory(PartyFactory, kind=PartyKind.MUNICIPALITY)

    class Meta:
        model = Succession


class UnitFactory(DjangoModelFactory):
    party = factory.SubFactory(PartyFactory)
    name = factory.Sequence("Enhet {}".format)

    class Meta:
        model = Unit


class BodyFactory(DjangoModelFactory):
    party = factory.SubFactory(PartyFactory)
    name = factory.Sequence("Utvalg {}".format)

    class Meta:
        model = Body


class UserFactory(DjangoModelFactory):
    """A person without a password; sign in with `client.force_login`."""

    email = factory.Sequence("person-{}@example.org".format)
    name = factory.Sequence("Person {}".format)
    password = "!"

    class Meta:
        model = User


class RoleFactory(DjangoModelFactory):
    """A planner of a new city; name another city, party or network and kind."""

    person = factory.SubFactory(UserFactory)
    kind = RoleKind.PLANNER
    city = factory.Maybe(
        factory.LazyAttribute(lambda role: bool(role.party or role.network)), None, factory.SubFactory(CityFactory)
    )
    party = None
    network = None
    group = factory.LazyAttribute(lambda role: group_of(role.city or role.party or role.network, role.kind))
    since = date(2008, 6, 17)

    class Meta:
        model = Role


class InvitationFactory(DjangoModelFactory):
    email = factory.Sequence("invitert-{}@example.org".format)
    kind = RoleKind.PLANNER
    city = factory.SubFactory(CityFactory)
    key_sha256 = factory.Sequence("{:064x}".format)
    invited_at = MOMENT
    expires_at = MOMENT + timedelta(days=14)

    class Meta:
        model = Invitation
