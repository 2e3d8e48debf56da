"""Which cities a programme has, has asked and has had, as the page about them tells it."""

from dataclasses import dataclass
from datetime import datetime

from cities.models import City
from documents.models import Departure
from programmes.models import CityInvitation, Programme
from programmes.queries import cities_of, outline_of
from programmes.tables import TABLES

Answer = CityInvitation.Answer


@dataclass(frozen=True)
class Member:
    """A city in the programme, since it joined or since the programme began. own: does the person lead it?"""

    city: City
    since: datetime
    own: bool


@dataclass(frozen=True)
class Circle:
    """members: in the order of the title. asked: who has not answered yet. declined: and has not been asked since."""

    members: list[Member]
    asked: list[CityInvitation]
    declined: list[CityInvitation]
    departed: list[Departure]


@dataclass(frozen=True)
class Parting:
    """What would happen if a city left now.

    shared: elements that are copied. own: elements that move along, those in the bin too. rows: the city's rows on what
    is shared. versions: how many stay readable for it. rest: the cities that are left.
    """

    shared: int
    own: int
    rows: int
    versions: int
    rest: list[City]


def parting(programme: Programme, city: City) -> Parting:
    """The same number of statements, whatever the size of the programme."""
    nodes = outline_of(programme)[1:]
    mine = {"element__programme": programme, "element__city": None, "city": city}
    return Parting(
        shared=sum(node.element.city_id is None for node in nodes),
        own=programme.elements.filter(city=city).count(),
        rows=sum(table.model.objects.filter(**mine).count() for table in TABLES),
        versions=programme.document.versions.count(),
        rest=[one for one in cities_of(programme) if one != city],
    )


def circle(programme: Programme, led) -> Circle:
    """All of it in three statements. led: the ids of the cities the person leads."""
    latest, joined = {}, {}
    for invitation in programme.invitations.select_related("city", "invited_by"):
        latest[invitation.city_id] = invitation
        if invitation.answer == Answer.ACCEPTED:
            joined[invitation.city_id] = invitation.answered_at
    members = [Member(city, joined.get(city.pk, programme.started_at), city.pk in led) for city in cities_of(programme)]
    here = {member.city.pk for member in members}
    waiting = [one for pk, one in latest.items() if pk not in here]
    return Circle(
        members=members,
        asked=[one for one in waiting if not one.answer],
        declined=[one for one in waiting if one.answer == Answer.DECLINED],
        departed=list(programme.document.departures.select_related("city")),
    )
