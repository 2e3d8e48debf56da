"""Acts on documents: freeze, print, lay before the politicians, treat, share. The only place that saves."""

from documents.actions.decisions import register_decision, register_done, when_decided
from documents.actions.hearings import remove_statement, save_statement
from documents.actions.openings import open_version
from documents.actions.papers import order_changes, order_papers, order_since
from documents.actions.prints import order_print, order_set_as
from documents.actions.publicity import make_public, withdraw_public
from documents.actions.routes import move_step, remove_step, save_step, start_route, summarise
from documents.actions.sharings import share_version, withdraw_sharing
from documents.actions.versions import (
    approve,
    freeze,
    stamp,
    table_version,
    when_tabled,
    withdraw_approval,
    withdraw_tabling,
)  # fmt: skip

__all__ = [
    "approve",
    "freeze",
    "make_public",
    "move_step",
    "open_version",
    "order_changes",
    "order_papers",
    "order_print",
    "order_set_as",
    "order_since",
    "register_decision",
    "register_done",
    "remove_statement",
    "remove_step",
    "save_statement",
    "save_step",
    "share_version",
    "stamp",
    "start_route",
    "summarise",
    "table_version",
    "when_decided",
    "when_tabled",
    "withdraw_approval",
    "withdraw_public",
    "withdraw_sharing",
    "withdraw_tabling",
]
