"""What came in → clean values. One form edits one thing."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.models import City, PartyKind
from common import forms as doors
from programmes.models import FACTS, Kind, Programme, Theme
from programmes.sorts import Field
from programmes.starting import OUTLINES, Part, outline_called
from programmes.tables import ANSWERS


class FieldForm(doors.Form):
    """One field of an element. `base` is the revision the person saw; it may be missing, and is then stale."""

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, field: Field, element, value=None):
        self.field, self.element = field, element
        initial = {"value": field.initial(value), "base": element.revision(field.name)}
        super().__init__(data, initial=initial, auto_id=f"e{element.pk}-{field.name}-%s")
        self.fields["value"] = field.form_field(element)

    @property
    def value(self):
        return self.cleaned_data["value"]


class RowForm(doors.Form):
    """One row of a table. A new row is named by `uuid`, so that a form sent twice makes one row."""

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    uuid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data, *, table, element, row=None, cities=(), files=None):
        self.table, self.row = table, row
        initial = {"uuid": row.uuid if row else uuid4(), "base": row.revision if row else None}
        usual = {"part": "responsible", "currency": "NOK", "sort": "annex"}
        initial |= {field.name: field.initial(field.get(row)) for field in table.fields} if row else usual
        if row and row.city_id:
            initial["city"] = row.city_id
        super().__init__(data, files, initial=initial, auto_id=f"r{element.pk}-{table.name}-{row.pk if row else 0}-%s")
        for field in table.fields:
            self.fields[field.name] = field.form_field(element)
        if table is ANSWERS:
            self.fields["new_party"] = forms.ChoiceField(
                choices=[("", _("Nei, la navnet stå som det er skrevet")), *PartyKind.choices],
                label=_("Legg til som ny part"),
                required=False,
                help_text=_("For et navn som ikke er i partslista ennå."),
            )
        if cities:
            self.fields["city"] = forms.ModelChoiceField(
                City.objects.filter(pk__in=[city.pk for city in cities]),
                required=table.per_city,
                label=_("Gjelder"),
                empty_label=None if table.per_city else _("Alle byene i programmet"),
            )

    def answer(self, base: int) -> None:
        """Let the next save of what was typed answer the revision the person is now shown."""
        self.data = self.data.copy()
        self.data["base"] = base

    @property
    def values(self) -> dict:
        return {field.name: self.cleaned_data[field.name] for field in self.table.fields}

    @property
    def new_party(self) -> str:
        """The kind of party the name is to be added as, if it is."""
        return self.cleaned_data.get("new_party", "")

    @property
    def city(self) -> City | None:
        """The city the row is for; where there was none to choose, the one it had."""
        return self.cleaned_data["city"] if "city" in self.fields else self.row and self.row.city


class AttachForm(RowForm):
    """A file to keep with an element."""

    file = forms.FileField(label=_("Fil"), help_text=_("PDF, bilde eller dokument, høyst 20 MB."))

    def __init__(self, data, files, **more):
        super().__init__(data, files=files, **more)
        self.order_fields(["base", "uuid", "file"])


class NewElementForm(doors.Form):
    """A new element under a parent; `city` is offered where it could be shared or one's own."""

    uuid = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Slag"), choices=[(kind.value, kind.label) for kind in FACTS], initial=Kind.MEASURE
    )
    title = doors.LineField(label=_("Tittel"), widget=forms.TextInput(attrs={"autofocus": True}))

    def __init__(self, data=None, *, own=(), fixed: City | None = None, initial=None):
        super().__init__(data, initial=initial)
        self.fixed = fixed
        if own and not fixed:
            shared = [("", _("Felles for byene i programmet"))]
            self.fields["city"] = forms.TypedChoiceField(
                label=_("Felles eller eget"),
                required=False,
                choices=[*shared, *((str(city.pk), _("Eget for %(city)s") % {"city": city}) for city in own)],
                coerce={str(city.pk): city for city in own}.get,
                empty_value=None,
            )

    @property
    def city(self) -> City | None:
        return self.fixed or self.cleaned_data.get("city")


