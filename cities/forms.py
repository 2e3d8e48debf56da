"""What came in → clean values. One form is about one row; its fields are named like the row's."""

import json
from decimal import Decimal

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from cities.acts import ROLE_NAMES, RoleKind
from cities.models import Body, City, Network, Number, Party, PartyKind, PartyName, Succession, Unit, User
from cities.queries import marks
from common import forms as doors
from common.colours import READABLE, WRITTEN, contrast
from common.numbers import format_number
from common.refusals import Refused, Stale

# The languages a party of the north may have a name in.
LANGUAGES = {
    "nb": _("Bokmål"),
    "nn": _("Nynorsk"),
    "se": _("Nordsamisk"),
    "smj": _("Lulesamisk"),
    "sma": _("Sørsamisk"),
    "fkv": _("Kvensk"),
    "en": _("Engelsk"),
}


class CountField(forms.IntegerField):
    """A whole number from nought up; spaces between the thousands are fine."""

    def __init__(self, **kwargs):
        super().__init__(
            min_value=0, max_value=2_000_000_000, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs
        )

    def to_python(self, value):
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class NoteField(doors.TextField):
    """A remark: more than a line, seldom more than a few."""

    widget = forms.Textarea(attrs={"rows": 3})


class ColourField(doors.LineField):
    """A colour that words can be read in on white paper, as #rrggbb."""

    def __init__(self, **kwargs):
        super().__init__(limit=7, **kwargs)

    def clean(self, value):
        colour = super().clean(value).lower()
        if not colour:
            return ""
        if not WRITTEN.fullmatch(colour):
            raise ValidationError(_("Skriv fargen som # og seks tegn fra 0 til f, for eksempel #005b7f."))
        if contrast(colour) < READABLE:
            raise ValidationError(
                _("Fargen er for lys til å leses på hvitt papir: Kontrasten er %(is)s og må være minst 4,5.")
                % {"is": format_number(round(Decimal(contrast(colour)), 1))}
            )
        return colour


class RowForm(doors.Form):
    """A new row, or a row that is there already; then `seen` carries the marks of what the form showed."""

    model = None
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, row=None, **kwargs):
        self.row, initial = row, {}
        if row is not None:
            initial = {name: getattr(row, row._meta.get_field(name).attname) for name in self._names()}
            initial["seen"] = self._marks()
        super().__init__(data, initial=initial, **kwargs)
        if row is None:
            del self.fields["seen"]

    def _names(self) -> list[str]:
        return [name for name in self.base_fields if name != "seen"]

    def _marks(self) -> str:
        return json.dumps(marks(self.row, self._names()))

    def refuse(self, refusal: Refused) -> None:
        """Say why beside the fields. Of a stale one both texts stand there, and saving once more is on purpose."""
        super().refuse(refusal)
        if isinstance(refusal, Stale):
            for name, theirs in refusal.theirs.items():
                self.add_error(name, _("Nå står det «%(theirs)s» her.") % {"theirs": theirs})
            self.data = {**self.data.dict(), "seen": self._marks()}

    @property
    def seen_marks(self) -> dict:
        """What `marks` said when the page was made; nothing where that is missing or garbled."""
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
        except (ValueError, RecursionError):
            return {}
        return seen if isinstance(seen, dict) else {}

    @property
    def values(self) -> dict:
        """The row's fields; what is empty and may be unknown is None."""
        return {
            name: None if value == "" and self.model._meta.get_field(name).null else value
            for name, value in self.cleaned_data.items()
            if name != "seen"
        }


class CityForm(RowForm):
    model = City
    written_standard = forms.ChoiceField(
        label=_("Målform"), required=False, choices=[("", _("Ikke oppgitt")), *City.Standard.choices]
    )
    population = CountField(label=_("Folketall"), required=False)
    population_on = doors.DayField(label=_("Folketall per"), required=False)
    highest_body = doors.LineField(label=_("Øverste organ"), required=False, limit=120)
    government = doors.LineField(label=_("Styringsform"), required=False, limit=120)
    website = forms.URLField(
        label=_("Nettsted"),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
    )
    note = NoteField(label=_("Merknad"), required=False)
    colour = ColourField(
        label=_("Farge i utskrifter"),
        required=False,
        help_text=_("Som i byens designhåndbok: #005b7f."),
    )


class ArmsForm(doors.Form):
    """The city's coat of arms, for the covers of its prints."""

    file = forms.FileField(label=_("Byvåpen"), help_text=_("Et PNG-bilde, gjerne med gjennomsiktig bakgrunn."))
    description = doors.LineField(
        label=_("Beskrivelse"), limit=200, help_text=_("Det den som ikke ser bildet, skal få vite: Bergens byvåpen.")
    )


class NewCityForm(doors.Form):
    name = doors.LineField(label=_("Byens navn"), limit=80)
    party = forms.ModelChoiceField(
        Party.objects.none(), label=_("Kommune"), required=False, empty_label=_("Ny kommune med byens navn"),
        help_text=_("Velg kommunen hvis den alt står blant partene."),
    )  # fmt: skip
    number = doors.LineField(label=_("Kommunenummer"), required=False, limit=4)
    county = doors.LineField(label=_("Fylke"), required=False, limit=80)

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["party"].queryset = Party.objects.filter(kind=PartyKind.MUNICIPALITY, city=None)


class NewPartyForm(doors.Form):
    name = doors.LineField(label=_("Offisielt navn"))
    short = doors.LineField(label=_("Kortform"), required=False, limit=80, help_text=_("Slik den står i lister."))
    kind = forms.ChoiceField(label=_("Type"), choices=PartyKind.choices, initial=PartyKind.OTHER)


