"""An element laid out for its page: each field with its form, each table with its rows."""

from dataclasses import dataclass
from dataclasses import field as attribute

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cities.access import rights_of, visible
from cities.acts import Act
from cities.models import City
from common.words import listing
from programmes.fields import FIELDS
from programmes.forms import FieldForm
from programmes.models import Element, Kind
from programmes.queries import answered_by, cities_of, roles_of, status_on
from programmes.rows_at_once import with_rows
from programmes.sorts import Field
from programmes.tables import Table, tables_of


@dataclass
class Shown:
    """One field on the page. `form` is none for somebody who may only read."""

    element: Element
    field: Field
    value: object
    form: FieldForm | None = None
    conflict: dict | None = None

    @property
    def id(self) -> str:
        return f"e{self.element.pk}-{self.field.name}"

    @property
    def words(self) -> str | None:
        return self.field.words(self.value)

    @property
    def control(self):
        """The bound form field: the box one types in."""
        return self.form["value"]

    @property
    def option_groups(self) -> list[tuple]:
        """The boxes to tick, under their headings."""
        boxes = {str(box.data["value"]): box for box in self.control}
        groups = self.field.groups or (("", boxes),)
        return [(heading, [boxes[value] for value in values]) for heading, values in groups]

    @property
    def base(self):
        return self.form["base"].value()

    @property
    def error(self) -> str:
        return " ".join(self.form.errors.get("value", [])) if self.form and self.form.is_bound else ""

    @property
    def understood(self) -> str:
        """What was understood of a loose date or number, where that says more than the words."""
        understood = getattr(self.value, "understood", None)
        if not understood:
            return ""
        return understood() or str(_("Vi fant ingen dato i dette. Ordene beholdes som de står."))


@dataclass
class ShownTable:
    """The rows of one table on the page, with the columns somebody has filled.

    own: ids of the cities whose rows the person may change.
    """

    table: Table
    rows: list = attribute(default_factory=list)
    own: frozenset[int] = frozenset()

    @property
    def used(self) -> list[Field]:
        return [field for n, field in enumerate(self.table.fields) if any(cells[n][1] for _row, cells in self.rows)]

    @property
    def of_cities(self) -> bool:
        return any(row.city_id for row, _cells in self.rows)

    @property
    def lines(self) -> list[tuple]:
        """(row, words of each used column, whether it is the person's to change: common to all, or an own city's)."""
        used = self.used
        return [
            (row, [(field, words) for field, words in cells if field in used], row.city_id in {None, *self.own})
            for row, cells in self.rows
        ]


@dataclass
class Sheet:
    """Everything an element's page shows of the element itself."""

    element: Element
    editable: bool
    fields: list[Shown]
    tables: list[ShownTable]
    cities: list[City]
    status: object = None
    may_report: bool = False
    living: bool = True

    @property
    def city_names(self) -> str:
        return listing(self.cities)

    @property
    def refused(self) -> FieldForm | None:
        """The form that was sent and not accepted, if one was."""
        return next((item.form for item in self.fields if item.error), None)

    @property
    def title(self) -> Shown:
        return self.fields[0]

    @property
    def text(self) -> Shown:
        return self.fields[1]

    @property
    def facts(self) -> list[Shown]:
        return self.fields[2:]


def sheet_of(element: Element, person, day, *, living: bool, may_edit: bool, bound: Shown | None = None) -> Sheet:
    """Lay out an element for a person.

    living: it stands in the outline. may_edit: the person may change it, if so. bound: a field whose form was sent and
    not accepted, shown as it came in.
    """
    editable = living and may_edit
    fields = [shown(element, field, editable) for field in FIELDS[element.kind]]
    if bound:
        fields = [bound if item.field.name == bound.field.name else item for item in fields]
    cities = cities_of(element.programme)
    tables = tables_of_element(element, tables_shown(element, cities), cities, person)
    progress = [row for table in tables if table.table.name == "progress" for row, _cells in table.rows]
    return Sheet(
        element=element,
        editable=editable,
        fields=fields,
        tables=tables,
        cities=cities,
        status=status_on(progress, day) if element.kind == Kind.MEASURE else None,
        living=living,
        may_report=editable or (living and answers_for(person, element)),
    )


def tables_of_element(element: Element, tables: list[Table], cities: list[City], person) -> list[ShownTable]:
    """The tables with the element's rows, as the person sees them. cities: the programme's."""
    rights = rights_of(person)
    mine = rights.cities(Act.EDIT_PROGRAMME)
    own = frozenset(city.pk for city in cities if city.pk in mine or rights.everywhere(Act.EDIT_PROGRAMME))
    with_rows([element], cities)
    return [ShownTable(table, table.told_rows(element), own) for table in tables]


def tables_shown(element: Element, cities: list[City]) -> list[Table]:
    """The kind's tables; one with a row for each city only where several cities share the element."""
    shared = len(cities) > 1 and not element.city_id
    return [table for table in tables_of(element.kind) if shared or not table.per_city]


def answers_for(person, element: Element) -> bool:
    """Does the person answer for this measure without being its planner?"""
    if element.kind != Kind.MEASURE or not rights_of(person).any(Act.REPORT_PROGRESS):
        return False
    return any(answered_by(role).filter(pk=element.pk).exists() for role in roles_of(person, localdate()))


def shown(element: Element, field: Field, editable: bool = True) -> Shown:
    value = field.get(field.holder(element))
    return Shown(
        element, field, value, FieldForm(None, field=field, element=element, value=value) if editable else None
    )


def own_cities(programme, person) -> list[City]:
    """Those of the programme's cities in which the person may edit, if there are several cities to choose between."""
    cities = cities_of(programme)
    if len(cities) < 2:
        return []
    mine = set(visible(person, Act.EDIT_PROGRAMME, City).values_list("pk", flat=True))
    return [city for city in cities if city.pk in mine]
