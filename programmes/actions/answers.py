from django.db import transaction
from django.utils.translation import gettext as _

from cities.access import rights_of
from cities.actions import add_party
from cities.acts import Act
from cities.queries import party_called
from common.refusals import Refused
from programmes.actions.fields import claim
from programmes.actions.rows import made_from, save_row
from programmes.models import Responsibility
from programmes.tables import ANSWERS


@transaction.atomic
def save_answer(*, values: dict, new_party: str, by, at, **row) -> Responsibility:
    """Say who answers for an element, and take the name in among the parties where it is new there.

    new_party: the kind of party it is. row: as for save_row. Errors: as save_row; Refused for a name that is known.
    """
    if new_party:
        claim(row["element"])  # the same form sent twice at once waits for itself
    if new_party and not made_already(row):
        if not rights_of(by).any(Act.KEEP_PARTY):
            raise Refused(_("Du kan ikke legge til parter."))
        if party_called(values["words"]):
            raise Refused(_("«%(name)s» er alt i partslista.") % {"name": values["words"]})
        add_party(name=values["words"], kind=new_party, by=by, at=at)
    return save_row(table=ANSWERS, values=values, by=by, at=at, **row)


def made_already(row: dict) -> bool:
    """Has the same form been sent before?"""
    uuid = row.get("uuid")
    return bool(uuid) and made_from(row["element"], ANSWERS, uuid) is not None
