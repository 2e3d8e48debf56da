"""What one asks of the calendar's month."""

import re
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from common.sorting import norwegian
from workshops.models import Gathering

MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")


class MonthForm(doors.Form):
    """Which month, theme and town. What is not understood is left out: the address is not a form to be refused."""

    maned = forms.CharField(required=False, widget=forms.HiddenInput)
    tema = forms.ChoiceField(label=_("Tema"), required=False)
    by = forms.ChoiceField(label=_("By"), required=False)

    def __init__(self, data, *, gatherings: list[Gathering], today: date):
        asked = {name: data.get(name, "") for name in ("maned", "tema", "by")}
        found = MONTH.fullmatch(asked["maned"])
        self.month = date(int(found[1]), int(found[2]), 1) if found else nearest(gatherings, today)
        asked["maned"] = f"{self.month:%Y-%m}"
        super().__init__(asked)
        themes = {str(one.theme) for one in gatherings if one.theme}
        towns = {one.town for one in gatherings if one.town}
        self.fields["tema"].choices = [
            ("", _("Alle temaer")),
            *((name, name) for name in sorted(themes, key=norwegian)),
        ]
        self.fields["by"].choices = [("", _("Alle byer")), *((name, name) for name in sorted(towns, key=norwegian))]
        self.theme = asked["tema"] if asked["tema"] in themes else ""
        self.town = asked["by"] if asked["by"] in towns else ""

    def takes(self, gathering: Gathering) -> bool:
        of_theme = not self.theme or str(gathering.theme) == self.theme
        return of_theme and (not self.town or gathering.town == self.town)

    @property
    def rest(self) -> str:
        """The part of the address that another month keeps."""
        return urlencode({name: value for name, value in (("tema", self.theme), ("by", self.town)) if value})


def nearest(gatherings: list[Gathering], today: date) -> date:
    """The month of the next gathering; when nothing lies ahead, of the last one; when there is none at all, this."""
    days = sorted(one.day.earliest for one in gatherings if one.day and one.day.earliest)
    ahead = [day for day in days if day >= today.replace(day=1)]
    return (ahead[0] if ahead else days[-1] if days else today).replace(day=1)
