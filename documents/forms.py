"""What came in about routes, steps, decisions and files to check → clean values."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cities.models import Body
from cities.queries import party_called
from common import forms as doors
from common import uploads
from common.dates import LooseDate
from common.templatetags.framtid import day
from documents.actions.decisions import FIELDS
from documents.models import Decision, Print, Route, Statement, Step, Version
from documents.treatment import (
    REMAINING,
    STATED,
    VALUES,
    starts_of,
    statement_mark,
    step_mark,
    summary_mark,
)  # fmt: skip

LONG = 20_000
Outcome = Decision.Outcome


class StartForm(doors.Form):
    """How a city's bodies usually treat such a case."""

    start = forms.ChoiceField(label=_("Begynn med"), required=False, widget=forms.RadioSelect)

    def __init__(self, data, *, route: Route | None = None):
        starts = starts_of(route)
        super().__init__(data, initial={"start": next(iter(starts)) if REMAINING in starts else ""})
        self.fields["start"].choices = [(word, name) for word, (name, _bodies) in starts.items()]


class SetAsForm(doors.Form):
    """How a print is set."""

    layout = forms.ChoiceField(label=_("Sats"), choices=Print.Layout.choices)
    line_numbers = forms.BooleanField(label=_("Linjenummer"), required=False)


class SummaryForm(doors.MarkedForm):
    """What the case is about."""

    mark = staticmethod(summary_mark)
    summary = doors.TextField(
        label=_("Sammendrag"), required=False, limit=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tre setninger om hva saken gjelder. De folkevalgte leser det først."),
    )  # fmt: skip

    def __init__(self, data, *, route: Route):
        super().__init__(data, initial={"summary": route.summary, "seen": summary_mark(route)})


class NamesBody(doors.Form):
    """Which body: one of the city's own, or in one's own words."""

    body = forms.ModelChoiceField(
        Body.objects.none(), label=_("Organ"), required=False, empty_label=_("Et annet, som jeg skriver selv")
    )
    words = doors.LineField(label=_("Organ, skrevet selv"), required=False, limit=200)

    def offer_bodies_of(self, city) -> None:
        self.fields["body"].queryset = Body.objects.filter(party=city.party_id)

    def clean(self):
        data = super().clean()
        if not {"body", "words"} & self.errors.keys() and not data["body"] and not data["words"]:
            self.add_error("words", _("Velg et organ, eller skriv hva det heter."))
        return data

    @property
    def named(self) -> dict:
        body, words = self.cleaned_data["body"], self.cleaned_data["words"]
        return {"body": body, "words": body.name if body else words}


class StepForm(NamesBody, doors.MarkedForm):
    """One step."""

    mark = staticmethod(step_mark)
    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Slag"), choices=Step.Kind.choices, widget=forms.RadioSelect)
    day = doors.LooseDateField(
        label=_("Dag"),
        required=False,
        help_text=_(
            "For eksempel «26. februar 2009» eller «ca. 15. februar 2009». For en høring: perioden, eller første dag."
        ),
    )  # fmt: skip
    case_number = doors.LineField(label=_("Saksnummer"), required=False, limit=60)
    state = forms.ChoiceField(label=_("Tilstand"), choices=Step.State.choices)
    deciding = forms.BooleanField(label=_("Her fattes byens vedtak"), required=False)
    recommendation = doors.TextField(label=_("Innstilling"), required=False, limit=LONG)
    note = doors.TextField(label=_("Merknad"), required=False, limit=4000)
    notice = doors.TextField(
        label=_("Kunngjøring"), required=False, limit=4000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hvor høringen ble gjort kjent. Gjelder bare høringer."),
    )  # fmt: skip

    def __init__(self, data, *, route: Route, step: Step | None = None):
        initial = {name: getattr(step, name) for name in VALUES} if step else {"kind": "meeting", "state": "planned"}
        marks = {"seen": step_mark(step)} if step else {"uuid": uuid4()}
        super().__init__(data, initial=initial | marks)
        self.offer_bodies_of(route.city)
        self.fields["words"].help_text = _("Når det ikke står i listen. For en høring: hvem den går til.")
        self.order_fields(["seen", "uuid", "kind"])
        if step and step.body_id:
            self.initial["words"] = ""

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in VALUES} | self.named


