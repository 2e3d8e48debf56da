"""A form about one row of a thing: filled in from it, named by a uuid where it makes a new one, and never in silence
written over what somebody else has saved.
"""

from uuid import uuid4

from django import forms

from common import richtext, rows
from common.forms import MarkedForm


class RowForm(MarkedForm):
    """row: the one it is about, or None. suggested: what a new row begins with."""

    mark = staticmethod(rows.mark)
    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, files=None, *, row=None, suggested=None):
        known = self.known(row) | {"seen": self.mark(row)} if row else {"uuid": uuid4(), **(suggested or {})}
        super().__init__(data, files, initial=known)

    @classmethod
    def known(cls, row) -> dict:
        """What the form shows of a row."""
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name) and name != "uuid"}

    @property
    def theirs_said(self) -> list:
        """What somebody else has saved meanwhile, as (label, words), to stand beside what was typed."""
        said = {name: value for name, value in self.known(self.theirs).items() if name in self.fields and value}
        return [(self.fields[name].label, richtext.plain(str(value))) for name, value in said.items()]
