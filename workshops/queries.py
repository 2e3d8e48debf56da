"""Questions about gatherings: querysets or plain data, nothing changed."""

from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cities.access import readable, rights_of, visible
from cities.acts import Act
from cities.models import City
from programmes.models import Element, Programme, Theme
from programmes.queries import built_on, with_cities
from workshops.models import (
    AgendaItem,
    Attendance,
    Conclusion,
    Gathering,
    Idea,
    Item,
    Registration,
    Sitting,
    Speaker,
    Vote,
)

PRESENCES = Attendance.Presence.values


def gatherings_for(person) -> list[Gathering]:
    """Those the person may read, the first day first; those without a day last. People without an account get those
    that are open to all.
    """
    rows = readable(person, Act.READ_GATHERING, Gathering).for_door()
    return sorted(rows, key=lambda one: ((one.day and one.day.earliest) or date.max, one.title))


def keeps(person, gathering: Gathering) -> bool:
    """Does the person keep the gathering? The same as `can`, of one that the door has opened, without a statement."""
    rights = rights_of(person)
    return rights.holds(Act.KEEP_CITY, gathering.host) if gathering.host else rights.everywhere(Act.KEEP_CITY)


def themes() -> QuerySet[Theme]:
    """Those of the network: a gathering is for more than one city."""
    return Theme.objects.filter(city=None)


def kept_cities(person) -> QuerySet[City]:
    """The cities the person speaks for: as host of a gathering, or about what they take part in."""
    rights = rights_of(person)
    cities = City.objects.all()
    return cities if rights.everywhere(Act.KEEP_CITY) else cities.filter(pk__in=rights.cities(Act.KEEP_CITY))


def own_city(person) -> City | None:
    """The city the person has a role in, whatever role it is; one of them, where there are several."""
    return City.objects.filter(pk__in=rights_of(person).cities(Act.READ_VERSION)).first()


def taken_by(sitting: Sitting) -> Sitting | None:
    """What has the sitting's room at its time already."""
    others = Sitting.objects.filter(room=sitting.room).exclude(pk=sitting.pk).select_related("workshop")
    return next((other for other in others if overlap(sitting, other)), None)


def overlap(one, other) -> bool:
    """Do they meet in time? What is not said to end takes the moment it begins."""
    if one.starts_at == other.starts_at:
        return True
    first, second = sorted((one, other), key=lambda each: each.starts_at)
    return bool(first.ends_at and first.ends_at > second.starts_at)


def sittings_of(gathering: Gathering) -> list[Sitting]:
    """All that sit, in the order of time, with workshop, room and chair. One statement."""
    related = ("workshop__theme", "workshop__gathering__host__party", "room", "chair_party")
    return list(Sitting.objects.filter(workshop__gathering=gathering).select_related(*related))


def own_sittings(person, gatherings: list[Gathering], mine: set[int]) -> list[Sitting]:
    """What sits at those of the gatherings that are the person's (mine: their numbers), and what the person chairs at
    the others, by the name as stated. One statement.
    """
    of_mine = Q(workshop__gathering__in=mine) | Q(chair__iexact=person.name)
    rows = Sitting.objects.filter(of_mine, workshop__gathering__in=gatherings)
    return list(rows.select_related("workshop__gathering__host__party", "room"))


def own_items(person, gatherings: list[Gathering]) -> list[Item]:
    """What the person holds, by the name as stated. One statement."""
    held = Speaker.objects.filter(item=OuterRef("pk"), words__iexact=person.name)
    rows = Item.objects.filter(Exists(held), sitting__workshop__gathering__in=gatherings)
    return list(rows.select_related("sitting__workshop__gathering__host__party", "sitting__room"))


def items_of(sittings: list[Sitting]) -> dict[int, list[Item]]:
    """Their items by sitting, in the order of time, each with its speakers' words (`spoken_by`). One statement."""
    spoken = ArrayAgg("speakers__words", filter=Q(speakers__isnull=False), order_by="speakers__position", default=[])
    found: dict[int, list[Item]] = {}
    for item in Item.objects.filter(sitting__in=[one.pk for one in sittings]).annotate(spoken_by=spoken):
        found.setdefault(item.sitting_id, []).append(item)
    return found


