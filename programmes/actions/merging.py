"""Proposing to join what is several cities' own, and answering that. Nobody joins another city's without its word."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from cities.access import people_who_may, visible
from cities.acts import Act
from cities.models import City
from common.keys import scoped
from common.refusals import Refused
from history.models import Entry
from post.actions import write_to
from programmes.actions.joining import join
from programmes.actions.memory import remember_all, remembered
from programmes.actions.placing import demand_living, hold, lock
from programmes.actions.sharing import demand_sharable
from programmes.lineage import codes_said
from programmes.mergers import open_mergers, value_in
from programmes.models import Element, Merger, MergerPart
from programmes.queries import root_of
from programmes.scopes import mark_of_all, marks_of


@transaction.atomic
def propose_merger(
    *, keeps: Element, others: list[Element], values: dict, mark: str, link: Callable[[Merger], str], key=None, by, at,
) -> Merger:  # fmt: skip
    """Propose to join elements of several cities into one shared, and write to the planners who are asked.

    Done at once, without a letter, by somebody who plans in all of the cities.
    values: as `Merger.values` has them. mark: what the person saw of them all, as `mark_of_all` says. key: names the
    form; the same form again gives back the same proposal. link: makes the whole address of the page where it is
    answered.
    Errors: Refused for what cannot be joined, has been changed since it was seen, or is in a proposal already.
    """
    lock(keeps.programme_id)
    hold([keeps, *others])
    key = scoped(key, "merger", keeps.programme_id)
    if made := Merger.objects.filter(uuid=key).first():
        return made
    elements = [Element.objects.for_door().get(pk=each.pk) for each in (keeps, *others)]
    demand_joinable(elements)
    mine = cities_planned_by(by)
    if not any(each.city_id in mine for each in elements):
        raise Refused(_("Bare planleggere i en av byene kan foreslå dette."))
    if mark != mark_of_all(elements):
        raise Refused(_("Noe her er endret siden du så på det. Se over på nytt."))
    if proposed := open_mergers(elements).first():
        raise Refused(_("«%(title)s» er alt med i et forslag. Svar på det først.") % {"title": proposed.keeps})
    merger = Merger.objects.create(
        programme_id=keeps.programme_id, keeps=elements[0], values=values, proposed_by=by, proposed_by_name=str(by),
        proposed_at=at, uuid=key,
    )  # fmt: skip
    marks = marks_of(elements)
    MergerPart.objects.bulk_create(
        MergerPart(merger=merger, element=each, city=each.city, mark=marks[each.pk]) for each in elements
    )
    remember_all(told_on_each("propose", elements, by=by, at=at))
    merger = agreed(merger, by, at)
    if not merger.ending:
        write_to_asked(merger, link(merger), by=by, at=at)
    return merger


def write_to_asked(merger: Merger, link: str, *, by, at) -> None:
    parts = list(merger.parts.select_related("element", "city"))
    people = people_who_may(Act.EDIT_PROGRAMME, [part.city for part in parts if part.agreed_at is None])
    programme = root_of(merger.programme).title
    subject = _("Forslag om å slå sammen i «%(programme)s»") % {"programme": programme}
    words = {"merger": merger, "parts": parts, "programme": programme, "link": link}
    write_to(
        people.order_by("pk"), subject=subject, template="programmes/letters/merger.txt", words=words, by=by, at=at
    )


def demand_joinable(elements: list[Element]) -> None:
    """Errors: Refused unless they are own elements of one kind, one a city, the first where it can become shared."""
    for each in elements:
        if each.city is None:
            raise Refused(_("«%(title)s» er alt felles.") % {"title": each})
        demand_living(each)
    if len(elements) < 2 or len({each.city_id for each in elements}) < len(elements):
        raise Refused(_("Velg ett element fra hver av byene som skal være med."))
    if len({(each.programme_id, each.kind) for each in elements}) > 1:
        raise Refused(_("Bare elementer av samme slag i samme program kan slås sammen."))
    demand_sharable(elements[0])
    for each in elements[1:]:
        if within(elements[0], each):
            raise Refused(_("Et element kan ikke slås sammen med noe det står under."))


@transaction.atomic
def agree_to_merger(*, merger: Merger, by, at) -> Merger:
    """Agree for the cities the person plans in. When all have agreed, the elements are joined.

    Agreed already is as good as agreed. Errors: Refused when it is not for the person to say, or the proposal does not
    hold any more.
    """
    merger, parts = claimed(merger)
    mine = cities_planned_by(by)
    if not any(part.city_id in mine for part in parts):
        raise Refused(_("Bare planleggere i byene det gjelder, kan svare."))
    if merger.ending == Merger.Ending.JOINED:
        return merger
    demand_open(merger)
    return agreed(merger, by, at)


def agreed(merger: Merger, by, at) -> Merger:
    """Write down that the person's cities agree, and join when no city is left."""
    parts = list(merger.parts.select_related("city"))
    elements = {each.pk: each for each in Element.objects.for_door().filter(pk__in=[part.element_id for part in parts])}
    demand_as_proposed(parts)
    mine = cities_planned_by(by)
    new = [part for part in parts if part.agreed_at is None and part.city_id in mine]
    MergerPart.objects.filter(pk__in=[part.pk for part in new]).update(agreed_at=at, agreed_by_name=str(by))
    if len(new) < sum(part.agreed_at is None for part in parts):
        return merger
    keeps = elements[merger.keeps_id]
    others = [elements[part.element_id] for part in parts if part.element_id != keeps.pk]
    demand_joinable([keeps, *others])
    values = {name: value_in(given, name, elements, keeps) for name, given in merger.values.items()}
    join(keeps, others, values, by=by, at=at)
    return ended(merger, Merger.Ending.JOINED, by, at)


