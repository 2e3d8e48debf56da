"""*Gjør om til eget*: what is shared becomes each city's own – and that taken back."""

from django.db import transaction
from django.utils.translation import gettext as _

from cities.models import City
from common.refusals import Refused
from history.models import Entry
from history.queries import history_of
from programmes.actions.heirs import Taken, take_over
from programmes.actions.inheritance import copy_of
from programmes.actions.memory import changed_since, remember_all, remembered
from programmes.actions.placing import demand_living, hang, hold, levels_of, lock, place_of, put_away, return_to
from programmes.actions.structure import MOST_ELEMENTS
from programmes.lineage import codes_said
from programmes.models import Element, Kind, Measure, NumberAlias
from programmes.queries import cities_of
from programmes.scopes import branch_mark


@transaction.atomic
def split_element(*, element: Element, mark: str, key=None, by, at) -> list[Element]:
    """Let a shared element, with all that hangs under it, become each of the programme's cities' own.

    Each city gets a copy with a new number, its own rows and its own elements under it; the shared one goes to the bin.
    mark: what the person saw, as `branch_mark` says. key: names the form; the same form again splits nothing more.
    Gives back the heirs in the order of the cities.
    Errors: Refused for the programme itself, for what is one city's own, or what was changed since it was seen.
    """
    lock(element.programme_id)
    hold([element])
    element = Element.objects.for_door().get(pk=element.pk)
    if done := done_by(element, "split", key):
        return list(heirs_in(element, done))
    cities = demand_splittable(element)
    if mark != branch_mark(element):
        raise Refused(_("«%(title)s» er endret siden du så på det. Se over på nytt.") % {"title": element})
    before, place, entries = place_of(element), element.position, []
    stood = dict(Element.objects.filter(pk__in=set().union(*levels_of([element]))).values_list("pk", "position"))
    taken = {}
    for n, city in enumerate(cities):
        taken[city] = take_over(element, city=city, scope=city, parent=element.parent, place=place + n, at=at)
        entries += told_of(taken[city], element, by, at)
    lean_on_heirs(taken)
    element.refresh_from_db()
    put_away(element, at)
    heirs = [taken[city].heirs[element.pk] for city in cities]
    for heir, city in zip(heirs, cities, strict=True):
        heir.city = city
    own = [(was.element.code, was.parent, stood[was.element.pk]) for each in taken.values() for was in each.moved]
    split = remembered(
        element, act="split", before=before | {"own": own},
        after={"heirs": [heir.code for heir in heirs], "words": codes_said(heirs), "key": key and str(key)},
        by=by, at=at,
    )  # fmt: skip
    remember_all([*entries, split])
    return heirs


def done_by(element: Element, act: str, key) -> Entry | None:
    """The act that the form named by the key has done already."""
    return history_of("element", element.pk).filter(act=act, after__key=str(key)).first() if key else None


def heirs_in(element: Element, split: Entry):
    numbers = [int(code.removeprefix("T-")) for code in split.after["heirs"]]
    return Element.objects.filter(programme=element.programme_id, number__in=numbers).order_by("number")


def demand_splittable(element: Element) -> list[City]:
    """The cities it will be split among. Errors: Refused where there is nothing to split."""
    cities = cities_of(element.programme)
    if element.kind == Kind.PROGRAMME:
        raise Refused(_("Selve programmet kan ikke deles."))
    demand_living(element)
    if element.city:
        raise Refused(_("«%(title)s» er alt eget for %(city)s.") % {"title": element, "city": element.city})
    if len(cities) < 2:
        raise Refused(_("Programmet har bare én by, så det er ingen å dele med."))
    there = Element.objects.filter(programme=element.programme_id)
    copied = there.filter(pk__in=set().union(*levels_of([element])), city=None, binned_at=None)
    if there.count() + copied.count() * len(cities) > MOST_ELEMENTS:
        raise Refused(_("Programmet er fullt: et program kan ha høyst 2 000 elementer."))
    return cities