def chaired_twice(sittings: list[Sitting]) -> set[int]:
    """Those whose chair has another sitting at the same time. Parallel rooms are no matter: they are what it is for."""
    by_chair: dict[str, list[Sitting]] = {}
    for sitting in sittings:
        if sitting.chair:
            by_chair.setdefault(sitting.chair.casefold(), []).append(sitting)
    return {
        one.pk
        for chaired in by_chair.values()
        for one in chaired
        for other in chaired
        if one.pk != other.pk and overlap(one, other)
    }


def agenda_of(gathering: Gathering) -> QuerySet[AgendaItem]:
    """What a meeting is to take up, in order. Other rooms find theirs by its `reference`."""
    return gathering.agenda.select_related("confirmed_by")


def ideas_of(gathering: Gathering, person) -> list[Idea]:
    """All ideas, those of one group together and the most voted for first, each with `voted` (how many), `mine` (the
    person's vote is among them) and `became`: the measures made of it that the person may read of. Two statements.
    """
    mine = Vote.objects.filter(idea=OuterRef("pk"), person=person)
    ideas = gathering.ideas.annotate(voted=Count("votes"), mine=Exists(mine))
    ideas = list(ideas.select_related("theme", "sitting__workshop", "sitting__room").order_by("group", "-voted", "id"))
    became = built_on(person, [idea.reference for idea in ideas])
    for idea in ideas:
        idea.became = became.get(idea.reference, [])
    return ideas


def ideas_taken_up(ideas: list[Idea]) -> QuerySet[Element]:
    """What is made of the ideas, by whomever."""
    return Element.objects.filter(bases__reference__in=[idea.reference for idea in ideas])


def programmes_to_plan(person) -> QuerySet[Programme]:
    """The programmes the person writes in, with their cities."""
    return with_cities(visible(person, Act.EDIT_PROGRAMME, Programme).titled()).order_by("title", "id")


def queue_of(registration: Registration) -> int:
    """Which number on the waiting list; 0 with a place."""
    waiting = Registration.objects.filter(gathering=registration.gathering_id, waiting=True)
    return waiting.filter(pk__lte=registration.pk).count() if registration.waiting else 0


def own_data(person) -> tuple[QuerySet, QuerySet, QuerySet]:
    """What is kept of the person with gatherings: registrations, ideas and votes."""
    return (
        Registration.objects.filter(person=person).select_related("gathering", "city"),
        Idea.objects.filter(made_by=person),
        Vote.objects.filter(person=person).select_related("idea"),
    )


def attendance_of(gathering: Gathering) -> list[Attendance]:
    """Who was there: those present first, then those who sent apologies and those who looked on."""
    return sorted(gathering.attendance.select_related("city"), key=lambda one: PRESENCES.index(one.presence))


def attendance_for(person) -> list[Attendance]:
    """Who came to the gatherings the person may read of, the newest first."""
    rows = Attendance.objects.filter(gathering__in=visible(person, Act.READ_GATHERING, Gathering))
    rows = rows.select_related("gathering", "city")
    return sorted(rows, key=lambda one: (one.gathering.day and one.gathering.day.earliest) or date.min, reverse=True)


def follow_ups_of(person) -> QuerySet[Conclusion]:
    """What the person is to follow up and has not done, the first day first, of the gatherings still read of."""
    mine = Conclusion.objects.filter(owner=person, done_on=None)
    mine = mine.filter(gathering__in=visible(person, Act.READ_GATHERING, Gathering))
    return mine.select_related("gathering").order_by(F("due_on").asc(nulls_last=True), "id")


def registered_for(person) -> set[int]:
    """The gatherings the person has a place at."""
    rows = Registration.objects.filter(person=person, waiting=False)
    return set(rows.values_list("gathering", flat=True))
