"""What came in about events → clean values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from common.rowforms import RowForm
from common.stated import STATED
from common.statedforms import StatedForm, stated_of
from dashboard.models import Event


class EventForm(RowForm, StatedForm):
    """What has happened, when and where."""

    kind = forms.ChoiceField(label=_("Slag"), choices=Event.Kind.choices)
    title = doors.LineField(label=_("Hva som skjedde"), limit=300)
    place = doors.LineField(label=_("Sted"), required=False, help_text=_("Byen først, som «Oslo, Kommunenes hus»."))
    sources = doors.LinesField(label=_("Kilder"), required=False, help_text=_("Én på hver linje."))

    field_order = ("seen", "uuid", "kind", "title", *STATED, "place", "sources")

    @classmethod
    def known(cls, row) -> dict:
        return super().known(row) | stated_of(row)

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("kind", "title", "place", "sources")} | self.stated
