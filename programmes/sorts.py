"""The sorts of fields an element or a row can have.

A field knows how to fetch and put its value on a holder (the element, its facts, or a row), how the value is typed in
JSON, and which words people read. Words of None mean "ikke oppgitt".
"""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.db.models import Q, TextChoices
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from common import richtext
from common.dates import LooseDate
from common.numbers import StatedNumber
from programmes.models import Area, AreaLabel, Element, Indicator, Kind, Programme, Theme
from programmes.queries import cities_of


@dataclass(frozen=True)
class Field:
    """One line of plain text; the other sorts build on it."""

    name: str
    label: str
    hint: str = ""
    required: bool = False
    limit: int = 200
    on_element: bool = False
    widget: ClassVar[str] = "line"
    column: ClassVar[bool] = True
    """Does the value lie in a column of the holder, to be saved with it? Else `put` has saved it."""

    def holder(self, element):
        return element if self.on_element else element.facts

    def get(self, holder):
        return getattr(holder, self.name)

    def put(self, holder, value) -> None:
        setattr(holder, self.name, value)

    def form_field(self, element) -> forms.Field:
        return doors.LineField(limit=self.limit, label=self.label, help_text=self.hint, required=self.required)

    def initial(self, value):
        """What stands in the form."""
        return value

    def fault(self, value) -> str:
        """Why the value cannot be kept, in words; "" when it can."""
        return ""

    def typed(self, value):
        """The value as JSON."""
        return value or None

    def untyped(self, data, element):
        """The value again from its JSON; the nearest there is where something it named is gone."""
        return data or ""

    def words(self, value) -> str | None:
        return str(value) if value else None


class Named(Field):
    """The name of somebody, picked among the parties known or written as it stands."""

    def form_field(self, element):
        return doors.LineField(
            limit=self.limit,
            label=self.label,
            help_text=self.hint,
            required=self.required,
            template_name="components/picker.html",
            widget=forms.TextInput(attrs={"hx-get": reverse_lazy("party_suggestions")}),
        )


class Text(Field):
    widget = "text"

    def form_field(self, element):
        few_rows = forms.Textarea(attrs={"rows": 3})
        return doors.TextField(label=self.label, help_text=self.hint, required=self.required, widget=few_rows)


class Rich(Field):
    """Formatted text. `words` are the plain ones; print and page use the cleaned HTML itself."""

    widget = "rich"

    def form_field(self, element):
        return doors.RichTextField(label=self.label, help_text=self.hint, required=self.required)

    def words(self, value):
        return richtext.plain(value or "") or None


class Loose(Field):
    """A loose date, as stated; the form field writes its words."""

    widget = "loose"
    value_class: ClassVar = LooseDate

    def form_field(self, element):
        return doors.LooseDateField(label=self.label, help_text=self.hint, required=self.required)

    def typed(self, value):
        return value.as_json() if value else None

    def untyped(self, data, element):
        return self.value_class.from_json(data) if data else None


@dataclass(frozen=True)
class Stated(Loose):
    """A stated number.

    unit: the only one that may be written with it, where there is one. below_zero: why it cannot be negative, where so.
    """

    unit: str = ""
    below_zero: str = ""
    value_class: ClassVar = StatedNumber

    def form_field(self, element):
        return doors.StatedNumberField(
            label=self.label, help_text=self.hint, required=self.required, unit=self.unit, validators=[self.demand]
        )

    def fault(self, value):
        negative = value is not None and value.value is not None and value.value < 0
        return self.below_zero if negative else ""

    def demand(self, value):
        if fault := self.fault(value):
            raise forms.ValidationError(fault)


class Year(Field):
    def form_field(self, element):
        return forms.IntegerField(
            label=self.label,
            help_text=self.hint,
            required=self.required,
            min_value=1900,
            max_value=2200,
            localize=False,
        )

    def untyped(self, data, element):
        return data


@dataclass(frozen=True)
class Choice(Field):
    """One of a list, or none."""

    choices: type[TextChoices] | None = None
    widget: ClassVar[str] = "choice"

    def form_field(self, element):
        empty = [] if self.required else [("", _("Ikke oppgitt"))]
        return forms.TypedChoiceField(
            choices=[*empty, *self.choices.choices],
            label=self.label,
            help_text=self.hint,
            required=self.required,
            empty_value=None,
        )

    def untyped(self, data, element):
        return data if data in self.choices.values else None

    def words(self, value):
        return str(self.choices(value).label) if value else None


@dataclass(frozen=True)
class Choices(Choice):
    """Any number of a list. groups: headings and what stands under each, where the list falls in parts."""

    groups: tuple[tuple[str, tuple], ...] = ()
    widget: ClassVar[str] = "choices"

    def form_field(self, element):
        return forms.MultipleChoiceField(
            choices=self.choices.choices,
            label=self.label,
            help_text=self.hint,
            required=self.required,
            widget=forms.CheckboxSelectMultiple,
        )

    def untyped(self, data, element):
        return [item for item in data or () if item in self.choices.values]

    def words(self, value):
        return ", ".join(str(self.choices(item).label) for item in value or ()) or None


class YesNo(Field):
    """Yes, no, or not stated."""

    widget = "choice"
    ANSWERS: ClassVar = [("", _("Ikke oppgitt")), ("yes", _("Ja")), ("no", _("Nei"))]

    def form_field(self, element):
        return forms.TypedChoiceField(
            choices=self.ANSWERS,
            coerce={"yes": True, "no": False}.get,
            empty_value=None,
            required=False,
            label=self.label,
            help_text=self.hint,
        )

    def initial(self, value):
        return {True: "yes", False: "no"}.get(value, "")

    def typed(self, value):
        return value

    def untyped(self, data, element):
        return data

    def words(self, value):
        return {True: str(_("Ja")), False: str(_("Nei"))}.get(value)


