"""What the state has promised in signed agreements and not done."""

from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from agreements.following import Promise, promises_for
from agreements.lists import PROMISES as EVERY_PROMISE
from agreements.models import Commitment
from common.listing import View
from dashboard.coverage_lists import behind

STATE = Commitment.Column.STATE
PROMISES = replace(
    EVERY_PROMISE,
    name="statens-forpliktelser",
    caption=_("Statens åpne forpliktelser"),
    empty=(
        _("Staten har ingen åpne forpliktelser"),
        _("Her står det staten har lovet i avtaler som er inngått, og ikke har gjort ennå."),
    ),
    views=(View(_("Forsinket"), "forsinket=True"), View(_("Uten frist"), "frist=-")),
)


def open_promises(person, day) -> list[Promise]:
    """Those that bind somebody of the state, alone or with others, the late ones first."""
    return [
        one for one in promises_for(person, day) if one.open and (one.commitment.side == STATE or STATE in one.sides)
    ]


def by_body(promises: list[Promise]) -> list[tuple]:
    """(body, how many are open, their address, how many of them are late, theirs). One may bind several."""
    count, late = Counter(), Counter()
    for one in promises:
        bodies = one.sides.get(STATE, ())
        count.update(bodies)
        late.update(bodies if one.late else ())
    address = "coverage_state"
    return [
        (body, n, behind(address, hvem=body), late[body], behind(address, hvem=body, forsinket="True"))
        for body, n in count.most_common()
    ]
