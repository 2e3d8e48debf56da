"""The programme of a large gathering: four days, twelve rooms, two hundred items."""

from datetime import UTC, datetime, timedelta
from functools import cache

from django.urls import reverse

from bench.ground import world
from bench.programmes import cpu_of, visit
from cities.acts import RoleKind
from cities.models import Network
from common.dates import LooseDate
from tests.factories.cities import RoleFactory
from tests.helpers.statements import statements
from workshops.models import Gathering, Item, Room, Sitting, Speaker, Workshop

DAYS, ROOMS, ITEMS = 4, 12, 200
BEGIN = datetime(2009, 5, 18, 7, tzinfo=UTC)


@cache
def page():
    """The page as those see it who may move what stands there."""
    gathering = gathered()
    secretary = RoleFactory(kind=RoleKind.SECRETARIAT, network=Network.objects.get(), city=None).person
    return visit(secretary, reverse("gathering_programme", args=[gathering.pk]))


def gathered() -> Gathering:
    """In each room one workshop a day, beginning and ending at hours of its own."""
    gathering = Gathering.objects.create(
        kind="plenary", title="Storsamling", day=LooseDate.read("18.–21. mai 2009"), host=world().city
    )
    rooms = Room.objects.bulk_create(Room(gathering=gathering, position=n, name=f"Rom {n}") for n in range(ROOMS))
    titles = [f"Verksted {day}.{n}" for day in range(DAYS) for n in range(ROOMS)]
    workshops = Workshop.objects.bulk_create(Workshop(gathering=gathering, title=title) for title in titles)
    sittings = Sitting.objects.bulk_create(
        sitting(workshop, rooms[n % ROOMS], BEGIN + timedelta(days=n // ROOMS, minutes=15 * (n % ROOMS)))
        for n, workshop in enumerate(workshops)
    )
    items = Item.objects.bulk_create(
        Item(
            sitting=sittings[n % len(sittings)],
            starts_at=sittings[n % len(sittings)].starts_at + timedelta(minutes=30 * (n // len(sittings))),
            title=f"Innlegg {n} om klima og by",
        )
        for n in range(ITEMS)
    )
    Speaker.objects.bulk_create(Speaker(item=item, position=0, words="Miljøverndepartementet") for item in items)
    return gathering


def sitting(workshop: Workshop, room: Room, start: datetime) -> Sitting:
    return Sitting(
        workshop=workshop,
        room=room,
        starts_at=start,
        ends_at=start + timedelta(hours=3),
        chair=f"Leder {room.position}",
    )


def grid_statements() -> int:
    """All statements of the request: session, person, rights and shell among them."""
    return len(statements(page()))


def grid_cpu() -> float:
    return cpu_of(page())