class Certain(YesNo):
    """Whether something is certain. Only doubt is worth words."""

    def words(self, value):
        return str(_("usikkert")) if value is False else None


def themes_for(element) -> list[Theme]:
    """The network's themes, and the own ones of the programme's cities; asked for once for a programme."""
    programme = element.programme
    if not hasattr(programme, "themes_offered"):
        mine = Q(city=None) | Q(city__documents__programme=programme)
        programme.themes_offered = list(Theme.objects.filter(mine).distinct())
    return programme.themes_offered


def picked(field, items, **more) -> forms.Field:
    """A form field to choose one of some rows with."""
    return forms.TypedChoiceField(
        choices=[("", _("Ikke oppgitt")), *((str(item.pk), str(item)) for item in items)],
        coerce={str(item.pk): item for item in items}.get,
        empty_value=None,
        label=field.label,
        help_text=field.hint,
        required=field.required,
    )


def same(data, items, typed):
    """The one of the items that is typed so, or None."""
    return next((item for item in items if data and typed(item) == data), None)


class ThemeChoice(Field):
    """A theme: one of the network's, or of the programme's own cities."""

    widget = "choice"

    def form_field(self, element):
        return picked(self, themes_for(element))

    def initial(self, value):
        return value and value.pk

    def typed(self, value):
        return {"code": value.code, "name": value.name} if value else None

    def untyped(self, data, element):
        return same(data, themes_for(element), self.typed)


class Several(Field):
    """Any number of rows of another table, known by name. The value is a list."""

    widget = "choices"
    column = False
    groups: ClassVar = ()

    def get(self, holder):
        return list(getattr(holder, self.name).all())

    def put(self, holder, value):
        getattr(holder, self.name).set(value)

    def initial(self, value):
        return [item.pk for item in value or ()]

    def offered(self, element):
        raise NotImplementedError

    def form_field(self, element):
        items = self.offered(element)
        return forms.TypedMultipleChoiceField(
            choices=[(str(item.pk), str(item)) for item in items],
            coerce={str(item.pk): item for item in items}.get,
            empty_value=[],
            label=self.label,
            help_text=self.hint,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def typed(self, value):
        return [self.typed_one(item) for item in value] or None

    def untyped(self, data, element):
        offered = list(self.offered(element))
        return [item for one in data or () if (item := same(one, offered, self.typed_one))]

    def words(self, value):
        return ", ".join(map(str, value or ())) or None


class ThemeChoices(Several):
    def offered(self, element):
        return themes_for(element)

    def typed_one(self, theme):
        return {"code": theme.code, "name": theme.name}


class InstrumentChoices(Several):
    """Instruments of the same programme that a measure leans on, wherever they stand in the outline."""

    def offered(self, element):
        # What lies under something binned is offered too: it stands again when that is fetched back.
        found = Element.objects.filter(programme=element.programme_id, kind=Kind.INSTRUMENT, binned_at=None)
        return found.order_by("number")

    def typed_one(self, instrument):
        return {"code": instrument.code, "title": instrument.title}


class PredecessorChoice(Field):
    """The programme this one follows. Only one that has all of this one's cities: who reads this, may read that."""

    widget = "choice"

    def get(self, holder):
        """Nothing where a city has joined this one that is not in the other, or has left the other for this one."""
        other = holder.predecessor
        if other is None:
            return None
        theirs = set(other.document.city_rows.values_list("city", flat=True))
        return other if theirs.issuperset(city.pk for city in cities_of(holder)) else None

    def offered(self, element):
        others = Programme.objects.titled().exclude(pk=element.programme_id)
        for city in cities_of(element.programme):
            others = others.filter(document__city_rows__city=city)
        return others

    def form_field(self, element):
        return picked(self, self.offered(element))

    def initial(self, value):
        return value and value.pk

    def typed(self, value):
        return {"programme": value.pk, "title": title_of(value)} if value else None

    def untyped(self, data, element):
        return next((one for one in self.offered(element) if data and one.pk == data["programme"]), None)

    def words(self, value):
        return title_of(value) if value else None


def title_of(programme) -> str:
    return getattr(programme, "title", None) or programme.elements.get(parent=None).title


class IndicatorChoice(Field):
    """One of the element's own indicators."""

    widget = "choice"

    def form_field(self, element):
        return forms.ModelChoiceField(
            Indicator.objects.filter(element=element), label=self.label, help_text=self.hint, required=self.required
        )

    def typed(self, value):
        return {"uuid": str(value.uuid), "title": value.name} if value else None

    def untyped(self, data, element):
        return Indicator.objects.filter(element=element, uuid=data["uuid"]).first() if data else None


def known_areas() -> list[Area]:
    """All areas of cooperation with their labels, in one statement."""
    areas = {}
    for label in AreaLabel.objects.select_related("area").order_by("area", "since"):
        areas.setdefault(label.area_id, (label.area, []))[1].append(label)
    for area, labels in areas.values():
        found = area.labels.all()
        found._result_cache = labels
        area._prefetched_objects_cache = {"labels": found}
    return [area for area, _labels in areas.values()]


class AreaChoice(Field):
    """An area of cooperation, known by the numbers and titles it has had."""

    widget = "choice"

    def form_field(self, element):
        return picked(self, known_areas())

    def initial(self, value):
        return value and value.pk

    def typed(self, value):
        return {"number": [label.number for label in value.labels.all()], "title": str(value)} if value else None

    def untyped(self, data, element):
        return same(data, known_areas(), self.typed)
