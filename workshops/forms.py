"""What came in about gatherings → clean values."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from cities.models import City
from cities.queries import party_called
from common import forms as doors
from common import rowforms
from common.stated import STATED
from common.statedforms import StatedForm, stated_of
from programmes.models import Theme
from workshops.contents import VALUES, mark
from workshops.models import Gathering
from workshops.queries import kept_cities, themes


class RowForm(rowforms.RowForm):
    """A form about one row of a gathering."""

    mark = staticmethod(mark)


class GatheringForm(RowForm, StatedForm):
    """What a gathering is, when and where."""

    kind = forms.ChoiceField(label=_("Slag"), choices=Gathering.Kind.choices)
    title = doors.LineField(label=_("Tittel"))
    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("Tema"), required=False, empty_label=_("Alle temaer"))
    host = forms.ModelChoiceField(City.objects.none(), label=_("Vertsby"), required=False)
    place = doors.LineField(
        label=_("Sted"), required=False, help_text=_("Når det ikke er i en av nettverkets byer, som «Larvik».")
    )
    venue = doors.LineField(label=_("Lokale"), required=False, help_text=_("Huset det holdes i, som «BI-bygget»."))
    organiser = doors.LineField(
        label=_("Arrangør"), required=False, help_text=_("En part vi kjenner, eller med egne ord."),
        widget=forms.TextInput(attrs={"hx-get": reverse_lazy("party_suggestions")}),
        template_name="components/picker.html",
    )  # fmt: skip
    text = doors.RichTextField(label=_("Om samlingen"), required=False, template_name="components/rich_field.html")
    cancelled = forms.BooleanField(label=_("Avlyst"), required=False)

    field_order = (
        "seen", "uuid", "kind", "title", "theme", *STATED, "host", "place", "venue", "organiser", "text", "cancelled",
    )  # fmt: skip

    def __init__(self, data, *, person, network: bool, gathering: Gathering | None = None):
        super().__init__(data, row=gathering)
        cities = kept_cities(person)
        self.fields["theme"].queryset = themes()
        self.fields["host"].queryset = cities
        self.fields["host"].required = not network
        self.fields["host"].empty_label = _("Ikke avgjort") if network else None
        if not network and not gathering:
            self.initial["host"] = cities.first()
        if gathering is None:
            del self.fields["cancelled"]

    @classmethod
    def known(cls, row) -> dict:
        return super().known(row) | stated_of(row)

    @property
    def values(self) -> dict:
        data = {name: self.cleaned_data.get(name) for name in VALUES[Gathering]} | self.stated
        data["cancelled"] = bool(data["cancelled"])
        return data | {"organiser_party": party_called(data["organiser"]) if data["organiser"] else None}


class FileForm(RowForm):
    """A file to lie with the gathering."""

    file = forms.FileField(label=_("Fil"), help_text=_("PDF, bilde eller dokument, høyst 20 MB."))
    title = doors.LineField(label=_("Tittel"), required=False, help_text=_("Ellers brukes filens navn."))


class AudienceForm(doors.Form):
    """Who reads of the gathering."""

    audience = forms.ChoiceField(
        label=_("Hvem kan se den?"), choices=Gathering.Audience.choices, widget=forms.RadioSelect
    )

    def __init__(self, data, *, gathering: Gathering):
        super().__init__(data, initial={"audience": gathering.audience})


class AgendaForm(RowForm):
    """Something the meeting is to take up."""

    title = doors.LineField(label=_("Sak"), limit=300)
    note = doors.TextField(label=_("Merknad"), required=False, limit=4000, widget=forms.Textarea(attrs={"rows": 3}))


class ConfirmForm(RowForm):
    """The day the meeting confirmed it."""

    day = doors.DayField(label=_("Bekreftet"), help_text=_("Dagen møtet bekreftet saken."))

    def __init__(self, data, *, gathering: Gathering):
        super().__init__(data)
        self.initial["day"] = gathering.days[0] if gathering.days else None


class PartForm(RowForm):
    """With what a city takes part in a campaign. city: the word of the one to begin with."""

    city = forms.ModelChoiceField(City.objects.none(), label=_("By"), empty_label=None)
    words = doors.TextField(
        label=_("Hva byen er med på"), required=False, limit=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For eksempel hvilke bygg som slukker lyset."),
    )  # fmt: skip

    def __init__(self, data, *, gathering: Gathering, cities, city: str = ""):
        super().__init__(data, row=gathering.parts.filter(city__in=cities, city__slug=city).first())
        self.fields["city"].queryset = cities

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("city", "words")}
