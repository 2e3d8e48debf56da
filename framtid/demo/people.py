"""Made-up people to sign in as. They and their one password exist in the demonstration only."""

from datetime import date

from django.contrib.auth.hashers import make_password

from cities.access import groups_of
from cities.acts import ROLE_NAMES, RoleKind
from cities.models import City, Network, Party, Role, User
from framtid.demo.facts import read
from framtid.demo.wording import ascii_name

PASSWORD = "framtidens-byer-2009"
SINCE = date(2008, 1, 1)

IN_EVERY_CITY = {
    "planlegger": RoleKind.PLANNER,
    "programleder": RoleKind.LEAD,
    "tiltaksansvarlig": RoleKind.MEASURE_OWNER,
    "folkevalgt": RoleKind.POLITICIAN,
}
SECRETARIAT = "sekretariat@framtid.example"
MINISTRY = "departement@md.example"
MINISTRY_NAME = "Miljøverndepartementet"


def accounts() -> list[tuple[str, str, str]]:
    """(e-mail, role, place) of everybody, as `make run` prints them; all have PASSWORD."""
    cities = [fact["navn"] for fact in read("cities")["byer"]]
    in_cities = [
        (f"{word}@{ascii_name(city)}.example", str(ROLE_NAMES[kind]), city)
        for city in cities
        for word, kind in IN_EVERY_CITY.items()
    ]
    return [
        *in_cities,
        (SECRETARIAT, str(ROLE_NAMES[RoleKind.SECRETARIAT]), read("network")["program"]["navn"]),
        (MINISTRY, str(ROLE_NAMES[RoleKind.CONTACT]), MINISTRY_NAME),
    ]


def load_people(network: Network, cities: dict[str, City], ministry: Party) -> None:
    """Everybody in `accounts`, with a role at the place. The places must be open."""
    seats = [(kind, city) for city in cities.values() for kind in IN_EVERY_CITY.values()]
    seats += [(RoleKind.SECRETARIAT, network), (RoleKind.CONTACT, ministry)]
    hashed = make_password(PASSWORD)  # once for all: it is slow on purpose
    people = User.objects.bulk_create(
        User(email=email, name=f"{role}, {place}", password=hashed) for email, role, place in accounts()
    )
    groups = groups_of([(place, kind) for kind, place in seats])
    Role.objects.bulk_create(
        Role(person=person, kind=kind, group=group, since=SINCE, **{type(place)._meta.model_name: place})
        for person, (kind, place), group in zip(people, seats, groups, strict=True)
    )
