"""Which two states of a programme are to be compared."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from common.templatetags.framtid import day

DRAFT = "utkast"


class SidesForm(doors.Form):
    """Two of the programme's versions, or one and the draft. What is not chosen is the newest version and the draft.

    versions: newest first.
    """

    fra = forms.ChoiceField(label=_("Fra"))
    til = forms.ChoiceField(label=_("Til"))

    def __init__(self, data, *, versions):
        self.versions = {str(version.pk): version for version in versions}
        chosen = {"fra": next(iter(self.versions), DRAFT), "til": DRAFT}
        super().__init__(chosen | {name: data[name] for name in chosen if name in data})
        choices = [(DRAFT, _("Utkastet slik det er nå")), *((key, _named(one)) for key, one in self.versions.items())]
        for field in self.fields.values():
            field.choices = choices

    @property
    def sides(self) -> list:
        """The two that were chosen; None is the draft."""
        return [self.versions.get(self.cleaned_data[name]) for name in ("fra", "til")]

    @property
    def labels(self) -> list[str]:
        """What the two are called."""
        return [dict(self.fields[name].choices)[self.cleaned_data[name]] for name in ("fra", "til")]


def _named(version) -> str:
    return f"{version.name} – {day(version.day)}"