@transaction.atomic
def decline_merger(*, merger: Merger, words: str, by, at) -> Merger:
    """Say no for a city, and why. Declined already is as good as declined.

    Errors: Refused for somebody who plans in none of the cities that were asked, and for what has ended otherwise.
    """
    merger, parts = claimed(merger)
    mine = cities_planned_by(by)
    if not any(part.city_id in mine and part.agreed_at is None for part in parts):
        raise Refused(_("Bare planleggere i byer som ikke har svart, kan avslå."))
    if merger.ending == Merger.Ending.DECLINED:
        return merger
    demand_open(merger)
    remember_all(told_on_each("decline", [part.element for part in parts], by=by, at=at, words=words))
    return ended(merger, Merger.Ending.DECLINED, by, at, words)


@transaction.atomic
def withdraw_merger(*, merger: Merger, by, at) -> Merger:
    """Take a proposal back, for one of the cities that stand behind it. Withdrawn already is as good as withdrawn."""
    merger, parts = claimed(merger)
    mine = cities_planned_by(by)
    if not any(part.city_id in mine and part.agreed_at for part in parts):
        raise Refused(_("Bare planleggere i en by som står bak forslaget, kan trekke det."))
    if merger.ending == Merger.Ending.WITHDRAWN:
        return merger
    demand_open(merger)
    remember_all(told_on_each("withdraw", [part.element for part in parts], by=by, at=at))
    return ended(merger, Merger.Ending.WITHDRAWN, by, at)


def claimed(merger: Merger) -> tuple[Merger, list[MergerPart]]:
    """The proposal as it is now, and its parts; its elements are held."""
    lock(merger.programme_id)
    merger = Merger.objects.get(pk=merger.pk)
    parts = list(merger.parts.select_related("element__city", "city"))
    hold([part.element for part in parts])
    return merger, parts


def demand_open(merger: Merger) -> None:
    if merger.ending:
        words = _("Forslaget er alt avsluttet: %(how)s av %(name)s.")
        raise Refused(words % {"how": merger.get_ending_display().lower(), "name": merger.ended_by_name})


def demand_as_proposed(parts: list[MergerPart]) -> None:
    """Errors: Refused when one of the elements is not what it was."""
    now = marks_of([part.element for part in parts])
    for part in parts:
        if part.mark != now.get(part.element_id):
            words = _("«%(title)s» er endret siden forslaget ble laget, så det gjelder ikke lenger. Lag et nytt.")
            raise Refused(words % {"title": part.element})


def ended(merger: Merger, ending: str, by, at, words: str = "") -> Merger:
    merger.ending, merger.ended_at, merger.ended_by_name, merger.words = ending, at, str(by), words
    merger.save(update_fields=["ending", "ended_at", "ended_by_name", "words"])
    return merger


def told_on_each(act: str, elements: list[Element], *, by, at, words: str = "") -> list[Entry]:
    """The act as a line of each element's history, which names the others."""
    return [
        remembered(
            each, act=act, after={"words": words or codes_said([other for other in elements if other.pk != each.pk])},
            by=by, at=at,
        )
        for each in elements
    ]  # fmt: skip


def cities_planned_by(person) -> set[int]:
    return set(visible(person, Act.EDIT_PROGRAMME, City).values_list("pk", flat=True))


def within(element: Element, other: Element) -> bool:
    """Does one hang under the other, however deep?"""
    while element := element.parent:
        if element.pk == other.pk:
            return True
    return False
