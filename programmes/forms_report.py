"""The report on a measure: status, day, words, and what each of its indicators shows."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.models import City
from common import forms as doors
from common.templatetags.framtid import day as written_day
from programmes.actions.progress import Read
from programmes.models import Indicator
from programmes.tables import PROGRESS


class ReportForm(doors.Form):
    """The fields of a progress entry, and two – value and source – for each indicator.

    cities: those the person may report for, where there is a choice.
    """

    uuid = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    def __init__(self, data, *, element, indicators: list[Indicator], cities=(), today=None):
        words = written_day(today).replace("\xa0", " ") if today else ""
        super().__init__(data, initial={"day": words}, auto_id=f"p{element.pk}-%s")
        self.indicators = indicators
        for field in PROGRESS.fields:
            self.fields[field.name] = field.form_field(element)
        for indicator in indicators:
            self.fields[value_name(indicator)] = doors.StatedNumberField(label=_("Verdi"), required=False)
            self.fields[source_name(indicator)] = doors.LineField(
                label=_("Kilde"), required=False, limit=300, initial=indicator.source
            )
        if cities:
            self.fields["city"] = forms.ModelChoiceField(
                City.objects.filter(pk__in=[city.pk for city in cities]),
                required=False,
                label=_("Gjelder"),
                empty_label=_("Alle byene i programmet"),
            )

    @property
    def about(self) -> list:
        """The boxes about the measure itself."""
        names = [name for name in ("city", *(field.name for field in PROGRESS.fields)) if name in self.fields]
        return [self[name] for name in names]

    @property
    def readings(self) -> list[tuple]:
        """(indicator, box for the value, box for the source)."""
        return [(one, self[value_name(one)], self[source_name(one)]) for one in self.indicators]

    @property
    def values(self) -> dict:
        return {field.name: self.cleaned_data[field.name] for field in PROGRESS.fields}

    @property
    def read(self) -> list[Read]:
        """The indicators that were given a value."""
        given = self.cleaned_data
        return [
            Read(indicator, given[value_name(indicator)], given[source_name(indicator)])
            for indicator in self.indicators
            if given[value_name(indicator)]
        ]

    @property
    def city(self) -> City | None:
        return self.cleaned_data.get("city")


def value_name(indicator: Indicator) -> str:
    return f"value-{indicator.pk}"


def source_name(indicator: Indicator) -> str:
    return f"source-{indicator.pk}"
