"""What was typed about milestones → clean values."""

from uuid import uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from common.rowforms import RowForm
from dashboard.facts import FACTS
from dashboard.models import Arrangement

Sort = Arrangement.Sort


class MilestoneForm(RowForm):
    name = doors.LineField(label=_("Navn"), limit=80)
    window = doors.LooseDateField(
        label=_("Periode"),
        help_text=_("Når den skal nås, for eksempel «innen 1. oktober 2008» eller «1. januar–30. april 2009»."),
    )
    rule = forms.ChoiceField(
        label=_("Nås når"), choices=[(key, fact.name) for key, fact in FACTS.items()],
        help_text=_("Statusen regnes ut av dette. Ingen setter den for hånd."),
    )  # fmt: skip
    counts_from = doors.DayField(
        label=_("Teller fra"),
        required=False,
        help_text=_("Det som skjedde før denne dagen, når den ikke. Brukes når det samme skal skje flere ganger."),
    )

    def __init__(self, data, files=None, *, row=None, suggested=None):
        super().__init__(data, files, row=row, suggested=suggested)
        if row and row.rule not in FACTS:
            self.fields["rule"].choices += [(row.rule, _("Regelen finnes ikke lenger (%(key)s)") % {"key": row.rule})]


class ChangesForm(doors.Form):
    """Two days to hold against one another, and by which of the two clocks."""

    fra = doors.DayField(label=_("Fra"))
    til = doors.DayField(label=_("Til"))
    etter = forms.ChoiceField(
        label=_("Etter"), choices=[("dag", _("dagen det skjedde")), ("registrert", _("dagen det ble registrert"))],
        required=False,
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        if data.get("fra") and data.get("til") and data["til"] < data["fra"]:
            self.add_error("til", _("Den siste dagen er før den første."))
        return data


class RetireForm(doors.Form):
    day = doors.DayField(label=_("Følges ikke lenger fra"), help_text=_("Dagene før viser den fortsatt."))


class ArrangementForm(doors.Form):
    """A planned day, a new deadline or an exception."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    day = doors.LooseDateField(label=_("Dag"), help_text=_("For eksempel «26. mars 2009» eller «mai 2009»."))
    reason = doors.TextField(label=_("Begrunnelse"), limit=2000)
    agreed_on = doors.DayField(
        label=_("Avtalt"), required=False, help_text=_("Dagen det gjelder fra. Tomt betyr i dag.")
    )

    def __init__(self, data, *, sort: str, day):
        super().__init__(data, initial={"uuid": uuid4(), "agreed_on": min(day, localdate())})
        if sort == Sort.EXCEPTION:
            del self.fields["day"]
        if sort == Sort.PLAN:
            self.fields["reason"].required = False
            self.fields["reason"].label = _("Hvor, eller hvilket møte")
        if sort == Sort.DEADLINE:
            self.fields["day"].label = _("Ny frist")

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data.get(name) for name in self.fields}