class StatementForm(doors.MarkedForm):
    """What somebody said at a hearing."""

    mark = staticmethod(statement_mark)
    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    words = doors.LineField(label=_("Fra"), limit=200)
    received = doors.LooseDateField(label=_("Kom inn"), required=False)
    text = doors.TextField(label=_("Uttalelsen"), required=False, limit=LONG)
    answer = doors.TextField(label=_("Svar"), required=False, limit=LONG)
    outcome = forms.ChoiceField(
        label=_("Resultat"), required=False, widget=forms.RadioSelect,
        choices=[("", _("Ikke vurdert ennå")), *Statement.Outcome.choices],
    )  # fmt: skip

    def __init__(self, data, *, statement: Statement | None = None):
        known = {name: getattr(statement, name) for name in STATED} if statement else {"uuid": uuid4(), "outcome": ""}
        super().__init__(data, initial=known | ({"seen": statement_mark(statement)} if statement else {}))

    @property
    def values(self) -> dict:
        said = {name: self.cleaned_data[name] for name in ("words", "received", "text", "answer", "outcome")}
        return said | {"party": party_called(said["words"])}


class DecisionForm(doors.Form):
    """What a body decided."""

    uuid = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("Resultat"), widget=forms.RadioSelect)
    day = doors.DayField(label=_("Dagen for vedtaket"), help_text=_("Dagen møtet ble holdt."))
    votes = doors.LineField(
        label=_("Stemmer"), required=False, limit=200, help_text=_("Slik det står, for eksempel «enstemmig».")
    )
    present = forms.IntegerField(label=_("Til stede"), required=False, min_value=0, max_value=9999)
    votes_for = forms.IntegerField(label=_("For"), required=False, min_value=0, max_value=9999)
    votes_against = forms.IntegerField(label=_("Mot"), required=False, min_value=0, max_value=9999)
    text = doors.TextField(label=_("Vedtakets tekst"), required=False, limit=LONG)
    changes = doors.TextField(
        label=_("Endringer som er vedtatt"), required=False, limit=LONG,
        help_text=_("Én endring på hver linje. De blir punkter å følge opp i neste utkast."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Protokoll eller brev"), required=False, help_text=_("PDF, bilde eller dokument, høyst 20 MB.")
    )

    def __init__(self, data, files=None, *, step: Step, today):
        held = step.day.latest if step.day and step.day.latest and step.day.latest <= today else today
        super().__init__(data, files, initial={"day": held, "deciding": True})
        said = [(outcome.value, Decision(step=step, outcome=outcome).words) for outcome in Outcome]
        self.fields["outcome"].choices = said

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Outcome.CHANGED and not data.get("changes") and "changes" not in self.errors:
            self.add_error("changes", _("Skriv hva som er endret, én endring på hver linje."))
        return data

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS}


class DoneForm(NamesBody, DecisionForm):
    """A step that is over, and what came of it."""

    case_number = doors.LineField(label=_("Saksnummer"), required=False, limit=60)
    deciding = forms.BooleanField(label=_("Dette var byens vedtak"), required=False)

    def __init__(self, data, files=None, *, city, today):
        super().__init__(data, files, step=Step(deciding=True), today=today)
        self.offer_bodies_of(city)
        self.order_fields(["uuid", "body", "words", "day", "case_number", "deciding"])

    @property
    def step_values(self) -> dict:
        data = self.cleaned_data
        day = LooseDate.read(data["day"].isoformat())
        about = {"day": day, "case_number": data["case_number"], "deciding": data["deciding"]}
        rest = {"kind": Step.Kind.MEETING, "state": Step.State.PLANNED}
        return dict.fromkeys(VALUES, "") | self.named | about | rest


class SinceForm(doors.Form):
    """Since which version. What is not chosen is the one the person opened last, or else the one before.

    versions: as documents.changes.earlier_versions gives them.
    """

    fra = forms.ChoiceField(label=_("Endret siden"), required=False)

    def __init__(self, data, *, versions: list[Version]):
        self.versions = {str(version.pk): version for version in versions}
        opened = max((one for one in versions if one.opened_at), key=lambda one: one.opened_at, default=None)
        standing = opened or next(iter(versions), None)
        super().__init__({"fra": data.get("fra") or (str(standing.pk) if standing else "")})
        self.fields["fra"].choices = [(key, self.named(version)) for key, version in self.versions.items()]

    @staticmethod
    def named(version: Version) -> str:
        words = f"{version.name} – {day(version.day)}"
        return f"{words} ({_('åpnet av deg')} {day(localdate(version.opened_at))})" if version.opened_at else words

    @property
    def chosen(self) -> Version | None:
        return self.versions.get(self.cleaned_data["fra"])


class FileForm(doors.Form):
    """A file to check."""

    file = forms.FileField(
        label=_("PDF-fil"),
        help_text=_("Høyst 50 MB. Filen blir lest, og ikke lagret."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"empty": _("Filen er tom."), "invalid": _("Velg en fil.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > uploads.MOST:
            raise ValidationError(_("Filen er for stor. Den kan være høyst 50 MB, og ingen av våre er så store."))
        return file
