"""What an element has several of – who answers, money, progress, figures – said once, like the fields.

A row is edited as one thing and carries one revision. It is common to the element's cities or one city's.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from programmes.models import (
    Attachment,
    CityPart,
    Indicator,
    Kind,
    MoneyLine,
    Progress,
    Reading,
    Responsibility,
    Target,
)  # fmt: skip
from programmes.sorts import Certain, Choice, Field, IndicatorChoice, Loose, Named, Stated, Text, Year, YesNo


@dataclass(frozen=True)
class Table:
    """One sort of rows. `model` is theirs; `fields` are the columns, in order."""

    model: type
    label: str
    add_label: str
    kinds: tuple[str, ...]
    fields: tuple[Field, ...]
    per_city: bool = False
    """Has each city one row of its own, and are there none in common?"""

    @property
    def name(self) -> str:
        return self.model._meta.model_name

    def rows_of(self, element) -> list:
        return list(getattr(element, f"{self.name}_rows").all())

    def told_rows(self, element) -> list[tuple]:
        """Each of the element's rows with (field, words) for every column."""
        return [(row, list(zip(self.fields, self.cells(row), strict=True))) for row in self.rows_of(element)]

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

INDICATORS = Table(
    model=Indicator,
    label=_("Indikatorer"),
    add_label=_("Legg til indikator"),
    kinds=(Kind.GOAL, Kind.MEASURE),
    fields=(
        Field("name", _("Det som måles"), required=True),
        Field("unit", _("Enhet"), _("For eksempel «reiser per dag» eller «tonn»."), limit=120),
        Field("definition", _("Slik måles det"), limit=300),
        Field("source", _("Kilde"), limit=300),
    ),
)

READINGS = Table(
    model=Reading,
    label=_("Avlesninger"),
    add_label=_("Legg til avlesning"),
    kinds=(Kind.GOAL, Kind.MEASURE),
    fields=(
        IndicatorChoice("indicator", _("Indikator"), required=True),
        Loose("day", _("Dag eller år"), _("Det tallet gjelder for: «2009» eller «mars 2010»."), required=True),
        Stated("value", _("Verdi"), required=True),
        Field("place", _("Sted")),
        Field("sector", _("Sektor")),
        Field("source", _("Kilde"), limit=300),
        Field("edition", _("Kildens utgave"), _("Regnskap regnes om: «2011-utgaven»."), limit=120),
    ),
)

ATTACHMENTS = Table(
    model=Attachment,
    label=_("Vedlegg og bilder"),
    add_label=_("Legg til fil"),
    kinds=(Kind.PROGRAMME, Kind.CHAPTER, Kind.MEASURE),
    fields=(
        Field("title", _("Tittel"), required=True),
        Choice("sort", _("Brukes som"), choices=Attachment.Sort, required=True),
        Field("description", _("Beskrivelse for den som ikke ser bildet"), limit=300),
    ),
)

ANSWERS = Table(
    model=Responsibility,
    label=_("Ansvar"),
    add_label=_("Legg til ansvarlig"),
    kinds=(Kind.MEASURE, Kind.INSTRUMENT),
    fields=(
        Named("words", _("Hvem"), _("Skriv navnet slik det står; kjente parter kjennes igjen."), required=True),
        Choice("part", _("Rolle"), choices=Responsibility.Part, required=True),
        Field("part_words", _("Rolle med egne ord"), limit=80),
        Certain("certain", _("Er ansvaret avklart?")),
        Loose("span", _("Fra–til"), _("Når ansvaret gjelder, om det ikke er hele tiden: «fra 2010».")),
    ),
)

TABLES = (
    ANSWERS,
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
            Field("source", _("Kilde"), limit=300),
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
                _("Beløp"),
                _("For eksempel «24 mill.» eller «inntil 20 mill.»."),
                required=True,
                unit="kr",
                below_zero=_("Beløpet kan ikke være negativt."),
            ),
            Choice("currency", _("Valuta"), choices=MoneyLine.Currency, required=True),
            Loose("period", _("År eller periode")),
            Field("source_of_funds", _("Hvor pengene kommer fra")),
            Field("source", _("Kilde til tallet"), limit=300),
            Field("note", _("Merknad"), limit=300),
        ),
    ),
    Table(
        model=CityPart,
        label=_("Byenes del"),
        add_label=_("Legg til en bys del"),
        kinds=(Kind.MEASURE,),
        per_city=True,
        fields=(
            Loose("period", _("Periode i byen"), _("Når tiltaket gjennomføres der: «fra våren 2010».")),
            Field("note", _("Merknad"), limit=300),
        ),
    ),
    PROGRESS,
    Table(
        model=Indicator,
        label=_("Indikatorer"),
        add_label=_("Legg til indikator"),
        kinds=(Kind.GOAL, Kind.MEASURE),
        fields=(
            Field("name", _("Det som måles"), required=True),
            Field("unit", _("Enhet"), _("For eksempel «reiser per dag» eller «tonn»."), limit=120),
            Field("definition", _("Slik måles det"), limit=300),
            Field("source", _("Kilde"), limit=300),
        ),
    ),
    READINGS,
    ATTACHMENTS,
)


def tables_of(kind: str) -> list[Table]:
    return [table for table in TABLES if kind in table.kinds]


def table_of(kind: str, name: str) -> Table | None:
    """The table of that name, or None if the kind has none."""
    return next((table for table in tables_of(kind) if table.name == name), None)
