"""What came in about conclusions → clean values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from workshops.forms import RowForm
from workshops.models import Conclusion


class ConclusionForm(RowForm):
    """A conclusion; with an owner or a day, something to follow up."""

    text = doors.TextField(label=_("Konklusjon"), limit=4000, widget=forms.Textarea(attrs={"rows": 3}))
    owner_words = doors.LineField(
        label=_("Hvem følger opp?"), required=False,
        help_text=_("E-postadressen til en med konto, så står det på siden deres; eller med egne ord."),
    )  # fmt: skip
    due_on = doors.DayField(label=_("Frist"), required=False)

    def __init__(self, data, *, conclusion: Conclusion | None = None):
        super().__init__(data, row=conclusion)

    @classmethod
    def known(cls, row) -> dict:
        return super().known(row) | {"owner_words": row.owner.email if row.owner else row.owner_words}

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("text", "owner_words", "due_on")}
