"""The timeline as a list."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.listing import Choice, Choices, Listing, Loose, Text
from dashboard.timeline import Happening


def others(one: Happening) -> str:
    return "; ".join(f"{when} ({source})" for when, source in one.otherwise)


TIMELINE = Listing(
    name="tidslinje",
    caption=_("Tidslinje"),
    count=lambda n: ngettext("%(n)s hendelse", "%(n)s hendelser", n) % {"n": n},
    empty=(
        _("Ingen hendelser ennå"),
        _("Her står det som har skjedd i nettverket: samlinger, avtaler, vedtak og annet som hører historien til."),
    ),
    columns=(
        Text("tittel", _("Hva"), heads=True, searched=True, get=lambda one: one.title, link=lambda one: one.address),
        Loose("dato", _("Dato"), get=lambda one: one.day),
        Choice("slag", _("Slag"), get=lambda one: one.kind),
        Choice("aar", _("År"), get=lambda one: one.year or None, shown=False),
        Text("sted", _("Sted"), get=lambda one: one.place, searched=True, narrows=False),
        Choices("by", _("By eller sted"), get=lambda one: one.towns, shown=False),
        Text("andre", _("Andre kilder sier"), get=others, shown=False, narrows=False),
        Text("kilder", _("Kilder"), get=lambda one: " ".join(one.sources), shown=False, narrows=False),
    ),
    size=200,
    body="dashboard/_timeline.html",
)
