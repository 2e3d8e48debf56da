from django.db import transaction
from django.utils.translation import gettext as _

from cities.access import can
from cities.acts import Act
from cities.models import City, Unit
from cities.queries import party_called
from common.keys import scoped
from common.refusals import Refused, Stale
from programmes.actions.fields import claim
from programmes.actions.memory import remember
from programmes.models import Attachment, Element, Indicator, Progress, Reading, Responsibility
from programmes.queries import cities_of
from programmes.tables import READINGS, Table


def save_row(
    *, element: Element, table: Table, row=None, values: dict, city: City | None, base=None, uuid=None, named=None,
    by, at,
):  # fmt: skip
    """Add a row to an element, or give one of its rows new values.

    values: one per field of the table. city: none for a row common to the element's cities. base: the row's revision
    that the person saw. uuid: names the form a new row came from; the same form again gives back the same row.
    named: the permanent name of a row that comes back.
    Errors: Stale if somebody saved the row since; Refused for another city's row.
    """
    stale = None
    with transaction.atomic():
        demand_words(table, values)
        demand_sound(table, values)
        element = claim(element)
        row = locked(element, table, row) if row else made_from(element, table, uuid) or table.model(element=element)
        if row.pk and uuid:
            return row
        row.uuid = named or (scoped(uuid, table.name, element.pk) if uuid else row.uuid)
        demand_own_city(element, row.city if row.pk else city, by)
        demand_own_city(element, city, by)
        demand_place(element, table, city, row)
        if table is READINGS:
            demand_unread(element, values, city, row)
        demand_file(row, values)
        before, after = (told(table, row) if row.pk else None), typed(table, values) | whose(city, row)
        if row.pk and base != row.revision:
            remember(element, act="conflict", field=table.name, before=before, after=after, by=by, at=at)
            stale = Stale(
                _("Noen andre har endret raden i mellomtiden."),
                theirs=table.cells(row),
                mine=words(table, values),
                base=row.revision,
            )
        else:
            write(table, row, values, city=city, uuid=uuid, by=by, at=at)
            remember(element, act="edit", field=table.name, before=before, after=after, by=by, at=at)
    if stale:
        raise stale
    return row


@transaction.atomic
def remove_row(*, element: Element, table: Table, row, by, at) -> None:
    """Take a row away. What it said stays in the history."""
    element = claim(element)
    row = locked(element, table, row)
    demand_own_city(element, row.city, by)
    if isinstance(row, Indicator) and row.readings.exists():
        raise Refused(_("Indikatoren har avlesninger. Slett dem først."))
    before = told(table, row)
    row.delete()
    remember(element, act="edit", field=table.name, before=before, by=by, at=at)


def demand_place(element: Element, table: Table, city: City | None, row) -> None:
    """Where each city has one row, it names its city, and there is no other of that city."""
    if not table.per_city:
        return
    if city is None:
        raise Refused(_("Velg hvilken by det gjelder."))
    if table.model.objects.filter(element=element, city=city).exclude(pk=row.pk).exists():
        raise Refused(_("%(city)s har alt en rad her. Endre den i stedet.") % {"city": city})


def demand_file(row, values) -> None:
    """A file comes by `attach`; only a picture can be used as one."""
    if not isinstance(row, Attachment):
        return
    if not row.pk:
        raise Refused(_("Velg en fil."))
    demand_picture(values["sort"], row.file.media_type)


def demand_picture(sort: str, media_type: str) -> None:
    if sort == Attachment.Sort.PICTURE and not media_type.startswith("image/"):
        raise Refused(_("Bare bilder kan brukes som bilde. Velg «Vedlegg» for andre filer."))


def demand_words(table: Table, values) -> None:
    """A row that says nothing is no row."""
    if not any(words(table, values)):
        raise Refused(_("Fyll ut minst ett av feltene."))


def demand_sound(table: Table, values) -> None:
    """No value is one that its column cannot have."""
    if fault := next(filter(None, (field.fault(values[field.name]) for field in table.fields)), ""):
        raise Refused(fault)


def demand_unread(element: Element, values, city: City | None, row=None) -> None:
    """A reading is of the element's own indicator, and the first of its source for that day, place and sector."""
    indicator, day = values["indicator"], values["day"]
    if indicator.element_id != element.pk:
        raise Refused(_("Indikatoren hører til et annet element."))
    alike = {name: values[name] for name in ("indicator", "place", "sector", "source", "edition")}
    alike |= {"day__earliest": ended(day.earliest), "day__latest": ended(day.latest), "city": city}
    alike = {f"{name}__isnull" if value is None else name: value is None or value for name, value in alike.items()}
    if known := Reading.objects.filter(**alike).exclude(pk=row and row.pk).first():
        words = {"indicator": indicator.name, "day": known.day, "value": known.value}
        raise Refused(
            _(
                "«%(indicator)s» er alt lest av for %(day)s fra samme kilde: %(value)s. "
                "Endre den avlesningen, eller oppgi en annen kilde."
            )
            % words
        )


def ended(day) -> str | None:
    return day and day.isoformat()


def demand_own_city(element: Element, city: City | None, by) -> None:
    """A row of one city is that city's alone to write, and only cities of the programme have rows."""
    if city is None:
        return
    if element.city_id not in (None, city.pk) or not element.programme.document.cities.filter(pk=city.pk).exists():
        raise Refused(_("%(city)s har ingen rad her.") % {"city": city})
    if not can(by, Act.EDIT_PROGRAMME, city):
        raise Refused(_("Bare %(city)s kan endre denne raden.") % {"city": city})


def locked(element, table, row):
    found = table.model.objects.select_for_update().filter(element=element, pk=row.pk).first()
    if found is None:
        raise Refused(_("Raden er fjernet av noen andre."))
    return found


def made_from(element, table, uuid):
    return table.model.objects.filter(uuid=scoped(uuid, table.name, element.pk)).first() if uuid else None


def write(table, row, values, *, city, uuid, by, at) -> None:
    for field in table.fields:
        field.put(row, values[field.name])
    row.city, row.revision = city, row.revision + 1
    if uuid:
        row.uuid = scoped(uuid, table.name, row.element_id)
    if isinstance(row, Progress) and not row.pk:
        row.recorded_at, row.recorded_by = at, by.pk
    if isinstance(row, Responsibility):
        row.party, row.unit = party_called(row.words), unit_named(row.words, row.element)
    row.save()


def unit_named(words: str, element: Element) -> Unit | None:
    """The one unit of the element's cities that has this name, if there is exactly one."""
    cities = [element.city] if element.city else cities_of(element.programme)
    units = list(Unit.objects.filter(name__iexact=words, party__city__in=cities)[:2])
    return units[0] if len(units) == 1 else None


def told(table, row) -> dict:
    """A row as the history keeps it: its values, whose it is, and which row."""
    return table.typed(row) | whose(row.city, row)


def whose(city, row) -> dict:
    return {"city": city.slug if city else None, "row": str(row.uuid)}


def typed(table, values) -> dict:
    return {field.name: field.typed(values[field.name]) for field in table.fields}


def words(table, values) -> list:
    return [field.words(values[field.name]) for field in table.fields]
