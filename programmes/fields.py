"""The editable fields of each kind of element, said once.

Form, save, history, comparison, frozen content and print all walk these lists; a field added here is in all of them.
"""

from django.utils.translation import gettext_lazy as _

from programmes.models import Instrument, Kind, Measure, Programme
from programmes.sorts import (
    AreaChoice,
    Choice,
    Choices,
    Field,
    InstrumentChoices,
    Loose,
    PredecessorChoice,
    Rich,
    Stated,
    Text,
    ThemeChoice,
    ThemeChoices,
    YesNo,
)  # fmt: skip

TITLE = Field("title", _("Tittel"), required=True, on_element=True)
NOTE = Text("note", _("Merknad"))
THEME = ThemeChoice("theme", _("Tema"))


def _text(label) -> Rich:
    return Rich("text", label, on_element=True)


FIELDS: dict[str, tuple[Field, ...]] = {
    Kind.PROGRAMME: (
        TITLE,
        _text(_("Innledning")),
        Loose("period", _("Periode"), _("For eksempel «2009–2012» eller «fra 2008».")),
        Choice("plan_kind", _("Type plan"), choices=Programme.PlanKind, required=True),
        Field("law_reference", _("Lovhenvisning"), _("For eksempel «plan- og bygningsloven § 11-1».")),
        PredecessorChoice("predecessor", _("Følger etter"), _("Programmet som dette avløser.")),
    ),
    Kind.CHAPTER: (TITLE, _text(_("Tekst")), THEME, NOTE),
    Kind.STRATEGY: (TITLE, _text(_("Beskrivelse")), THEME, NOTE),
    Kind.GOAL: (
        TITLE,
        _text(_("Beskrivelse")),
        THEME,
        Field("claim", _("Slags utsagn"), _("Slik kilden sier det: mål, resultat, vedtatt senere …"), limit=120),
        NOTE,
    ),
    Kind.INSTRUMENT: (
        TITLE,
        _text(_("Beskrivelse")),
        THEME,
        Choices("types", _("Type virkemiddel"), choices=Instrument.Type),
        Field("type_words", _("Type med egne ord"), limit=120),
        YesNo("restrictive", _("Restriktivt"), _("Begrenser det bilbruk, som bompenger eller parkeringsgrenser?")),
        NOTE,
    ),
    Kind.MEASURE: (
        TITLE,
        _text(_("Hva skal gjøres")),
        THEME,
        ThemeChoices("secondary_themes", _("Også under")),
        Loose("period", _("Periode"), _("Slik du ville skrevet det: «våren 2009», «fra 2006», «2009–2011».")),
        Choices("targets", _("Rettet mot"), choices=Measure.Target, groups=Measure.TARGET_GROUPS),
        Choice("direction", _("Retning"), choices=Measure.Direction),
        InstrumentChoices("instruments", _("Virkemidler"), _("De som utløser tiltaket.")),
        Stated(
            "effect",
            _("Virkning, tonn CO₂-ekvivalenter i året"),
            _("For eksempel «ca. 900» eller «inntil 20»."),
            unit="tonn",
            below_zero=_("Virkningen kan ikke være negativ. Skriv hvor mye utslippet går ned, uten minus."),
        ),
        Field("effect_words", _("Virkning med egne ord"), limit=300),
        Text("effect_basis", _("Grunnlaget for virkningen"), _("Hvordan tallet er regnet ut, og kilden.")),
        Choices("needs_from", _("Trenger bidrag fra"), choices=Measure.Helper),
        Field("needs", _("Bidraget som trengs"), _("For eksempel «24 mill. kr over riksveimidlene»."), limit=300),
        AreaChoice("area", _("Samarbeidsområde")),
        Field("adopted_title", _("Tittel slik den ble vedtatt")),
        NOTE,
    ),
}


def field_of(kind: str, name: str) -> Field | None:
    """The field of that name, or None if the kind has none."""
    return next((field for field in FIELDS[kind] if field.name == name), None)
