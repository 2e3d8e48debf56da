"""All that can be done with cities, parties and people. Every act is remembered in the history."""

from cities.actions.invitations import accept_invitation, invite, withdraw_invitation
from cities.actions.parties import add_city, add_party, change_city, change_party, give_arms, start_network
from cities.actions.roles import give_role, withdraw_role
from cities.actions.spans import (
    add_name,
    add_number,
    add_succession,
    change_name,
    change_number,
    change_succession,
    remove_span,
)
from cities.actions.units import add_body, add_unit, change_body, change_unit, remove_body, remove_unit

__all__ = [
    "accept_invitation", "add_body", "add_city", "add_name", "add_number", "add_party", "add_succession", "add_unit",
    "change_body", "change_city", "change_name", "change_number", "change_party", "change_succession", "change_unit",
    "give_arms", "give_role", "invite", "remove_body", "remove_span", "remove_unit", "start_network",
    "withdraw_invitation", "withdraw_role",
]  # fmt: skip
