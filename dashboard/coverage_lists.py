"""The lists behind the numbers of the coverage. Each number is a filter in the address of one of them."""

from urllib.parse import urlencode

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.coverage import SIDES
from common.listing import Choice, Choices, Listing, Loose, Text, View
from dashboard.coverage import Counted
from dashboard.coverage_points import Answer, Answered
from programmes.coverage import loose_in
from programmes.models import Measure, MoneyLine
from programmes.states import State, state_tag

FEW = 4
Aim = TextChoices(
    "Aim",
    [
        *((target.name, (target.value, target.label)) for target in Measure.Target),
        *(
            (f"{side.upper()}_LOOSE", (loose_in(side), format_lazy("{}, {}", label, _("uten gruppe"))))
            for side, (label, _groups) in zip(SIDES, Measure.TARGET_GROUPS, strict=True)
        ),
    ],
)


def behind(page="coverage_measures", **asked) -> str:
    """The address of what a number counts: of measures, or of what else there is a page for."""
    words = {name.replace("_", "-"): value for name, value in asked.items() if value}
    return f"{reverse(page)}?{urlencode(words)}" if words else reverse(page)


def in_short(one: Counted) -> str:
    """The cities by name where they are few; the whole list of them is in the files."""
    names = [str(city) for city in one.cities]
    return ", ".join(names) if len(names) <= FEW else _("%(n)s byer") % {"n": len(names)}


def amounts(one: Counted) -> str:
    """Every amount by itself, with whose money it is."""
    told = []
    for line in one.lines:
        words = line.sum.told(line.currency) if line.sum else line.row.amount.words
        told.append(f"{words} ({line.row.source_of_funds.strip()})" if line.row.source_of_funds.strip() else words)
    return "; ".join(told)


def coded(name, label, **more):
    """A column of labels that know their own word in the address."""
    return Choices(name, label, code=lambda one: getattr(one, "code", one), **more)


MEASURES = Listing(
    name="tiltak-i-byene",
    caption=_("Tiltak i alle byer"),
    count=lambda n: ngettext("%(n)s tiltak", "%(n)s tiltak", n) % {"n": n},
    empty=(_("Ingen tiltak ennå"), _("Når byene skriver tiltak i programmene sine, står de her.")),
    columns=(
        Text("kode", _("Kode"), get=lambda one: one.element.code, brief=True, searched=True, narrows=False),
        Text("tittel", _("Tittel"), get=lambda one: one.element.title, heads=True, searched=True, narrows=False,
             link=lambda one: reverse("element_page", args=[one.element.pk])),
        Choices("by", _("By"), get=lambda one: one.cities, code=lambda city: city.slug, draw=in_short),
        coded("tema", _("Tema"), get=lambda one: one.themes),
        Choices("rettet-mot", _("Rettet mot"), get=lambda one: one.aims, choices=Aim),
        Choice("status", _("Status"), get=lambda one: one.status, choices=State,
               draw=lambda one: state_tag(one.status, State(one.status).label)),
        Text("ansvarlig", _("Ansvarlig"), get=lambda one: ", ".join(row.words for row in one.answering), searched=True),
        coded("ansvar-slag", _("Hva slags ansvarlig"), get=lambda one: one.kinds, shown=False),
        Text("belop", _("Oppgitte beløp"), get=amounts, narrows=False),
        Choices("valuta", _("Beløp i"), get=lambda one: one.currencies, choices=MoneyLine.Currency, shown=False),
        coded("kilde", _("Hvor pengene kommer fra"), get=lambda one: one.sources, shown=False),
        Loose("periode", _("Periode"), get=lambda one: one.element.period, shown=False),
        Text("program", _("Program"), get=lambda one: one.title, shown=False, searched=True,
             link=lambda one: reverse("programme_page", args=[one.element.programme_id])),
    ),
    views=(
        View(_("Uten ansvarlig"), "ansvarlig=-"),
        View(_("Uten status"), "status=-"),
        View(_("Uten målgruppe"), "rettet-mot=-"),
        View(_("Uten beløp"), "valuta=-"),
    ),
)  # fmt: skip


def places(one: Answered) -> str:
    """What answers, each with the way to it."""
    links = ((reverse("element_page", args=[basis.element_id]), basis.element) for basis in one.bases)
    return format_html_join(", ", '<a class="ds-link" href="{}?panel=grunnlag">{}</a>', links)


def mark(one: Answered) -> str:
    return format_html('<span class="ds-tag" data-color="{}">{}</span>', COLOURS[one.answer], one.answer.label)


COLOURS = {Answer.FOLLOWED: "success", Answer.DECLINED: "warning", Answer.NONE: "neutral"}
ANSWERS = Listing(
    name="svar-pa-intensjonsavtalen",
    caption=_("Svar på intensjonsavtalen"),
    count=lambda n: ngettext("%(n)s svar", "%(n)s svar", n) % {"n": n},
    empty=(_("Ingen punkter ennå"), _("Når intensjonsavtalen er lagt inn med punktene sine, står byenes svar her.")),
    columns=(
        Choice("punkt", _("Punkt"), get=lambda one: one.point, heads=True, searched=True,
               code=lambda point: str(point.pk), order=lambda point: (point.paper_id, point.position),
               link=lambda one: f"{reverse('paper_page', args=[one.point.paper_id])}#punkt-{one.point.pk}"),
        Choice("by", _("By"), get=lambda one: one.city, code=lambda city: city.slug),
        Choice("svar", _("Svar"), get=lambda one: one.answer, choices=Answer, draw=mark),
        Text("hvor", _("Hvor"), get=lambda one: ", ".join(basis.element.title for basis in one.bases), searched=True,
             draw=places),
        Text("fordi", _("Fordi"), get=lambda one: one.reasons, searched=True),
        Choice("avtale", _("Intensjonsavtale"), get=lambda one: one.point.paper, code=lambda paper: str(paper.pk),
               shown=False),
    ),
    views=tuple(View(answer.label, f"svar={answer.value}") for answer in Answer),
)  # fmt: skip
