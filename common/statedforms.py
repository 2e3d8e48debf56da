"""A time as somebody states it → clean values; see common/stated.py."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from common.moments import Hour
from common.rowforms import RowForm
from common.stated import STATED
from common.text import Unclean


class StatedForm(doors.Form):
    """A time as somebody states it."""

    day = doors.LooseDateField(
        label=_("Dag eller periode"), required=False,
        help_text=_("For eksempel «21.–22. august 2008», «november 2008» eller «våren 2009»."),
    )  # fmt: skip
    start = doors.HourField(label=_("Fra klokka"), required=False, help_text=_("Bare når det er kjent, som 20.30."))
    end = doors.HourField(label=_("Til klokka"), required=False)
    source = doors.LineField(
        label=_("Kilde for tidspunktet"), required=False, limit=300, help_text=_("Hvem som sier det, eller en lenke.")
    )

    def clean(self):
        data = super().clean()
        day, start, end = (data.get(name) for name in ("day", "start", "end"))
        if end and not start and "start" not in self.errors:
            self.add_error("start", _("Skriv også når det begynner."))
        if start and end and end.clock <= start.clock:
            self.add_error("end", _("Slutten må være etter starten."))
        if day and day.earliest and day.earliest == day.latest:
            for name in ("start", "end"):
                if data.get(name):
                    self.demand_hour(name, data[name], day.earliest)
        return data

    def demand_hour(self, name: str, hour: Hour, day) -> None:
        """There are nights that lack an hour. One that has it twice is said in words here: nothing is counted."""
        try:
            Hour(hour.clock, hour.season or "sommertid").on(day)
        except Unclean as refused:
            self.add_error(name, ValidationError(refused.message, params=refused.params, code="unclean"))

    @property
    def stated(self) -> dict:
        data = self.cleaned_data
        clock = {name: data[name] and data[name].clock for name in ("start", "end")}
        return {"day": data["day"], "source": data["source"]} | clock


def stated_of(row) -> dict:
    """A time as the form shows it."""
    hours = {name: getattr(row, name) and Hour(getattr(row, name)) for name in ("start", "end")}
    return {"day": row.day, "source": row.source} | hours


class DatingForm(RowForm, StatedForm):
    """What another source says of the time: something, and who says it."""

    field_order = ("seen", "uuid", *STATED)

    def __init__(self, data):
        super().__init__(data)
        self.fields["day"].required = self.fields["source"].required = True
