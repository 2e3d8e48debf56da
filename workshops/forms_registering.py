"""What came in about who comes → clean values."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.models import City
from common import forms as doors
from workshops.contents import VALUES
from workshops.forms import RowForm
from workshops.models import Attendance, Enrolment, Registration

MOST = 100_000


class RegisterForm(doors.Form):
    """Two fields for whoever is signed in: from which city, and what to think of at the table."""

    city = forms.ModelChoiceField(City.objects.none(), label=_("By"), required=False, empty_label=_("Ingen av byene"))
    diet = doors.LineField(
        label=_("Mat"), required=False, limit=300,
        help_text=_("Det kjøkkenet må vite. Bare de som holder samlingen, ser det, og det slettes dagen etter."),
    )  # fmt: skip

    def __init__(self, data, *, registration: Registration | None = None, likely: City | None = None):
        known = {name: getattr(registration, name) for name in ("city", "diet")} if registration else {"city": likely}
        super().__init__(data, initial=known)
        self.fields["city"].queryset = City.objects.all()

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "uuid"}


class RegisterByLinkForm(RegisterForm):
    """The same for those who are not signed in."""

    uuid = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    name = doors.LineField(label=_("Navn"), limit=120)
    email = doors.EmailField(label=_("E-post"))
    organisation = doors.LineField(label=_("Hvor du kommer fra"), required=False)

    field_order = ("uuid", "name", "email", "organisation", "city", "diet")

    def __init__(self, data):
        super().__init__(data)
        self.initial = {}


class EnrolmentForm(doors.Form):
    """How one registers."""

    is_open = forms.BooleanField(label=_("Påmeldingen er åpen"), required=False)
    capacity = forms.IntegerField(
        label=_("Antall plasser"),
        required=False,
        min_value=1,
        max_value=MOST,
        help_text=_("Tomt: så mange som kommer."),
    )
    by_link = forms.BooleanField(
        label=_("Andre kan melde seg på med en lenke"), required=False,
        help_text=_("Slår du av, virker den gamle lenken aldri mer."),
    )  # fmt: skip

    def __init__(self, data, *, enrolment: Enrolment | None):
        known = enrolment and {"is_open": enrolment.is_open, "capacity": enrolment.capacity, "by_link": enrolment.link}
        super().__init__(data, initial=known or {"is_open": True})


class AttendanceForm(RowForm):
    """How a city or another body was there."""

    city = forms.ModelChoiceField(City.objects.none(), label=_("By"), required=False, empty_label=_("Ingen av byene"))
    words = doors.LineField(label=_("Eller hvem"), required=False, help_text=_("Når det ikke var en by."))
    presence = forms.ChoiceField(label=_("Hvordan"), choices=Attendance.Presence.choices)
    heads = forms.IntegerField(label=_("Antall"), required=False, min_value=0, max_value=MOST)
    roles = doors.LineField(
        label=_("Roller"), required=False, limit=300, help_text=_("Som «ordfører, to planleggere».")
    )

    def __init__(self, data, *, attendance: Attendance | None = None):
        super().__init__(data, row=attendance)
        self.fields["city"].queryset = City.objects.all()

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in VALUES[Attendance]}
