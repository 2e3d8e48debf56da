"""What came in about versions, approvals and the meeting → clean values."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agreements.forms import RowForm, SigningForm
from agreements.models import PartyApproval
from cities.access import visible
from cities.acts import Act
from common import forms as doors
from workshops.models import Gathering


class FreezeForm(RowForm):
    """The day of a version."""

    day = doors.DayField(label=_("Dokumentets dag"), help_text=_("Navn og parter er de som gjelder denne dagen."))

    def prepare(self):
        self.initial.setdefault("day", localdate())


class ApprovalForm(RowForm):
    """What a body of a party decided."""

    outcome = forms.ChoiceField(label=_("Utfall"), choices=PartyApproval.Outcome.choices)
    body = doors.LineField(
        label=_("Organ"), required=False, help_text=_("For eksempel «Bystyret» eller «Regjeringen».")
    )
    case_number = doors.LineField(label=_("Saksnummer"), required=False, limit=60)
    day = doors.LooseDateField(label=_("Dag"), help_text=_("Så nøye den er kjent: «12. mai 2009» eller «mai 2009»."))
    conditions = doors.TextField(
        label=_("Vilkår"), required=False, limit=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("«Forutsatt …». De blir stående til de er oppfylt."),
    )  # fmt: skip
    upload = forms.FileField(label=_("Fil"), required=False, help_text=_("Vedtaket eller brevet, høyst 20 MB."))

    def clean(self):
        data = super().clean()
        if data.get("outcome") == PartyApproval.Outcome.CONDITIONAL and not data.get("conditions"):
            self.add_error("conditions", _("Skriv vilkårene."))
        return data

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in PartyApproval.VALUES}


class MetForm(RowForm):
    """When and how conditions were met."""

    met_on = doors.LooseDateField(label=_("Oppfylt"), help_text=_("For eksempel «18. mai 2009»."))
    met_how = doors.TextField(label=_("Hvordan"), required=False, limit=4000, widget=forms.Textarea(attrs={"rows": 3}))


class MeetingForm(RowForm):
    """The meeting that is to confirm the agreement."""

    gathering = forms.ModelChoiceField(
        Gathering.objects.none(), label=_("Politisk møte"),
        help_text=_("Tittelen på avtalen blir synlig for alle som kan lese om møtet."),
    )  # fmt: skip

    def prepare(self):
        mine = visible(self.person, Act.READ_GATHERING, Gathering)
        self.fields["gathering"].queryset = mine.filter(kind=Gathering.Kind.POLITICAL, cancelled=False)
        self.fields["gathering"].label_from_instance = lambda one: f"{one} ({one.when})" if one.when else str(one)


class ConfirmForm(SigningForm):
    """The meeting has confirmed it, and it is signed there."""

    upload = None  # there is a print of it
