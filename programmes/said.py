"""What measures say, in plain words: for rooms above, which keep it beside what they build on it."""

from datetime import date

from django.db.models import Q, QuerySet

from cities.access import visible
from cities.acts import Act
from cities.models import City
from common import richtext
from history.models import Entry
from programmes.content import FACTS_WITH_REFERENCES
from programmes.fields import FIELDS
from programmes.models import AreaLabel, Element, Kind
from programmes.rows_at_once import with_rows
from programmes.sorts import Rich
from programmes.tables import tables_of

LEFT_OUT = ("progress", "reading")
"""How far it has come is no part of what a measure says it is."""

NAMED = ("measure__area__labels", "measure__secondary_themes", "measure__instruments")
"""What fields of a measure name."""

CHANGES = ("edit", "bin", "restore", "undo", "split", "join", "share", "part")


def said_by(elements: list[Element]) -> dict[int, dict[str, str]]:
    """What each measure says, by its id: label → words, with what is not stated left out. Few statements for many."""
    found = Element.objects.filter(pk__in=[element.pk for element in elements])
    found = found.select_related("city", *FACTS_WITH_REFERENCES).prefetch_related(*NAMED)
    cities = list(City.objects.filter(document_rows__document__programme__elements__in=elements).distinct())
    return {element.pk: _said(element) for element in with_rows(list(found), cities)}


def _said(element: Element) -> dict[str, str]:
    fields = {
        str(field.label): richtext.plain(value) if isinstance(field, Rich) else field.words(value)
        for field in FIELDS[element.kind]
        for value in [field.get(field.holder(element))]
    }
    rows = {
        str(table.label): "\n".join(" · ".join(filter(None, table.cells(row))) for row in table.rows_of(element))
        for table in tables_of(element.kind)
        if table.name not in LEFT_OUT
    }
    return {label: words for label, words in (fields | rows).items() if words}


def changes_of_elements() -> QuerySet[Entry]:
    """The lines of the history that tell that an element says something else than before."""
    return Entry.objects.filter(thing="element", act__in=CHANGES).exclude(field__in=LEFT_OUT)


def measures_wanting(person, cities) -> QuerySet[Element]:
    """The living measures of these cities' programmes that the person reads and that want somebody's contribution.

    None that is another city's own: that one's twin has no part in the programme of these.
    """
    mine = visible(person, Act.READ_PROGRAMME, Element)
    wanted = ~Q(measure__needs_from=[]) | ~Q(measure__needs="")
    shared_or_theirs = Q(city=None) | Q(city__in=cities)
    found = mine.filter(
        wanted, shared_or_theirs, kind=Kind.MEASURE, binned_at=None, programme__document__cities__in=cities
    )
    return found.select_related("measure__theme", "measure__area", "city", "programme").distinct().order_by("number")


def areas_on(day: date) -> dict[int, AreaLabel]:
    """The number and title each area of cooperation had on the day, by the area's id. One statement."""
    labels = AreaLabel.objects.filter(Q(since=None) | Q(since__lte=day)).order_by("area", "since", "id")
    dated = sorted(labels, key=lambda label: (label.since is not None, label.since or day))
    return {label.area_id: label for label in dated}
