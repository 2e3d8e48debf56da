"""Which cities a programme has, has asked and has had, as the page about them tells it."""

from dataclasses import dataclass
from datetime import datetime

from cities.models import City
from documents.models import Departure
from programmes.models import CityInvitation, Programme
from programmes.queries import cities_of

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
