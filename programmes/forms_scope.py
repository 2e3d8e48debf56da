"""Forms that change whose an element is. Each answers what the person saw (`mark`), and is done once (`key`)."""

from uuid import uuid4

from django import forms

from common import forms as doors


class ScopeForm(doors.Form):
    """Split an element, or share it: nothing to fill in."""

    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    mark = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, mark: str):
        super().__init__(data, initial={"mark": mark})

    @property
    def given(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("key", "mark")}