def told_of(taken: Taken, origin: Element, by, at) -> list[Entry]:
    """The lines of the history of what came of a branch: each heir's, and those of what moved in."""
    was = {heir.pk: pk for pk, heir in taken.heirs.items()}
    numbers = dict(Element.objects.filter(pk__in=taken.heirs).values_list("pk", "number"))
    told = {"by": by, "at": at}
    return [
        remembered(heir, act="inherit", after={"words": f"T-{numbers[was[heir.pk]]:04d}"}, **told)
        for heir in taken.heirs.values()
    ] + [remembered(moved.element, act="follow", after={"words": origin.code}, **told) for moved in taken.moved]


def lean_on_heirs(taken: dict[City, Taken]) -> None:
    """Measures elsewhere that leaned on an instrument which was split, lean on its heirs: their city's, or all."""
    links = Measure.instruments.through.objects
    heirs = {city.pk: each.heirs for city, each in taken.items()}
    originals = set().union(*heirs.values())
    outside = links.filter(element__in=originals).exclude(measure__in=originals).select_related("measure__element")
    for link in list(outside):
        city = link.measure.element.city_id
        links.bulk_create(
            copy_of(link, element_id=heirs[own][link.element_id].pk) for own in heirs if city in (None, own)
        )
        link.delete()


# -- Taking it back


def unsplit(element: Element, entry: Entry, by, at) -> None:
    """Put the shared element back where it stood, with what moved out of it; the heirs go to the bin.

    Errors: Refused when anything has been done to the heirs since, or under them.
    """
    tops = list(heirs_in(element, entry))
    origins = origins_of(element, entry)
    own = {int(code.removeprefix("T-")): (parent, position) for code, parent, position in entry.before["own"]}
    demand_heirs_untouched(origins, own, entry)
    for top in tops:
        put_away(Element.objects.get(pk=top.pk), at)
    return_to(element, entry.before)
    moved = Element.objects.filter(programme=element.programme_id, number__in=own, parent__in=origins)
    for each in sorted(moved, key=lambda each: own[each.number][1] or 0):
        hang(each, *own[each.number])
    lean_on_origins(origins)


def origins_of(element: Element, entry: Entry) -> dict[int, int]:
    """The id of every heir, wherever it stands now → the id of the one it was copied from."""
    originals = set().union(*levels_of([element]))
    return dict(NumberAlias.objects.filter(origin__in=originals, at=entry.at).values_list("element", "origin"))


def demand_heirs_untouched(heirs, own, entry: Entry) -> None:
    later = changed_since(entry, heirs)
    if later and later.person_id != entry.person_id:
        words = _("%(name)s har endret «%(title)s» siden du delte det, så det kan ikke angres.")
        raise Refused(words % {"name": later.person_name, "title": later.title})
    if later:
        words = _("Du har endret «%(title)s» siden du delte det, så det kan ikke angres.")
        raise Refused(words % {"title": later.title})
    new = Element.objects.filter(parent__in=heirs, binned_at=None).exclude(pk__in=heirs).exclude(number__in=own)
    if new := new.select_related("parent").first():
        words = _("«%(new)s» har kommet inn under «%(title)s» siden du delte det, så det kan ikke angres.")
        raise Refused(words % {"new": new, "title": new.parent})


def lean_on_origins(origins: dict[int, int]) -> None:
    """The other way round from `lean_on_heirs`, also for what moved in under them."""
    links = Measure.instruments.through.objects
    outside = links.filter(element__in=origins).exclude(measure__in=origins)
    pairs = {(link.measure_id, origins[link.element_id]) for link in outside}
    outside.delete()
    new = (Measure.instruments.through(measure_id=measure, element_id=element) for measure, element in sorted(pairs))
    links.bulk_create(new, ignore_conflicts=True)
