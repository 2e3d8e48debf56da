"""What many tests of the room begin with: the people, and the afternoon of the kick-off."""

from types import SimpleNamespace

import pytest

from tests.factories.workshops import GatheringFactory, RoomFactory, SittingFactory, WorkshopFactory, at


@pytest.fixture
def secretary(world):
    return world.people["secretariat", "network"]


@pytest.fixture
def planner(world):
    return world.people["planner", "skien"]


@pytest.fixture
def kickoff(world):
    """Two rooms; "energi" sits in the first, 15.30–18.00. Skien is the host."""
    gathering = GatheringFactory(title="Oppstart", host=world.cities["skien"], kind="administrative")
    hall, other = (RoomFactory(gathering=gathering, name=name) for name in ("Plenumsal A", "Plenumsal B"))
    energy = WorkshopFactory(gathering=gathering, title="Energi i bygg")
    sitting = SittingFactory(workshop=energy, room=hall, starts_at=at(15, 30), ends_at=at(18))
    return SimpleNamespace(gathering=gathering, hall=hall, other=other, workshop=energy, sitting=sitting)
