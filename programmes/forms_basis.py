"""What came in about papers, and about what elements build on and answer → clean values."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.models import City
from common import forms as doors
from programmes.models import Basis, Element, Paper
from programmes.papers import paper_mark, point_mark
from programmes.pasting import LONGEST_NUMBER, LONGEST_TITLE, MOST, read_points

YES, NO = "ja", "nei"
FREE_KINDS = (Basis.Kind.PLAN, Basis.Kind.DECISION, Basis.Kind.ONGOING, Basis.Kind.IDEA)
ANSWERS = {"": None, YES: True, NO: False}
REASON_MISSING = _("Skriv hvorfor det ikke følges opp.")


class Answering(doors.Form):
    """How something is followed up: yes, or no and why."""

    followed_up = forms.ChoiceField(
        label=_("Følges det opp?"),
        choices=[("", _("Ikke sagt ennå")), (YES, _("Fulgt opp")), (NO, _("Ikke fulgt opp"))],
        widget=forms.RadioSelect,
        required=False,
    )
    because = doors.TextField(
        label=_("Fordi"), required=False, help_text=_("Må fylles ut når det ikke følges opp."), limit=4000
    )

    answered_on = doors.DayField(label=_("Besvart"), required=False, help_text=_("Tomt betyr i dag."))

    def clean(self):
        data = super().clean()
        if data.get("followed_up") == NO and not data.get("because") and "because" not in self.errors:
            self.add_error("because", REASON_MISSING)
        return data

    @property
    def answer(self) -> bool | None:
        return ANSWERS[self.cleaned_data["followed_up"]]


class BasisForm(Answering):
    """What an element builds on: a paper or a point of it, or something with a title of its own."""

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Slag"), choices=[(kind.value, kind.label) for kind in FREE_KINDS])
    title = doors.LineField(label=_("Tittel"), limit=LONGEST_TITLE)
    quotation = doors.TextField(label=_("Sitat"), required=False, limit=4000)
    place = doors.LineField(
        label=_("Sted"), required=False, help_text=_("For eksempel «side 4» eller «§ 14»."), limit=200
    )

    field_order = ("base", "uuid", "kind", "title", "quotation", "place", "followed_up", "because", "answered_on")

    def __init__(self, data, *, element: Element, basis: Basis | None = None, paper=None, point=None):
        self.paper, self.point = (basis.paper, basis.point) if basis else (paper, point)
        super().__init__(data, initial=initial_of(basis), auto_id=f"b{element.pk}-{basis.pk if basis else 0}-%s")
        if self.paper:
            del self.fields["kind"], self.fields["title"]
        elif basis and basis.kind not in FREE_KINDS:
            self.fields["kind"].choices += [(basis.kind, basis.get_kind_display())]

    def answer_to(self, base: int) -> None:
        """Let the next save of what was typed answer the revision the person is now shown."""
        self.data = self.data.copy()
        self.data["base"] = base

    @property
    def values(self) -> dict:
        data = self.cleaned_data
        said = {name: data.get(name, "") for name in ("kind", "title", "quotation", "place", "because")}
        answer = {"followed_up": self.answer, "answered_on": data.get("answered_on")}
        return said | answer | {"paper": self.paper, "point": self.point}


def initial_of(basis: Basis | None) -> dict:
    if basis is None:
        return {"uuid": uuid4(), "kind": Basis.Kind.PLAN}
    said = {
        name: getattr(basis, name) for name in ("uuid", "kind", "title", "quotation", "place", "because", "answered_on")
    }
    return said | {"base": basis.revision, "followed_up": {True: YES, False: NO, None: ""}[basis.followed_up]}


class AnswerForm(Answering):
    """An answer to a point: what in the programme answers it, and how."""

    element = forms.ModelMultipleChoiceField(
        Element.objects.none(), label=_("Hva svarer på punktet?"), error_messages={"required": _("Velg minst ett.")}
    )

    field_order = ("element", "followed_up", "because", "answered_on")

    def __init__(self, data, *, point, elements):
        super().__init__(data, auto_id=f"p{point.pk}-%s")
        self.fields["element"].queryset = elements
        self.fields["followed_up"].choices = self.fields["followed_up"].choices[1:]
        self.fields["followed_up"].required = True

    @property
    def chosen(self) -> set[str]:
        """What is ticked, as typed."""
        return set(self.data.getlist("element")) if self.is_bound else set()


class PaperForm(doors.MarkedForm):
    """A paper."""

    mark = staticmethod(paper_mark)
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Slag"), choices=Paper.Kind.choices)
    title = doors.LineField(label=_("Tittel"), limit=200)
    cities = forms.ModelMultipleChoiceField(
        City.objects.none(), label=_("Gjelder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sender = doors.LineField(label=_("Avsender"), required=False, limit=200)
    day = doors.LooseDateField(
        label=_("Dato"), required=False, help_text=_("For eksempel «14.10.2008» eller «høsten 2008».")
    )
    pages = forms.IntegerField(label=_("Antall sider"), required=False, min_value=1, max_value=100_000)
    note = doors.TextField(label=_("Merknad"), required=False, limit=4000)
    file = forms.FileField(label=_("Fil"), required=False, help_text=_("PDF, bilde eller dokument, høyst 20 MB."))

    def __init__(self, data, files=None, *, cities, network: bool, paper: Paper | None = None, kind=""):
        names = ("uuid", "kind", "title", "sender", "day", "pages", "note")
        initial = {name: getattr(paper, name) for name in names} if paper else {"uuid": uuid4(), "kind": kind}
        initial |= {"seen": paper_mark(paper), "cities": list(paper.cities.all())} if paper else {}
        super().__init__(data, files, initial=initial)
        self.fields["cities"].queryset = cities
        none = _("Ingen haker betyr hele nettverket.")
        own = _("Bare byene det gjelder, og sekretariatet, ser tilbakemeldinger og pågående arbeid.")
        self.fields["cities"].help_text = f"{none} {own}" if network else own

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("kind", "title", "sender", "day", "pages", "note")}


class PointForm(doors.MarkedForm):
    """One point of a paper."""

    mark = staticmethod(point_mark)
    number = doors.LineField(label=_("Nummer"), required=False, limit=LONGEST_NUMBER)
    title = doors.LineField(label=_("Punkt"), limit=LONGEST_TITLE)
    text = doors.TextField(label=_("Tekst"), required=False, limit=8000)

    def __init__(self, data, *, point):
        initial = {name: getattr(point, name) for name in ("number", "title", "text")}
        super().__init__(data, initial=initial | {"seen": point_mark(point)}, auto_id=f"pt{point.pk}-%s")

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("number", "title", "text")}


class PointsForm(doors.Form):
    """Many points at once, one a line. `read` is how they were understood."""

    uuid = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    lines = doors.TextField(
        label=_("Punkter"),
        help_text=_("Ett punkt på hver linje. Nummeret først, om det har et: «3.1 Redusere utslipp fra vegtransport»."),
        widget=forms.Textarea(attrs={"rows": 10}),
        limit=60_000,
    )

    def clean_lines(self):
        if len(read_points(self.cleaned_data["lines"])) > MOST:
            raise forms.ValidationError(_("Det er plass til %(most)s punkter."), params={"most": MOST})
        return self.cleaned_data["lines"]

    @property
    def read(self):
        return read_points(self.cleaned_data["lines"])
