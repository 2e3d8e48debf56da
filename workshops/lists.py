"""Lists of who comes, for those who keep a gathering, and of which cities came, over time."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.listing import Choice, Listing, Loose, Number, Text, YesNo
from workshops.models import Attendance

REGISTERED = Listing(
    name="pameldte",
    caption=_("Påmeldte"),
    count=lambda n: ngettext("%(n)s påmeldt", "%(n)s påmeldte", n) % {"n": n},
    empty=(_("Ingen har meldt seg på ennå"), _("Her står de som har fått plass, og de som venter på en.")),
    columns=(
        Text("navn", _("Navn"), heads=True, searched=True, get=lambda one: one.name),
        Choice("by", _("By"), get=lambda one: one.city and str(one.city)),
        Text("fra", _("Kommer fra"), get=lambda one: one.organisation, searched=True),
        Text("epost", _("E-post"), get=lambda one: one.email),
        Text("mat", _("Mat"), get=lambda one: one.diet),
        YesNo("venter", _("Venter"), get=lambda one: one.waiting),
    ),
)

ATTENDED = Listing(
    name="oppmote",
    caption=_("Oppmøte"),
    count=lambda n: ngettext("%(n)s linje", "%(n)s linjer", n) % {"n": n},
    empty=(_("Ikke oppgitt ennå"), _("Her står det hvilke byer som var på hvilke samlinger.")),
    columns=(
        Text("hvem", _("Hvem"), heads=True, searched=True, get=str),
        Choice("by", _("By"), get=lambda one: one.city and str(one.city), shown=False),
        Loose("dato", _("Dato"), get=lambda one: one.gathering.day),
        Text(
            "samling", _("Samling"), get=lambda one: str(one.gathering), searched=True,
            link=lambda one: reverse("gathering_page", args=[one.gathering_id]),
        ),
        Choice("hvordan", _("Hvordan"), get=lambda one: one.presence, choices=Attendance.Presence),
        Number("antall", _("Antall"), get=lambda one: one.heads),
        Text("roller", _("Roller"), get=lambda one: one.roles, searched=True),
    ),
)  # fmt: skip
