"""What an element has several of – who answers, money, progress, figures – said once, like the fields.

A row is edited as one thing and carries one revision. It is common to the element's cities or one city's.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from programmes.fields import Certain, Choice, Field, Loose, Named, Stated, Text, Year, YesNo
from programmes.models import Kind, MoneyLine, Progress, Responsibility, Target


@dataclass(frozen=True)
class Table:
    """One sort of rows. `model` is theirs; `fields` are the columns, in order."""

    model: type
    label: str
    add_label: str
    kinds: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        return self.model._meta.model_name

    def rows_of(self, element) -> list:
        return list(getattr(element, f"{self.name}_rows").all())

    def typed(self, row) -> dict:
        return {field.name: field.typed(field.get(row)) for field in self.fields}

    def cells(self, row) -> list[str | None]:
        return [field.words(field.get(row)) for field in self.fields]


PROGRESS = Table(
    model=Progress,
    label=_("Status og resultat"),
    add_label=_("Meld status"),
    kinds=(Kind.MEASURE,),
    fields=(
        Choice("status", _("Status"), choices=Progress.Status),
        Loose("day", _("Dag"), _("Dagen det gjelder: «mars 2010» eller «19.01.2011».")),
        Text("words", _("Med egne ord")),
    ),
)

TABLES = (
    Table(
        model=Responsibility,
        label=_("Ansvar"),
        add_label=_("Legg til ansvarlig"),
        kinds=(Kind.MEASURE, Kind.INSTRUMENT),
        fields=(
            Named("words", _("Hvem"), _("Skriv navnet slik det står; kjente parter kjennes igjen."), required=True),
            Choice("part", _("Rolle"), choices=Responsibility.Part, required=True),
            Field("part_words", _("Rolle med egne ord"), limit=80),
            Certain("certain", _("Er ansvaret avklart?")),
        ),
    ),
    Table(
        model=Target,
        label=_("Måltall"),
        add_label=_("Legg til måltall"),
        kinds=(Kind.GOAL,),
        fields=(
            Stated("amount", _("Tall"), _("For eksempel «−20», «minst 40» eller «ikke oppgitt»."), required=True),
            Field("unit", _("Enhet"), _("For eksempel «prosent» eller «tonn CO₂ per innbygger»."), limit=120),
            YesNo("relative", _("Regnes fra et basisår")),
            Year("base_year", _("Basisår")),
            Year("target_year", _("Målår")),
            Field("counts_in", _("Dette teller med"), limit=300),
            Field("counts_out", _("Dette teller ikke med"), limit=300),
            Field("note", _("Merknad"), limit=300),
        ),
    ),
    Table(
        model=MoneyLine,
        label=_("Penger"),
        add_label=_("Legg til beløp"),
        kinds=(Kind.MEASURE, Kind.INSTRUMENT),
        fields=(
            Stated(
                "amount",
                _("Beløp i kroner"),
                _("For eksempel «24 mill.» eller «inntil 20 mill.»."),
                required=True,
                unit="kr",
            ),
            Loose("period", _("År eller periode")),
            Field("source_of_funds", _("Hvor pengene kommer fra")),
            Field("note", _("Merknad"), limit=300),
        ),
    ),
    PROGRESS,
)


def tables_of(kind: str) -> list[Table]:
    return [table for table in TABLES if kind in table.kinds]


def table_of(kind: str, name: str) -> Table | None:
    """The table of that name, or None if the kind has none."""
    return next((table for table in tables_of(kind) if table.name == name), None)
