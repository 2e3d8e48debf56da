"""A world with two of everything, for tests about who may what.

Four cities: Skien is one's own, Porsgrunn its twin, Oslo the stranger, Bergen the one twinned with the stranger. Each
has each role once; two ministries have a contact each; the network has its secretariat. Beside them stand somebody
with an account and no role, and a superuser without roles.

    def test_something(world):
        client.force_login(world.people["planner", "skien"])
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from cities.actions import add_body, add_city, add_party, add_unit, give_role, start_network
from cities.acts import HELD, RoleKind
from cities.models import City, Network, Party, PartyKind, User
from tests.helpers.remembering import remembered

MOMENT = datetime(2009, 2, 9, 12, tzinfo=UTC)
CITIES = ["Skien", "Porsgrunn", "Oslo", "Bergen"]
TWINS = [("skien", "porsgrunn"), ("oslo", "bergen")]
MINISTRIES = {"md": "Miljøverndepartementet", "sd": "Samferdselsdepartementet"}


@dataclass
class World:
    """people: by kind and place, ("planner", "skien"), ("contact", "md"), ("secretariat", "network"); and by one word
    those at no place: "stranger", "superuser".
    """

    network: Network
    cities: dict[str, City] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    people: dict[tuple[str, str] | str, User] = field(default_factory=dict)


def build() -> World:
    return remembered(_build)


def _build() -> World:
    world = World(start_network(name="Framtidens byer", by=None, at=MOMENT))
    _settle(world, RoleKind.SECRETARIAT, "network", network=world.network)
    for name in CITIES:
        city = add_city(name=name, by=None, at=MOMENT)
        world.cities[city.slug] = city
        unit = add_unit(party=city.party, name=f"Byplan i {name}", by=None, at=MOMENT)
        add_body(party=city.party, name=f"Bystyret i {name}", highest=True, by=None, at=MOMENT)
        for kind in HELD["city"]:
            _settle(world, kind, city.slug, city=city, unit=unit if kind == RoleKind.MEASURE_OWNER else None)
    for code, name in MINISTRIES.items():
        party = add_party(name=name, short=code.upper(), code=code, kind=PartyKind.MINISTRY, by=None, at=MOMENT)
        world.parties[code] = party
        _settle(world, RoleKind.CONTACT, code, party=party)
    world.people["stranger"] = User.objects.create_user("stranger@nowhere.example", name="Fremmed Person")
    world.people["superuser"] = User.objects.create_superuser("super@nowhere.example", name="Super Bruker")
    # Other rooms build on: tests/<room>/world.py takes this World and gives it back with their things in it.
    return world


def _settle(world: World, kind: RoleKind, word: str, **place) -> None:
    person = User.objects.create_user(f"{kind}@{word}.example", name=f"{kind} {word}")
    give_role(person=person, kind=kind, **place, by=None, at=MOMENT)
    world.people[str(kind), word] = person
