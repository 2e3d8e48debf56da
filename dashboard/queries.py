"""Questions across the rooms."""

from django.utils.timezone import localdate

from agreements.approval import stages_on
from agreements.queries import agreements_of
from agreements.underway import all_of, on_their_way
from agreements.waiting import waiting_for
from cities.access import rights_of, visible
from cities.acts import Act, RoleKind
from cities.models import City
from cities.queries import identities_on, roles_at
from dashboard.ahead import gatherings_ahead, gatherings_of
from dashboard.facts import AsOf
from dashboard.pages import line_of, shown
from documents.queries import routes_for
from programmes.feedback import sharings_for
from programmes.models import Paper, Programme
from programmes.queries import answered_by, asked_of, invitations_for, programmes_of, roles_of, with_cities
from workshops.queries import follow_ups_of

NEXT, FEW, MANY = 4, 12, 200


def front_of(person, day, at) -> dict:
    """What a person meets after signing in: what lies before the politicians, what is shared with the person's parties,
    what in agreements waits for their answer or is late, what is to be followed up after gatherings, what the person's
    cities are invited to, open comments that name the person, measures to answer for; then how their cities stand, what
    is ahead and on its way as of the day, and programmes.
    """
    unanswered, late = waiting_for(person, localdate())
    return {
        "unanswered": unanswered,
        "late": late[:MANY],
        "programmes": programmes_of(person)[:FEW],
        "routes": routes_for(person)[:FEW],
        "sharings": sharings_for(person)[:FEW],
        "follow_ups": follow_ups_of(person)[:MANY],
        "invited": invitations_for(person),
        "mentions": asked_of(person)[:FEW],
        "ahead": gatherings_ahead(person, day)[:NEXT],
        "standing": shown(person, AsOf(day), at=at) if rights_of(person).any(Act.READ_PROGRAMME) else None,
        "underway": on_their_way(all_of(person, day))[:FEW],
        "measures": [element for role in roles_of(person, localdate()) for element in answered_by(role)[:MANY]],
    }


def city_facts(city: City, person, day) -> dict:
    """A city's own page: what it is and was called; its programmes, agreements, gatherings and people as far as the
    person may read of them.
    """
    programmes = visible(person, Act.READ_PROGRAMME, Programme).filter(document__cities=city)
    agreements = list(agreements_of(city, person))
    stages = stages_on(agreements, day)
    return {
        "identity": identities_on([city.party], day)[city.party_id],
        "numbers": city.party.numbers.all(),
        "predecessors": city.party.predecessors.all(),
        "bodies": city.party.bodies.all(),
        "units": city.party.units.all(),
        "plans": city.papers.filter(kind=Paper.Kind.PLAN),
        "programmes": with_cities(programmes.titled()).order_by("title"),
        "agreements": [(one, stages[one.pk]) for one in agreements],
        "people": people_of(city, person),
        "line": line_of(city, person, AsOf(day)),
        **gatherings_of(city, person, day),
    }


WHO = (RoleKind.LEAD, RoleKind.PLANNER, RoleKind.MEASURE_OWNER, RoleKind.POLITICIAN)


def people_of(city: City, person) -> list | None:
    """Who has which role there, the leads first; None to those whom the page of its people is not for."""
    if not rights_of(person).holds(Act.READ_PROGRAMME, city):
        return None
    return sorted(roles_at(city, localdate()), key=lambda role: WHO.index(role.kind))
