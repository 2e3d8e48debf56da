"""Who there is: the network, parties with their dated identity, cities, and people with their roles."""

from cities.models.parties import Body, City, Network, Number, Party, PartyKind, PartyName, Succession, Unit
from cities.models.people import Invitation, Role, RoleKind, User
from cities.models.rights import (
    CityGroupRight,
    CityUserRight,
    NetworkGroupRight,
    NetworkUserRight,
    PartyGroupRight,
    PartyUserRight,
)

__all__ = [
    "Body", "City", "CityGroupRight", "CityUserRight", "Invitation", "Network", "NetworkGroupRight",
    "NetworkUserRight", "Number", "Party", "PartyGroupRight", "PartyKind", "PartyName", "PartyUserRight", "Role",
    "RoleKind", "Succession", "Unit", "User",
]  # fmt: skip
