"""A programme's measures as a list. The fields of a measure are columns by themselves; the rest is said here."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.listing import Choice, Choices, Column, Day, Listing, Loose, Number, Stated, Text, View, YesNo
from history.queries import history_in
from programmes import sorts
from programmes.fields import FIELDS
from programmes.models import Element, Kind, Progress, Responsibility
from programmes.money import Sum
from programmes.money import of as sum_of
from programmes.queries import Node, living, outline, status_on
from programmes.states import state_tag


@dataclass
class MeasureRow:
    """A measure in its place, with what is known of it on a day."""

    node: Node
    status: str | None
    changed: datetime | None

    @property
    def element(self) -> Element:
        return self.node.element

    @property
    def responsible(self) -> str:
        rows = self.element.responsibility_rows.all()
        return ", ".join(row.words for row in rows if row.part == Responsibility.Part.RESPONSIBLE)

    @property
    def money(self) -> Sum | None:
        """What the amounts in kroner come to; none where no line has an amount."""
        lines = (row.amount for row in self.element.moneyline_rows.all() if row.currency == "NOK")
        amounts = list(filter(None, map(sum_of, lines)))
        return sum(amounts, Sum()) if amounts else None


class Money(Number):
    """A sum in kroner with its reservations. Files get a number where there are none."""

    def reach(self, value):
        return value.least, Decimal("Infinity") if value.most is None else value.most

    def sorts_by(self, value):
        return self.reach(value)[::-1]

    def write(self, value):
        return value.told("NOK")

    def plain(self, row):
        value = self.value(row)
        return value.least if value and value.least == value.most and not value.about else self.words(row) or None


def measure_rows(programme, day) -> list[MeasureRow]:
    """The programme's measures in the outline's order, as of a day. The same number of statements for any number."""
    elements = living(programme).select_related("city__party", "measure__theme", "measure__area")
    elements = elements.prefetch_related(
        "responsibility_rows", "moneyline_rows", "progress_rows", "measure__area__labels", *(
            f"measure__{field.name}" for field in FIELDS[Kind.MEASURE] if isinstance(field, sorts.Several)
        )
    )  # fmt: skip
    changes = history_in("programme", programme.pk).filter(thing="element").order_by()
    changed = dict(changes.values_list("thing_id").annotate(Max("at")))
    return [
        MeasureRow(node, status(node.element, day), changed.get(node.element.pk, node.element.made_at))
        for node in outline(elements.order_by())
        if node.element.kind == Kind.MEASURE
    ]


def status(measure: Element, day) -> str | None:
    latest = status_on(list(measure.progress_rows.all()), day)
    return latest and latest.status


def address(row: MeasureRow) -> str:
    return reverse("element_page", args=[row.element.pk])


def tag(row: MeasureRow) -> str:
    return state_tag(row.status, Progress.Status(row.status).label)


def scope(row: MeasureRow):
    """The one city whose own it is, or the word for shared."""
    return row.element.city or _("Felles")


# -- The fields

# How a sort of field is a column; a sort that is not named here is a column of its words.
SORTS = {
    sorts.Stated: (Stated, {}),
    sorts.Loose: (Loose, {}),
    sorts.Choices: (Choices, {}),
    sorts.Choice: (Choice, {}),
    sorts.YesNo: (YesNo, {}),
    sorts.ThemeChoice: (Choice, {"code": lambda theme: theme.code}),
    sorts.ThemeChoices: (Choices, {"code": lambda theme: theme.code}),
    sorts.InstrumentChoices: (Choices, {"code": lambda instrument: instrument.code}),
    sorts.AreaChoice: (Choice, {"code": lambda area: str(area.pk)}),
}
# The field's word in the address, where it has another than its name.
WORDS = {
    "theme": "tema", "secondary_themes": "ogsa-under", "period": "periode", "targets": "rettet-mot",
    "direction": "retning", "instruments": "virkemidler", "effect": "virkning", "effect_words": "virkning-ord",
    "effect_basis": "virkning-grunnlag", "needs_from": "bidrag-fra", "needs": "bidrag", "area": "omrade",
    "adopted_title": "vedtatt-tittel", "note": "merknad", "text": "tekst",
}  # fmt: skip
SHORTER = {"effect": _("Virkning, tonn i året")}
SHOWN = ("theme", "period")


def column_of(field) -> Column:
    """A field of the measure as a column."""
    sort, more = SORTS.get(type(field), (Text, {}))
    more = {"get": lambda row: field.get(field.holder(row.element)), **more}
    if sort is Text:
        more = {"get": lambda row: field.words(field.get(field.holder(row.element))), "searched": True}
        more["narrows"] = not isinstance(field, sorts.Rich | sorts.Text)  # long texts are for the search box
    if getattr(field, "choices", None):
        more["choices"] = field.choices
    name, label = WORDS.get(field.name, field.name.replace("_", "-")), SHORTER.get(field.name, field.label)
    return sort(name, label, shown=field.name in SHOWN, **more)


TITLE, *FACTS = FIELDS[Kind.MEASURE]

MEASURES = Listing(
    name="tiltak",
    caption=_("Tiltak"),
    count=lambda n: ngettext("%(n)s tiltak", "%(n)s tiltak", n) % {"n": n},
    empty=(_("Ingen tiltak ennå"), _("Tiltakene du skriver i disposisjonen, står her med alt som er oppgitt om dem.")),
    columns=(
        Text("plass", _("Plass"), get=lambda row: row.node.place, narrows=False,
             order=lambda place: [int(part) for part in place.split(".")]),
        Text("kode", _("Kode"), get=lambda row: row.element.code, brief=True, searched=True, narrows=False),
        Text("tittel", TITLE.label, get=lambda row: row.element.title, heads=True, searched=True, narrows=False,
             link=address),
        *(column_of(field) for field in FACTS if field.name == "theme"),
        Choice("omfang", _("Felles eller eget"), get=scope, code=lambda scope: getattr(scope, "slug", "felles")),
        Text("ansvarlig", _("Ansvarlig"), get=lambda row: row.responsible, searched=True),
        Choice("status", _("Status"), choices=Progress.Status, draw=tag),
        *(column_of(field) for field in FACTS if field.name != "theme"),
        Money("penger", _("Oppgitte beløp"), get=lambda row: row.money, shown=False),
        Day("endret", _("Sist endret"), get=lambda row: row.changed, shown=False),
    ),
    views=(
        View(_("Uten ansvarlig"), "ansvarlig=-"),
        View(_("Uten periode"), "periode=-"),
        View(_("Trenger bidrag"), "bidrag-fra=*&kolonner=plass,kode,tema,ansvarlig,bidrag-fra,bidrag,penger"),
        View(_("Pågår"), "status=under_way"),
        View(_("Sist endret"), "sorter=-endret&kolonner=plass,kode,tema,ansvarlig,status,endret"),
    ),
)  # fmt: skip
