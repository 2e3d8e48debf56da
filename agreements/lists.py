"""Lists of agreements."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.models import Agreement
from common.listing import Choice, Choices, Listing, Loose, Number, Text, View


def address(agreement: Agreement) -> str:
    return reverse("agreement_page", args=[agreement.pk])


AGREEMENTS = Listing(
    name="avtaler",
    caption=_("Avtaler"),
    count=lambda n: ngettext("%(n)s avtale", "%(n)s avtaler", n) % {"n": n},
    empty=(
        _("Ingen avtaler ennå"),
        _("Her står det hva byene, staten, regionen og næringslivet har lovet hverandre, og for hvor lenge."),
    ),
    columns=(
        Text("tittel", _("Tittel"), heads=True, searched=True, get=lambda one: one.title, link=address),
        Choice("slag", _("Slag"), get=lambda one: one.kind, choices=Agreement.Kind),
        Loose("inngatt", _("Inngått"), get=lambda one: one.signed),
        Loose("gjelder", _("Gjelder"), get=lambda one: one.term),
        Choices("parter", _("Parter"), get=lambda one: [m.short or m.party.short for m in one.members.all()]),
        Number("antall", _("Antall parter"), get=lambda one: len(one.members.all()), shown=False),
        Choice("status", _("Status"), get=lambda one: one.stage, choices=Agreement.Stage),
    ),
    views=tuple(View(kind.label, f"slag={kind.value}") for kind in Agreement.Kind),
)
