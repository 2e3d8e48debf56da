"""What came in about rooms, workshops, sittings and items → clean values."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from common.moments import Hour
from common.templatetags.framtid import day as day_words
from common.text import Unclean, clean_line
from programmes.models import Theme
from workshops.forms import RowForm
from workshops.models import Gathering, Item, Room, Sitting, Workshop
from workshops.queries import themes

MOST_SPEAKERS = 20


class RoomForm(RowForm):
    name = doors.LineField(label=_("Navn"), limit=80)

    def __init__(self, data, *, room: Room | None = None):
        super().__init__(data, row=room)


class HoursForm(doors.Form):
    """From when till when on a day. The moments are made here, so that what the clock never shows is said beside it."""

    start = doors.HourField(label=_("Fra klokka"))
    end = doors.HourField(label=_("Til klokka"), required=False, help_text=_("La det stå tomt når det ikke er avtalt."))

    def moments(self, data: dict, day) -> None:
        """Put `starts_at` and `ends_at` among the values."""
        for name, moment in (("start", "starts_at"), ("end", "ends_at")):
            data[moment] = self.moment(name, data.get(name), day)
        if data["starts_at"] and data["ends_at"] and data["ends_at"] <= data["starts_at"]:
            self.add_error("end", _("Slutten må være etter starten."))

    def moment(self, name: str, hour: Hour | None, day) -> datetime | None:
        try:
            return hour and day and hour.on(day)
        except Unclean as refused:
            self.add_error(name, ValidationError(refused.message, params=refused.params, code="unclean"))


class PlacedForm(HoursForm):
    """When a workshop sits, and where."""

    day = forms.TypedChoiceField(label=_("Dag"))
    room = forms.ModelChoiceField(Room.objects.none(), label=_("Rom"), required=False, empty_label=_("Ikke valgt"))

    def offer(self, gathering: Gathering, sitting: Sitting | None = None) -> None:
        """The gathering's days and rooms. A day the sitting has already is offered, though the gathering has moved."""
        self.fields["room"].queryset = gathering.rooms.all()
        days = sorted({*gathering.days, *([sitting.day] if sitting else [])})
        if days:
            self.fields["day"].choices = [(day.isoformat(), day_words(day)) for day in days]
            self.fields["day"].coerce = lambda word: next(day for day in days if day.isoformat() == word)
        else:
            self.fields["day"] = doors.DayField(label=_("Dag"))

    def clean(self):
        data = super().clean()
        self.moments(data, data.get("day"))
        return data

    @property
    def placed(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("room", "starts_at", "ends_at")}


class WorkshopForm(RowForm):
    """What a workshop is about."""

    kind = forms.ChoiceField(label=_("Slag"), choices=Workshop.Kind.choices)
    title = doors.LineField(label=_("Tittel"))
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Tema"), required=False, empty_label=_("Ikke noe tema")
    )
    text = doors.TextField(label=_("Om verkstedet"), required=False)

    def __init__(self, data, *, workshop: Workshop | None = None):
        super().__init__(data, row=workshop)
        self.fields["theme"].queryset = themes()

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("kind", "title", "theme", "text")}


class Chaired(doors.Form):
    chair = doors.LineField(label=_("Møteleder"), required=False, help_text=_("En person eller en part, med egne ord."))
    about = doors.LineField(label=_("Denne dagen"), required=False, limit=300, help_text=_("Hva dagen handler om."))


class NewWorkshopForm(PlacedForm, Chaired, WorkshopForm):
    """A workshop and when it sits first."""

    field_order = ("seen", "uuid", "kind", "title", "theme", "day", "start", "end", "room", "chair", "about", "text")

    def __init__(self, data, *, gathering: Gathering):
        super().__init__(data)
        self.offer(gathering)

    @property
    def sitting(self) -> dict:
        return self.placed | {name: self.cleaned_data[name] for name in ("chair", "about")}


class SittingForm(PlacedForm, Chaired, RowForm):
    """One time a workshop sits."""

    field_order = ("seen", "uuid", "day", "start", "end", "room", "chair", "about")

    def __init__(self, data, *, gathering: Gathering, sitting: Sitting | None = None):
        super().__init__(data, row=sitting)
        self.offer(gathering, sitting)

    @property
    def values(self) -> dict:
        return self.placed | {name: self.cleaned_data[name] for name in ("chair", "about")}


class MoveForm(PlacedForm, RowForm):
    """Where a sitting is to go; it lasts as long as before."""

    field_order = ("seen", "uuid", "day", "start", "room")

    def __init__(self, data, *, gathering: Gathering, sitting: Sitting):
        super().__init__(data, row=sitting)
        self.offer(gathering, sitting)
        del self.fields["end"]

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("room", "starts_at")}


class ItemForm(HoursForm, RowForm):
    """A point of a sitting's programme, on the sitting's day."""

    title = doors.LineField(label=_("Tittel"))
    speakers = doors.TextField(
        label=_("Ved"), required=False, limit=4000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hvem som holder det, én på hver linje: en part eller en person."),
    )  # fmt: skip
    note = doors.LineField(label=_("Merknad"), required=False, limit=300)

    field_order = ("seen", "uuid", "start", "end", "title", "speakers", "note")

    def __init__(self, data, *, sitting: Sitting, item: Item | None = None):
        super().__init__(data, row=item)
        self.day = sitting.day

    @classmethod
    def known(cls, row) -> dict:
        return super().known(row) | {"speakers": "\n".join(speaker.words for speaker in row.speakers.all())}

    def clean_speakers(self) -> list[str]:
        """One a line, each once."""
        try:
            lines = [clean_line(line) for line in self.cleaned_data["speakers"].splitlines()]
        except Unclean as refused:
            raise ValidationError(refused.message, params=refused.params, code="unclean") from refused
        found = list(dict.fromkeys(line for line in lines if line))
        if len(found) > MOST_SPEAKERS:
            raise ValidationError(_("Det er plass til %(most)s."), params={"most": MOST_SPEAKERS}, code="many")
        return found

    def clean(self):
        data = super().clean()
        self.moments(data, self.day)
        return data

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "title", "note")}