class StartForm(doors.Form):
    """A new programme of one or more of the person's cities. Others join one that is there."""

    uuid = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    title = doors.LineField(label=_("Tittel"), help_text=_("Slik byen selv skriver den."))
    cities = forms.ModelMultipleChoiceField(
        City.objects.none(), label=_("Byer"), widget=forms.CheckboxSelectMultiple, help_text=_("Dine byer.")
    )
    period = doors.LooseDateField(label=_("Periode"), required=False, help_text=_("For eksempel «2009–2012»."))
    plan_kind = forms.ChoiceField(label=_("Type plan"), choices=Programme.PlanKind.choices)
    law_reference = doors.LineField(
        label=_("Lovhenvisning"), required=False, help_text=_("For eksempel «plan- og bygningsloven § 11-1».")
    )
    predecessor = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Følger etter"), required=False, empty_label=_("Ingen")
    )
    outline = forms.ChoiceField(
        label=_("Start med"),
        choices=[(outline.name, outline.told) for outline in OUTLINES],
        initial="temakapitler",
        widget=forms.RadioSelect,
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.filter(city=None),
        label=_("Temaer"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De som skal ha plass i disposisjonen. Du kan legge til flere siden."),
    )

    def __init__(self, data=None, *, cities, programmes):
        super().__init__(data, initial={"themes": list(self.base_fields["themes"].queryset), "cities": cities[:1]})
        self.fields["cities"].queryset = cities
        self.fields["predecessor"].queryset = programmes

    def clean(self):
        data = super().clean()
        outline = outline_called(data["outline"]) if data.get("outline") else None
        if outline and outline.themes and len(data.get("themes", ())) != outline.themes:
            self.add_error("themes", _("Velg ett tema når programmet bare skal ha ett."))
        return data

    @property
    def parts(self) -> list[Part]:
        """What the programme begins with."""
        return outline_called(self.cleaned_data["outline"]).draw(list(self.cleaned_data["themes"]))

    @property
    def facts(self) -> dict:
        names = ("title", "cities", "period", "plan_kind", "law_reference", "predecessor", "uuid")
        return {name: self.cleaned_data[name] for name in names}


class InviteCityForm(doors.Form):
    """One more city for a programme. A programme of one city also says whose what stands there will be."""

    uuid = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    city = forms.ModelChoiceField(City.objects.none(), label=_("By"), empty_label=_("Velg en by"))
    keep_own = forms.TypedChoiceField(
        label=_("Det som står i programmet nå"), widget=forms.RadioSelect, coerce="eget".__eq__, initial="felles"
    )
    words = doors.TextField(
        label=_("Noen ord til byen"),
        required=False,
        limit=1000,
        help_text=_(
            "Byen får se tittelen, hvilke byer som er med, og det du skriver. Utkastet ser den først når den er med."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data=None, *, cities: list[City]):
        super().__init__(data)
        self.fields["city"].queryset = City.objects.exclude(pk__in=[city.pk for city in cities])
        if len(cities) > 1:
            del self.fields["keep_own"]
        else:
            own = _("Blir stående som %(city)s sitt eget") % {"city": cities[0]}
            self.fields["keep_own"].choices = [("felles", _("Blir felles for begge byene")), ("eget", own)]

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.fields}


class LeaveForm(doors.Form):
    """A city leaves: what the programme it goes on with is called."""

    uuid = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    title = doors.LineField(label=_("Tittel på byens eget program"))


class FreezeForm(doors.Form):
    """Freezing asks for the document's day, and whether to lay the version before the city's politicians.

    Where several cities hold the programme, it asks too whether all editions are made or one own city's alone.
    """

    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    day = forms.DateField(
        label=_("Dokumentets dato"),
        help_text=_("Navn og numre skrives slik de var denne dagen."),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    tabled_in = forms.ModelMultipleChoiceField(
        City.objects.none(),
        label=_("Legg fram for de folkevalgte i"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = doors.LineField(
        label=_("Organet som behandler den først"), required=False, limit=200,
        help_text=_("Da lages også sakspapirene til møtet. La det stå tomt hvis behandlingen planlegges senere."),
    )  # fmt: skip
    meeting = doors.LooseDateField(
        label=_("Møtedag"), required=False, help_text=_("For eksempel «26. februar 2009» eller «februar 2009».")
    )
    case_number = doors.LineField(label=_("Saksnummer"), required=False, limit=60)
    recommendation = doors.TextField(
        label=_("Innstilling"), required=False, limit=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data=None, *, cities, joint: bool, day=None):
        super().__init__(data, initial={"day": day or timezone.localdate(), "city": ""})
        self.fields["tabled_in"].queryset = cities
        if joint:
            own = [(str(city.pk), _("Bare utgaven for %(city)s") % {"city": city}) for city in cities]
            self.fields["city"] = forms.TypedChoiceField(
                label=_("Hva som låses"),
                choices=[("", _("Felles versjon: én felles utgave og én for hver by")), *own],
                required=False,
                coerce={str(city.pk): city for city in cities}.get,
                empty_value=None,
                widget=forms.RadioSelect,
                help_text=_("En felles versjon kan legges fram når alle byene har godkjent fellesdelen."),
            )
            self.order_fields(["key", "city"])

    def clean(self):
        data = super().clean()
        told = any(data.get(name) for name in ("meeting", "case_number", "recommendation"))
        if told and not data.get("words") and "words" not in self.errors:
            self.add_error("words", _("Skriv hvilket organ møtet er i."))
        if data.get("words") and not data.get("tabled_in"):
            self.add_error("tabled_in", _("Velg hvor versjonen skal legges fram, siden du har skrevet et organ."))
        return data

    @property
    def facts(self) -> dict:
        data = self.cleaned_data
        about = {"words": data["words"], "day": data["meeting"]}
        about |= {name: data[name] for name in ("case_number", "recommendation")}
        kept = {name: data[name] for name in ("day", "tabled_in", "key")}
        return kept | {"city": data.get("city"), "meeting": about if data["words"] else None}


class ThemeForm(doors.Form):
    """A theme of the network's, or of one of the cities the person keeps."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    city = forms.ModelChoiceField(City.objects.none(), label=_("Gjelder"), required=False)
    name = doors.LineField(label=_("Navn"), limit=80)
    number = forms.IntegerField(label=_("Nummer"), min_value=0, max_value=99)
    code = forms.SlugField(label=_("Kode"), max_length=8, help_text=_("Kort og fast, for eksempel «AT»."))
    variants = doors.TextField(label=_("Andre navn"), required=False, limit=1000, help_text=_("Ett på hver linje."))
    leader = doors.LineField(label=_("Nettverksleder"), required=False)
    coordinator = doors.LineField(label=_("Fagkoordinator"), required=False)

    def __init__(self, data=None, *, cities, network: bool, theme=None, seen=""):
        names = ("city", "name", "number", "code", "leader", "coordinator")
        initial = {name: getattr(theme, name) for name in names} if theme else {}
        super().__init__(data, initial=initial | {"seen": seen, "variants": "\n".join(theme.variants) if theme else ""})
        self.fields["city"].queryset = cities
        self.fields["city"].required = not network
        self.fields["city"].empty_label = _("Hele nettverket") if network else None

    def renew(self, seen: str) -> None:
        """Let the next save of what was typed answer the theme as it is now."""
        self.data = self.data.copy()
        self.data["seen"] = seen

    def clean_variants(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["variants"].splitlines() if line.strip()]
        if any(len(line) > 80 for line in lines):
            raise forms.ValidationError(_("Et navn kan ha høyst 80 tegn."))
        return lines