class PartyForm(RowForm):
    model = Party
    kind = forms.ChoiceField(label=_("Type"), choices=PartyKind.choices)
    role = doors.LineField(label=_("Rolle i nettverket"), required=False)
    first_year = forms.IntegerField(label=_("Med fra år"), required=False, **doors.YEARS)
    last_year = forms.IntegerField(label=_("Med til år"), required=False, **doors.YEARS)
    note = NoteField(label=_("Merknad"), required=False)
    sources = doors.LinesField(label=_("Kilder"), required=False, help_text=_("Én på hver linje."))


class NameForm(RowForm):
    model = PartyName
    official = doors.LineField(label=_("Offisielt navn"))
    short = doors.LineField(label=_("Kortform"), limit=80)
    language = forms.ChoiceField(label=_("Språk"), choices=list(LANGUAGES.items()))
    since = doors.DayField(label=_("Første dag"), required=False)
    until = doors.DayField(label=_("Siste dag"), required=False)


class NumberForm(RowForm):
    model = Number
    number = doors.LineField(label=_("Nummer"), limit=4)
    county = doors.LineField(label=_("Fylke"), required=False, limit=80)
    since = doors.DayField(label=_("Første dag"), required=False)
    until = doors.DayField(label=_("Siste dag"), required=False)

    def clean_number(self):
        if not (number := self.cleaned_data["number"]).isdecimal():
            raise forms.ValidationError(_("Kommunenummeret er fire siffer, for eksempel 0806."))
        return number


class SuccessionForm(RowForm):
    model = Succession
    before_name = doors.LineField(
        label=_("Tidligere part"),
        template_name="components/picker.html",
        widget=forms.TextInput(attrs={"hx-get": reverse_lazy("party_suggestions")}),
    )
    year = forms.IntegerField(label=_("År"), required=False, **doors.YEARS)
    note = doors.LineField(label=_("Merknad"), required=False, limit=300)


class UnitForm(RowForm):
    model = Unit
    name = doors.LineField(label=_("Navn"))
    parent = forms.ModelChoiceField(Unit.objects.none(), label=_("Hører til"), required=False, empty_label=_("Ingen"))
    novelty = forms.ChoiceField(label=_("For programmet"), choices=Unit.Novelty.choices)
    note = NoteField(label=_("Merknad"), required=False)

    def __init__(self, data=None, *, party: Party, row=None, **kwargs):
        super().__init__(data, row=row, **kwargs)
        self.fields["parent"].queryset = party.units.exclude(pk=row.pk if row else None)


class BodyForm(RowForm):
    model = Body
    name = doors.LineField(label=_("Navn"))
    highest = forms.BooleanField(label=_("Øverste organ"), required=False)
    novelty = forms.ChoiceField(label=_("For programmet"), choices=Unit.Novelty.choices)
    note = NoteField(label=_("Merknad"), required=False)


class InviteForm(doors.Form):
    """Somebody is offered a role at a city. kinds: those the person at the screen may give there."""

    email = doors.EmailField(label=_("E-post"))
    kind = forms.ChoiceField(label=_("Rolle"))
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Enhet"),
        required=False,
        empty_label=_("Ingen"),
        help_text=_("For tiltaksansvarlige."),
    )
    until = doors.DayField(label=_("Siste dag"), required=False, help_text=_("For eksempel når valgperioden er over."))

    def __init__(self, data=None, *, city: City, kinds: list[RoleKind]):
        super().__init__(data)
        self.fields["kind"].choices = [(kind.value, ROLE_NAMES[kind]) for kind in kinds]
        self.fields["unit"].queryset = city.party.units.all()
        if RoleKind.MEASURE_OWNER not in kinds:
            del self.fields["unit"]


class NetworkInviteForm(doors.Form):
    """Somebody is offered a role by the secretariat: the place says which."""

    email = doors.EmailField(label=_("E-post"))
    place = forms.ChoiceField(label=_("Rolle"))

    def __init__(self, data=None):
        super().__init__(data)
        self.places = {f"network:{network.pk}": (network, RoleKind.SECRETARIAT) for network in Network.objects.all()}
        self.places |= {f"city:{city.pk}": (city, RoleKind.LEAD) for city in City.objects.all()}
        parties = Party.objects.exclude(kind=PartyKind.MUNICIPALITY)
        self.places |= {f"party:{party.pk}": (party, RoleKind.CONTACT) for party in parties}
        self.fields["place"].choices = [
            (key, f"{ROLE_NAMES[kind]}: {place}") for key, (place, kind) in self.places.items()
        ]

    @property
    def offer(self) -> tuple:
        """The place and the kind of role."""
        return self.places[self.cleaned_data["place"]]


class AnswerForm(doors.Form):
    """Taking an offered role with the account one has: nothing to fill in."""

    answer: dict = {}


class JoinForm(doors.Form):
    """A new account: the name, and a password that cannot be guessed from it."""

    name = doors.LineField(label=_("Navn"), limit=120)
    email = doors.EmailField(
        label=_("E-post"), disabled=True, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Passord"), strip=False, max_length=200, help_text=_("Minst 12 tegn."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, data=None, *, email: str):
        super().__init__(data, initial={"email": email})

    def clean(self):
        if password := self.cleaned_data.get("password"):
            try:
                validate_password(password, User(email=self.initial["email"], name=self.cleaned_data.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return self.cleaned_data

    @property
    def answer(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("name", "password")}


class DayForm(doors.Form):
    """The day to look at; empty is today."""

    dag = doors.DayField(label=_("Vis som på dagen"), required=False)


class SearchForm(doors.Form):
    q = doors.LineField(label=_("Søk"), required=False)
