"""What came in about sharing a version → clean values."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.models import Party
from common import forms as doors
from documents.models import Edition


class ShareForm(doors.Form):
    """With whom a version is shared, which edition of it, and what is asked.

    editions: those the person may share; where there is one, nobody is asked.
    """

    uuid = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    edition = forms.ChoiceField(label=_("Utgave"), widget=forms.RadioSelect)
    parties = forms.ModelMultipleChoiceField(
        Party.objects.none(), label=_("Del med"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Parter som har en kontakt i Framtid. Sekretariatet legger til kontakter."),
    )  # fmt: skip
    wanted_by = doors.DayField(label=_("Tilbakemelding innen"), required=False)
    message = doors.TextField(
        label=_("Melding"), required=False, limit=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Står i brevet til kontaktene, og på siden der de leser versjonen."),
    )  # fmt: skip

    def __init__(self, data, *, editions: list[Edition], parties):
        self.editions = {str(edition.pk): edition for edition in editions}
        super().__init__(data, initial={"edition": next(iter(self.editions), "")})
        self.fields["parties"].queryset = parties
        self.fields["edition"].choices = [(key, self.named(edition)) for key, edition in self.editions.items()]
        if len(self.editions) == 1:
            del self.fields["edition"]

    @staticmethod
    def named(edition: Edition) -> str:
        city = edition.city
        return _("Utgaven for %(city)s: det felles og byens eget") % {"city": city} if city else _("Felles utgave")

    @property
    def values(self) -> dict:
        data = {name: self.cleaned_data[name] for name in ("parties", "message", "wanted_by", "uuid")}
        chosen = self.cleaned_data.get("edition") or next(iter(self.editions))
        return data | {"edition": self.editions[chosen]}
