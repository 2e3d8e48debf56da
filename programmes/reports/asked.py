"""Which report an address asks for: ?slag=kvartal|aar|evaluering&til=31.3.2010&by=skien"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cities.models import City
from common import forms as doors


class Sort(TextChoices):
    QUARTER = "kvartal", _("Kvartal")
    YEAR = "aar", _("År")
    EVALUATION = "evaluering", _("Evaluering")


class AskForm(doors.Form):
    slag = forms.TypedChoiceField(
        label=_("Rapport"), choices=Sort.choices, coerce=Sort, required=False, empty_value=Sort.QUARTER
    )
    til = doors.LooseDateField(label=_("Slik det var"), required=False)
    by = forms.ChoiceField(label=_("By"), required=False)

    def __init__(self, data, cities):
        super().__init__(data, auto_id="rapport-%s")
        self.fields["by"].choices = [("", _("Alle byene")), *((city.slug, str(city)) for city in cities)]
        if len(cities) < 2:
            del self.fields["by"]

    def clean_til(self):
        day = self.cleaned_data["til"]
        if day and not day.latest:
            raise forms.ValidationError(_("Skriv en dag, en måned eller et år, for eksempel «31.3.2010»."))
        return day and day.latest


@dataclass(frozen=True)
class Asked:
    """since: the first day of what was reported; None from the start. group: (way, key) of the amounts to list."""

    form: AskForm
    sort: Sort
    until: date
    since: date | None
    city: City | None = None
    group: tuple[str, str] | None = None

    @property
    def evaluation(self) -> bool:
        return self.sort == Sort.EVALUATION

    def address(self, **changes) -> str:
        """The query of this report with something changed."""
        query = {"slag": self.sort.value, "til": f"{self.until:%d.%m.%Y}", "by": self.city.slug if self.city else ""}
        return "?" + urlencode({name: value for name, value in (query | changes).items() if value})

    @property
    def sorts(self) -> list[tuple]:
        """(label, address, is it this one)."""
        return [(sort.label, self.address(slag=sort.value), sort == self.sort) for sort in Sort]


def asked_of(query, cities: list[City], today: date) -> Asked:
    """What the address says; what it says in vain is told beside the field, and the viewed day stands in for it."""
    data = {name: query.get(name, "") for name in ("slag", "til", "by")}
    form = AskForm({**data, "slag": data["slag"] or Sort.QUARTER, "til": data["til"] or f"{today:%d.%m.%Y}"}, cities)
    form.is_valid()
    known = form.cleaned_data
    sort, until = known.get("slag") or Sort.QUARTER, known.get("til") or today
    city = next((city for city in cities if city.slug == known.get("by")), None)
    way, colon, key = query.get("vis", "").partition(":")
    return Asked(form, sort, until, since(sort, until), city, (way, key) if colon else None)


def since(sort: Sort, until: date) -> date | None:
    """The first day of the quarter or the year that the cut-off lies in; an evaluation has none."""
    if sort == Sort.QUARTER:
        return date(until.year, 3 * ((until.month - 1) // 3) + 1, 1)
    return date(until.year, 1, 1) if sort == Sort.YEAR else None
