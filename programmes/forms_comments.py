"""What is said, as it came in."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from common import forms as doors

PREFIX_LIMIT = 80


def box(label, rows=2):
    """Where one writes; the script offers those who can be named as one types an @."""
    return doors.TextField(label=label, widget=forms.Textarea(attrs={"rows": rows, "data-names": True}))


class WordsForm(doors.Form):
    """Something to say. heading: over a page of its own. deed: on the button. form_id: where it stands on the page."""

    heading = deed = ""

    @property
    def form_id(self) -> str:
        return self.auto_id % "form"


class SayForm(WordsForm):
    """Something new: about the element, about one of its fields, or about words in it. `uuid` names the form."""

    heading = _("Ny kommentar")
    deed = _("Kommenter")

    text = box(_("Ny kommentar"))
    field = doors.LineField(required=False, limit=60, widget=forms.HiddenInput)
    quotation = doors.TextField(required=False, widget=forms.HiddenInput)
    prefix = doors.TextField(required=False, limit=PREFIX_LIMIT, widget=forms.HiddenInput)
    uuid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, initial=None):
        super().__init__(data, initial={"uuid": uuid4(), **(initial or {})}, auto_id="say-%s")


class AnswerForm(WordsForm):
    """An answer to a comment."""

    heading = _("Svar på kommentaren")
    deed = _("Svar")

    text = box(_("Svar"))
    uuid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, comment):
        super().__init__(data, initial={"uuid": uuid4()}, auto_id=f"answer-{comment.pk}-%s")


class ChangeForm(WordsForm):
    """Other words for what one said oneself."""

    heading = _("Endre kommentaren")
    deed = _("Lagre")

    text = box(_("Kommentar"))

    def __init__(self, data=None, *, comment):
        super().__init__(data, initial={"text": comment.text}, auto_id=f"change-{comment.pk}-%s")
