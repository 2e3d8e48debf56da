"""Lists of agreements."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.following import Promise
from agreements.models import Agreement, Commitment, Report
from common.listing import Choice, Choices, Listing, Loose, Number, Stated, Text, View, YesNo


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
        YesNo("forhandles", _("Forhandles"), get=lambda one: one.proposers > 1, shown=False),
    ),
    views=tuple(View(kind.label, f"slag={kind.value}") for kind in Agreement.Kind),
)


def promised(one: Promise) -> str:
    return f"{address(one.agreement)}#forpliktelser-{one.commitment.clause_id}"


PROMISES = Listing(
    name="oppfolging",
    caption=_("Oppfølging av avtaler"),
    count=lambda n: ngettext("%(n)s forpliktelse", "%(n)s forpliktelser", n) % {"n": n},
    empty=(_("Ingenting å følge opp ennå"), _("Her står det som er lovet i avtaler som er inngått.")),
    columns=(
        Text("hva", _("Forpliktelse"), heads=True, searched=True, get=lambda one: one.proposal.text, link=promised),
        Choices("hvem", _("Part"), get=lambda one: one.who),
        Choice("hos", _("Hvem sin side"), get=lambda one: one.commitment.side, choices=Commitment.Column, shown=False),
        Text("avtale", _("Avtale"), searched=True, get=lambda one: one.agreement.title),
        Text("ansvarlig", _("Ansvarlig"), searched=True, get=lambda one: one.owner),
        Stated("belop", _("Beløp"), get=lambda one: one.proposal.amount, shown=False),
        Loose("frist", _("Frist"), get=lambda one: one.proposal.due),
        Choice("status", _("Status"), get=lambda one: one.status, choices=Report.Status),
        YesNo("forsinket", _("Forsinket"), get=lambda one: one.late),
    ),
    views=(
        View(_("Forsinket"), "forsinket=True"), View(_("Statens"), "hos=state"), View(_("Kommunenes"), "hos=cities"),
    ),
)  # fmt: skip
