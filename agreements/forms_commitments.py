"""What came in about clauses, commitments and proposals → clean values."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agreements.forms import RowForm
from agreements.models import AgreementParty, Commitment, Report
from common import forms as doors
from programmes.models import Area, Element, MoneyLine
from programmes.said import areas_on, measures_wanting


class SpeakerForm(RowForm):
    """A form filled in on behalf of a party. speaking: the parties the person speaks for."""

    member = forms.ModelChoiceField(AgreementParty.objects.none(), label=_("På vegne av"), empty_label=None)

    def __init__(self, data, *, speaking: list, **about):
        self.speaking = speaking
        super().__init__(data, **about)

    def prepare(self):
        if len(self.speaking) > 1:
            mine = AgreementParty.objects.filter(pk__in=[one.pk for one in self.speaking])
            self.fields["member"].queryset = mine.select_related("party")
        else:
            del self.fields["member"]

    @property
    def member_value(self) -> AgreementParty | None:
        """The party chosen, the only one there is, or none."""
        return self.cleaned_data.get("member") or next(iter(self.speaking), None)


class ClauseForm(RowForm):
    """What commitments are about."""

    title = doors.LineField(label=_("Punkt"), help_text=_("Hva det gjelder, som «Kollektivtransport i region»."))
    area = forms.ModelChoiceField(Area.objects.none(), label=_("Samarbeidsområde"), required=False)

    def prepare(self):
        labels = areas_on(localdate())
        self.fields["area"].queryset = Area.objects.filter(pk__in=labels)
        self.fields["area"].choices = [("", "–"), *((pk, str(label)) for pk, label in labels.items())]


class ProposalForm(SpeakerForm):
    """What a commitment is to say."""

    text = doors.TextField(
        label=_("Hva den som forplikter seg, skal gjøre"), required=False, limit=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    strike = forms.BooleanField(label=_("Foreslå at forpliktelsen strykes"), required=False)
    amount = doors.StatedNumberField(
        label=_("Beløp"), required=False, unit="kr", help_text=_("For eksempel «inntil 20 mill. kr».")
    )
    currency = forms.ChoiceField(label=_("Valuta"), choices=MoneyLine.Currency.choices, required=False)
    due = doors.LooseDateField(
        label=_("Frist"), required=False, help_text=_("For eksempel «2010», «innen 1. juli 2010» eller «våren 2010».")
    )
    comment = doors.TextField(
        label=_("Kommentar til de andre partene"), required=False, limit=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def prepare(self):
        super().prepare()
        self.fields["text"].required = not (self.data and self.data.get("strike"))

    def clean(self):
        data = super().clean()
        if not data.get("text") and not data.get("strike") and "text" not in self.errors:
            self.add_error("text", _("Skriv hva som skal gjøres, eller kryss av for at den strykes."))
        if data.get("amount") and not data.get("currency"):
            self.add_error("currency", _("Velg valuta."))
        return data

    @property
    def values(self):
        data = self.cleaned_data
        struck = {"text": "", "amount": None, "due": None} if data.get("strike") else {}
        said = {name: data[name] for name in ("text", "amount", "due", "comment")} | struck
        return said | {"currency": data["currency"] if said["amount"] else ""}


class CommitmentForm(ProposalForm):
    """A commitment of one's own making."""

    side = forms.ChoiceField(label=_("Hvem"), choices=Commitment.Column.choices)
    bound = forms.ModelMultipleChoiceField(
        AgreementParty.objects.none(), label=_("Bare disse partene"), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Når ingen er valgt, gjelder den alle på den siden."),
    )  # fmt: skip

    field_order = ("seen", "uuid", "member", "side", "bound", "text", "amount", "currency", "due", "comment")

    def prepare(self):
        super().prepare()
        del self.fields["strike"]
        self.fields["text"].required = True
        self.fields["bound"].queryset = self.agreement.members.select_related("party")


class MeasuresForm(SpeakerForm):
    """Which measures the agreement is to be made of."""

    measures = forms.ModelMultipleChoiceField(
        Element.objects.none(), label=_("Tiltak som trenger bidrag"), widget=forms.CheckboxSelectMultiple
    )

    def prepare(self):
        super().prepare()
        taken = self.agreement.clauses.exclude(element=None).values("element")
        wanting = measures_wanting(self.person, self.agreement.cities.all())
        self.fields["measures"].queryset = wanting.exclude(pk__in=taken)
        self.fields["measures"].label_from_instance = described


def described(element: Element) -> str:
    """T-0147 Bybane til Sandnes – trenger Staten: statlige midler."""
    measure = element.measure
    helpers = ", ".join(str(measure.Helper(helper).label) for helper in measure.needs_from)
    wants = ": ".join(filter(None, [helpers, measure.needs]))
    return _("%(code)s %(title)s – trenger %(wants)s") % {"code": element.code, "title": element.title, "wants": wants}


class ReportForm(RowForm):
    """How far a commitment has come."""

    status = forms.ChoiceField(label=_("Status"), choices=Report.Status.choices)
    day = doors.LooseDateField(label=_("Dag"), help_text=_("Dagen det var slik: «1. september 2010»."))
    owner = doors.LineField(
        label=_("Ansvarlig"), required=False, help_text=_("Enheten eller rollen som svarer for det.")
    )
    words = doors.TextField(label=_("Hva som er gjort"), required=False, limit=4000)
