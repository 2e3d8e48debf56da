"""Whether everybody may read a case. What becomes readable is said by the models (`open_to_all`)."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from documents.actions.routes import locked, remember
from documents.models import Route, Tabling
from documents.queries import tabling_of


@transaction.atomic
def make_public(*, route: Route, by, at) -> Tabling:
    """Let everybody read the case, with an account or without. Done again, it changes nothing.

    Errors: Refused for whoever does not lead the city's programme, and for what does not lie before its politicians.
    """
    route = locked(route, by)
    tabling = tabling_of(route).select_for_update().first()
    if tabling is None:
        raise Refused(_("Saken ligger ikke framme for de folkevalgte. Legg den fram først."))
    if tabling.public_at is None:
        tabling.public_at, tabling.public_by = at, by
        tabling.save(update_fields=["public_at", "public_by"])
        remember(route, act="make_public", by=by, at=at)
    return tabling


@transaction.atomic
def withdraw_public(*, route: Route, by, at) -> None:
    """Let only those who have a role there read the case from now on. The history knows that it was public.

    Errors: Refused for whoever does not lead the city's programme.
    """
    route = locked(route, by)
    if tabling_of(route).public().update(public_at=None, public_by=None):
        remember(route, act="withdraw_public", by=by, at=at)
