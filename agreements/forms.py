"""What came in about agreements → clean values."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, AgreementParty, Annex, Link, Representation, Sum
from agreements.queries import agreements_for
from cities.access import rights_of
from cities.acts import Act
from cities.models import City
from cities.queries import party_called
from common import forms as doors
from common import rowforms
from common.text import Unclean
from programmes.models import MoneyLine


class PartyField(doors.LineField):
    """The name of a party as one types it → the party."""

    widget = forms.TextInput(attrs={"hx-get": reverse_lazy("party_suggestions")})

    def __init__(self, **kwargs):
        super().__init__(template_name="components/picker.html", **kwargs)

    def read(self, typed):
        words = super().read(typed)
        party = party_called(words) if words else None
        if words and party is None:
            raise Unclean(
                _("Vi kjenner ingen part som heter det. Velg fra listen, eller registrer den i menyen under Parter.")
            )
        return party

    def prepare_value(self, value):
        return getattr(value, "name", value)


class RowForm(rowforms.RowForm):
    """A form about an agreement or one row of it. agreement: the one it is about."""

    def __init__(self, data, files=None, *, row=None, agreement=None, person=None, suggested=None):
        super().__init__(data, files, row=row, suggested=suggested)
        self.row, self.agreement, self.person = row, agreement, person
        self.prepare()

    def prepare(self) -> None:
        """What the fields offer of the agreement."""

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "uuid")}


class AgreementForm(RowForm):
    """What an agreement is, and which cities it concerns."""

    kind = forms.ChoiceField(label=_("Slag"), choices=Agreement.Kind.choices)
    kind_words = doors.LineField(
        label=_("Slik kalles den"), required=False, limit=120,
        help_text=_("Når kilden sier det nøyere, som «rammeavtale, fire år»."),
    )  # fmt: skip
    title = doors.LineField(label=_("Tittel"))
    origin = forms.ChoiceField(
        label=_("Hvordan blir den til?"), choices=Agreement.Origin.choices, widget=forms.RadioSelect,
        initial=Agreement.Origin.HERE,
    )  # fmt: skip
    cities = forms.ModelMultipleChoiceField(
        City.objects.all(), label=_("Byer"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Avtalen står på sidene til disse byene. De blir parter; andre parter legger du til etterpå."),
    )  # fmt: skip
    term = doors.LooseDateField(
        label=_("Gjelder"), required=False,
        help_text=_("For eksempel «2008–2014», «1.7.2016–30.6.2021» eller «fra 2016»."),
    )  # fmt: skip
    text = doors.RichTextField(label=_("Innhold"), required=False, template_name="components/rich_field.html")

    field_order = ("seen", "uuid", "title", "kind", "kind_words", "origin", "cities", "term", "text")

    def prepare(self):
        if self.row:
            del self.fields["origin"]
            self.fields["cities"].help_text = _(
                "Avtalen står på sidene til disse byene. De som er parter, er alltid med."
            )
        else:
            self.initial["cities"] = rights_of(self.person).cities(Act.KEEP_CITY)

    @classmethod
    def known(cls, row):
        return super().known(row) | {"cities": list(row.cities.all())}

    @property
    def theirs_said(self):
        return [(label, said) for label, said in super().theirs_said if label != self.fields["cities"].label]

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in Agreement.VALUES}


class SigningForm(RowForm):
    """That an agreement is signed."""

    signed = doors.LooseDateField(
        label=_("Underskrevet"), help_text=_("For eksempel «19. mai 2009» eller «våren 2009».")
    )
    signed_where = doors.LineField(label=_("Sted"), required=False)
    signatories = doors.TextField(
        label=_("Underskrevet av"), required=False, limit=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Organer og roller, ikke personer: «Ordførerne i de 13 byene og fire statsråder»."),
    )  # fmt: skip

    upload = forms.FileField(
        label=_("Den underskrevne avtalen"), required=False,
        help_text=_("PDF eller bilde, høyst 20 MB. Den blir et vedlegg."),
    )  # fmt: skip

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in Agreement.SIGNING}

    def clean_signed(self):
        day = self.cleaned_data["signed"]
        if day and not (day.earliest or day.latest):
            raise forms.ValidationError(_("Skriv når det var, så nøye det er kjent, som «19. mai 2009»."))
        return day


class MemberForm(RowForm):
    """A party to the agreement."""

    party = PartyField(label=_("Part"))
    official = doors.LineField(
        label=_("Navn ved inngåelsen"), required=False,
        help_text=_("Når det står tomt, brukes partens offisielle navn den dagen avtalen underskrives."),
    )  # fmt: skip
    short = doors.LineField(label=_("Kortnavn ved inngåelsen"), required=False, limit=80)
    joined = doors.LooseDateField(label=_("Kom med"), required=False, help_text=_("Når parten kom til etter de andre."))
    left = doors.LooseDateField(label=_("Gikk ut"), required=False)
    note = doors.LineField(label=_("Merknad"), required=False, limit=300)


class RepresentationForm(RowForm):
    """Somebody stands in a party's place."""

    member = forms.ModelChoiceField(AgreementParty.objects.none(), label=_("Part"))
    by = PartyField(label=_("Representeres av"))
    since = doors.LooseDateField(label=_("Fra"))
    note = doors.LineField(label=_("Merknad"), required=False, limit=300)

    def prepare(self):
        self.fields["member"].queryset = self.agreement.members.select_related("party")

    def clean_since(self):
        day = self.cleaned_data["since"]
        if day and not day.earliest:
            raise forms.ValidationError(_("Skriv når det begynte, så nøye det er kjent, som «1. januar 2014»."))
        return day


class SumForm(RowForm):
    """A sum of money, from one source."""

    amount = doors.StatedNumberField(
        label=_("Beløp"), unit="kr", help_text=_("For eksempel «inntil 20 mill. kr» eller «1,74 mrd.».")
    )
    currency = forms.ChoiceField(label=_("Valuta"), choices=MoneyLine.Currency.choices)
    period = doors.LooseDateField(label=_("År eller periode"), required=False)
    source = doors.LineField(label=_("Kilde"), required=False, limit=300)
    note = doors.LineField(label=_("Merknad"), required=False, limit=300)
    chosen = forms.BooleanField(
        label=_("Dette beløpet gjelder"), required=False,
        help_text=_("Når kilder sier forskjellig. De andre blir stående ved siden av."),
    )  # fmt: skip


class AnnexForm(RowForm):
    """An annex, or another edition of one."""

    title = doors.LineField(label=_("Vedlegg"), help_text=_("Utgaver med samme navn står samlet."))
    edition = doors.LineField(
        label=_("Utgave"), required=False, limit=120, help_text=_("For eksempel «oppdatert 2010».")
    )
    day = doors.LooseDateField(label=_("Dato"), required=False)
    upload = forms.FileField(label=_("Fil"), required=False, help_text=_("PDF, bilde eller dokument, høyst 20 MB."))

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in ("title", "edition", "day")}


class LinkForm(RowForm):
    """An agreement this one comes after."""

    sort = forms.ChoiceField(label=_("Denne avtalen"), choices=Link.Sort.choices)
    earlier = forms.ModelChoiceField(Agreement.objects.none(), label=_("Den tidligere avtalen"))

    def prepare(self):
        self.fields["earlier"].queryset = agreements_for(self.person).exclude(pk=self.agreement.pk)


FORMS = {
    AgreementParty: MemberForm, Representation: RepresentationForm, Sum: SumForm, Annex: AnnexForm, Link: LinkForm,
}  # fmt: skip
