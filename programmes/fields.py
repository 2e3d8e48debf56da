"""The editable fields of each kind of element, said once.

Form, save, history, comparison, frozen content and print all walk these lists; a field added here is in all of them.
A field knows how to fetch and put its value on a holder (the element, its facts, or a row), how the value is typed in
JSON, and which words people read. Words of None mean "ikke oppgitt".
"""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.db.models import Q, TextChoices
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from common import richtext
from programmes.models import Area, Instrument, Kind, Measure, Programme, Theme


@dataclass(frozen=True)
class Field:
    """One line of plain text; the other sorts build on it."""

    name: str
    label: str
    hint: str = ""
    required: bool = False
    limit: int = 200
    on_element: bool = False
    widget: ClassVar[str] = "line"

    def holder(self, element):
        return element if self.on_element else element.facts

    def get(self, holder):
        return getattr(holder, self.name)

    def put(self, holder, value) -> None:
        setattr(holder, self.name, value)

    def form_field(self, programme) -> forms.Field:
        return doors.LineField(limit=self.limit, label=self.label, help_text=self.hint, required=self.required)

    def initial(self, value):
        """What stands in the form."""
        return value

    def typed(self, value):
        """The value as JSON."""
        return value or None

    def words(self, value) -> str | None:
        return str(value) if value else None


class Named(Field):
    """The name of somebody, picked among the parties known or written as it stands."""

    def form_field(self, programme):
        return doors.LineField(
            limit=self.limit,
            label=self.label,
            help_text=self.hint,
            required=self.required,
            template_name="components/picker.html",
            widget=forms.TextInput(attrs={"hx-get": reverse_lazy("party_suggestions")}),
        )


class Text(Field):
    widget = "text"

    def form_field(self, programme):
        few_rows = forms.Textarea(attrs={"rows": 3})
        return doors.TextField(label=self.label, help_text=self.hint, required=self.required, widget=few_rows)


class Rich(Field):
    """Formatted text. `words` are the plain ones; print and page use the cleaned HTML itself."""

    widget = "rich"

    def form_field(self, programme):
        return doors.RichTextField(label=self.label, help_text=self.hint, required=self.required)

    def words(self, value):
        return richtext.plain(value or "") or None


class Loose(Field):
    """A loose date, as stated; the form field writes its words."""

    widget = "loose"

    def form_field(self, programme):
        return doors.LooseDateField(label=self.label, help_text=self.hint, required=self.required)

    def typed(self, value):
        return value.as_json() if value else None


@dataclass(frozen=True)
class Stated(Loose):
    """A stated number. unit: the only one that may be written with it, where there is one."""

    unit: str = ""

    def form_field(self, programme):
        return doors.StatedNumberField(label=self.label, help_text=self.hint, required=self.required, unit=self.unit)


class Year(Field):
    def form_field(self, programme):
        return forms.IntegerField(
            label=self.label,
            help_text=self.hint,
            required=self.required,
            min_value=1900,
            max_value=2200,
            localize=False,
        )


@dataclass(frozen=True)
class Choice(Field):
    """One of a list, or none."""

    choices: type[TextChoices] | None = None
    widget: ClassVar[str] = "choice"

    def form_field(self, programme):
        empty = [] if self.required else [("", _("Ikke oppgitt"))]
        return forms.TypedChoiceField(
            choices=[*empty, *self.choices.choices],
            label=self.label,
            help_text=self.hint,
            required=self.required,
            empty_value=None,
        )

    def words(self, value):
        return str(self.choices(value).label) if value else None


@dataclass(frozen=True)
class Choices(Choice):
    """Any number of a list. groups: headings and what stands under each, where the list falls in parts."""

    groups: tuple[tuple[str, tuple], ...] = ()
    widget: ClassVar[str] = "choices"

    def form_field(self, programme):
        return forms.MultipleChoiceField(
            choices=self.choices.choices,
            label=self.label,
            help_text=self.hint,
            required=self.required,
            widget=forms.CheckboxSelectMultiple,
        )

    def words(self, value):
        return ", ".join(str(self.choices(item).label) for item in value or ()) or None


class YesNo(Field):
    """Yes, no, or not stated."""

    widget = "choice"
    ANSWERS: ClassVar = [("", _("Ikke oppgitt")), ("yes", _("Ja")), ("no", _("Nei"))]

    def form_field(self, programme):
        return forms.TypedChoiceField(
            choices=self.ANSWERS,
            coerce={"yes": True, "no": False}.get,
            empty_value=None,
            required=False,
            label=self.label,
            help_text=self.hint,
        )

    def initial(self, value):
        return {True: "yes", False: "no"}.get(value, "")

    def typed(self, value):
        return value

    def words(self, value):
        return {True: str(_("Ja")), False: str(_("Nei"))}.get(value)


class Certain(YesNo):
    """Whether something is certain. Only doubt is worth words."""

    def words(self, value):
        return str(_("usikkert")) if value is False else None


class ThemeChoice(Field):
    """A theme: one of the network's, or of the programme's own cities."""

    widget = "choice"

    def form_field(self, programme):
        themes = Theme.objects.filter(Q(city=None) | Q(city__documents__programme=programme)).distinct()
        return forms.ModelChoiceField(
            themes, label=self.label, help_text=self.hint, required=False, empty_label=_("Ikke oppgitt")
        )

    def typed(self, value):
        return {"code": value.code, "name": value.name} if value else None


class AreaChoice(Field):
    """An area of cooperation, known by the numbers and titles it has had."""

    widget = "choice"

    def form_field(self, programme):
        areas = Area.objects.prefetch_related("labels")
        return forms.ModelChoiceField(
            areas, label=self.label, help_text=self.hint, required=False, empty_label=_("Ikke oppgitt")
        )

    def typed(self, value):
        return {"number": [label.number for label in value.labels.all()], "title": str(value)} if value else None


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
        Loose("period", _("Periode"), _("Slik du ville skrevet det: «våren 2009», «fra 2006», «2009–2011».")),
        Choices("targets", _("Rettet mot"), choices=Measure.Target, groups=Measure.TARGET_GROUPS),
        Choice("direction", _("Retning"), choices=Measure.Direction),
        Stated(
            "effect",
            _("Virkning, tonn CO₂-ekvivalenter i året"),
            _("For eksempel «ca. 900» eller «inntil 20»."),
            unit="tonn",
        ),
        Field("effect_words", _("Virkning med egne ord"), limit=300),
        Field(
            "needs", _("Trenger bidrag"), _("Fra hvem, og hva: «staten: 24 mill. kr over riksveimidlene»."), limit=300
        ),
        AreaChoice("area", _("Samarbeidsområde")),
        Field("adopted_title", _("Tittel slik den ble vedtatt")),
        NOTE,
    ),
}


def field_of(kind: str, name: str) -> Field | None:
    """The field of that name, or None if the kind has none."""
    return next((field for field in FIELDS[kind] if field.name == name), None)
