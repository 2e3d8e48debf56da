"""A city leaves a programme: it goes on with its own part and a copy of what is shared, in a programme of its own."""

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from cities.access import people_who_may
from cities.acts import Act
from cities.models import City
from common.keys import scoped
from common.refusals import Refused
from documents.models import Departure
from programmes.actions.circle import Answer, close, demand_lead_of
from programmes.actions.heirs import Taken, take_over
from programmes.actions.inheritance import copy_of
from programmes.actions.memory import named, remember, remember_all, remembered
from programmes.actions.placing import lock
from programmes.actions.rows import told
from programmes.actions.structure import start_programme
from programmes.actions.waivers import number_in, said, settle_waivers
from programmes.models import CityInvitation, Element, Indicator, Programme, Reading, Waiver
from programmes.queries import circle_of, root_of
from programmes.rows_at_once import with_rows
from programmes.tables import TABLES


@transaction.atomic
def leave_programme(*, programme: Programme, city: City, title: str, uuid=None, by, at) -> Programme:
    """Let a city go on alone: gives back its new programme, which follows the old one and bears the title.

    What is shared is copied as it stands; the city's own moves along with its numbers. In the old programme nothing of
    the city's is left, and of the others' nothing is changed. What was frozen, printed and laid before politicians
    stands, and the city goes on reading it.
    uuid: names the form it came from; the same form again gives back the same programme.
    Errors: Refused for whoever does not lead the city, for the last city, and for one that is not in the programme.
    """
    demand_lead_of(city, by)
    lock(programme.pk)
    if heir := heir_of(programme.pk, uuid, by):
        return heir
    old = Programme.objects.select_related("document").get(pk=programme.pk)
    cities = circle_of(old)
    if city not in cities:
        raise Refused(_("%(city)s er ikke med i dette programmet.") % {"city": city})
    if len(cities) == 1:
        raise Refused(_("Den siste byen kan ikke gå ut. Programmet er alt byens eget."))
    # Whoever writes a row just now is done before it is copied, or finds that the city has left.
    elements = Element.objects.filter(programme=old)
    list(elements.select_for_update(no_key=True).order_by("pk").values_list("pk"))

    new = begin_anew(old, city, title, uuid=uuid, by=by, at=at)
    taken = take_over(root_of(old), city=city, scope=None, heir=root_of(new), at=at)
    carry_reasons(old, new, city)
    tell_what_went(taken, old, by=by, at=at)
    drop_rows(old, city, cities, by=by, at=at)
    drop_reasons(old, city, by=by, at=at)
    go(old, city, at)
    withdraw_orphans(old, by=by, at=at)
    for left in (old, new):
        settle_waivers(left)
    remember(root_of(old), act="leave_city", after=named(city), by=by, at=at)
    return new


def heir_of(programme_id: int, uuid, by) -> Programme | None:
    """The programme a city has gone on with, by the key of the form it left with."""
    if uuid is None:
        return None
    key = scoped(leaving_key(uuid, programme_id), "programme", by.pk)
    return Programme.objects.filter(elements__uuid=key).first()


def leaving_key(uuid, programme_id: int):
    return uuid and scoped(uuid, "leaving", programme_id)


def begin_anew(old: Programme, city: City, title: str, *, uuid, by, at) -> Programme:
    """A programme of the city's with what the old one says of itself."""
    facts = {name: getattr(old, name) for name in ("period", "plan_kind", "law_reference", "sources")}
    uuid = leaving_key(uuid, old.pk)
    new = start_programme(title=title, cities=[city], predecessor=old, uuid=uuid, by=by, at=at, **facts)
    lock(new.pk)
    root = root_of(old)
    Element.objects.filter(programme=new).update(text=root.text, sources=root.sources)
    return new


def tell_what_went(taken: Taken, old: Programme, *, by, at) -> None:
    """In the history of each copy, and of each of the city's own that moved."""
    name = root_of(old).title
    act = {"act": "carry", "by": by, "at": at}
    copies = [remembered(heir, after={"name": name, "kind": heir.kind}, **act) for heir in taken.heirs.values()]
    moved = [
        remembered(was.element, before={"position": was.position}, after={"name": name}, **act) for was in taken.moved
    ]
    remember_all([*copies, *moved])


def drop_rows(old: Programme, city: City, cities: list[City], *, by, at) -> None:
    """Take the city's rows away from what the others keep. An indicator that others have read becomes common."""
    elements = with_rows(list(Element.objects.filter(programme=old)), cities)
    found = [(one, table, row) for one in elements for table in TABLES for row in table.rows_of(one)]
    read = {row.indicator_id for _one, table, row in found if table.model is Reading and row.city_id != city.pk}
    Indicator.objects.filter(pk__in=read, city=city).update(city=None)
    gone = [
        (one, table, row)
        for one, table, row in found
        if row.city_id == city.pk and not (table.model is Indicator and row.pk in read)
    ]
    for model in (Reading, *(table.model for table in TABLES if table.model is not Reading)):
        model.objects.filter(pk__in=[row.pk for _one, table, row in gone if table.model is model]).delete()
    remember_all(
        [
            remembered(one, act="edit", field=table.name, before=told(table, row), by=by, at=at)
            for one, table, row in gone
        ]
    )


def carry_reasons(old: Programme, new: Programme, city: City) -> None:
    """Reasons for what the programme as a whole lacks: holes in its coverage, points of letters without an answer."""
    found = Waiver.objects.filter(Q(city=None) | Q(city=city), programme=old)
    found = found.filter(Q(gap__startswith="coverage:") | Q(gap__startswith="answer:"))
    by_gap = {waiver.gap: waiver for waiver in found.order_by(F("city").desc(nulls_first=True))}
    Waiver.objects.bulk_create(copy_of(waiver, programme_id=new.pk, city_id=None) for waiver in by_gap.values())


def drop_reasons(old: Programme, city: City, *, by, at) -> None:
    """Take back what the city alone gave as a reason; its own programme has it now."""
    waivers = list(Waiver.objects.filter(programme=old, city=city))
    elements = {one.number: one for one in Element.objects.filter(programme=old)} if waivers else {}
    root = next((one for one in elements.values() if one.parent_id is None), None)
    remember_all(
        [
            remembered(
                elements.get(number_in(waiver.gap), root),
                act="unwaive",
                field="waiver",
                before=said(waiver),
                by=by,
                at=at,
            )
            for waiver in waivers
        ]
    )
    Waiver.objects.filter(pk__in=[waiver.pk for waiver in waivers]).delete()


def go(old: Programme, city: City, at) -> None:
    """Out of the circle: from here on the draft and what is frozen from it are not the city's."""
    latest = old.document.versions.aggregate(latest=Max("number"))["latest"] or 0
    Departure.objects.create(document=old.document, city=city, latest=latest, left_at=at)
    row = old.document.city_rows.get(city=city)
    row.delete()
    old.document.city_rows.filter(position__gt=row.position).update(position=F("position") - 1)


def withdraw_orphans(old: Programme, *, by, at) -> None:
    """Take back what was asked by somebody who leads none of those who are left."""
    leads = people_who_may(Act.KEEP_CIRCLE, circle_of(old))
    for invitation in CityInvitation.objects.filter(programme=old, answer="").exclude(invited_by__in=leads):
        close(invitation, Answer.WITHDRAWN, act="withdraw_city", by=by, at=at)
