"""What came in about ideas → clean values."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from common.templatetags.framtid import day as day_words
from programmes.models import Theme
from workshops.forms import RowForm
from workshops.models import Gathering, Idea, Sitting
from workshops.queries import sittings_of, themes


class IdeaForm(RowForm):
    """An idea. whose: who is likely to have had it. group: for those who keep the gathering."""

    title = doors.LineField(label=_("Idé"), widget=forms.TextInput(attrs={"autofocus": True}))
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Tema"), required=False, empty_label=_("Ikke noe tema")
    )
    who = doors.LineField(
        label=_("Hvem sin idé?"), required=False, limit=100,
        help_text=_("Slettes et år etter samlingen, hvis ikke idéen er blitt til et tiltak."),
    )  # fmt: skip
    sitting = forms.TypedChoiceField(label=_("Verksted"), required=False, empty_value=None)
    group = doors.LineField(
        label=_("Gruppe"), required=False, limit=80, help_text=_("Et ord for idéer som hører sammen.")
    )

    field_order = ("seen", "uuid", "title", "theme", "who", "sitting", "group")

    def __init__(self, data, *, gathering: Gathering, keeper: bool, idea: Idea | None = None, likely=None):
        super().__init__(data, row=idea)
        self.initial = (likely or {}) | self.initial
        self.fields["theme"].queryset = themes()
        sittings = {str(one.pk): one for one in sittings_of(gathering) if one.workshop.kind != "social"}
        self.fields["sitting"].choices = [
            ("", _("Ikke noe bestemt")),
            *((pk, said(one)) for pk, one in sittings.items()),
        ]
        self.fields["sitting"].coerce = sittings.get
        if idea:
            self.initial["sitting"] = idea.sitting_id
        if not sittings:
            del self.fields["sitting"]
        if not keeper or not idea:
            del self.fields["group"]

    @property
    def values(self) -> dict:
        names = [name for name in ("title", "theme", "who", "sitting", "group") if name in self.fields]
        return {name: self.cleaned_data[name] for name in names}


def said(sitting: Sitting) -> str:
    return f"{sitting.workshop} ({day_words(sitting.day)} {sitting.start})"


class TakeUpForm(doors.Form):
    """In which programme an idea becomes a measure, and whose own it is there."""

    uuid = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    where = forms.ChoiceField(
        label=_("I hvilket program?"),
        help_text=_("Tiltaket blir et utkast, sist i programmet eller i kapitlet om temaet."),
    )

    def __init__(self, data, *, programmes, own):
        super().__init__(data)
        self.places = {}
        for programme in programmes:
            cities = [row.city for row in programme.document.city_rows.all()]
            self.places[str(programme.pk)] = (programme, None)
            if len(cities) > 1:
                mine = [city for city in cities if city.pk in own]
                self.places |= {f"{programme.pk}-{city.pk}": (programme, city) for city in mine}
        self.fields["where"].choices = [(word, placed(*place)) for word, place in self.places.items()]

    @property
    def values(self) -> dict:
        programme, city = self.places[self.cleaned_data["where"]]
        return {"programme": programme, "city": city, "uuid": self.cleaned_data["uuid"]}


def placed(programme, city) -> str:
    return _("%(programme)s – eget for %(city)s") % {"programme": programme, "city": city} if city else str(programme)
