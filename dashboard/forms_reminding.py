"""What was chosen and typed in a reminder → clean values."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from common import forms as doors


class ReminderForm(doors.Form):
    """The cells and the confirmed people are boxes the page draws itself; what they say is only compared with keys."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    message = doors.TextField(
        label=_("Egne ord i brevet"), limit=1000, required=False,
        help_text=_("Står i alle brevene, før det byen mangler. Skriv på byens målform, eller la det stå tomt."),
    )  # fmt: skip

    def __init__(self, data):
        super().__init__(data, initial={"uuid": uuid4()})
        self.fields["message"].widget.attrs["rows"] = 3

    @property
    def cells(self) -> set[str]:
        return set(self.data.getlist("celle")) if self.is_bound else set()

    @property
    def confirmed(self) -> set[str]:
        return set(self.data.getlist("likevel")) if self.is_bound else set()

    @property
    def shown(self) -> set[str]:
        """Whose letters are asked for beside the first ones."""
        return set(self.data.getlist("vis")) if self.is_bound else set()
