"""What a party's contact has typed about a version shared with the party → clean values."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from programmes.feedback import FIELDS, feedback_mark, feedback_point_mark, letter_mark
from programmes.models import Feedback, FeedbackPoint
from programmes.pasting import LONGEST_TITLE

ABOUT_LIMIT = 220


class FeedbackForm(doors.MarkedForm):
    """The letter itself. title: what a new one is called to begin with."""

    mark = staticmethod(feedback_mark)
    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = doors.LineField(label=_("Tittel"), limit=200)
    reference = doors.LineField(
        label=_("Saksnummer"), required=False, limit=60, help_text=_("Deres eget, om dere har et.")
    )
    day = doors.LooseDateField(
        label=_("Brevets dato"), required=False, help_text=_("Står den tom, blir det dagen brevet sendes.")
    )
    text = doors.TextField(
        label=_("Brevet"), required=False, limit=20_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Det byene skal svare på, skriver du som punkter under."),
    )  # fmt: skip
    file = forms.FileField(label=_("Fil"), required=False, help_text=_("PDF, bilde eller dokument, høyst 20 MB."))
    without_file = forms.BooleanField(label=_("Ta bort filen"), required=False)

    def __init__(self, data, files=None, *, feedback: Feedback | None = None, title: str = ""):
        known = {name: getattr(feedback, name) for name in FIELDS} if feedback else {"uuid": uuid4(), "title": title}
        super().__init__(data, files, initial=known | ({"seen": feedback_mark(feedback)} if feedback else {}))
        if not (feedback and feedback.file_id):
            del self.fields["without_file"]

    @property
    def values(self) -> dict:
        """What `save_feedback` takes."""
        data = self.cleaned_data
        said = {"values": {name: data[name] for name in FIELDS}, "upload": data["file"], "uuid": data["uuid"]}
        return said | {"without_file": data.get("without_file", False)}


class FeedbackPointForm(doors.MarkedForm):
    """A point of the letter. elements: what it can be about, code → place and title."""

    mark = staticmethod(feedback_point_mark)
    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    code = forms.ChoiceField(label=_("Gjelder"), required=False)
    title = doors.LineField(label=_("Punkt"), limit=LONGEST_TITLE, help_text=_("Kort: hva byene skal svare på."))
    text = doors.TextField(label=_("Tekst"), required=False, limit=8000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, data, *, elements: dict[str, str], point: FeedbackPoint | None = None):
        self.about = {code: f"{code} {words.partition(' ')[2]}"[:ABOUT_LIMIT] for code, words in elements.items()}
        named = {code: f"{words} ({code})" for code, words in elements.items()}
        if point and point.code:  # what it is about stays, also where the version is no longer there to choose from
            self.about[point.code] = point.about
            named.setdefault(point.code, point.about)
        known = {name: getattr(point, name) for name in ("code", "title", "text")} if point else {"uuid": uuid4()}
        super().__init__(data, initial=known | ({"seen": feedback_point_mark(point)} if point else {}))
        self.fields["code"].choices = [("", _("Programmet som helhet")), *named.items()]

    @property
    def values(self) -> dict:
        said = {name: self.cleaned_data[name] for name in ("code", "title", "text")}
        return said | {"about": self.about.get(said["code"], "")}


class SendForm(doors.MarkedForm):
    """The whole letter as it was read before it is sent."""

    mark = staticmethod(letter_mark)

    def __init__(self, data, *, feedback: Feedback):
        super().__init__(data, initial={"seen": letter_mark(feedback)})
